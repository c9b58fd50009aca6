// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.OutputType;
import org.ringwatch.report.Browser;

/**
 * Draws the pictures of the README, of the sample's report; surefire runs it only when told:
 *
 * <pre>{@code mvn -pl cli -am -Dsurefire.failIfNoSpecifiedTests=false -Dtest=ReadmePictures test}</pre>
 */
class ReadmePictures {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final int WIDTH = 1280;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit
    Path folder;

    @Test
    void draw() throws IOException {
        Invocation detect = Invocation.of(
                "detect",
                "--input",
                ROOT.resolve("test-data/sample/events").toString(),
                "--output",
                folder.resolve("rings").toString());
        assertThat(detect.exitCode()).as(detect.err()).isZero();
        Path report = folder.resolve("rings/report");
        try (Browser browser = Browser.open(folder)) {
            browser.look("light", WIDTH);
            browser.show(report.resolve("index.html"), "");
            picture(browser, "queue.png");
            browser.find("tbody a").click();
            picture(browser, "ring.png");
        }
    }

    private static void picture(Browser browser, String name) throws IOException {
        Files.write(ROOT.resolve("docs/images").resolve(name), browser.driver().getScreenshotAs(OutputType.BYTES));
    }
}
