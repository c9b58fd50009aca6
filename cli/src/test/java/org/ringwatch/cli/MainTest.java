// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    @Test
    void withoutCommandIsWrongUsage() {
        Invocation invocation = Invocation.of();
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.err().lines())
                .containsExactly("ringwatch: a command must be given but none was", "Try 'ringwatch --help'.");
        assertThat(invocation.out()).isEmpty();
    }

    @Test
    void helpGoesToStandardOutput() {
        Invocation invocation = Invocation.of("--help");
        assertThat(invocation.exitCode()).isZero();
        assertThat(invocation.out()).contains("detect", "simulate", "Exit codes: 0 done, 1 failed, 2 wrong usage");
        assertThat(invocation.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"detect", "simulate", "evaluate"})
    void everyCommandHasHelp(String command) {
        Invocation invocation = Invocation.of(command, "--help");
        assertThat(invocation.exitCode()).isZero();
        assertThat(invocation.out()).contains("Usage: ringwatch " + command);
    }

    @Test
    void versionIsShown() {
        Invocation invocation = Invocation.of("--version");
        assertThat(invocation.exitCode()).isZero();
        assertThat(invocation.out()).startsWith("ringwatch ");
    }

    @Test
    void unknownOptionIsWrongUsage() {
        Invocation invocation = Invocation.of("detect", "--input", "a.csv", "--outptu", "b");
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.err().lines())
                .containsExactly(
                        "ringwatch detect: Unknown option: '--outptu'",
                        "Did you mean --output?",
                        "Try 'ringwatch detect --help'.");
    }

    @Test
    void aMistypedOptionIsNamedRatherThanTheOneThatIsMissing() {
        Invocation invocation = Invocation.of("detect", "--inputt", "a.csv");
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.err().lines())
                .containsExactly(
                        "ringwatch detect: Unknown options: '--inputt', 'a.csv'",
                        "Did you mean --input?",
                        "Try 'ringwatch detect --help'.");
    }

    @Test
    void aMistypedCommandIsNamed() {
        assertThat(Invocation.of("detetc").err().lines())
                .hasSize(3)
                .startsWith("ringwatch: Unmatched argument at index 0: 'detetc'")
                .anyMatch(line -> line.startsWith("Did you mean detect or "))
                .endsWith("Try 'ringwatch --help'.");
    }

    @Test
    void whatIsNotOfferedIsUnknown() {
        for (String option : List.of("--scorer", "--previous", "--dispositions", "--confirmed", "--trusted")) {
            assertThat(Invocation.of("detect", "--input", "a", "--output", "b", option, "x")
                            .exitCode())
                    .as(option)
                    .isEqualTo(2);
        }
        for (String command : List.of("watch", "why", "refer")) {
            assertThat(Invocation.of(command).exitCode()).as(command).isEqualTo(2);
        }
    }

    @Test
    void controlCharactersOfArgumentsDoNotReachTheTerminal() {
        Invocation invocation = Invocation.of("\u001B[2Jx");
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.err()).doesNotContain("\u001B").contains("<U+001B>");
    }

    @Test
    void argumentsThatLookLikeArgumentFilesAreTakenAsTheyAre() {
        Invocation invocation = Invocation.of("simulate", "--output", "x", "--level", "@/dev/null");
        assertThat(invocation.message())
                .isEqualTo("ringwatch simulate: --level must be one of easy, medium, hard but was \"@/dev/null\"");
    }
}
