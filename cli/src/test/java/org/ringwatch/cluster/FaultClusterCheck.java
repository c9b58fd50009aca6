// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cluster;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is lost or doubled when machines die; docs/cluster.md has the command for a longer campaign. */
class FaultClusterCheck {

    @Test
    void killsChangeNothing(@TempDir Path folder) throws IOException, InterruptedException {
        long events = Long.getLong("campaign.events", 100_000);
        long seed = Long.getLong("campaign.seed", 1);
        FaultCampaign.Size size = new FaultCampaign.Size(
                Integer.getInteger("campaign.taskmanagers", 2),
                Integer.getInteger("campaign.publishers", 1),
                Integer.getInteger("campaign.jobmanagers", 1),
                seed);
        Path world = Commands.simulate(folder.resolve("world"), events, seed);
        System.out.println(events + " events: " + new FaultCampaign(folder, world, size).run());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void killsChangeNothingOfAWatch(boolean log, @TempDir Path folder) throws IOException, InterruptedException {
        WatchFaultCampaign.Size size = new WatchFaultCampaign.Size(
                Long.getLong("campaign.watch.events", 60_000),
                Integer.getInteger("campaign.watch.taskmanagers", 2),
                Integer.getInteger("campaign.watch.jobmanagers", 1),
                Long.getLong("campaign.seed", 1),
                log);
        System.out.println(new WatchFaultCampaign(folder, size).run());
    }
}
