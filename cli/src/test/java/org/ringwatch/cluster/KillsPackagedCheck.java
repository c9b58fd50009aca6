// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cluster;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shortest campaign that has every build see processes die; {@link FaultClusterCheck} has longer ones. */
class KillsPackagedCheck {

    @Test
    void killsChangeNothing(@TempDir Path folder) throws IOException, InterruptedException {
        FaultCampaign.Size size = new FaultCampaign.Size(3, 0, 1, Long.getLong("campaign.seed", 1));
        Path events = Commands.ROOT.resolve("test-data/sample/events");
        System.out.println(new FaultCampaign(folder, events, size).run());
    }
}
