// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.parquet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringwatch.event.EventRules;
import org.ringwatch.event.ValidEvent;
import org.ringwatch.job.source.ColumnMapping;
import org.ringwatch.job.source.EventReader;
import org.ringwatch.job.source.EventsAtPositions;
import org.ringwatch.job.source.FolderListing;
import org.ringwatch.job.source.HeaderException;
import org.ringwatch.job.source.InputFile;
import org.ringwatch.job.source.InputFiles;
import org.ringwatch.job.source.InputFormat;
import org.ringwatch.job.source.InputSplit;
import org.ringwatch.link.EventRow;

/** What becomes of rows: events and rejections, as of lines. */
class RowEventsTest {
    private static final String FIELDS = "optional binary event_id (STRING);"
            + " optional int64 event_time (TIMESTAMP(MICROS,true)); optional binary event_type (STRING);"
            + " optional binary account_id (STRING); optional double amount_minor; optional binary currency (STRING);"
            + " optional binary note (STRING);";
    private static final long MICROS = 1_767_225_600_000_000L;

    @TempDir
    Path folder = Path.of("");

    /** What was seen of a file. */
    private static final class Seen implements EventReader.Handler {
        private final List<String> events = new ArrayList<>();
        private final List<String> rejected = new ArrayList<>();
        private long before;

        @Override
        public void event(ValidEvent event, long offset) {
            events.add(offset + ":" + event.toAccountEvent().eventId());
        }

        @Override
        public void rejected(long line, String reason, String raw) {
            rejected.add((before + line + 1) + ": " + reason + (raw.isEmpty() ? "" : " in " + raw));
        }
    }

    @Test
    void rowsAreValidatedAsLinesAre() throws IOException {
        InputFile file = table("events.parquet", 30, 10);

        Seen seen = read(file, ColumnMapping.identity(), file.length());

        assertThat(seen.events).hasSize(26).contains("0:e0", "29:e29").doesNotContain("4:e4", "11:e11");
        assertThat(seen.rejected)
                .containsExactly(
                        "5: event_id must not contain control characters but was \"a\\u0007\" in"
                                + " {\"event_id\":\"a\\u0007\",\"event_time\":1767225600004,\"event_type\":\"PURCHASE\","
                                + "\"account_id\":\"a4\",\"amount_minor\":400,\"currency\":\"CNY\"}",
                        "12: amount_minor must be an integer ≥ 0 but was \"0.5\" in"
                                + " {\"event_id\":\"e11\",\"event_time\":1767225600011,\"event_type\":\"PURCHASE\","
                                + "\"account_id\":\"a1\",\"amount_minor\":0.5,\"currency\":\"CNY\"}",
                        "20: currency must be given with amount_minor but was empty in"
                                + " {\"event_id\":\"e19\",\"event_time\":1767225600019,\"event_type\":\"PURCHASE\","
                                + "\"account_id\":\"a4\",\"amount_minor\":1900}",
                        "22: account_id must be valid UTF-8 in"
                                + " {\"event_id\":\"e21\",\"event_time\":1767225600021,\"event_type\":\"PURCHASE\","
                                + "\"account_id\":\"�\",\"amount_minor\":2100,\"currency\":\"CNY\"}");
    }

    @Test
    void everySplitGivesTheSame() throws IOException {
        InputFile file = table("events.parquet", 500, 50);
        Seen whole = read(file, ColumnMapping.identity(), file.length());
        for (long length : new long[] {1, 100, 1000, 4096, file.length() - 1}) {
            Seen split = read(file, ColumnMapping.identity(), length);
            assertThat(split.events).isEqualTo(whole.events);
            assertThat(split.rejected).isEqualTo(whole.rejected);
        }
    }

