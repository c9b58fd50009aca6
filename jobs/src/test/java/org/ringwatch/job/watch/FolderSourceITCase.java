// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.RestartStrategyOptions.RestartStrategyType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.ringwatch.event.EventRules;

/** A folder watched by a job. */
@Timeout(120)
class FolderSourceITCase {
    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(2)
            .build());

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    @Test
    void onceReadsTheFolderAndEnds() throws Exception {
        appears("1.csv", 0, 3);
        appears("2.csv", 3, 2);
        assertThat(collect(true, Integer.MAX_VALUE, () -> {}, false)).containsExactlyElementsOf(ids(5));
    }

    @Test
    void readsFilesThatAppearWhileItRuns() throws Exception {
        appears("1.csv", 0, 3);
        List<Integer> heard = new ArrayList<>();
        List<String> read = collect(
                false,
                7,
                () -> {
                    heard.add(0);
                    if (heard.size() == 3) {
                        appears("2.csv", 3, 2);
                    } else if (heard.size() == 5) {
                        appears("3.csv", 5, 2);
                    }
                },
                false);
        assertThat(read).containsExactlyElementsOf(ids(7));
    }

    /** The first attempt fails in the middle of the second file, behind a checkpoint. */
    @Test
    void nothingIsLostAndNothingComesTwiceWhenTheJobStartsAgain() throws Exception {
        appears("1.csv", 0, 20_000);
        appears("2.csv", 20_000, 20_000);
        assertThat(collect(true, Integer.MAX_VALUE, () -> {}, true)).containsExactlyElementsOf(ids(40_000));
        assertThat(Show.failed).isTrue();
    }

    private interface Heard {
        void arrival() throws IOException;
    }

    private List<String> collect(boolean once, int count, Heard heard, boolean failing) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(50));
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, RestartStrategyType.FIXED_DELAY.getMainValue());
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, failing ? 1 : 0);
        List<String> read = new ArrayList<>();
        try (StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration)) {
            env.setParallelism(2);
            FolderParameters parameters = new FolderParameters(folder.toString(), null, 20, once);
            try (CloseableIterator<String> arrivals = FolderSource.open(
                            env, parameters, FolderReading.parameters(EventRules.defaults()))
                    .map(new Show(failing))
                    .uid("show")
                    .setParallelism(1)
                    .collectAsync()) {
                env.executeAsync("watch a folder");
                while (read.size() < count && arrivals.hasNext()) {
                    read.add(arrivals.next());
                    heard.arrival();
                }
            }
        }
        return read;
    }

    /** Shows arrivals, slowly and with a failure if it is to fail. */
    private static final class Show implements MapFunction<Arrival, String> {
        private static final long serialVersionUID = 1L;

        private static volatile boolean failed;

        private final boolean failing;
        private int shown;

        Show(boolean failing) {
            this.failing = failing;
            failed = false;
        }

        @Override
        public String map(Arrival arrival) throws InterruptedException {
            shown++;
            if (failing && !failed && shown == 30_000) {
                failed = true;
                throw new IllegalStateException("the test lets the job fail");
            }
            if (failing && shown % 100 == 0) {
                Thread.sleep(2);
            }
            return FolderReading.shown(arrival);
        }
    }

    private static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> "event-" + i).toList();
    }

    /** Moves a file of events into the folder. */
    private void appears(String name, int first, int count) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(FolderReading.HEADER);
        for (int i = first; i < first + count; i++) {
            lines.add("event-" + i + ",2026-11-28T10:00:00Z,SIGN_IN,account");
        }
        Path whole = Files.write(elsewhere.resolve(name), lines);
        Files.move(whole, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
