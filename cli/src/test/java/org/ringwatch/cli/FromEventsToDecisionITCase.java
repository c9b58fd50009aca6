// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.ringwatch.export.SampleRings;
import org.ringwatch.report.Browser;

/**
 * The whole way of an analyst, by keyboard alone: from events whose ids are hostile to the queue, a ring, a decision, its export
 * and the next run that honours it. Skipped where there is no Chromium.
 */
class FromEventsToDecisionITCase {
    private static final Instant START = Instant.parse("2025-03-01T02:00:00Z");
    private static final String REASON = "shop staff, \"known\" <b>to us</b>";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit
    Path folder;

    @Test
    void whatAnAnalystDecidesInTheReportHoldsInTheNextRun() throws IOException, InterruptedException {
        List<String> hostile = SampleRings.NASTY_IDS.stream()
                .filter(id -> !id.isBlank() && !id.equals("null"))
                .toList();
        List<String> plain =
                IntStream.range(0, 12).mapToObj(i -> "account-" + i).toList();
        Path events = folder.resolve("events.csv");
        try (Writer file = Files.newBufferedWriter(events);
                CSVPrinter csv = new CSVPrinter(file, CSVFormat.RFC4180)) {
            csv.printRecord(
                    "event_id",
                    "event_time",
                    "event_type",
                    "account_id",
                    "device_id",
                    "wallet",
                    "merchant_id",
                    "beneficiary_id",
                    "amount_minor",
                    "currency");
            farm(csv, hostile, "<img src=x onerror=alert(2)>", 0);
            farm(csv, plain, "device", 9);
        }
        try (Browser browser = Browser.open(Files.createDirectory(folder.resolve("downloads")))) {
            List<JsonNode> before = detect(events, folder.resolve("before"));
            assertThat(before).hasSize(2).allMatch(ring -> ring.get("flagged").asBoolean());
            JsonNode ring = before.stream()
                    .filter(candidate -> candidate.get("accounts").size() == hostile.size())
                    .findFirst()
                    .orElseThrow();

            browser.show(folder.resolve("before/report/index.html"), "");
            browser.press("/");
            browser.press("onerror=alert(2)");
            assertThat(browser.find("#status").getText()).isEqualTo("Rings shown: 1 of 2");
            browser.tabTo("tr:not([hidden]) a");
            browser.press(Keys.ENTER);
            assertThat(browser.driver().getTitle())
                    .isEqualTo("Ring " + ring.get("case_id").asText());
            browser.tabTo("#choice");
            browser.press("false");
            browser.tabTo("#reason");
            browser.press(REASON);
            browser.tabTo("#analyst");
            browser.press("li", Keys.ENTER);
            assertThat(browser.find("#decided").getText()).startsWith("Decided: false positive, by li, ");
            browser.tabTo("#export");
            browser.press(Keys.ENTER);
            Path dispositions = browser.downloaded("dispositions.csv");
            browser.tabTo("nav a");
            browser.press(Keys.ENTER);
            assertThat(browser.find("[data-decided=false_positive] a").getText())
                    .isEqualTo(ring.get("case_id").asText());
            browser.requireSilence();

            List<JsonNode> after = detect(events, folder.resolve("after"), "--dispositions", dispositions.toString());
            assertThat(after)
                    .filteredOn(other -> other.get("flagged").asBoolean())
                    .hasSize(1);
            JsonNode decided = after.stream()
                    .filter(other -> other.get("ring_id").equals(ring.get("ring_id")))
                    .findFirst()
                    .orElseThrow();
            assertThat(decided.get("flagged").asBoolean()).isFalse();
            assertThat(decided.at("/dispositions/0/reason").asText()).isEqualTo(REASON);
            assertThat(decided.at("/dispositions/0/analyst").asText()).isEqualTo("li");
            browser.show(
                    folder.resolve("after/report/rings/" + ring.get("ring_id").asText() + ".html"), "");
            assertThat(browser.find("main").getText()).contains("Decisions that this run was told");
            assertThat(browser.find("#decided").getText()).endsWith("This run took it into account.");

            browser.driver().executeScript("localStorage.clear()");
            browser.show(folder.resolve("after/report/index.html"), "#decided=false_positive");
            assertThat(browser.all("tbody tr:not([hidden]) a"))
                    .extracting(WebElement::getText)
                    .as("a browser that knows of no decision shows what the run was told")
                    .containsExactly(ring.get("case_id").asText());
            browser.requireSilence();
        }
    }

    /** Accounts that sign up on one device within hours, and pay one beneficiary. */
    private static void farm(CSVPrinter csv, List<String> accounts, String device, int day) throws IOException {
        for (int a = 0; a < accounts.size(); a++) {
            String account = accounts.get(a);
            Instant time = START.plus(day, ChronoUnit.DAYS).plus(7L * a, ChronoUnit.MINUTES);
            event(csv, time, "SIGN_UP", account, device, "", "", "", "");
            event(csv, time.plusSeconds(60), "WALLET_LINKED", account, device, "card:" + device, "", "", "");
            for (int purchase = 1; purchase <= 3; purchase++) {
                event(
                        csv,
                        time.plusSeconds(60 + 30L * purchase),
                        "PURCHASE",
                        account,
                        device,
                        "card:" + device,
                        "m" + device,
                        "b" + device,
                        "19900");
            }
        }
    }

    private static void event(
            CSVPrinter csv,
            Instant time,
            String type,
            String account,
            String device,
            String wallet,
            String merchant,
            String beneficiary,
            String amount)
            throws IOException {
        csv.printRecord(
                type + time.toEpochMilli(),
                time,
                type,
                account,
                device,
                wallet,
                merchant,
                beneficiary,
                amount,
                amount.isEmpty() ? "" : "CNY");
    }

    private static List<JsonNode> detect(Path events, Path output, String... more) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("detect", "--input", events.toString(), "--output", output.toString()));
        arguments.addAll(List.of("--min-score", "0.1", "--parallelism", "1"));
        arguments.addAll(List.of(more));
        Invocation run = Invocation.of(arguments.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        List<JsonNode> rings = new ArrayList<>();
        for (String line : Files.readAllLines(output.resolve("rings.jsonl"))) {
            rings.add(new ObjectMapper().readTree(line));
        }
        return rings;
    }
}
