// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchCommandTest {
    @TempDir
    Path folder;

    private String refusal(String... more) throws IOException {
        Path input = folder.resolve("in");
        Files.createDirectories(input);
        Invocation invocation = Invocation.of(Stream.concat(
                        Stream.of(
                                "watch",
                                "--input",
                                input.toString(),
                                "--output",
                                folder.resolve("out").toString()),
                        Stream.of(more))
                .toArray(String[]::new));
        assertThat(invocation.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(folder.resolve("out")).doesNotExist();
        return invocation.message();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            --round          | 0ms  | --round must be a number above 0 with ms, s, m, h or d, such as 200ms or 45d, but was "0ms"
            --round          | 5    | --round must be a number above 0 with ms, s, m, h or d, such as 200ms or 45d, but was "5"
            --checkpoint-every | 1 s | --checkpoint-every must be a number above 0 with ms, s, m, h or d, such as 200ms or 45d, but was "1 s"
            --snapshot-every | soon | --snapshot-every must be a number above 0 with ms, s, m, h or d, such as 200ms or 45d, but was "soon"
            --retention      | 36h  | --retention must be whole days, 1d to 3650d, but was "36h"
            --retention      | 4000d | --retention must be whole days, 1d to 3650d, but was "4000d"
            --alert-min-score | 1.5 | --alert-min-score must be between 0 and 1 but was 1.5
            --alert-growth   | -1   | --alert-growth must not be negative but was -1.0
            --catch-up       | yesterday | --catch-up must be a date or a time in UTC, such as 2026-11-28 or 2026-11-28T12:00:00Z, but was "yesterday"
            """)
    void aWrongValueIsRefusedWithOptionRuleAndValue(String option, String value, String message) throws IOException {
        assertThat(refusal(option, value)).isEqualTo("ringwatch watch: " + message);
    }

    @Test
    void kafkaNeedsItsJar() {
        Invocation invocation = Invocation.of(
                "watch",
                "--kafka",
                "localhost:1",
                "--topic",
                "events",
                "--output",
                folder.resolve("out").toString());
        assertThat(invocation.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(invocation.message())
                .isEqualTo("ringwatch watch: --kafka needs ringwatch-kafka.jar beside the job jar, which is not there;"
                        + " docs/watch.md tells how to build it");
    }

    @Test
    void aTopicIsNeededWithKafkaAndOneInputOnly() {
        assertThat(Invocation.of("watch", "--kafka", "localhost:1", "--output", "out")
                        .message())
                .contains("--topic");
        assertThat(Invocation.of("watch", "--input", "a", "--kafka", "b", "--topic", "c", "--output", "out")
                        .exitCode())
                .isEqualTo(ExitCode.USAGE);
        assertThat(Invocation.of("watch", "--output", "out").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void theInputMustBeAFolder() {
        Invocation invocation = Invocation.of(
                "watch",
                "--input",
                folder.resolve("none").toString(),
                "--output",
                folder.resolve("out").toString());
        assertThat(invocation.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(invocation.message())
                .isEqualTo("ringwatch watch: --input must be a folder but was " + folder.resolve("none"));
    }

    @Test
    void whatASingleRunAloneCanDoIsNotThere() throws IOException {
        assertThat(refusal("--previous", "x")).contains("--previous");
        assertThat(refusal("--dispositions", "x")).contains("--dispositions");
    }

    /** What is under way may take longer than a process that is being stopped has. */
    @Test
    void aStopThatSavesNothingIsToldOf() throws IOException {
        StringWriter err = new StringWriter();
        int exitCode = Main.commandLine(new WatchCommand((progress, ui, work) -> work.run(new CutOff())))
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err))
                .execute(
                        "--input",
                        Files.createDirectory(folder.resolve("in")).toString(),
                        "--output",
                        folder.resolve("out").toString());
        assertThat(exitCode).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(err.toString()).contains("ringwatch watch: warning: the state could not be saved in time: ");
    }

    /** Its job ends before it has saved anything. */
    private static final class CutOff implements JobRunner {
        @Override
        public int parallelism(OptionalInt chosen) {
            return 1;
        }

        @Override
        public String runId() {
            return "run";
        }

        @Override
        public boolean outlivesUs() {
            return false;
        }

        @Override
        public Optional<Path> scratch() {
            return Optional.empty();
        }

        @Override
        public void prepare(String name, int parallelism, Topology topology, String doing) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean run(String name, int parallelism, Topology topology, ProgressReader reader) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Ending watch(String name, int parallelism, StateKeeping state, Topology topology, Observer observer) {
            return Ending.STOPPED;
        }
    }
}
