// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringwatch.report.RecordedSentences;

/** Whatever detection says in English, a Chinese report says in Chinese. */
class ChineseReportITCase {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit
    Path folder;

    @Test
    void theReportOfTheSampleHoldsNoEnglishSentence() throws IOException {
        Path output = detect(Path.of("../test-data/sample/events"), "--language", "zh-CN");
        Set<String> sentences = RecordedSentences.of(output);
        assertThat(sentences).hasSizeGreaterThan(30).allSatisfy(RecordedSentences::requireKnown);
        List<Path> pages = pages(output.resolve("report"));
        assertThat(pages).hasSizeGreaterThan(3);
        for (Path page : pages) {
            String html = Files.readString(page);
            assertThat(html)
                    .as(page.toString())
                    .contains("<html lang=\"zh-CN\">")
                    .doesNotContain("lang=\"en\"");
            assertThat(sentences).as(page.toString()).noneMatch(html::contains);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"easy", "medium", "hard"})
    void everySentenceOfASimulatedWorldIsKnown(String level) throws IOException {
        Path world = folder.resolve("world");
        Invocation simulated = Invocation.of(
                "simulate", "--output", world.toString(), "--events", "50000", "--level", level, "--seed", "11");
        assertThat(simulated.exitCode()).as(simulated.err()).isZero();
        Path output = detect(world.resolve("events"), "--no-report", "--scorer", "unsupervised");
        assertThat(RecordedSentences.of(output)).hasSizeGreaterThan(30).allSatisfy(RecordedSentences::requireKnown);
    }

    private Path detect(Path events, String... more) {
        Path output = folder.resolve("out");
        List<String> arguments = new ArrayList<>(
                List.of("detect", "--input", events.toString(), "--output", output.toString(), "--parallelism", "1"));
        arguments.addAll(List.of(more));
        Invocation run = Invocation.of(arguments.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return output;
    }

    private static List<Path> pages(Path report) throws IOException {
        try (Stream<Path> files = Files.walk(report)) {
            return files.filter(file -> file.toString().endsWith(".html")).toList();
        }
    }
}
