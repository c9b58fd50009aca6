// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The same events give the same files, however they are written and whoever reads them. */
class DetectJobITCase {

    private static final int EVENTS = 6_000;
    private static final int CONFLICTING = 40;

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
        World simulated = World.simulate(EVENTS, 11, shared.resolve("world"));
        world = simulated.plus(conflicting(simulated));
        Path csv = world.writeCsv(shared.resolve("events.csv"));
        reference = new JobRun(1, 1, 1, Optional.empty()).execute(csv, shared.resolve("reference"));
    }

    @Test
    void findsRingsWithMembersLinksAndGraphs() throws IOException {
        Map<String, String> files = JobRun.contents(reference);
        int rings = lines("rings.jsonl").size();
        long flagged = lines("rings.jsonl").stream()
                .filter(ring -> ring.contains("\"flagged\":true"))
                .count();
        assertThat(flagged).isGreaterThan(1).isLessThan(rings);
        assertThat(files.keySet().stream().filter(name -> name.startsWith("graph/rings/")))
                .hasSize((int) flagged);
        assertThat(lines("ring_members.csv")).hasSizeGreaterThan(2 * rings);
        assertThat(lines("ring_links.csv")).hasSizeGreaterThan(2 * rings);
        assertThat(lines("hubs.csv")).hasSizeGreaterThan(1);
        assertThat(JobRun.rejected(reference)).isEmpty();
        assertThat(count("events_read", reference)).isEqualTo(EVENTS + CONFLICTING);
        assertThat(count("rejected", reference)).isZero();
        assertThat(count("conflicting", reference))
                .isEqualTo(world.conflicting())
                .isGreaterThan(CONFLICTING);
    }

    @Test
    void theEventsOfRingsAreInputAgain() throws Exception {
        Path input = Files.createDirectories(folder.resolve("in")).resolve("events.csv");
        Files.copy(reference.resolve("ring_events.csv"), input);
        Path output = JobRun.plain().execute(input, folder.resolve("out"));
        assertThat(JobRun.rejected(output)).isEmpty();
        assertThat(count("events_read", output))
                .isEqualTo(lines("ring_events.csv").size() - 1)
                .isGreaterThan(100);
        assertThat(count("duplicates", output)).isZero();
    }

    @Test
    void tenShuffledCompressedFilesGiveTheSameFiles() throws Exception {
        Path input = world.shuffled(3).writeGzipFiles(10, folder.resolve("in"));
        assertSame(new JobRun(2, 2, 1, Optional.empty()).execute(input, folder.resolve("out")));
    }

    @Test
    void jsonLinesGiveTheSameFiles() throws Exception {
        Path input = world.writeJsonLines(folder.resolve("in/events.jsonl"));
        assertSame(new JobRun(2, 3, 1, Optional.empty()).execute(input, folder.resolve("out")));
    }

    @Test
    void splitsParallelismAndSharesDoNotMatter() throws Exception {
        Path input = world.widenedBy(900).writeCsv(folder.resolve("in/events.csv"));
        assertThat(Files.size(input)).as("bytes, enough for five splits").isGreaterThan(5L << 20);
        assertSame(new JobRun(4, 4, 1, Optional.empty()).execute(input, folder.resolve("out")));
    }

    @Test
    void roundsDoNotMatter() throws Exception {
        Path input = world.writeCsv(folder.resolve("in/events.csv"));
        assertSame(JobRun.plain().inRounds(1).execute(input, folder.resolve("one")));
        assertSame(new JobRun(2, 5, 1, Optional.empty()).inRounds(4).execute(input, folder.resolve("four")));
    }

    @Test
    void repeatedLinesCountOnce() throws Exception {
        World repeated = world.withTenthRepeated().shuffled(4);
        Path output = new JobRun(2, 2, 1, Optional.empty())
                .execute(repeated.writeCsv(folder.resolve("in/events.csv")), folder.resolve("out"));
        assertSame(output);
        assertThat(count("duplicates", output)).isEqualTo(count("duplicates", reference) + (EVENTS + CONFLICTING) / 10);
    }

    @Test
    void theSecretKeyDoesNotMatter() throws Exception {
        Path input = world.writeCsv(folder.resolve("in/events.csv"));
        assertSame(new JobRun(2, 2, 0x1234_5678_9abc_def0L, Optional.empty()).execute(input, folder.resolve("out")));
    }

    @Test
    void anotherEventGivesAnotherDigest() throws Exception {
        World smaller = new World(world.header(), world.lines().subList(1, EVENTS));
        Path output = JobRun.plain().execute(smaller.writeCsv(folder.resolve("in/events.csv")), folder.resolve("out"));
        assertThat(digest(output)).isNotEqualTo(digest(reference)).hasSize(2);
    }

    @Test
    void anUnrelatedComponentChangesNothingInsideTheOthersIfTheBaselineIsHeld() throws Exception {
        JobRun held = JobRun.plain().withBaseline(JobRun.baselineOf(reference));
        Path input = world.plus(strangers()).writeCsv(folder.resolve("in/events.csv"));
        Path output = held.execute(input, folder.resolve("out"));
        List<String> rings = Files.readAllLines(output.resolve("rings.jsonl"));
        assertThat(rings)
                .containsAll(lines("rings.jsonl"))
                .hasSizeGreaterThan(lines("rings.jsonl").size());
        assertThat(Files.readAllLines(output.resolve("ring_members.csv"))).containsAll(lines("ring_members.csv"));
        assertThat(Files.readAllLines(output.resolve("ring_links.csv"))).containsAll(lines("ring_links.csv"));
        assertThat(output.resolve("hubs.csv")).hasSameBinaryContentAs(reference.resolve("hubs.csv"));
    }

    /** Some events again with another product and at the same time: their canonical bytes decide which counts. */
    private static List<String> conflicting(World simulated) {
        int product = List.of(simulated.header().split(",")).indexOf("product_id");
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < EVENTS; i += EVENTS / CONFLICTING) {
            String[] values = simulated.lines().get(i).split(",", -1);
            values[product] = i % 2 == 0 ? "!first" : "~last";
            lines.add(String.join(",", values));
        }
        return lines;
    }

    /** Ten accounts that buy gift cards on one device within minutes; they share nothing with anybody. */
    private static List<String> strangers() {
        List<String> lines = new ArrayList<>();
        String time = world.lines().get(EVENTS / 2).split(",")[1].substring(0, "2024-01-01T".length());
        String[] columns = world.header().split(",");
        for (int a = 0; a < 10; a++) {
            for (int e = 0; e < 3; e++) {
                Map<String, String> values = Map.of(
                        "event_id",
                        "stranger-event-" + e,
                        "event_time",
                        time + "03:" + (10 + a) + ":0" + e + "Z",
                        "event_type",
                        e == 0 ? "SIGN_UP" : "PURCHASE",
                        "account_id",
                        "stranger-" + a,
                        "device_id",
                        "stranger-device",
                        "wallet",
                        "card:stranger-wallet",
                        "amount_minor",
                        e == 0 ? "" : "10000",
                        "currency",
                        e == 0 ? "" : "USD");
                List<String> fields = new ArrayList<>();
                for (String column : columns) {
                    fields.add(values.getOrDefault(column, ""));
                }
                lines.add(String.join(",", fields));
            }
        }
        return lines;
    }

    private static void assertSame(Path output) throws IOException {
        Map<String, String> expected = JobRun.contents(reference);
        Map<String, String> actual = JobRun.contents(output);
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach(
                (name, content) -> assertThat(actual.get(name)).as(name).isEqualTo(content));
    }

    private static List<String> lines(String name) throws IOException {
        return Files.readAllLines(reference.resolve(name));
    }

    private static List<String> digest(Path output) throws IOException {
        return Files.readAllLines(output.resolve("facts.txt")).stream()
                .filter(line -> line.startsWith("events_digest"))
                .toList();
    }

    private static long count(String name, Path output) throws IOException {
        return Files.readAllLines(output.resolve(JobRun.READ_FILE)).stream()
                .filter(line -> line.startsWith(name + " "))
                .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
                .sum();
    }
}