    @Test
    void brokenGroupLosesItsRowsAlone() throws IOException {
        InputFile sound = table("sound.parquet", 30, 10);
        byte[] bytes = Files.readAllBytes(folder.resolve("sound.parquet"));
        // The first text of a page in the middle group: its length becomes absurd.
        int at = new String(bytes, ISO_8859_1).indexOf("e14");
        bytes[at - 1] = 0x7F;
        Files.write(folder.resolve("broken.parquet"), bytes);
        InputFile file = Tables.listed(folder.resolve("broken.parquet"));

        Seen seen = read(file, ColumnMapping.identity(), file.length());

        assertThat(seen.events)
                .startsWith("0:e0")
                .contains("9:e9", "20:e20", "29:e29")
                .doesNotContain("15:e15");
        assertThat(seen.rejected.stream().filter(line -> line.contains("broken")))
                .singleElement()
                .asString()
                .matches("1[1-5]: parquet file is broken: .*");
        assertThat(read(file, ColumnMapping.identity(), 700).rejected).isEqualTo(seen.rejected);
        assertThat(sound.length()).isEqualTo(file.length());
    }

    @Test
    void brokenFileIsToldOnce() throws IOException {
        Path path = Files.writeString(folder.resolve("broken.parquet"), "x".repeat(3000));
        InputFile file = Tables.listed(path);

        InputFiles.checkHeaders(List.of(file), ColumnMapping.identity());

        assertThat(read(file, ColumnMapping.identity(), 1000).rejected)
                .singleElement()
                .asString()
                .startsWith("1: parquet file is broken: it is not a Parquet file");
    }

    @Test
    void longRowIsRejected() throws IOException {
        Path path =
                Tables.write(folder.resolve("long.parquet"), FIELDS, 2, 10, CompressionCodecName.SNAPPY, (row, i) -> {
                    fill(row, i);
                    row.add("note", "ignored ".repeat(20_000));
                });
        InputFile file = Tables.listed(path);
        assertThat(read(file, ColumnMapping.identity(), file.length()).events).hasSize(2);

        ColumnMapping noted = new ColumnMapping(Map.of("device_id", "note"), Map.of(), Map.of());
        Seen seen = read(file, noted, file.length());
        assertThat(seen.rejected).hasSize(2).allMatch(line -> line.contains(": line must be at most 64 KiB in {"));
        assertThat(seen.rejected.get(0)).hasSizeLessThan(4200);
    }

