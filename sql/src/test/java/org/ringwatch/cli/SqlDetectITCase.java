// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands with tables, from SQL to files. */
class SqlDetectITCase {
    private static final Path EVENTS = Path.of("../test-data/sample/events/part-0000.csv");

    private static final String GENERATED = "CREATE TABLE t (event_id STRING, event_time TIMESTAMP_LTZ(3), event_type"
            + " STRING, account_id STRING, tags ARRAY<INT>, d DECIMAL(5, 2)) WITH ('connector' = 'datagen',"
            + " 'number-of-rows' = '250');\n";

    @TempDir
    static Path shared = Path.of("");

    private static Path expected = Path.of("");

    @TempDir
    Path folder = Path.of("");

    @BeforeAll
    static void detectInFiles() {
        expected = shared.resolve("files");
        run(0, "detect", "--input", EVENTS.toString(), "--output", expected.toString(), "--no-report");
    }

    @Test
    void rowsOfCsvGiveTheSameBytes() throws IOException {
        List<String> lines = Files.readAllLines(EVENTS);
        Path table = Files.createDirectory(folder.resolve("table"));
        Files.write(table.resolve("a.csv"), lines.subList(1, 9_000));
        Files.write(table.resolve("b.csv"), lines.subList(9_000, lines.size()));
        Path sql = sql("-- a header is none of a table's; the columns are named here\n"
                + "CREATE TEMPORARY TABLE logged ("
                + lines.get(0).replace(",", " STRING, ").replace("outcome", "`outcome`")
                + " STRING) WITH ('connector' = 'filesystem', 'format' = 'csv', 'path' = '" + table + "');\n"
                + "SELECT * FROM logged;\n");
        Path output = folder.resolve("out");

        String out =
                run(0, "detect", "--source-sql", sql.toString(), "--output", output.toString(), "--parallelism", "3");

        assertThat(out).containsPattern("events +19,966\n");
        assertSameRings(output);
        assertThat(output.resolve("rejected")).isEmptyDirectory();
        JsonNode run = new ObjectMapper().readTree(output.resolve("run.json").toFile());
        assertThat(run.get("inputs"))
                .hasSizeBetween(1, 3)
                .allSatisfy(input -> assertThat(input.get("name").asText()).matches("file:" + sql + "#[123]"));
        assertThat(run.get("side_inputs")).singleElement().satisfies(input -> {
            assertThat(input.get("option").asText()).isEqualTo("--source-sql");
            assertThat(input.get("sha256").asText()).hasSize(64);
        });
        assertThat(run.toString()).doesNotContain("/exchange/");
        try (Stream<Path> files = Files.list(output)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith("."));
        }
        run(0, "verify", output.toString());
    }

    @Test
    void typedRowsOfJsonInAnyOrderGiveTheSameBytes() throws IOException {
        List<String> lines = Files.readAllLines(EVENTS);
        String[] names = lines.get(0).split(",");
        List<String> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            ObjectNode row = new ObjectMapper().createObjectNode();
            for (int c = 0; c < names.length; c++) {
                String name = names[c].equals("account_id") ? "who" : names[c];
                if (name.equals("amount_minor") && !cells[c].isEmpty()) {
                    row.put(name, Long.parseLong(cells[c]));
                } else if (name.equals("two_factor") && !cells[c].isEmpty()) {
                    row.put(name, Boolean.parseBoolean(cells[c]));
                } else if (!cells[c].isEmpty()) {
                    row.put(name, cells[c]);
                }
            }
            rows.add(row.toString());
        }
        Collections.reverse(rows);
        Path table = Files.write(folder.resolve("rows.json"), rows);
        Path sql = sql("CREATE TABLE logged (event_id STRING, event_time TIMESTAMP_LTZ(6), event_type VARCHAR(40), who"
                + " STRING, device_id STRING, ip STRING, merchant_id STRING, wallet STRING, beneficiary_id STRING,"
                + " amount_minor DECIMAL(18, 0), currency CHAR(3), order_id STRING, product_id STRING, `outcome` STRING,"
                + " two_factor BOOLEAN, family_id STRING, account_kind STRING, ip_kind STRING, ip_country STRING,"
                + " utc_offset_min DOUBLE) WITH ('connector' = 'filesystem', 'format' = 'json', 'path' = '" + table
                + "', 'json.timestamp-format.standard' = 'ISO-8601');\n"
                + "SET 'table.local-time-zone' = 'Asia/Shanghai';\n"
                + "SELECT * FROM logged");
        Path configuration = Files.writeString(folder.resolve("c.yaml"), "columns:\n  sources: { account_id: who }\n");
        Path output = folder.resolve("out");

        run(
                0,
                "detect",
                "--source-sql=" + sql,
                "--config",
                configuration.toString(),
                "--output",
                output.toString(),
                "--no-report");

        assertSameRings(output);
    }

    @Test
    void hostileValuesAreRejectedWithTheirRows() throws IOException {
        Path sql = sql(
                "SELECT * FROM (VALUES ('a\"\\', 'line\nfeed'), ('b', 'tab\t'), ('c', ''), ('d', REPEAT('x', 70000)),"
                        + " ('e', '账户\uD83D\uDE00'), ('f', CAST(NULL AS STRING)), ('g', U&'\\202E'), ('h', 'fine'))"
                        + " AS t (event_id, account_id)"
                        + " CROSS JOIN (VALUES (TIMESTAMP '2025-01-01 00:00:00', 'SIGN_IN')) AS u (at_local, event_type)"
                        + " CROSS JOIN (VALUES (TO_TIMESTAMP_LTZ(1735689600000, 3))) AS v (event_time)");
        Path output = folder.resolve("out");

        String out = run(0, "detect", "--source-sql", sql.toString(), "--output", output.toString(), "--no-report");

        assertThat(out).containsPattern("events +3\n").containsPattern("rejected +5\n");
        String rejected = Files.readString(output.resolve("rejected/part-00000.jsonl"));
        assertThat(rejected.lines())
                .hasSize(5)
                .allMatch(
                        line -> line.matches("\\{\"source\":\"file:" + sql + "#\\d+\",\"line\":[1-8],\"reason\":\".*"));
        assertThat(rejected)
                .contains("account_id must not contain control characters but was \\\"line\\\\u000afeed\\\"")
                .contains("account_id must not contain control characters but was \\\"tab\\\\u0009\\\"")
                .contains("account_id is required but was empty")
                .contains("line must be at most 64 KiB");
    }

    @Test
    void aTimeWithoutZoneIsRejected() throws IOException {
        Path sql = sql(
                "SELECT 'e' AS event_id, TIMESTAMP '2025-01-01 10:30:00' AS event_time, 'SIGN_IN' AS event_type, 7 AS"
                        + " account_id");
        Path output = folder.resolve("out");
        run(0, "detect", "--source-sql", sql.toString(), "--output", output.toString(), "--no-report");
        assertThat(Files.readString(output.resolve("rejected/part-00000.jsonl")))
                .contains("event_time must be")
                .contains("2025-01-01T10:30")
                .contains("\\\"account_id\\\":7");
    }

    @Test
    void columnsThatAreNotReadMayBeOfAnyType() throws IOException {
        Path output = folder.resolve("out");
        String out = run(
                0,
                "detect",
                "--source-sql",
                sql(GENERATED + "SELECT * FROM t").toString(),
                "--output",
                output.toString(),
                "--no-report");
        assertThat(out).containsPattern("events +250\n");
    }

    @Test
    void aTableWithoutRowsIsNoFault() throws IOException {
        Path output = folder.resolve("out");
        String out = run(
                0,
                "detect",
                "--source-sql",
                sql(GENERATED + "SELECT * FROM t WHERE account_id = 'nobody'").toString(),
                "--output",
                output.toString(),
                "--no-report");
        assertThat(out).containsPattern("events +0\n");
        assertThat(output.resolve("_SUCCESS")).exists();
    }

    @Test
    void checkAndWhyReadTables() throws IOException {
        Path generated = sql(GENERATED.replace("250", "10300") + "SELECT * FROM t");
        assertThat(run(0, "detect", "--check", "--source-sql", generated.toString()))
                .containsPattern("lines tried +10,000\n");
        Path one =
                sql("SELECT 'e' AS event_id, 1735689600000 AS event_time, 'SIGN_IN' AS event_type, 'me' AS account_id");
        assertThat(run(0, "why", "--source-sql", one.toString(), "--account", "me"))
                .contains("me");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "SELECT event_id FORM t | 3: SQL parse failed. Encountered \"t\" at line 3, column 22.",
                "SELECT * FROM nope | Object 'nope' not found",
                "SELECT nope FROM t | Column 'nope' not found in any table",
                "SELECT 1; SELECT * FROM t | there must be one SELECT, as the last statement, but others follow",
                "SET 'a' = 'b' | the last statement must be a SELECT but is none",
                "INSERT INTO t SELECT * FROM t; SELECT 1 | must not write to tables",
                "CREATE TABLE b WITH ('connector' = 'blackhole') AS SELECT * FROM t; SELECT 1 | must not write to tables",
                "DROP TABLE t; SELECT 1 | must be one of CREATE, USE, SET, ADD JAR, LOAD MODULE and, last, one SELECT",
                "SELECT event_id, account_id FROM t | SELECT must have columns event_time, event_type but has event_id, account_id",
                "SELECT *, tags AS ip FROM t | column ip must hold texts, numbers, truth values or times but holds ARRAY<INT>",
                "ADD JAR '/no/such.jar'; SELECT * FROM t | /no/such.jar] not found",
                "SELECT 'a FROM t | text must be closed by ' but is not",
                "SET 'execution.runtime-mode' = 'streaming'; SELECT * FROM t | execution.runtime-mode must be batch",
                "CREATE TABLE u (a INT) WITH ('connector' = 'datagen'); SELECT * FROM u | Querying an unbounded table",
                "CREATE TABLE u (a INT) WITH ('connector' = 'nope', 'password' = 'pw17'); SELECT * FROM u | identifier 'nope'",
                "CREATE TABLE u (a INT) WITH ('connector' = 'datagen', 'key' = 'pw17'); SELECT * FROM u | Unsupported options: key",
            })
    void whatIsWrongInTheSqlIsWrongUsage(String statements, String message) throws IOException {
        Path output = Files.createDirectory(folder.resolve("out"));
        Files.copy(expected.resolve("run.json"), output.resolve("run.json"));
        Path sql = sql("\n" + GENERATED + statements);

        String err = run(2, "detect", "--source-sql", sql.toString(), "--output", output.toString(), "--overwrite");

        assertThat(err.lines()).hasSize(2);
        assertThat(err)
                .startsWith("ringwatch detect: " + sql + ", line ")
                .contains(message)
                .doesNotContain("pw17");
        // What was there is still there.
        assertThat(output.resolve("run.json")).exists();
    }

    @Test
    void whatDoesNotGoTogetherIsWrongUsage() throws IOException {
        Path sql = sql(GENERATED + "SELECT * FROM t");
        Path output = folder.resolve("out");
        String[] command = {"detect", "--source-sql", sql.toString(), "--output", output.toString()};
        assertThat(run(2, with(command, "--input", EVENTS.toString()))).contains("mutually exclusive");
        assertThat(run(2, with(command, "--format", "csv"))).contains("--format must not be given with --source-sql");
        Path keys = folder.resolve("keys");
        run(0, "keygen", "--output", keys.toString());
        assertThat(run(
                        2,
                        with(
                                command,
                                "--pseudonymise",
                                keys.resolve("pseudonym.key").toString())))
                .contains("--pseudonymise must not be given with --source-sql: the rows lie on disk in clear");
        assertThat(run(2, "detect", "--source-sql", folder.resolve("none").toString(), "--output", output.toString()))
                .contains("--source-sql must be a readable file but was ");
        Files.write(folder.resolve("latin.sql"), new byte[] {'-', '-', (byte) 0xE9});
        assertThat(run(2, "detect", "--source-sql", folder.resolve("latin.sql").toString(), "--check"))
                .contains("latin.sql must be UTF-8 but is not");
        assertThat(output).doesNotExist();
    }

    @Test
    void aTableThatCannotBeReadFailsTheRunAndLeavesNothing() throws IOException {
        Path output = folder.resolve("out");
        Path sql = sql("CREATE TABLE t (event_id STRING, event_time STRING, event_type STRING, account_id STRING) WITH"
                + " ('connector' = 'filesystem', 'format' = 'csv', 'path' = '/no/such'); SELECT * FROM t");
        String err = run(1, "detect", "--source-sql", sql.toString(), "--output", output.toString());
        assertThat(err).contains("/no/such does not exist");
        assertThat(output).isEmptyDirectory();
    }

    private static void assertSameRings(Path output) {
        for (String file : List.of("rings.jsonl", "ring_members.csv", "ring_events.csv", "hubs.csv", "baseline.json")) {
            assertThat(output.resolve(file)).as(file).hasSameBinaryContentAs(expected.resolve(file));
        }
    }

    private Path sql(String text) throws IOException {
        return Files.writeString(folder.resolve("events.sql"), text);
    }

    private static String[] with(String[] command, String... more) {
        return Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new);
    }

    private static String run(int exitCode, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int actual = Main.run(new PrintWriter(out), new PrintWriter(err), args);
        assertThat(actual).as(err.toString()).isEqualTo(exitCode);
        return exitCode == 0 ? out.toString() : err.toString();
    }
}
