// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectCommandTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit
    Path folder;

    private Path events = Path.of("");

    @BeforeEach
    void writeEvents() throws IOException {
        events = Files.writeString(folder.resolve("events.csv"), "event_id,event_time,event_type,account_id\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--parallelism | 0    | --parallelism must be between 1 and 128 but was 0",
                "--parallelism | 129  | --parallelism must be between 1 and 128 but was 129",
                "--parallelism | many | Invalid value for option '--parallelism': 'many' is not an int",
                "--min-score   | 1.5  | --min-score must be between 0 and 1 but was 1.5",
                "--min-score   | NaN  | --min-score must be between 0 and 1 but was NaN",
                "--format      | xml  | --format must be csv, jsonl or parquet but was \"xml\"",
                "--also        | xml  | --also must be parquet but was \"xml\"",
                "--also        | parquet | --also parquet needs ringwatch-parquet.jar beside the job jar, which is not"
                        + " there; docs/input.md tells how to add it",
                "--clustering  | louvain | --clustering must be one of leiden, label-propagation, components but was"
                        + " \"louvain\"",
                "--rejected-raw | all | --rejected-raw must be one of clip, hash, none but was \"all\"",
                "--pseudonymise | no-such-file | --pseudonymise must be a key file but no-such-file is none",
                "--baseline    | no-such-file | --baseline must be a file but was no-such-file",
                "--config      | no-such-file | --config must be a readable file but was no-such-file: no-such-file"
                        + " does not exist",
            })
    void impossibleValuesAreRefused(String option, String value, String message) {
        Invocation invocation = detect(option, value);
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.message()).isEqualTo("ringwatch detect: " + message);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aKeyThatOthersCanReadIsRefusedAndSoIsWhatIsNone() throws IOException {
        Path key = Files.writeString(folder.resolve("open.key"), "secret");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(detect("--pseudonymise", key.toString()).message())
                .isEqualTo(
                        "ringwatch detect: --pseudonymise must be a file that only its owner can read (chmod 600) but "
                                + key + " is open to others");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        assertThat(detect("--pseudonymise", key.toString()).message())
                .startsWith("ringwatch detect: --pseudonymise " + key + " must hold a pseudonym key: ");
    }

    @Test
    void linesAreNotKeptWhereIdsArePseudonyms() {
        Invocation.of("keygen", "--output", folder.resolve("keys").toString());
        Path key = folder.resolve("keys/pseudonym.key");
        assertThat(detect("--pseudonymise", key.toString(), "--rejected-raw", "clip")
                        .message())
                .isEqualTo(
                        "ringwatch detect: --rejected-raw must be hash or none with --pseudonymise or --erase but was"
                                + " clip: lines may hold what is not to be kept");
    }

    @Test
    void anEarlierOutputWithOtherNamesIsRefused() throws IOException {
        Invocation.of("keygen", "--output", folder.resolve("keys").toString());
        Path key = folder.resolve("keys/pseudonym.key");
        assertThat(Invocation.of(
                                "detect",
                                "--input",
                                events.toString(),
                                "--output",
                                folder.resolve("clear").toString())
                        .exitCode())
                .isZero();
        assertThat(detect(
                                "--pseudonymise",
                                key.toString(),
                                "--previous",
                                folder.resolve("clear").toString())
                        .message())
                .isEqualTo("ringwatch detect: --previous must be an output under the key of --pseudonymise but "
                        + folder.resolve("clear") + " has clear ids");
    }

    @Test
    void inputIsRequired() {
        Invocation invocation = Invocation.of("detect", "--output", "out");
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.message())
                .startsWith("ringwatch detect: ")
                .contains("Missing required argument", "--input", "--source-sql");
    }

    @Test
    void tablesNeedThePlanner() throws IOException {
        Path sql = Files.writeString(folder.resolve("a.sql"), "SELECT 1");
        Invocation invocation = Invocation.of("detect", "--check", "--source-sql", sql.toString());
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.message())
                .startsWith("ringwatch detect: --source-sql needs Flink's table planner, which is not there: "
                        + "flink-table-planner-loader")
                .endsWith("(docs/input.md)");
    }

    @Test
    void outputIsRequired() {
        Invocation invocation = Invocation.of("detect", "--input", events.toString());
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.message())
                .isEqualTo("ringwatch detect: --output must be given (or --check, which writes nothing) but was not");
    }

    @Test
    void inputThatDoesNotExistIsWrongUsage() {
        Path missing = folder.resolve("missing.csv");
        Invocation invocation = detect("--input", missing.toString());
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.message())
                .isEqualTo("ringwatch detect: input must exist but there is no " + missing.toAbsolutePath());
    }

    @Test
    void missingColumnIsWrongUsage() throws IOException {
        Path other = Files.writeString(folder.resolve("other.csv"), "event_id,ts,kind,account_id\n");
        Invocation invocation = detect("--input", other.toString());
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.message())
                .isEqualTo("ringwatch detect: " + other + ": header must have columns event_time, event_type but has"
                        + " event_id, ts, kind, account_id; columns.sources of the configuration maps other names");
    }

    @ParameterizedTest
    @CsvSource({
        "--confirmed,    'account_id, reason'",
        "--trusted,      'entity_type, entity_id, reason'",
        "--networks,     'cidr, kind, source'",
        "--aliases,      'entity_type, entity_id, canonical_id, valid_from, valid_to'",
        "--dispositions, 'case_id, ring_version, account_id, decision, reason, analyst, utc'",
    })
    void aListThatLacksColumnsOrIsMissingIsWrongUsage(String option, String columns) throws IOException {
        Path list = Files.writeString(folder.resolve("list.csv"), "one,two\n1,2\n");
        Invocation lacking = detect(option, list.toString());
        assertThat(lacking.exitCode()).isEqualTo(2);
        assertThat(lacking.message())
                .isEqualTo("ringwatch detect: " + option + " " + list + ": header must have columns " + columns
                        + " but has one, two");
        Invocation missing = detect(option, folder.resolve("none").toString());
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.message())
                .isEqualTo(
                        "ringwatch detect: " + option + " must be a readable file but was " + folder.resolve("none"));
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void anEarlierOutputMustBeOne() throws IOException {
        Path previous = Files.createDirectory(folder.resolve("previous"));
        Invocation invocation = detect("--previous", previous.toString());
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.message())
                .isEqualTo("ringwatch detect: --previous must be a complete output of detect, with _SUCCESS in it, but"
                        + " was "
                        + previous);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void outputMustNotHoldAList() throws IOException {
        Path output = Files.createDirectory(folder.resolve("out"));
        Path list = Files.writeString(output.resolve("list.csv"), "account_id,reason\n");
        Invocation invocation = detect("--confirmed", list.toString(), "--overwrite");
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.message())
                .isEqualTo("ringwatch detect: --output must not hold the input " + list + " but was " + output);
        assertThat(list).exists();
    }

    @Test
    void checkReadsTheListsAndWarnsOfTheirRows() throws IOException {
        Files.writeString(
                events, "event_id,event_time,event_type,account_id,ip\n1,2025-01-01T00:00:00Z,SIGN_IN,a,91.0.0.1\n");
        Path networks = Files.writeString(
                folder.resolve("networks.csv"), "cidr,kind,source\n91.0.0.0/8,vpn,x\n91.0.0.1/8,vpn,\u001b[31m\n");
        Invocation invocation =
                Invocation.of("detect", "--check", "--input", events.toString(), "--networks", networks.toString());
        assertThat(invocation.exitCode()).isZero();
        assertThat(invocation.out().lines()).contains("ip_kind         100 % filled");
        assertThat(invocation.err().lines())
                .containsExactly("WARNING: --networks " + networks
                        + ": 1 of 2 rows were rejected, the first at line 3: source must not contain control"
                        + " characters but was \"\\u001b[31m\"");
    }

    @Test
    void folderWithoutEventFilesIsWrongUsage() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Files.writeString(empty.resolve("_hidden.csv"), "event_id,event_time,event_type,account_id\n");
        for (String option : List.of("--check", "--no-report")) {
            Invocation invocation = Invocation.of(
                    "detect",
                    option,
                    "--input",
                    empty.toString(),
                    "--output",
                    folder.resolve("out").toString());
            assertThat(invocation.exitCode()).as(option).isEqualTo(2);
            assertThat(invocation.message())
                    .isEqualTo("ringwatch detect: input must hold files of events (.csv, .jsonl, .ndjson or .json,"
                            + " possibly with .gz, .zst, .bz2 or .xz, or .parquet) but there is none in " + empty
                            + "; names that start with . or _ are passed over");
        }
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void outputThatCannotBeMadeIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Invocation invocation = Invocation.of(
                "detect",
                "--input",
                events.toString(),
                "--output",
                file.resolve("out").toString());
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.message())
                .startsWith("ringwatch detect: --output must be a folder that can be created and written but "
                        + file.resolve("out") + " cannot: ");
    }

    @Test
    void outputThatIsNotEmptyIsRefused() throws IOException {
        Path output = Files.createDirectory(folder.resolve("out"));
        Files.writeString(output.resolve("thesis.txt"), "");
        Invocation invocation = detect();
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.message())
                .isEqualTo("ringwatch detect: --output must be absent or empty (or come with --overwrite) but was "
                        + output);
        assertThat(output.resolve("thesis.txt")).exists();
    }

    @Test
    void outputMustNotHoldTheInput() {
        Invocation invocation =
                Invocation.of("detect", "--input", events.toString(), "--output", folder.toString(), "--overwrite");
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.message())
                .isEqualTo("ringwatch detect: --output must not hold the input " + events + " but was " + folder);
    }

    @Test
    void checkSaysWhatWouldBeReadAndWritesNothing() throws IOException {
        Files.writeString(
                events,
                """
                event_id,event_time,event_type,account_id,device_id
                1,2025-01-01T00:00:00Z,SIGN_IN,a,d
                2,2025-01-01T00:00:00Z,SIGN_IN,b,
                3,yesterday,SIGN_IN,c,d
                """);
        Invocation invocation = Invocation.of("detect", "--check", "--input", events.toString());
        assertThat(invocation.exitCode()).isZero();
        assertThat(invocation.out().lines())
                .contains(
                        "files           1 (0.0 MB)",
                        "lines tried     3",
                        "events          2",
                        "rejected        1",
                        "device_id        50 % filled",
                        "ip                0 % filled; off: shared addresses, homes");
        assertThat(invocation.out()).contains("1: event_time must");
        assertThat(invocation.err()).isEmpty();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(events);
        }
    }

    @Test
    void checkTellsASparseColumnFromAnAbsentOne() throws IOException {
        StringBuilder lines = new StringBuilder("event_id,event_time,event_type,account_id,family_id,two_factor\n");
        for (int i = 0; i < 200; i++) {
            lines.append(i).append(",2025-01-01T00:00:00Z,SIGN_IN,a,").append(i < 6 ? "f" : "");
            lines.append(i < 1 ? ",true\n" : ",\n");
        }
        Files.writeString(events, lines);
        assertThat(Invocation.of("detect", "--check", "--input", events.toString())
                        .out()
                        .lines())
                .contains(
                        "family_id         3 % filled; sparse, used where present: families, which explain what looks"
                                + " suspicious",
                        "two_factor       <1 % filled; sparse, used where present: two-factor authentication off",
                        "device_id         0 % filled; off: shared devices, purchases from new devices");
    }

    @Test
    void checkWarnsOfMostLinesRejectedAndOfUnknownTypes() throws IOException {
        Files.writeString(
                events,
                """
                event_id,event_time,event_type,account_id
                1,2025-01-01T00:00:00Z,LOGN,a
                2,soon,SIGN_IN,b
                3,yesterday,SIGN_IN,c
                """);
        Invocation invocation = Invocation.of("detect", "--check", "--input", events.toString());
        assertThat(invocation.exitCode()).isZero();
        assertThat(invocation.err().lines())
                .containsExactly(
                        "WARNING: 2 of 3 lines were rejected, more than half; above are the reasons",
                        "WARNING: 1 event is of a type that is not known and counts as OTHER: \"LOGN\" (1);"
                                + " columns.event_types of the configuration maps names");
    }

    @Test
    void checkWarnsWhenNoEventIsValid() {
        Invocation invocation = Invocation.of("detect", "--check", "--input", events.toString());
        assertThat(invocation.exitCode()).isZero();
        assertThat(invocation.err().lines()).containsExactly("WARNING: no valid event was found");
    }

    @Test
    void helpPromisesNoReport() {
        assertThat(Invocation.of("detect", "--help").out().replaceAll("\\s+", " "))
                .contains("--no-report Write the ring files only; the report command draws it later.");
    }

    private Invocation detect(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "detect",
                "--input",
                events.toString(),
                "--output",
                folder.resolve("out").toString()));
        args.addAll(List.of(more));
        return Invocation.of(args.toArray(String[]::new));
    }
}
