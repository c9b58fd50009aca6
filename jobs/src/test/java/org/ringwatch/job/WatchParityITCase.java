// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringwatch.job.watch.Days;

/** What the watching job knows when the last event has come is what {@code detect} finds in the same events. */
class WatchParityITCase {

    private static final int EVENTS = 6_000;

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
        reference = detect(world, shared.resolve("reference"));
    }

    private static Path detect(World events, Path output) throws Exception {
        return JobRun.plain().execute(events.writeCsv(output.resolveSibling(output.getFileName() + ".csv")), output);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void inTheOrderOfTime(int parallelism) throws Exception {
        World ordered = new World(
                world.header(),
                world.lines().stream()
                        .sorted(Comparator.comparing(WatchParityITCase::time))
                        .toList());
        Path input = Files.createDirectories(folder.resolve("in"));
        ordered.writeCsv(input.resolve("events.csv"));
        assertSame(
                WatchRun.of(input, folder.resolve("out")).parallel(parallelism).execute(), reference);
    }

    /** With merchants of hundreds of customers, what waits until midnight is told then. */
    @Test
    void aWorldWithCrowds() throws Exception {
        World crowded = World.simulate(4 * EVENTS, 13, folder.resolve("world"));
        Path input = crowded.shuffled(8).writeGzipFiles(20, folder.resolve("in"));
        Path output = WatchRun.of(input, folder.resolve("out")).everyMillis(50).execute();
        assertSame(output, detect(crowded, folder.resolve("expected")));
    }

    /** The ninth account of an address ends what it explained between the other eight, long after they were told of. */
    @Test
    void anAddressThatIsNoHomeAnyMore() throws Exception {
        World homely = world.plus(livingAtOneAddress(8));
        World crowded = world.plus(livingAtOneAddress(9));
        Path expected = detect(crowded, folder.resolve("expected"));
        assertThat(ties(expected) - ties(detect(homely, folder.resolve("homely"))))
                .isEqualTo(9 * 8 / 2);
        Path input = Files.createDirectories(folder.resolve("in"));
        crowded.writeCsv(input.resolve("events.csv"));
        assertSame(WatchRun.of(input, folder.resolve("out")).everyMillis(20).execute(), expected);
    }

    /** They share one device and each comes on two days of its own: halved for a home, that ties nobody. */
    private static List<String> livingAtOneAddress(int accounts) {
        List<String> columns = List.of(world.header().split(","));
        List<String> lines = new ArrayList<>();
        for (int a = 0; a < accounts; a++) {
            for (int day : new int[] {a, a + 20}) {
                String[] line = new String[columns.size()];
                Arrays.fill(line, "");
                line[columns.indexOf("event_id")] = "home-" + a + "-" + day;
                line[columns.indexOf("event_time")] =
                        time(world.lines().get(0)).plus(Duration.ofDays(day)).toString();
                line[columns.indexOf("event_type")] = "PURCHASE";
                line[columns.indexOf("account_id")] = "home-" + a;
                line[columns.indexOf("device_id")] = "home-device";
                line[columns.indexOf("ip")] = "198.51.100.77";
                line[columns.indexOf("amount_minor")] = "100";
                line[columns.indexOf("currency")] = "CNY";
                lines.add(String.join(",", line));
            }
        }
        return lines;
    }

    private static long ties(Path output) throws IOException {
        return facts(output).stream()
                .filter(fact -> fact.startsWith("ties "))
                .mapToLong(fact -> Long.parseLong(fact.substring("ties ".length())))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void inDisorderAndTwice() throws Exception {
        Path input = world.withTenthRepeated().shuffled(5).writeGzipFiles(10, folder.resolve("in"));
        assertSame(WatchRun.of(input, folder.resolve("out")).execute(), reference);
    }

    @Test
    void anotherWorldOnRocksDb() throws Exception {
        World other = World.simulate(EVENTS, 12, folder.resolve("world"));
        Path input = other.shuffled(6).writeGzipFiles(3, folder.resolve("in"));
        Path output = WatchRun.of(input, folder.resolve("out"))
                .onRocksDb()
                .everyMillis(20)
                .execute();
        assertSame(output, detect(other, folder.resolve("expected")));
    }

    @Test
    void aShorterRetentionIsLikeDetectOnWhatIsRetained() throws Exception {
        int days = 20;
        long latest = world.lines().stream()
                .mapToLong(line -> time(line).toEpochMilli())
                .max()
                .orElseThrow();
        long cutoff = Days.cutoff(latest, days);
        World retained = new World(
                world.header(),
                world.lines().stream()
                        .filter(line -> time(line).toEpochMilli() >= cutoff)
                        .toList());
        assertThat(retained.lines().size()).isLessThan(EVENTS * 3 / 4).isGreaterThan(EVENTS / 10);
        Path input = world.shuffled(7).writeGzipFiles(4, folder.resolve("in"));
        assertSame(
                WatchRun.of(input, folder.resolve("out")).retaining(days).execute(),
                detect(retained, folder.resolve("expected")));
    }

    @Test
    void aYearLaterAllButTheNewestIsForgotten() throws Exception {
        int column = List.of(world.header().split(",")).indexOf("event_time");
        String[] newest = world.lines().get(0).split(",", -1);
        newest[column] = time(world.lines().get(0)).plus(Duration.ofDays(365)).toString();
        World later = world.plus(List.of(String.join(",", newest)));
        Path input = Files.createDirectories(folder.resolve("in"));
        later.writeCsv(input.resolve("events.csv"));
        Path current = WatchRun.of(input, folder.resolve("out"))
                .onRocksDb()
                .everyMillis(20)
                .retaining(45)
                .execute()
                .resolve("current");
        assertThat(JobRun.baselineOf(current).events()).isEqualTo(1);
        assertThat(Files.readAllLines(current.resolve("rings.jsonl"))).isEmpty();
        assertThat(facts(current)).contains("accounts 1", "ties 0", "components 0", "hubs 0");
    }

    @Test
    void failuresChangeNothingAndEachChangeIsToldOnce() throws Exception {
        World repeated = world.withTenthRepeated();
        Path input = repeated.shuffled(8).writeGzipFiles(6, folder.resolve("in"));
        WatchRun run = WatchRun.of(input, folder.resolve("out")).everyMillis(10).failing(5);
        assertSame(run.execute(), reference);
        assertThat(JobRun.read(folder.resolve("out/current")))
                .isEqualTo(JobRun.read(detect(repeated, folder.resolve("expected"))));
        assertThat(run.failures()).isEqualTo(5);
        List<String> changes = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve("out/changes"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                changes.addAll(Files.readAllLines(file));
            }
        }
        Set<String> numbers = new TreeSet<>();
        for (int c = 0; c < changes.size(); c++) {
            assertThat(changes.get(c)).startsWith((c + 1) + " ");
            numbers.add(changes.get(c).split(" ")[0]);
        }
        assertThat(numbers).hasSameSizeAs(changes).isNotEmpty();
    }

    private static Instant time(String line) {
        int column = List.of(world.header().split(",")).indexOf("event_time");
        return Instant.parse(line.split(",", -1)[column]);
    }

    /** Whether a watch knows at last what {@code detect} finds. */
    static void assertSame(Path output, Path expected) throws IOException {
        Path current = output.resolve("current");
        assertThat(JobRun.baselineOf(current)).isEqualTo(JobRun.baselineOf(expected));
        assertThat(withoutCase(current)).isEqualTo(withoutCase(expected)).isNotEmpty();
        assertThat(current.resolve("hubs.csv")).hasSameTextualContentAs(expected.resolve("hubs.csv"));
        assertThat(facts(current)).isEqualTo(facts(expected));
    }

    /** The rings without what depends on earlier rounds. */
    private static List<String> withoutCase(Path output) throws IOException {
        List<String> rings = new ArrayList<>();
        for (String line : Files.readAllLines(output.resolve("rings.jsonl"))) {
            ObjectNode ring = (ObjectNode) new ObjectMapper().readTree(line);
            rings.add(ring.without(List.of("case_id", "lineage")).toString());
        }
        return rings;
    }

    /** The counts that the watching job tells, too. */
    private static List<String> facts(Path output) throws IOException {
        return Files.readAllLines(output.resolve("facts.txt")).stream()
                .filter(fact -> !fact.startsWith("pair_items "))
                .toList();
    }
}
