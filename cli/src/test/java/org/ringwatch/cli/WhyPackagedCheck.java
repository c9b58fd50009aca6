// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/why.md, run by the launcher and the job jar as a user does; see pom.xml. */
class WhyPackagedCheck {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String COMMAND = "    ./ringwatch why --input test-data/sample/events ";

    @Test
    void sampleGivesWhatTheDocumentShows(@TempDir Path folder) throws IOException, InterruptedException {
        List<String> document = Files.readAllLines(ROOT.resolve("docs/why.md"));
        int examples = 0;
        for (int line = 0; line < document.size(); line++) {
            if (document.get(line).startsWith(COMMAND)) {
                assertThat(run(document.get(line).strip(), folder.resolve("err")))
                        .as(document.get(line))
                        .isEqualTo(shown(document, line + 2));
                examples++;
            }
        }
        assertThat(examples).isEqualTo(2);
    }

    private static List<String> run(String command, Path err) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(Arrays.asList(command.split(" ", -1)));
        words.set(0, ROOT.resolve("ringwatch").toString());
        Process process = new ProcessBuilder(words)
                .directory(ROOT.toFile())
                .redirectError(err.toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(Files.readString(err)).isZero();
        return out.lines().toList();
    }

    /** The indented lines from there on, without their indentation. */
    private static List<String> shown(List<String> document, int from) {
        List<String> shown = new ArrayList<>(document.subList(from, document.size()).stream()
                .takeWhile(line -> line.isEmpty() || line.startsWith("    "))
                .map(line -> line.isEmpty() ? "" : line.substring(4))
                .toList());
        while (!shown.isEmpty() && shown.get(shown.size() - 1).isEmpty()) {
            shown.remove(shown.size() - 1);
        }
        return shown;
    }
}
