// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

/** Jobs run on the cluster that started this program, which keeps their log and can stop them. */
final class ClusterEngine implements Engine {

    @Override
    public void within(Progress progress, Work work) throws Exception {
        work.run(new ClusterRun(progress));
    }
}
