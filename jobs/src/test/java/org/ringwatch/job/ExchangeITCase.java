// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a run sends from stage to stage, counted: a guard against sending more than was thought of. Prints a table; {@code -Dexchange.events=1000000
 * -Dexchange.shares=2,16,128 -Dexchange.rounds=4} makes it of another world and other plans.
 */
class ExchangeITCase {
    private static final int EVENTS = Integer.getInteger("exchange.events", 60_000);
    private static final List<Integer> SHARES =
            List.of(System.getProperty("exchange.shares", "2,16").split(",")).stream()
                    .map(Integer::valueOf)
                    .toList();

    private static final int ROUNDS = Integer.getInteger("exchange.rounds", 0);

    /** Of all stages; twice the 128 bytes of a packed event, and a third of it for rings. */
    private static final double MOST_BYTES_AN_EVENT = 330;

    private static final double MOST_RECORDS_AN_EVENT = 0.12;

    /** Growth of all bytes from 2 shares to 16. */
    private static final double MOST_GROWTH = 1.05;

    /** What comes to the stages of one subtask, rings included. */
    private static final double MOST_BYTES_AN_EVENT_TO_ONE = 10;

    /** What comes to the stage of a watch that sees all ties, of all that is sent. */
    private static final double MOST_OF_A_WATCH_TO_ONE = 0.03;

    /** The fullest share of accounts, against the mean. */
    private static final double MOST_SKEW = 1.25;

    private static final InMemoryReporter REPORTER = InMemoryReporter.createWithRetainedMetrics();

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = JobRun.cluster(REPORTER.addToConfiguration(new Configuration()));

    @TempDir
    Path folder;

    private final Set<String> earlierJobs = new HashSet<>();

    @Test
    void whatIsSentStaysWithinItsBounds() throws Exception {
        Path input = World.simulate(EVENTS, 3, folder.resolve("world")).writeGzipFiles(2, folder.resolve("in"));
        Map<Integer, TreeMap<String, Traffic>> plans = new TreeMap<>();
        for (int shares : SHARES) {
            new JobRun(2, shares, 1, Optional.empty()).inRounds(ROUNDS).execute(input, folder.resolve("out" + shares));
            plans.put(shares, traffic());
            print(shares, plans.get(shares));
        }
        for (TreeMap<String, Traffic> stages : plans.values()) {
            assertThat(stages.get("link-accounts").skew()).isBetween(1.0, MOST_SKEW);
            assertThat(stages.values().stream()
                            .filter(stage -> stage.subtasks == 1)
                            .mapToLong(stage -> stage.bytesIn)
                            .sum())
                    .isLessThan((long) (MOST_BYTES_AN_EVENT_TO_ONE * EVENTS));
        }
        TreeMap<String, Traffic> narrow = plans.get(2);
        assertThat(bytes(narrow) / EVENTS).isBetween(MOST_BYTES_AN_EVENT / 2, MOST_BYTES_AN_EVENT);
        assertThat(records(narrow) / EVENTS).isLessThan(MOST_RECORDS_AN_EVENT);
        assertThat(bytes(plans.get(16)) / bytes(narrow)).isLessThan(MOST_GROWTH);
    }

    /** The stage that sees all ties gets nothing else. */
    @Test
    void whatAWatchSendsToTheTaskOfAllTiesStaysWithinItsBounds() throws Exception {
        Path input = World.simulate(EVENTS, 3, folder.resolve("world")).writeGzipFiles(20, folder.resolve("in"));
        WatchRun.of(input, folder.resolve("out")).onRocksDb().everyMillis(200).execute();
        TreeMap<String, Traffic> stages = traffic();
        print(2, stages);
        Traffic ties = stages.get("find-communities");
        assertThat(ties.bytesIn / bytes(stages)).isBetween(0.001, MOST_OF_A_WATCH_TO_ONE);
    }

    private static double bytes(TreeMap<String, Traffic> stages) {
        return stages.values().stream().mapToLong(stage -> stage.bytesOut).sum();
    }

    private static double records(TreeMap<String, Traffic> stages) {
        return stages.values().stream().mapToLong(stage -> stage.recordsOut).sum();
    }

    /** What each stage of the latest job sent and received. */
    private TreeMap<String, Traffic> traffic() {
        TreeMap<String, Traffic> stages = new TreeMap<>();
        Set<String> jobs = new HashSet<>();
        REPORTER.getMetricsByGroup().forEach((group, metrics) -> {
            Map<String, String> where = group.getAllVariables();
            String stage = where.get("<task_name>");
            if (stage != null
                    && !where.containsKey("<operator_name>")
                    && !earlierJobs.contains(where.get("<job_id>"))) {
                jobs.add(where.get("<job_id>"));
                stages.computeIfAbsent(stage, name -> new Traffic()).add(group, metrics);
            }
        });
        earlierJobs.addAll(jobs);
        return stages;
    }

    private static void print(int shares, TreeMap<String, Traffic> stages) {
        System.out.printf("%,d events in %d shares, counts for each 1,000 events%n", EVENTS, shares);
        System.out.printf("| stage | bytes out | records out | bytes in | the fullest subtask against the mean |%n");
        stages.forEach((name, stage) -> System.out.printf(
                "| %s | %,.0f | %.2f | %,.0f | %.2f |%n",
                name,
                1e3 * stage.bytesOut / EVENTS,
                1e3 * stage.recordsOut / EVENTS,
                1e3 * stage.bytesIn / EVENTS,
                stage.skew()));
        System.out.printf("| all | %,.0f | %.2f | | |%n", 1e3 * bytes(stages) / EVENTS, 1e3 * records(stages) / EVENTS);
    }

    /** Of all subtasks of a stage. */
    private static final class Traffic {
        private long bytesOut;
        private long recordsOut;
        private long bytesIn;
        private long fullest;
        private int subtasks;

        void add(MetricGroup group, Map<String, Metric> metrics) {
            bytesOut += count(metrics, "numBytesOut");
            recordsOut += count(metrics, "numRecordsOut");
            bytesIn += count(metrics, "numBytesIn");
            fullest = Math.max(fullest, count(metrics, "numBytesIn"));
            subtasks =
                    Math.max(subtasks, Integer.parseInt(group.getAllVariables().get("<subtask_index>")) + 1);
        }

        private static long count(Map<String, Metric> metrics, String name) {
            return metrics.get(name) instanceof Counter counter ? counter.getCount() : 0;
        }

        double skew() {
            return bytesIn == 0 ? 0 : (double) fullest * subtasks / bytesIn;
        }
    }
}
