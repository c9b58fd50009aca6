// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringwatch.parquet.Tables;

/** The commands with Parquet, from files to files. */
class ParquetDetectITCase {
    @TempDir
    Path folder = Path.of("");

    private Path csv = Path.of("");

    @BeforeEach
    void detectInText() throws IOException {
        csv = folder.resolve("csv");
        run(0, "detect", "--input", SampleTable.EVENTS.toString(), "--output", csv.toString(), "--no-report");
    }

    @Test
    void sameEventsGiveTheSameBytes() throws IOException {
        Path input = Files.createDirectory(folder.resolve("in"));
        SampleTable.write(input.resolve("2.parquet"), 0, 9_000);
        SampleTable.write(input.resolve("1.parquet"), 9_000, Integer.MAX_VALUE);
        Path output = folder.resolve("out");

        run(
                0,
                "detect",
                "--input",
                input.toString(),
                "--output",
                output.toString(),
                "--no-report",
                "--parallelism",
                "3");

        for (String file : List.of("rings.jsonl", "ring_members.csv", "ring_events.csv", "hubs.csv", "baseline.json")) {
            assertThat(output.resolve(file)).as(file).hasSameBinaryContentAs(csv.resolve(file));
        }
        assertThat(output.resolve("rejected")).isEmptyDirectory();
    }

    @Test
    void brokenFilesAreRejectedAndTheRunGoesOn() throws IOException {
        Path input = Files.createDirectory(folder.resolve("in"));
        byte[] whole = Files.readAllBytes(SampleTable.write(input.resolve("whole.parquet"), 0, Integer.MAX_VALUE));
        Files.copy(SampleTable.EVENTS, input.resolve("events.csv"));
        Files.delete(input.resolve("whole.parquet"));
        Files.write(input.resolve("cut.parquet"), Arrays.copyOf(whole, whole.length / 2));
        Files.write(input.resolve("empty.parquet"), new byte[0]);
        Path output = folder.resolve("out");

        String out = run(0, "detect", "--input", input.toString(), "--output", output.toString(), "--no-report");

        assertThat(out).containsPattern("rejected +2\n");
        assertThat(Files.readString(output.resolve("rejected/part-00000.jsonl")))
                .containsPattern("cut.parquet\",\"line\":1,\"reason\":\"parquet file is broken: ")
                .containsPattern("empty.parquet\",\"line\":1,\"reason\":\"parquet file is broken: ");
        assertThat(output.resolve("rings.jsonl")).hasSameBinaryContentAs(csv.resolve("rings.jsonl"));
    }

    @Test
    void rejectedRowsAreNotToldWhereValuesMustNotBe() throws IOException {
        Path table = SampleTable.write(folder.resolve("t.parquet"), 0, 50);
        Path configuration = Files.writeString(
                folder.resolve("c.yaml"), "columns:\n  sources: { amount_minor: account_id, currency: event_type }\n");
        Path output = folder.resolve("out");
        run(
                0,
                "detect",
                "--input",
                table.toString(),
                "--output",
                output.toString(),
                "--config",
                configuration.toString(),
                "--rejected-raw",
                "none",
                "--no-report");
        assertThat(Files.readString(output.resolve("rejected/part-00000.jsonl")))
                .contains("\"line\":50,\"reason\":\"amount_minor must be an integer ≥ 0\",\"raw\":\"\"");
    }