    @Test
    void mappingNamesColumns() throws IOException {
        Path path = Tables.write(
                folder.resolve("other.parquet"),
                "required int64 txn; required int96 at; required int32 user;",
                3,
                10,
                CompressionCodecName.ZSTD,
                (row, i) -> {
                    row.add("txn", 7000L + i);
                    row.add("at", Binary.fromConstantByteArray(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, -116, 127, 37, 0}));
                    row.add("user", i);
                });
        ColumnMapping mapping = new ColumnMapping(
                Map.of("event_id", "txn", "event_time", "at", "account_id", "user"),
                Map.of("event_type", "PURCHASE"),
                Map.of());
        InputFile file = Tables.listed(path);
        InputFiles.checkHeaders(List.of(file), mapping);
        Seen seen = read(file, mapping, file.length());
        assertThat(seen.rejected).isEmpty();
        assertThat(seen.events).containsExactly("0:7000", "1:7001", "2:7002");
    }

    @Test
    void schemaThatDoesNotFitIsRefused() throws IOException {
        Path lacks = Tables.write(
                folder.resolve("lacks.parquet"),
                "required int64 event_id;",
                0,
                1,
                CompressionCodecName.SNAPPY,
                (r, i) -> {});
        assertThatThrownBy(() -> InputFiles.checkHeaders(List.of(Tables.listed(lacks)), ColumnMapping.identity()))
                .isInstanceOf(HeaderException.class)
                .hasMessage(lacks + ": schema must have columns event_time, event_type, account_id but has event_id;"
                        + " columns.sources of the configuration maps other names");
        Path group = Tables.write(
                folder.resolve("group.parquet"),
                FIELDS + " optional group device_id { optional binary serial (STRING); }",
                0,
                1,
                CompressionCodecName.SNAPPY,
                (r, i) -> {});
        assertThatThrownBy(() -> InputFiles.checkHeaders(List.of(Tables.listed(group)), ColumnMapping.identity()))
                .isInstanceOf(HeaderException.class)
                .hasMessage(group + ": column device_id must hold texts, numbers, truth values, times or UUIDs but has"
                        + " groups of columns");
    }

    @Test
    void timeWithoutZoneIsRejected() throws IOException {
        Path path = Tables.write(
                folder.resolve("local.parquet"),
                FIELDS.replace("MICROS,true", "MICROS,false"),
                1,
                1,
                CompressionCodecName.SNAPPY,
                RowEventsTest::fill);
        InputFile file = Tables.listed(path);
        assertThat(read(file, ColumnMapping.identity(), file.length()).rejected)
                .singleElement()
                .asString()
                .startsWith("1: event_time must ")
                .contains("\"2026-01-01T00:00\"");
    }

    @Test
    void eventsAreFoundByTheirPositions() throws IOException {
        InputFile file = table("events.parquet", 300, 40);
        EventsAtPositions events =
                new EventsAtPositions(List.of(file), ColumnMapping.identity(), EventRules.defaults());
        long[] positions = {
            EventRow.position(0, 0), EventRow.position(0, 1), EventRow.position(0, 41), EventRow.position(0, 299)
        };

        Map<Long, byte[]> canonical = events.read(positions);

        assertThat(canonical).hasSize(4);
        for (long position : positions) {
            assertThat(new String(canonical.getOrDefault(position, new byte[0]), UTF_8))
                    .startsWith("e" + EventRow.offset(position) + "\u001f");
        }
        assertThatThrownBy(() -> events.read(new long[] {EventRow.position(0, 4)}))
                .hasMessageContaining("events.parquet must still have the event at row 5 but the line is refused:");
        assertThatThrownBy(() -> events.read(new long[] {EventRow.position(0, 300)}))
                .hasMessageContaining("events.parquet must still have the event at row 301 but no line starts there");
    }

    @Test
    void nameTellsTheFormat() throws IOException {
        table("a.parquet", 1, 1);
        Files.copy(folder.resolve("a.parquet"), folder.resolve("b.gz"));
        Files.copy(folder.resolve("a.parquet"), folder.resolve("c.parquet.gz"));
        FolderListing listing = InputFiles.listFolder(folder.toString(), Optional.empty());
        assertThat(listing.files()).extracting(InputFile::format).containsExactly(InputFormat.PARQUET);
        assertThat(listing.faults()).hasSize(2);
        InputFile forced = InputFiles.list(List.of(folder.resolve("b.gz").toString()), InputFormat.named("parquet"))
                .get(0);
        assertThat(read(forced, ColumnMapping.identity(), forced.length()).events)
                .hasSize(1);
    }

    private InputFile table(String name, int rows, int perGroup) throws IOException {
        return Tables.listed(Tables.write(
                folder.resolve(name), FIELDS, rows, perGroup, CompressionCodecName.UNCOMPRESSED, RowEventsTest::fill));
    }

    private static void fill(Group row, int i) {
        boolean bad = i < 30;
        row.add("event_id", bad && i == 4 ? "a\u0007" : "e" + i);
        row.add("event_time", MICROS + i * 1000L + 999);
        row.add("event_type", "PURCHASE");
        row.add(
                "account_id",
                bad && i == 21
                        ? Binary.fromConstantByteArray(new byte[] {(byte) 0xFE})
                        : Binary.fromString("a" + i % 5));
        if (i % 3 != 2 || bad) {
            row.add("amount_minor", bad && i == 11 ? 0.5 : 100.0 * i);
            if (!bad || i != 19) {
                row.add("currency", "CNY");
            }
        }
    }

    private static Seen read(InputFile file, ColumnMapping mapping, long splitLength) throws IOException {
        Seen seen = new Seen();
        for (long start = 0; start < file.length(); start += splitLength) {
            InputSplit split = new InputSplit(0, start, Math.min(file.length(), start + splitLength));
            try (EventReader reader = new EventReader(file, split, mapping, EventRules.defaults(), seen)) {
                while (reader.read()) {
                    assertThat(reader.bytes()).isBetween(0L, splitLength);
                }
                assertThat(reader.bytes()).isEqualTo(split.end() - split.start());
                seen.before += reader.lines();
            }
        }
        return seen;
    }
}
