// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A watch that was stopped goes on, with other numbers of subtasks, too. */
class WatchRestoreITCase {

    private static final int EVENTS = 6_000;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = cluster();

    @TempDir
    Path folder;

    private static MiniClusterExtension cluster() {
        Configuration configuration = new Configuration();
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
        return new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumberTaskManagers(1)
                .setNumberSlotsPerTaskManager(4)
                .build());
    }

    @Test
    void fromOneSubtaskToFourAndBack() throws Exception {
        World world = World.simulate(EVENTS, 11, folder.resolve("world"));
        Path all = world.shuffled(1).writeGzipFiles(3, folder.resolve("all"));
        Path input = Files.createDirectories(folder.resolve("in"));
        Path output = folder.resolve("out");
        String savepoint = "";
        for (int part = 0; part < 2; part++) {
            copy(all, input, part);
            savepoint = WatchRun.of(input, output)
                    .parallel(part == 0 ? 1 : 4)
                    .from(savepoint)
                    .stop(folder.resolve("savepoints"));
            WatchRun.clear(output);
        }
        copy(all, input, 2);
        WatchRun.of(input, output).parallel(1).from(savepoint).execute();
        Path expected = JobRun.plain().execute(all, folder.resolve("expected"));
        WatchParityITCase.assertSame(output, expected);
    }

    private static void copy(Path from, Path to, int part) throws Exception {
        String name = "part-" + part + ".csv.gz";
        Files.move(Files.copy(from.resolve(name), to.resolve("." + name)), to.resolve(name));
    }

    /** Whoever changed the state so that this fails has to read the old one, too. */
    @Test
    void fromASavepointOfAnEarlierVersion() throws Exception {
        Path watch = EarlierWatch.unpack(folder.resolve("watch"));
        Path input = watch.resolve("in");
        Files.move(watch.resolve("later/part-1.csv.gz"), input.resolve("part-1.csv.gz"));
        Path output = WatchRun.of(input, watch.resolve("out"))
                .from(watch.resolve("savepoint").toUri().toString())
                .execute();
        WatchParityITCase.assertSame(output, JobRun.plain().execute(input, folder.resolve("expected")));
    }

    /** Savepoints know operators by these names: one that is missing here loses its state in the next release. */
    @Test
    void operatorsKeepTheirNames() throws Exception {
        assertThat(WatchRun.uids())
                .isEqualTo(new TreeSet<>(List.of(
                        "baseline-finding",
                        "fact-findings",
                        "fail",
                        "find-communities",
                        "gather-members",
                        "hub-findings",
                        "judge-links",
                        "link-arrivals",
                        "merge-daily-baselines",
                        "publish-changes",
                        "pulse",
                        "read-folder",
                        "rejected-findings",
                        "ring-findings",
                        "score-communities",
                        "tie-pairs")));
    }
}
