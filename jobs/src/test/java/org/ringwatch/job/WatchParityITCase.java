// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.ringwatch.event.EventRules;
import org.ringwatch.event.ValidEvent;
import org.ringwatch.export.RingJson;
import org.ringwatch.job.prior.SideInputs;
import org.ringwatch.job.result.Facts;
import org.ringwatch.job.source.ColumnMapping;
import org.ringwatch.job.source.EventReader;
import org.ringwatch.job.source.InputFile;
import org.ringwatch.job.source.InputFiles;
import org.ringwatch.job.source.InputSplit;
import org.ringwatch.job.source.InputSplits;
import org.ringwatch.job.watch.Arrival;
import org.ringwatch.job.watch.Days;
import org.ringwatch.job.watch.PublicationParameters;
import org.ringwatch.job.watch.WatchFinding;
import org.ringwatch.job.watch.WatchJob;
import org.ringwatch.job.watch.WatchParameters;
import org.ringwatch.link.Baseline;
import org.ringwatch.link.EventPacker;
import org.ringwatch.link.IdHasher;
import org.ringwatch.link.RowBuffer;
import org.ringwatch.ring.Hub;
import org.ringwatch.ring.MemberEvent;
import org.ringwatch.ring.Ring;

/** What the watching job knows when the last event has come is what {@code detect} finds in the same events. */
class WatchParityITCase {

    private static final int EVENTS = 6_000;
    private static final int LONG_RETENTION = 400;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = JobRun.cluster();

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static World world = new World("", List.of());
    private static Path reference = Path.of("");

    @BeforeAll
    static void runOnce() throws Exception {
        world = World.simulate(EVENTS, 11, shared.resolve("world"));
        reference = new JobRun(2, 2, 1, Optional.empty())
                .execute(world.writeCsv(shared.resolve("events.csv")), shared.resolve("reference"));
    }

    @Test
    void oneEventAtATimeOfOneSubtask() throws Exception {
        assertSame(watch(world, 1, LONG_RETENTION, 1), reference);
    }

    @Test
    void disorderDuplicatesAndParallelism() throws Exception {
        assertSame(watch(world.withTenthRepeated().shuffled(5), 2, LONG_RETENTION, 1), reference);
    }

    @Test
    void aShorterRetentionIsLikeDetectOnWhatIsRetained() throws Exception {
        int days = 20;
        long cutoff = Days.cutoff(
                arrivals(world, 1).stream()
                        .mapToLong(arrival -> time(arrival))
                        .max()
                        .orElseThrow(),
                days);
        int time = List.of(world.header().split(",")).indexOf("event_time");
        World retained = new World(
                world.header(),
                world.lines().stream()
                        .filter(line -> java.time.Instant.parse(line.split(",", -1)[time])
                                        .toEpochMilli()
                                >= cutoff)
                        .toList());
        assertThat(retained.lines().size()).isLessThan(EVENTS * 3 / 4).isGreaterThan(EVENTS / 10);
        Path expected = new JobRun(2, 2, 1, Optional.empty())
                .execute(retained.writeCsv(folder.resolve("retained.csv")), folder.resolve("expected"));
        assertSame(watch(world, 2, days, 1), expected);
    }

    private static long time(Arrival arrival) {
        MemberEvent event = arrival.event();
        return event == null ? Long.MIN_VALUE : org.ringwatch.link.EventRow.time(event.row());
    }

    private static void assertSame(Known known, Path expected) throws IOException {
        assertThat(known.baseline()).isEqualTo(JobRun.baselineOf(expected));
        assertThat(known.facts().get(Facts.TIES)).isEqualTo(count(expected, Facts.TIES));
        assertThat(known.facts().get(Facts.LINKS)).isEqualTo(count(expected, Facts.LINKS));
        assertThat(known.facts().get(Facts.COMPONENTS)).isEqualTo(count(expected, Facts.COMPONENTS));
        assertThat(known.facts().get(Facts.DIGEST_LOW)).isEqualTo(count(expected, Facts.DIGEST_LOW));
        assertThat(known.lines()).isEqualTo(Files.readAllLines(expected.resolve("rings.jsonl")));
        assertThat(known.hubs().values().stream().map(Hub::id))
                .hasSize((int) count(expected, Facts.HUBS))
                .allMatch(id -> !id.isEmpty());
    }