    @Test
    void alsoWritesParquet() throws IOException {
        Path output = folder.resolve("out");
        Path again = folder.resolve("again");
        String[] command = {
            "detect", "--input", SampleTable.EVENTS.toString(), "--no-report", "--also=parquet", "--output"
        };
        run(0, with(command, output.toString()));
        run(0, with(command, again.toString(), "--parallelism", "1"));

        for (String name : List.of("rings", "members", "links")) {
            Path file = output.resolve(name + ".parquet");
            assertThat(file).hasSameBinaryContentAs(again.resolve(name + ".parquet"));
            assertThat(Files.readString(output.resolve("manifest-sha256.txt"))).contains("  " + name + ".parquet\n");
            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        run(0, "verify", output.toString());
        assertThat(texts(output.resolve("members.parquet"), "ring_id", "flagged", "entity_id", "events"))
                .isEqualTo(csvTexts("ring_members.csv", 0, 1, 3, 8));
        assertThat(texts(output.resolve("links.parquet"), "ring_id", "account_id", "entity_id", "events"))
                .isEqualTo(csvTexts("ring_links.csv", 0, 1, 3, 5));
        List<Group> rings = Tables.read(output.resolve("rings.parquet"));
        List<String> lines = Files.readAllLines(csv.resolve("rings.jsonl"));
        assertThat(rings).hasSameSizeAs(lines);
        for (int i = 0; i < lines.size(); i++) {
            JsonNode ring = new ObjectMapper().readTree(lines.get(i));
            Group row = rings.get(i);
            assertThat(row.getString("ring_id", 0))
                    .isEqualTo(ring.get("ring_id").asText());
            assertThat(row.getString("ring_version", 0))
                    .isEqualTo(ring.get("ring_version").asText());
            assertThat(row.getDouble("score", 0)).isEqualTo(ring.get("score").asDouble());
            assertThat(row.getLong("accounts", 0))
                    .isEqualTo(ring.get("accounts").size());
            assertThat(Instant.ofEpochMilli(row.getLong("first_seen", 0)))
                    .isEqualTo(Instant.parse(ring.get("first_seen").asText()));
            assertThat(row.getGroup("evidence", 0).getFieldRepetitionCount("list"))
                    .isEqualTo(ring.get("evidence").size());
            assertThat(row.getGroup("evidence", 0)
                            .getGroup("list", 0)
                            .getGroup("element", 0)
                            .getString("text", 0))
                    .isEqualTo(ring.get("evidence").get(0).get("text").asText());
            assertThat(row.getGroup("losses", 0).getFieldRepetitionCount("list"))
                    .isEqualTo(ring.get("losses").size());
        }
        assertThat(rings.get(0).getType().toString())
                .contains("required int64 first_seen (TIMESTAMP(MILLIS,true))", "required double score");
    }

    private static String[] with(String[] command, String... more) {
        return Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new);
    }

    private static List<String> texts(Path table, String... columns) throws IOException {
        return Tables.read(table).stream()
                .map(row -> Stream.of(columns)
                        .map(column -> row.getValueToString(row.getType().getFieldIndex(column), 0))
                        .collect(Collectors.joining(",")))
                .toList();
    }

    /** The sample's ids need no quotes. */
    private List<String> csvTexts(String file, int... columns) throws IOException {
        return Files.readAllLines(csv.resolve(file)).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(cells -> Arrays.stream(columns).mapToObj(c -> cells[c]).collect(Collectors.joining(",")))
                .toList();
    }

    @Test
    void whyReadsParquet() throws IOException {
        Path table = SampleTable.write(folder.resolve("t.parquet"), 0, Integer.MAX_VALUE);
        String account;
        try (Stream<String> members = Files.lines(csv.resolve("ring_members.csv"))) {
            account = members.filter(line -> line.contains(",account,"))
                    .findFirst()
                    .orElseThrow()
                    .split(",")[3];
        }
        String asText = run(0, "why", "--input", SampleTable.EVENTS.toString(), "--account", account);
        assertThat(run(0, "why", "--input", table.toString(), "--account", account))
                .isEqualTo(asText)
                .contains("ring");
    }

    @Test
    void watchReadsParquet() throws IOException {
        Path input = Files.createDirectory(folder.resolve("in"));
        SampleTable.write(input.resolve("a.parquet"), 0, Integer.MAX_VALUE);
        Files.writeString(input.resolve("b.parquet"), "no table");
        Path output = folder.resolve("out");

        run(0, "watch", "--input", input.toString(), "--output", output.toString(), "--once", "--no-report");

        assertThat(output.resolve("current/ring_members.csv")).exists();
        assertThat(Files.readString(output.resolve("current/ring_members.csv"))
                        .lines()
                        .count())
                .isGreaterThan(50);
        try (Stream<Path> rejected = Files.list(output.resolve("rejected"))) {
            assertThat(rejected.filter(Files::isRegularFile)).singleElement().satisfies(file -> assertThat(
                            Files.readString(file))
                    .contains("b.parquet\",\"line\":1,\"reason\":\"parquet"));
        }
    }

    static String run(int exitCode, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int actual = Main.run(new PrintWriter(out), new PrintWriter(err), args);
        assertThat(actual).as(err.toString()).isEqualTo(exitCode);
        return exitCode == 0 ? out.toString() : err.toString();
    }
}
