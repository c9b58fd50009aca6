// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhyCommandTest {

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
                "--account=' '            | --account must be an id of 1 to 256 characters but was \" \"",
                "--account=a --with=''    | --with must be an id of 1 to 256 characters but was \"\"",
                "--account=a --with=' a'  | --with must be another account than --account but was \"a\"",
                "--account=a --format=xml | --format must be csv, jsonl or parquet but was \"xml\"",
                "--account=a --min-score=2 | --min-score must be between 0 and 1 but was 2.0",
                "--with=b                 | Missing required option: '--account=A'",
            })
    void impossibleValuesAreRefused(String options, String message) {
        Invocation invocation = why(Arrays.stream(options.split(" (?=--)", -1))
                .map(option -> option.replace("'", ""))
                .toArray(String[]::new));
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.message()).isEqualTo("ringwatch why: " + message);
        assertThat(invocation.out()).isEmpty();
    }

    @Test
    void anIdThatIsTooLongIsRefused() {
        assertThat(why("--account=" + "x".repeat(257)).exitCode()).isEqualTo(2);
    }

    @Test
    void inputThatDoesNotExistIsWrongUsage() {
        Invocation invocation = Invocation.of(
                "why",
                "--account",
                "a",
                "--input",
                folder.resolve("missing.csv").toString());
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.message()).contains("input must exist but there is no ");
    }

    /** Whatever decides what is found must be sayable to both. */
    @Test
    void takesEveryOptionOfDetectButThoseOfItsOutput() {
        List<String> own = List.of(
                "--output",
                "--overwrite",
                "--no-report",
                "--language",
                "--audit-sample",
                "--also",
                "--rejected-raw",
                "--check",
                "--ui");
        assertThat(options("why"))
                .containsAll(options("detect").stream()
                        .filter(option -> !own.contains(option))
                        .toList())
                .contains("--account", "--with", "--json");
    }

    private static List<String> options(String command) {
        return Stream.of(Invocation.of(command, "--help").out().split("\\s+", -1))
                .map(word -> word.replaceAll("^\\[", "").replaceAll("[=\\],.].*$", ""))
                .filter(word -> word.matches("--[a-z-]+"))
                .distinct()
                .toList();
    }

    private Invocation why(String... more) {
        List<String> args = new ArrayList<>(List.of("why", "--input", events.toString()));
        args.addAll(List.of(more));
        return Invocation.of(args.toArray(String[]::new));
    }
}
