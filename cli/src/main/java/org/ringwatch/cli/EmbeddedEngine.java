// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

/** Jobs run inside this process, in a folder of their own; Ctrl-C stops them. */
final class EmbeddedEngine implements Engine {

    @Override
    public void within(Progress progress, Work work) throws Exception {
        try (Interruption interruption = Interruption.watch()) {
            RunFolder.within(folder -> work.run(new EmbeddedRun(folder.exchange(), progress, interruption)));
        }
    }
}
