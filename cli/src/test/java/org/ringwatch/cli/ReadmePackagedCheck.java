// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's first command, run by the launcher and the job jar as a user does; see pom.xml. */
class ReadmePackagedCheck {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void sampleGivesWhatTheReadmeShows(@TempDir Path folder) throws IOException, InterruptedException {
        Path output = folder.resolve("sample");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(
                        ROOT.resolve("ringwatch").toString(),
                        "detect",
                        "--input",
                        "test-data/sample/events",
                        "--output",
                        output.toString())
                .directory(ROOT.toFile())
                .redirectError(err.toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(Files.readString(err)).isZero();
        assertThat(unchanging(out.lines().map(line -> line.replace(output.toString(), "out/sample"))))
                .isEqualTo(unchanging(Files.readString(ROOT.resolve("README.md"))
                        .lines()
                        .dropWhile(line -> !line.startsWith("    events "))
                        .takeWhile(line -> !line.isBlank())
                        .map(String::strip)));
        assertThat(output.resolve("_SUCCESS")).exists();
    }

    /** All lines but the one that tells how long it took. */
    private static List<String> unchanging(Stream<String> lines) {
        return lines.filter(line -> !line.startsWith("seconds ")).toList();
    }
}
