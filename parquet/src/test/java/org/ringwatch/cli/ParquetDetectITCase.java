// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
