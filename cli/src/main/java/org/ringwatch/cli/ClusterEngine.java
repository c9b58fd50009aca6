// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

/** Jobs run on the cluster that started this program, which keeps their log and can stop them. */
final class ClusterEngine implements Engine {

    @Override
    public void within(Progress progress, boolean ui, Work work) throws Exception {
        if (ui) {
            throw new UsageException("--ui must not be given on a cluster, whose own interface shows the job");
        }
        work.run(new ClusterRun(progress));
    }
}