    private static long count(Path output, String name) throws IOException {
        return Files.readAllLines(output.resolve("facts.txt")).stream()
                .filter(line -> line.startsWith(name + " "))
                .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    /** What the publisher would know at the end. */
    private record Known(
            Map<Tuple2<Long, Long>, Ring> rings, Map<Tuple2<Long, Long>, Hub> hubs, Baseline baseline, Facts facts) {

        List<String> lines() {
            return rings.values().stream()
                    .sorted(Comparator.comparingLong((Ring ring) -> -ring.scoreMicros())
                            .thenComparing(Ring::ringId))
                    .map(RingJson::line)
                    .toList();
        }
    }

    private static Known watch(World events, int parallelism, int retentionDays, long roundMillis) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        Map<Tuple2<Long, Long>, Ring> rings = new TreeMap<>(
                Comparator.comparing((Tuple2<Long, Long> key) -> key.f0).thenComparing(key -> key.f1));
        Map<Tuple2<Long, Long>, Hub> hubs = new HashMap<>();
        Facts facts = new Facts();
        Baseline baseline = Baseline.empty();
        try (StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration)) {
            env.setParallelism(parallelism);
            env.setMaxParallelism(WatchJob.MAX_PARALLELISM);
            try (CloseableIterator<WatchFinding> findings = WatchJob.findings(
                            env,
                            env.fromData(arrivals(events, 1), TypeInformation.of(Arrival.class))
                                    .uid("source")
                                    .setParallelism(1),
                            new WatchParameters(
                                    DetectionParameters.defaults(),
                                    retentionDays,
                                    roundMillis,
                                    new PublicationParameters(500_000, 0.2, 1000, Long.MIN_VALUE)),
                            new IdHasher(1, ~1L),
                            SideInputs.NONE,
                            Optional.empty())
                    .executeAndCollect()) {
                while (findings.hasNext()) {
                    WatchFinding finding = findings.next();
                    if (finding.ring() != null) {
                        put(
                                rings,
                                finding.ring().order(),
                                finding.ring().secret(),
                                finding.ring().ring());
                    } else if (finding.hub() != null) {
                        put(
                                hubs,
                                finding.hub().order(),
                                finding.hub().secret(),
                                finding.hub().hub());
                    } else if (finding.fact() != null) {
                        facts.add(finding.fact());
                    } else if (finding.baseline() != null) {
                        baseline = Baseline.ofWords(finding.baseline());
                    }
                }
            }
        }
        return new Known(rings, hubs, baseline, facts);
    }

    private static <V> void put(
            Map<Tuple2<Long, Long>, V> map, long order, long secret, @org.jspecify.annotations.Nullable V value) {
        if (value == null) {
            map.remove(Tuple2.of(order, secret));
        } else {
            map.put(Tuple2.of(order, secret), value);
        }
    }

    private static List<Arrival> arrivals(World events, long key) throws IOException {
        Path csv = events.writeCsv(Files.createTempDirectory(shared, "in").resolve("events.csv"));
        List<InputFile> files = InputFiles.list(List.of(csv.toString()), Optional.empty());
        List<Arrival> arrivals = new ArrayList<>();
        EventPacker packer = new EventPacker(new IdHasher(key, ~key));
        EventReader.Handler handler = new EventReader.Handler() {
            @Override
            public void event(ValidEvent event, long offset) {
                RowBuffer row = new RowBuffer(32);
                packer.read(event);
                packer.write(event, 0, row);
                arrivals.add(Arrival.of(new MemberEvent(row.toBlock(), event.canonical())));
            }

            @Override
            public void rejected(long line, String reason, String raw) {
                throw new AssertionError(reason);
            }
        };
        for (InputSplit split : InputSplits.of(files, 1)) {
            try (EventReader reader =
                    new EventReader(files.get(0), split, ColumnMapping.identity(), EventRules.defaults(), handler)) {
                while (reader.read()) {
                    // The handler gathers.
                }
            }
        }
        return arrivals;
    }
}
