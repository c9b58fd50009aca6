// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
                "--format      | xml  | --format must be csv or jsonl but was \"xml\"",
                "--clustering  | louvain | --clustering must be one of leiden, label-propagation, components but was \"louvain\"",
                "--baseline    | no-such-file | --baseline must be a file but was no-such-file",
                "--config      | no-such-file | --config must be a readable file but was no-such-file: no-such-file does not exist",
            })
    void impossibleValuesAreRefused(String option, String value, String message) {
        Invocation invocation = detect(option, value);
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.message()).isEqualTo("ringwatch detect: " + message);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void inputIsRequired() {
        Invocation invocation = Invocation.of("detect", "--output", "out");
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.message()).isEqualTo("ringwatch detect: Missing required option: '--input=PATH'");
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
        Path other = Files.writeString(folder.resolve("other.csv"), "event_id,event_type,account_id\n");
        Invocation invocation = detect("--input", other.toString());
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.message()).contains("event_time");
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
