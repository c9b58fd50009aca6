// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final StringWriter shown = new StringWriter();

    @Test
    void tellsStageEventsBytesRejectedAndTime() {
        assertThat(Progress.format(new ProgressSnapshot(
                        "reading", 1_234_567, 120_300_000, 512_000_000, 12, Duration.ofMillis(62_900))))
                .isEqualTo("reading  1,234,567 events  120.3 of 512.0 MB (23 %)  12 rejected  1:02");
    }

    @Test
    void leavesOutATotalThatIsNotKnown() {
        assertThat(Progress.format(new ProgressSnapshot("reading", 5, 1_500_000, 0, 0, Duration.ZERO)))
                .isEqualTo("reading  5 events  1.5 MB  0 rejected  0:00");
    }

    @Test
    void neverShowsMoreThanEverything() {
        assertThat(Progress.format(new ProgressSnapshot("reading", 5, 2_000_000, 1_000_000, 0, Duration.ZERO)))
                .contains("(100 %)");
    }

    @Test
    void terminalLineIsWrittenOverAndCleared() {
        try (Progress progress = new Progress(new PrintWriter(shown), true)) {
            progress.show(snapshot("reading long", 0));
            progress.show(snapshot("reading", 1));
        }
        String first = "reading long  1 events  1.0 MB  0 rejected  0:00";
        String second = "reading  1 events  1.0 MB  0 rejected  0:01";
        assertThat(shown)
                .hasToString("\r" + first + "\r" + second + "     " + "\r" + " ".repeat(second.length()) + "\r");
    }

    @Test
    void terminalLineDoesNotWrap() {
        try (Progress progress = new Progress(new PrintWriter(shown), true)) {
            progress.show(snapshot("x".repeat(200), 0));
        }
        assertThat(shown.toString().split("\r")[1])
                .hasSize(Progress.MAX_COLUMNS)
                .endsWith("x…");
    }

    @Test
    void elsewhereALineEveryFewSeconds() {
        try (Progress progress = new Progress(new PrintWriter(shown), false)) {
            for (int second = 0; second <= 12; second++) {
                progress.show(snapshot("reading", second));
            }
        }
        assertThat(shown.toString().lines())
                .containsExactly(
                        "reading  1 events  1.0 MB  0 rejected  0:05", "reading  1 events  1.0 MB  0 rejected  0:10");
    }

    @Test
    void nothingIsClearedWhereNothingWasShown() {
        try (Progress progress = new Progress(new PrintWriter(shown), true)) {
            assertThat(progress).isNotNull();
        }
        assertThat(shown.toString()).isEmpty();
    }

    @Test
    void controlCharactersDoNotReachTheTerminal() {
        assertThat(Progress.format(snapshot("\u001B[2J", 0))).startsWith("<U+001B>[2J");
    }

    private static ProgressSnapshot snapshot(String stage, int seconds) {
        return new ProgressSnapshot(stage, 1, 1_000_000, 0, 0, Duration.ofSeconds(seconds));
    }
}
