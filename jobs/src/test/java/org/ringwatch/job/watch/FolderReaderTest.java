// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ringwatch.job.watch.FolderReading.HEADER;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.core.io.InputStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringwatch.event.Erasures;
import org.ringwatch.event.EventColumn;
import org.ringwatch.event.EventRules;
import org.ringwatch.event.Privacy;
import org.ringwatch.event.RejectedRaw;

/** The reader of a watched folder, driven by hand. */
class FolderReaderTest {
    private static final String TODAY = "2026-11-28T10:00:00Z";

    @TempDir
    Path folder;

    @Test
    void readsFilesByTimeOfModificationThenByPath() throws Exception {
        file("z.csv", 1, event("first"));
        file("b.csv", 2, event("third"));
        file("sub/a.csv", 3, event("fourth"));
        file("a.jsonl", 2, json("second"));
        try (FolderReading reading = FolderReading.of(folder)) {
            assertThat(reading.look()).containsExactly("first", "second", "third", "fourth");
        }
    }

    @Test
    void readsWhatComesLaterAndNothingTwice() throws Exception {
        file("1.csv", 1, event("a"));
        try (FolderReading reading = FolderReading.of(folder)) {
            assertThat(reading.look()).containsExactly("a");
            assertThat(reading.look()).isEmpty();
            file("2.csv", 2, event("b"));
            assertThat(reading.drain()).isEmpty();
            assertThat(reading.look()).containsExactly("b");
        }
    }

