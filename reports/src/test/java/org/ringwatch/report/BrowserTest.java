// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.ringwatch.export.Manifest;

/** What a real browser makes of the pages. Skipped where there is no Chromium. */
class BrowserTest {
    private static final String FULL = "rings/R-ABCDEFGHIJ22.html";
    private static final String HOSTILE = "rings/R-NASTY2222222.html";

    private static final String AXE = axe();

    @TempDir
    static Path folder;

    private static Path output;
    private static Path next;
    private static Browser browser;

    @BeforeAll
    static void draw() throws IOException {
        browser = Browser.open(Files.createDirectory(folder.resolve("downloads")));
        output = SampleOutput.write(folder.resolve("out"));
        Report.write(output, output.resolve("report"), Language.ENGLISH);
        next = SampleOutput.writeNext(folder.resolve("next"));
        Report.write(next, next.resolve("report"), Language.ENGLISH);
    }

    @AfterEach
    void nothingIsWrittenToTheConsole() {
        browser.requireSilence();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void theQueueCountsWhatItShowsAndHidesNearMisses() {
        show("index.html", "");
        assertThat(browser.find("#status").getText()).isEqualTo("2 of 3 rings shown");
        assertThat(browser.find("[data-ring=R-222222222222]").isDisplayed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "q=alice, 1 of 3 rings shown",
        "near=1, 3 of 3 rings shown",
        "q=R-222222222222-d, 1 of 3 rings shown",
        "scheme=account_takeover, 1 of 3 rings shown",
        "loss=100000, 0 of 3 rings shown"
    })
    void theAddressKeepsTheFilter(String fragment, String status) {
        show("index.html", "#" + fragment);
        assertThat(browser.find("#status").getText()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "method.html", HOSTILE, FULL})
    void nobodyIsShutOutInLightOrDarkOnAWideOrANarrowScreen(String page) {
        for (String scheme : List.of("light", "dark")) {
            for (int width : new int[] {1280, 390}) {
                browser.look(scheme, width);
                show(page, "");
                browser.driver().executeScript("document.querySelectorAll('details').forEach(d => { d.open = true; })");
                assertThat(serious()).as("%s, %s, %d px", page, scheme, width).isEmpty();
                assertThat(
                                browser.driver()
                                        .executeScript(
                                                "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                        .as("%s overflows at %d px by", page, width)
                        .isEqualTo(0L);
            }
        }
    }

    /** What axe-core calls serious or critical. */
    private static List<?> serious() {
        browser.driver().executeScript(AXE);
        return (List<?>)
                browser.driver()
                        .executeAsyncScript(
                                """
                const done = arguments[arguments.length - 1];
                axe.run({ resultTypes: ["violations"] }).then(results => done(results.violations
                    .filter(rule => ["serious", "critical"].includes(rule.impact))
                    .map(rule => rule.id + ": " + rule.nodes.slice(0, 5).map(node => node.html + " " + node.failureSummary).join("; "))));
                """);
    }

    private static String axe() {
        try (InputStream in = BrowserTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aNodeTellsWhatItIsAndItsEventsAndVictimsAndHubsCanBeSwitched() {
        show(FULL, "");
        WebElement phone = browser.find(".node.device");
        browser.driver().executeScript("arguments[0].focus()", phone);
        browser.press(Keys.ENTER);
        assertThat(browser.find("#details").getText())
                .isEqualTo("Device phone (infrastructure). Events: 7, from 2026-01-02 to 2026-01-02."
                        + " Tied to 2: Account alice; Account bob");
        browser.press(Keys.ESCAPE);
        WebElement alice = browser.find(".node.victim");
        WebElement hub = browser.find(".node.hub");
        alice.click();
        assertThat(browser.all("#its tbody tr")).hasSize(1);
        assertThat(browser.find("#its").getText())
                .contains("Events listed: 1 of 7")
                .contains("alice");
        assertThat(alice.isDisplayed()).isTrue();
        assertThat(hub.isDisplayed()).isFalse();
        browser.find("#legend input[value=victim]").click();
        browser.find("#legend input[value=hub]").click();
        assertThat(alice.isDisplayed()).isFalse();
        assertThat(hub.isDisplayed()).isTrue();
    }

    @Test
    void theQueueShowsWhatChangedAndADecisionOnTheEarlierVersionTellsTheDifference() {
        browser.show(next.resolve("report/index.html"), "#change=grown");
        assertThat(browser.find("#status").getText()).isEqualTo("1 of 2 rings shown");
        browser.show(next.resolve("report/index.html"), "#change=new");
        assertThat(browser.find("#status").getText()).isEqualTo("2 of 2 rings shown");
        browser.show(next.resolve("report/diff.html"), "");
        assertThat(serious()).isEmpty();
        browser.show(next.resolve("report/rings/R-GROWN2222222.html"), "");
        assertThat(serious()).isEmpty();
        browser.driver()
                .executeScript(
                        """
                decisions.put({ case_id: "R-CASE22222222", ring_version: "1".repeat(64), account_id: "",
                  decision: "false_positive", reason: "", analyst: "li", utc: "2026-01-03T00:00:00Z" });
                """);
        browser.driver().navigate().refresh();
        assertThat(browser.find("#decided").getText())
                .contains("That was about the ring of the previous run. Accounts that joined since: 1"
                        + " (R-GROWN2222222-b); that left: 1 (<b>gone</b>). Look again.");
    }

    @Test
    void hostileTextRunsNothing() {
        for (String page : List.of("index.html", "method.html", HOSTILE)) {
            show(page, "");
            assertThat(browser.all("img, iframe, object, form[action]"))
                    .as(page)
                    .isEmpty();
            assertThat(browser.driver().getTitle()).as(page).isNotEqualTo("1");
        }
    }

    @ParameterizedTest
    @CsvSource({"8.27, 11.69", "8.5, 11"})
    void everySheetOfAPrintedRingSaysWhichRingItIs(double width, double height) throws IOException {
        show(FULL, "");
        try (PDDocument pdf = browser.print(width, height)) {
            assertThat(pdf.getNumberOfPages()).isBetween(1, 4);
            for (int sheet = 1; sheet <= pdf.getNumberOfPages(); sheet++) {
                PDFTextStripper text = new PDFTextStripper();
                text.setStartPage(sheet);
                text.setEndPage(sheet);
                assertThat(text.getText(pdf))
                        .contains("R-ABCDEFGHIJ22")
                        .contains(Manifest.sha256(output.resolve("rings.jsonl")).substring(0, 16))
                        .contains(sheet + " / " + pdf.getNumberOfPages());
            }
        }
    }

    private static void show(String page, String fragment) {
        browser.show(output.resolve("report").resolve(page), fragment);
    }
}
