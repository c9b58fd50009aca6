// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

/** Where the jobs of a command run. */
interface Engine {

    /** What is done with a runner at hand. */
    interface Work {
        void run(JobRunner runner) throws Exception;
    }

    /**
     * Does the work, and clears away what the runner needed.
     *
     * @param progress shows how far the job is
     * @throws Exception as thrown by the work
     */
    void within(Progress progress, Work work) throws Exception;
}
