// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateCommandTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit
    Path folder;

    @Test
    void makesAWorldAndMakesItAgain() throws IOException {
        Path world = folder.resolve("world");
        Invocation first =
                Invocation.of("simulate", "--output", world.toString(), "--events", "2000", "--level", "easy");
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out()).startsWith("2,000 events of ").endsWith(" in " + world + System.lineSeparator());
        String truth = Files.readString(world.resolve("truth.csv"));
        Invocation second =
                Invocation.of("simulate", "--output", world.toString(), "--events", "2000", "--level", "easy");
        assertThat(second.exitCode()).isEqualTo(2);
        assertThat(second.message())
                .isEqualTo("ringwatch simulate: --output must be absent or empty (or come with --overwrite) but was "
                        + world);
        Invocation third = Invocation.of(
                "simulate", "--output", world.toString(), "--events", "2000", "--level", "easy", "--overwrite");
        assertThat(third.exitCode()).as(third.err()).isZero();
        assertThat(world.resolve("truth.csv")).hasContent(truth);
    }

    @Test
    void leavesOtherPeoplesFoldersAlone() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "");
        Invocation invocation = Invocation.of("simulate", "--output", folder.toString());
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.message())
                .isEqualTo("ringwatch simulate: --output must be absent, an empty folder or, with --overwrite, an"
                        + " earlier world but was " + folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--events     | 999 | --events must be between 1000 and 10000000000 but was 999",
                "--level      | MEDIUM | --level must be one of easy, medium, hard but was \"MEDIUM\"",
                "--variants   | some | --variants must be one of training, held-out, all but was \"some\"",
                "--prevalence | 0.3 | --prevalence must be between 0 and 0.2 but was 0.3",
                "--seed       | x   | Invalid value for option '--seed': 'x' is not a long",
            })
    void impossibleValuesAreRefused(String option, String value, String message) {
        Path world = folder.resolve("world");
        Invocation invocation = Invocation.of("simulate", "--output", world.toString(), option, value);
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.message()).isEqualTo("ringwatch simulate: " + message);
        assertThat(world).doesNotExist();
    }
}
