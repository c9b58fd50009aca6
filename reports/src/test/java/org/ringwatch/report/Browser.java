// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium that opens pages from disk. It has no network, and keeps nothing that it was told. */
public final class Browser implements AutoCloseable {
    /** Warns of every Chromium that is newer than it is. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final ChromeDriver driver;
    private final Path downloads;

    private Browser(ChromeDriver driver, Path downloads) {
        this.driver = driver;
        this.downloads = downloads;
    }

    /**
     * Starts a browser. Where there is none the test is skipped, and says so.
     *
     * @param downloads folder for what pages give to save
     */
    public static Browser open(Path downloads) {
        Optional<Path> chromium = onPath("chromium");
        Optional<Path> chromedriver = onPath("chromedriver");
        assumeThat(chromium).as("a Chromium on the PATH").isPresent();
        assumeThat(chromedriver).as("a chromedriver on the PATH").isPresent();
        SELENIUM.setLevel(Level.SEVERE);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.get().toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--host-resolver-rules=MAP * ~NOTFOUND");
        options.setExperimentalOption(
                "prefs",
                Map.of("download.default_directory", downloads.toString(), "download.prompt_for_download", false));
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.get().toFile())
                .usingAnyFreePort()
                .build();
        return new Browser(new ChromeDriver(service, options), downloads);
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** For what the methods here do not say. */
    public ChromeDriver driver() {
        return driver;
    }

    /** Opens a page afresh; the fragment is empty or starts with {@code #}. */
    public void show(Path page, String fragment) {
        driver.get("about:blank");
        driver.get(page.toUri() + fragment);
    }

    public WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    public List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** Presses keys on whatever has the focus. */
    public void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** Goes on with the Tab key until the element has the focus, as whoever has no mouse must. */
    public void tabTo(String selector) {
        WebElement target = find(selector);
        for (int steps = 0; steps < 2_000; steps++) {
            if (driver.switchTo().activeElement().equals(target)) {
                return;
            }
            press(Keys.TAB);
        }
        throw new AssertionError(selector + " must be reached by the Tab key but is not");
    }

    /** Sets what the page is seen with: {@code prefers-color-scheme}, and the width of the window in pixels. */
    public void look(String colourScheme, int width) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colourScheme))));
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Prints the page; sizes are in inches. */
    public PDDocument print(double width, double height) throws IOException {
        Object data = driver.executeCdpCommand(
                        "Page.printToPDF", Map.of("paperWidth", width, "paperHeight", height, "printBackground", false))
                .get("data");
        return Loader.loadPDF(Base64.getDecoder().decode(data.toString()));
    }

    /** What the page gave to save, once it is there. */
    public Path downloaded(String name) throws InterruptedException {
        Path file = downloads.resolve(name);
        for (int tries = 0; tries < 200 && !Files.exists(file); tries++) {
            Thread.sleep(50);
        }
        assertThat(file).exists();
        return file;
    }

    /** Requires that nothing was written to the console since the last call: no error, no report of the policy. */
    public void requireSilence() {
        assertThat(driver.manage().logs().get(LogType.BROWSER).getAll())
                .extracting(LogEntry::getMessage)
                .as("messages on the console")
                .isEmpty();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