    @Test
    void waitsForTheNextLookWhenAllIsRead() throws Exception {
        try (FolderReading reading = FolderReading.of(folder)) {
            List<String> passed = new ArrayList<>();
            assertThat(reading.look()).isEmpty();
            assertThat(reading.pollNext(passed)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
            assertThat(reading.isAvailable()).isFalse();
            file("1.csv", 1, event("a"));
            reading.lookOnly();
            assertThat(reading.isAvailable()).isTrue();
            reading.pollNext(passed);
            assertThat(passed).containsExactly("a");
        }
    }

    @Test
    void passesOnOneArrivalAtATime() throws Exception {
        file("1.csv", 1, event("a"), event("b"), "c");
        try (FolderReading reading = FolderReading.of(folder)) {
            reading.lookOnly();
            List<String> passed = new ArrayList<>();
            for (int arrivals = 1; arrivals <= 3; arrivals++) {
                reading.pollNext(passed);
                assertThat(passed).hasSize(arrivals);
            }
        }
    }

    @Test
    void passesOverHiddenNames() throws Exception {
        file(".1.csv", 1, event("a"));
        file("_2.csv", 1, event("b"));
        file("_3/4.csv", 1, event("c"));
        try (FolderReading reading = FolderReading.of(folder)) {
            assertThat(reading.look()).isEmpty();
        }
    }

    /** Every arrival is the last one before a restart once. */
    @ParameterizedTest
    @ValueSource(strings = {"1.csv", "1.csv.gz", "1.jsonl"})
    void goesOnBehindTheLastLineThatWasPassedOn(String name) throws Exception {
        boolean json = name.contains("json");
        String[] lines = {
            json ? json("a") : event("a"),
            "",
            "wrong",
            json ? json("b") : event("b"),
            json ? json("c") : event("c"),
            "x".repeat(70_000),
            json ? json("d") : event("d")
        };
        file(name, 1, lines);
        file("2.csv", 2, event("e"));
        List<String> whole;
        try (FolderReading reading = FolderReading.of(folder)) {
            whole = reading.look();
        }
        assertThat(whole).hasSize(7);
        for (int first = 0; first <= whole.size(); first++) {
            FolderReading reading = FolderReading.of(folder);
            reading.lookOnly();
            List<String> passed = reading.pass(first);
            try (FolderReading restarted = reading.restart()) {
                passed.addAll(restarted.look());
            }
            assertThat(passed).as("restarted behind %d", first).isEqualTo(whole);
        }
    }

    @Test
    void goesOnInTheMiddleOfAFileOfManyMegabytes() throws Exception {
        String[] lines =
                IntStream.range(0, 60_000).mapToObj(i -> event("event-" + i)).toArray(String[]::new);
        file("1.csv", 1, lines);
        FolderReading reading = FolderReading.of(folder);
        reading.lookOnly();
        List<String> passed = reading.pass(50_000);
        reading = reading.restart();
        reading.lookOnly();
        // A checkpoint while what was passed on is passed over again must not go back.
        List<String> none = new ArrayList<>();
        reading.pollNext(none);
        assertThat(none).isEmpty();
        assertThat(reading.state().lines()).isEqualTo(50_001);
        reading = reading.restart();
        passed.addAll(reading.look());
        reading.close();
        assertThat(passed).isEqualTo(idsOf(lines));
    }

    @Test
    void whatWasDecidedByTheClockIsDecidedSoAgain() throws Exception {
        // The clock has read ahead to the last line when the checkpoint is taken.
        file("1.csv", 1, event("a", "2026-08-01T00:00:00Z"), event("b", "2026-08-02T00:00:00Z"), event("c", TODAY));
        FolderReading reading = FolderReading.of(folder);
        reading.lookOnly();
        List<String> passed = reading.pass(1);
        try (FolderReading restarted = reading.restart()) {
            passed.addAll(restarted.look());
        }
        assertThat(passed).containsExactly("a", "b", "c");
    }

    @Test
    void keepsTheClockThroughARestart() throws Exception {
        file("1.csv", 1, event("a", TODAY));
        FolderReading reading = FolderReading.of(folder);
        reading.look();
        file("2.csv", 2, event("b", "2026-10-13T23:59:59Z"));
        try (FolderReading restarted = reading.restart()) {
            assertThat(restarted.look())
                    .containsExactly("2.csv:2: event_time must be within the retention (2026-10-14 or later) but was"
                            + " \"2026-10-13T23:59:59Z\" | b,2026-10-13T23:59:59Z,SIGN_IN,account");
        }
    }

    @Test
    void readsAChangedFileFromItsStartAfterARestart() throws Exception {
        file("1.csv", 1, event("a"), event("b"), event("c"));
        FolderReading reading = FolderReading.of(folder);
        reading.lookOnly();
        assertThat(reading.pass(2)).containsExactly("a", "b");
        file("1.csv", 2, event("a"), event("b"), event("x"), event("y"));
        try (FolderReading restarted = reading.restart()) {
            assertThat(restarted.look()).containsExactly("a", "b", "x", "y");
            assertThat(restarted.look()).isEmpty();
        }
    }

    @Test
    void tellsOfAFileThatIsGoneBeforeItWasReadToItsEnd() throws Exception {
        file("1.csv", 1, event("a"), event("b"));
        FolderReading reading = FolderReading.of(folder);
        reading.lookOnly();
        reading.pass(1);
        Files.delete(folder.resolve("1.csv"));
        try (FolderReading restarted = reading.restart()) {
            assertThat(restarted.drain()).containsExactly("1.csv:0: file is gone and was not read behind line 2");
        }
    }

    @Test
    void readsAFileAgainThatChanged() throws Exception {
        file("1.csv", 1, event("a"));
        try (FolderReading reading = FolderReading.of(folder)) {
            assertThat(reading.look()).containsExactly("a");
            file("1.csv", 1, event("a"), event("b"));
            assertThat(reading.look()).containsExactly("a", "b");
            file("1.csv", 9, event("a"), event("b"));
            assertThat(reading.look()).containsExactly("a", "b");
            assertThat(reading.look()).isEmpty();
        }
    }

    @Test
    void forgetsFilesThatAreGone() throws Exception {
        file("1.csv", 1, event("a"));
        file("2.csv", 1, event("b"));
        file("3.txt", 1, "what");
        try (FolderReading reading = FolderReading.of(folder)) {
            reading.look();
            assertThat(reading.state().read()).hasSize(3);
            Files.delete(folder.resolve("1.csv"));
            Files.delete(folder.resolve("3.txt"));
            reading.look();
            assertThat(reading.state().read()).hasSize(1);
            file("1.csv", 1, event("a"));
            assertThat(reading.look()).containsExactly("a");
        }
    }

    @Test
    void rejectsWhatComesTooLateOrTooEarlyAndItsClockKnowsOfNeither() throws Exception {
        file(
                "1.csv",
                1,
                event("tomorrow", "2026-11-29T12:00:00Z"),
                event("later", "2026-11-29T12:00:00.001Z"),
                event("kept", "2026-10-15T00:00:00Z"),
                event("late", "2026-10-14T23:59:59.999Z"));
        try (FolderReading reading = FolderReading.of(folder)) {
            assertThat(reading.look())
                    .containsExactly(
                            "tomorrow",
                            "1.csv:3: event_time must not be more than a day ahead of the clock but was"
                                    + " \"2026-11-29T12:00:00.001Z\" | later,2026-11-29T12:00:00.001Z,SIGN_IN,account",
                            "kept",
                            "1.csv:5: event_time must be within the retention (2026-10-15 or later) but was"
                                    + " \"2026-10-14T23:59:59.999Z\" | late,2026-10-14T23:59:59.999Z,SIGN_IN,account");
            assertThat(reading.state().clock())
                    .isEqualTo(Instant.parse("2026-11-29T12:00:00Z").toEpochMilli());
        }
    }

    @Test
    void tellsNoValueWhereLinesAreNotKept() throws Exception {
        file("1.csv", 1, event("a", TODAY), event("late", "2001-01-01T00:00:00Z"));
        file("2.csv", 2, "bob,2026-11-28");
        Files.writeString(folder.resolve("3.csv"), "a17,C02XK0AAJG5H,203.0.113.9,card:9f31\n");
        EventRules rules = EventRules.defaults().with(Privacy.NONE.withRejectedRaw(RejectedRaw.NONE));
        try (FolderReading reading = FolderReading.of(folder, rules)) {
            assertThat(reading.look())
                    .containsExactly(
                            "a",
                            "1.csv:3: event_time must be within the retention (2026-10-14 or later)",
                            "2.csv:2: expected 4 columns but found 2",
                            "3.csv:1: header must have columns event_id, event_time, event_type, account_id");
        }
    }

    @Test
    void aBadHeaderCostsItsFileAlone() throws Exception {
        Files.writeString(folder.resolve("1.csv"), "event_id,when\na,b\n");
        touch("1.csv", 1);
        Files.writeString(folder.resolve("2.csv"), "e".repeat(70_000));
        touch("2.csv", 2);
        file("3.csv", 3, event("c"));
        List<String> whole;
        try (FolderReading reading = FolderReading.of(folder)) {
            whole = reading.look();
            assertThat(reading.look()).isEmpty();
        }
        assertThat(whole)
                .containsExactly(
                        "1.csv:1: header must have columns event_time, event_type, account_id but has event_id, when;"
                                + " columns.sources of the configuration maps other names",
                        "2.csv:1: header must be one line of at most 65536 bytes but is longer",
                        "c");
        FolderReading reading = FolderReading.of(folder);
        reading.lookOnly();
        List<String> passed = reading.pass(1);
        try (FolderReading restarted = reading.restart()) {
            passed.addAll(restarted.look());
        }
        assertThat(passed).isEqualTo(whole);
    }

    @Test
    void aBrokenStreamCostsItsRestAlone() throws Exception {
        String[] lines =
                IntStream.range(0, 1000).mapToObj(i -> event("event-" + i)).toArray(String[]::new);
        byte[] whole = gzip(text("1.csv.gz", lines));
        Files.write(folder.resolve("1.csv.gz"), Arrays.copyOf(whole, whole.length / 2));
        touch("1.csv.gz", 1);
        Files.writeString(folder.resolve("2.csv.gz"), "no gzip");
        touch("2.csv.gz", 2);
        file("3.csv", 3, event("c"));
        try (FolderReading reading = FolderReading.of(folder)) {
            List<String> passed = reading.look();
            int read = passed.size() - 3;
            assertThat(read).isBetween(100, 900);
            assertThat(passed.subList(0, read))
                    .isEqualTo(
                            IntStream.range(0, read).mapToObj(i -> "event-" + i).toList());
            assertThat(passed.get(read))
                    .isEqualTo("1.csv.gz:" + (read + 2) + ": gzip stream is broken: it ends too early");
            assertThat(passed.get(read + 1)).startsWith("2.csv.gz:1: gzip stream is broken: ");
            assertThat(passed.get(read + 2)).isEqualTo("c");
        }
    }

    @Test
    void aFileThatTheStorageFailsOnIsTriedAgainAndNothingComesTwice() throws Exception {
        String[] lines = manyEvents();
        file("broken.csv", 1, lines);
        file("sub/2.csv", 2, event("next"));
        FailingFileSystem.failures = 2;
        FailingFileSystem.bytesBefore = 1_500_000;
        try (FolderReading reading =
                FolderReading.of(FailingFileSystem.SCHEME + "://" + folder, EventRules.defaults())) {
            List<String> passed = reading.look();
            assertThat(passed).hasSizeBetween(10_000, 50_000);
            assertThat(reading.isAvailable()).isFalse();
            assertThat(reading.look()).isEmpty();
            passed.addAll(reading.look());
            List<String> expected = new ArrayList<>(idsOf(lines));
            expected.add("next");
            assertThat(passed).isEqualTo(expected);
        }
    }

    @Test
    void aFileThatTheStorageFailsOnThriceIsGivenUp() throws Exception {
        String[] lines = manyEvents();
        file("broken.csv", 1, lines);
        file("2.csv", 2, event("next"));
        FailingFileSystem.failures = 3;
        FailingFileSystem.bytesBefore = 1_500_000;
        try (FolderReading reading =
                FolderReading.of(FailingFileSystem.SCHEME + "://" + folder, EventRules.defaults())) {
            List<String> passed = reading.look();
            passed.addAll(reading.look());
            int read = passed.size();
            assertThat(passed).isEqualTo(idsOf(lines).subList(0, read));
            assertThat(reading.look())
                    .containsExactly(
                            "broken.csv:0: file cannot be read behind line " + (read + 1) + ": "
                                    + FailingFileSystem.MESSAGE,
                            "next");
            assertThat(reading.look()).isEmpty();
        }
    }

    @Test
    void tellsOnceOfWhatIsNoFileOfEvents() throws Exception {
        file("notes.txt", 1, "what");
        file("1.csv", 1, event("a"));
        try (FolderReading reading = FolderReading.of(folder)) {
            assertThat(reading.look())
                    .containsExactly(
                            "notes.txt:0: file must have the suffix .csv, .jsonl, .ndjson or .json, possibly with .gz,"
                                    + " .zst, .bz2 or .xz, or .parquet; --format csv, jsonl or parquet reads any name",
                            "a");
            file("notes.txt", 2, "what else");
            assertThat(reading.look()).isEmpty();
            try (FolderReading restarted = reading.restart()) {
                assertThat(restarted.look()).isEmpty();
            }
        }
    }

    @Test
    void tellsOfErasedEventsOnlyThatTheyWere() throws Exception {
        file("1.csv", 1, event("a"), event("erased", "2001-01-01T00:00:00Z"), event("b"));
        Erasures erasures =
                new Erasures.Builder().add(EventColumn.EVENT_ID, "erased").build();
        EventRules rules = EventRules.defaults().with(Privacy.NONE.withErasures(erasures));
        try (FolderReading reading = FolderReading.of(folder, rules)) {
            assertThat(reading.look()).containsExactly("a", "(erased)", "b");
            assertThat(reading.count("erased_events")).isEqualTo(1);
            assertThat(reading.count("events_read")).isEqualTo(2);
        }
    }

    @Test
    void countsWhatItReads() throws Exception {
        file("1.csv", 1, event("a"), "wrong", event("b", "no time"));
        file("2.csv", 2, event("c"));
        file("3.csv", 3, event("d"));
        long bytes = Files.size(folder.resolve("1.csv")) + Files.size(folder.resolve("2.csv"));
        try (FolderReading reading = FolderReading.of(folder)) {
            reading.lookOnly();
            assertThat(reading.pass(4)).hasSize(4);
            assertThat(reading.gauge("files_waiting")).isEqualTo(1);
            assertThat(reading.count("files_read")).isEqualTo(2);
            assertThat(reading.count("events_read")).isEqualTo(2);
            assertThat(reading.count("rejected")).isEqualTo(2);
            assertThat(reading.count("column.line.rejected")).isEqualTo(1);
            assertThat(reading.count("column.event_time.rejected")).isEqualTo(1);
            assertThat(reading.count("bytes_read")).isEqualTo(bytes);
        }
    }

    @Test
    void aFolderThatIsGoneForAWhileIsReadWhenItIsBack() throws Exception {
        Path watched = Files.createDirectory(folder.resolve("watched"));
        try (FolderReading reading = FolderReading.of(watched)) {
            Files.delete(watched);
            assertThat(reading.look()).isEmpty();
            Files.createDirectory(watched);
            file("watched/1.csv", 1, event("a"));
            assertThat(reading.look()).containsExactly("a");
        }
    }

    @Test
    void onceReadsWhatIsThereAndEnds() throws Exception {
        file("1.csv", 1, event("a"));
        try (FolderReading reading = FolderReading.once(folder)) {
            List<String> passed = new ArrayList<>();
            assertThat(reading.pollNext(passed)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
            reading.lookOnly();
            file("2.csv", 2, event("b"));
            reading.lookOnly();
            assertThat(reading.pollNext(passed)).isEqualTo(InputStatus.END_OF_INPUT);
            assertThat(passed).containsExactly("a");
        }
    }

    @Test
    void onceFailsIfThereIsNoFolder() {
        try (FolderReading reading = FolderReading.once(folder.resolve("none"))) {
            assertThatThrownBy(reading::look)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("input must exist but there is no ");
        }
    }

    /** Some 2.6 MB of them. */
    private static String[] manyEvents() {
        return IntStream.range(0, 60_000).mapToObj(i -> event("event-" + i)).toArray(String[]::new);
    }

    private static List<String> idsOf(String[] lines) {
        return Arrays.stream(lines)
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();
    }

    private static String event(String id) {
        return event(id, TODAY);
    }

    private static String event(String id, String time) {
        return id + "," + time + ",SIGN_IN,account";
    }

    private static String json(String id) {
        return "{\"event_id\":\"" + id + "\",\"event_time\":\"" + TODAY
                + "\",\"event_type\":\"SIGN_IN\",\"account_id\":\"account\"}";
    }

    /** Writes a file that was modified that many seconds after some time. */
    private void file(String name, int second, String... lines) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        byte[] content = text(name, lines);
        Files.write(file, name.endsWith(".gz") ? gzip(content) : content);
        touch(name, second);
    }

    private void touch(String name, int second) throws IOException {
        Files.setLastModifiedTime(folder.resolve(name), FileTime.fromMillis(1_700_000_000_000L + second * 1000L));
    }

    private static byte[] text(String name, String... lines) {
        String header = name.contains(".csv") ? HEADER + "\n" : "";
        return (header + String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(content);
        }
        return compressed.toByteArray();
    }
}
