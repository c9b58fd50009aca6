// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real browser makes of the pages. Skipped where there is no Chromium. */
class BrowserTest {
    @TempDir
    Path folder;

    private Path report;

    @BeforeEach
    void draw() throws IOException {
        assumeThat(chromium()).as("a Chromium on the PATH").isPresent();
        Path output = SampleOutput.write(folder.resolve("out"));
        report = output.resolve("report");
        Report.write(output, report, Language.ENGLISH);
    }

    @Test
    void theQueueCountsWhatItShowsAndHidesNearMisses() throws Exception {
        String dom = dom("index.html", "");
        assertThat(status(dom)).isEqualTo("2 of 3 rings shown");
        assertThat(dom.lines().filter(line -> line.contains("data-ring=\"R-222222222222\"")))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("hidden");
    }

    @ParameterizedTest
    @CsvSource({
        "q=alice, 1 of 3 rings shown",
        "near=1, 3 of 3 rings shown",
        "q=R-222222222222-d, 1 of 3 rings shown",
        "scheme=account_takeover, 1 of 3 rings shown",
        "loss=100000, 0 of 3 rings shown"
    })
    void theAddressKeepsTheFilter(String fragment, String status) throws Exception {
        assertThat(status(dom("index.html", "#" + fragment))).isEqualTo(status);
    }

    @Test
    void hostileTextRunsNothingAndThePolicyIsNeverBroken() throws Exception {
        for (String page :
                List.of("index.html", "method.html", "rings/R-NASTY2222222.html", "rings/R-ABCDEFGHIJ22.html")) {
            String dom = dom(page, "");
            assertThat(dom.contains("</html>") && !dom.contains("<img"))
                    .as(page)
                    .isTrue();
        }
    }

    @Test
    void aRingPrintsOnFourSheetsAtMost() throws Exception {
        Path pdf = folder.resolve("ring.pdf");
        run(
                "--print-to-pdf=" + pdf,
                report.resolve("rings/R-ABCDEFGHIJ22.html").toUri().toString());
        String bytes = Files.readString(pdf, ISO_8859_1);
        assertThat(bytes.split("/Type\\s*/Page\\b", -1).length - 1).isBetween(1, 4);
    }

    private static String status(String dom) {
        Matcher status = Pattern.compile("id=\"status\"[^>]*>([^<]*)<").matcher(dom);
        assertThat(status.find()).isTrue();
        return status.group(1);
    }

    /** The document after its scripts ran; nothing may have been written to the console. */
    private String dom(String page, String fragment) throws Exception {
        return run("--dump-dom", report.resolve(page).toUri() + fragment);
    }

    private String run(String... arguments) throws Exception {
        Path out = folder.resolve("stdout");
        Path err = folder.resolve("stderr");
        List<String> command = new ArrayList<>(List.of(
                chromium().orElseThrow().toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--enable-logging=stderr",
                "--user-data-dir=" + folder.resolve("profile")));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        assertThat(ended).as("the browser ended").isTrue();
        assertThat(Files.readAllLines(err).stream().filter(line -> line.contains("CONSOLE")))
                .as("messages on the console")
                .isEmpty();
        return Files.readString(out);
    }

    private static Optional<Path> chromium() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
