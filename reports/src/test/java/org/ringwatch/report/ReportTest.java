// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringwatch.export.AuditSample;
import org.ringwatch.export.Manifest;
import org.ringwatch.export.SampleRings;
import org.ringwatch.ring.Ring;

class ReportTest {
    @TempDir
    Path folder;

    private Path output;
    private Path report;

    @BeforeEach
    void draw() throws IOException {
        output = SampleOutput.write(folder.resolve("out"));
        report = output.resolve("report");
        Report.write(output, report, Language.ENGLISH);
    }

    @Test
    void holdsAQueueAPageForEachFlaggedRingTheMethodAndTables() throws IOException {
        assertThat(contents(report).keySet())
                .contains(
                        "index.html",
                        "method.html",
                        "manifest-sha256.txt",
                        "csv/ring_members.csv",
                        "csv/ring_links.csv",
                        "csv/ring_events.csv",
                        "csv/hubs.csv",
                        "rings/R-ABCDEFGHIJ22.html",
                        "rings/R-ABCDEFGHIJ22.json",
                        "rings/R-ABCDEFGHIJ22.svg",
                        "rings/R-ABCDEFGHIJ22.graphml",
                        "rings/R-ABCDEFGHIJ22-members.csv",
                        "rings/R-ABCDEFGHIJ22-links.csv",
                        "rings/R-ABCDEFGHIJ22-events.csv",
                        "rings/R-NASTY2222222.html")
                .noneMatch(name -> name.contains("R-222222222222"));
        assertThat(text("index.html")).contains("R-222222222222").contains("CNY 155.00");
        assertThat(text("method.html")).contains("links.ip_cap").contains("family_id");
    }

    @Test
    void tellsTheAnswerFirstAndEverythingBehindIt() throws IOException {
        String page = text("rings/R-ABCDEFGHIJ22.html");
        assertThat(page)
                .contains("2 accounts tied by 1 device, 1 beneficiary, active from 2026-01-02 to 2026-01-02.")
                .contains("2 accounts used one device where 0.004 were expected.")
                .contains("No address is habitual to both.")
                .contains(SampleRings.full().members().get(0).roleReason())
                .contains(Manifest.sha256(output.resolve("rings.jsonl")));
    }

    @Test
    void aRingThatADecisionClearsKeepsItsPageAndIsNoNearMiss() throws IOException {
        Path cleared = SampleOutput.write(folder.resolve("cleared"), List.of(SampleRings.cleared("R-333333333333")));
        Report.write(cleared, cleared.resolve("report"), Language.ENGLISH);
        assertThat(Files.readString(cleared.resolve("report/index.html")))
                .contains("<a href=\"rings/R-333333333333.html\">")
                .contains("called a false positive")
                .contains("<dt>Near misses</dt><dd>0</dd>");
        assertThat(Files.readString(cleared.resolve("report/rings/R-333333333333.html")))
                .contains("What an analyst decided.");
    }

    @Test
    void reviewersCannotTellASampledRingFromAFlaggedOne() throws IOException {
        List<Ring> rings = List.of(
                SampleRings.ring("R-111111111111", 900_000, true),
                SampleRings.ring("R-222222222222", 60_000, false),
                SampleRings.ring("R-333333333333", 50_000, false));
        Path audited = SampleOutput.write(folder.resolve("audited"), rings);
        AuditSample sample = AuditSample.draw(rings, 1, 500_000, "a run");
        assertThat(sample.belowCut()).isEqualTo(2);
        assertThat(AuditSample.draw(rings, 1, 500_000, "a run").rings()).isEqualTo(sample.rings());
        String sampled = sample.rings().get(0).ringId();
        String other = sampled.equals("R-222222222222") ? "R-333333333333" : "R-222222222222";
        sample.write(audited);
        assertThat(AuditSample.ringIds(audited)).containsExactly(sampled);
        new RingFolder(audited).forEachRing((ring, line, events) -> assertThat(ring.flagged())
                .as("what a referral says of %s", ring.ringId())
                .isEqualTo(RingFolder.tree(line).get("flagged").booleanValue()));

        Report.write(audited, audited.resolve("report"), Language.ENGLISH);
        Map<String, String> files = contents(audited.resolve("report"));
        assertThat(files.keySet())
                .contains("rings/" + sampled + ".html")
                .noneMatch(name -> name.contains(other))
                .noneMatch(name -> name.endsWith(".json") || name.endsWith(".graphml") || name.contains("csv/ring"));
        for (String suffix : List.of(".html", ".svg", "-members.csv", "-links.csv", "-events.csv")) {
            assertThat(withoutNames(files.get("rings/" + sampled + suffix), sampled))
                    .as(suffix)
                    .isEqualTo(withoutNames(files.get("rings/R-111111111111" + suffix), "R-111111111111"));
        }
        String queue = files.get("index.html");
        assertThat(withoutNames(row(queue, sampled), sampled))
                .isEqualTo(withoutNames(row(queue, "R-111111111111"), "R-111111111111"));
        assertThat(row(queue, other))
                .contains("near miss")
                .doesNotContain("0.05")
                .doesNotContain("0.06");
    }

    private static String row(String queue, String ringId) {
        int start = queue.indexOf("<tr data-ring=\"" + ringId);
        return queue.substring(start, queue.indexOf("</tr>", start));
    }

    private static String withoutNames(String text, String ringId) {
        return text.replace(ringId, "R-")
                .replaceAll("R-1+…1+|R-2+…2+|R-3+…3+", "R-")
                .replaceAll("[0-9a-f]{64}", "")
                .replaceAll("sha256-[^&']*", "");
    }

    @Test
    void sameFilesGiveTheSameBytesAndTheManifestHolds() throws IOException {
        Path again = folder.resolve("again");
        Report.write(output, again, Language.ENGLISH);
        assertThat(contents(again)).isEqualTo(contents(report));
        Manifest.requireUnchanged(report);
    }

    @Test
    void noTextOfARingBecomesMarkup() throws IOException {
        for (String page : List.of("index.html", "rings/R-NASTY2222222.html", "method.html")) {
            String html = text(page);
            assertThat(html)
                    .as(page)
                    .doesNotContain("<script>alert")
                    .doesNotContain("<img")
                    .doesNotContain("<b>192")
                    .doesNotContain("\u202E")
                    .doesNotContain("\u2028");
            assertThat(html.split("<script", -1)).as("scripts of %s", page).hasSizeLessThanOrEqualTo(4);
        }
        assertThat(text("rings/R-NASTY2222222.html")).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
        assertThat(text("rings/R-NASTY2222222.svg")).doesNotContain("<script").doesNotContain("<img");
    }

    @Test
    void onlyTheStyleAndTheScriptOfThePageAreAllowed() throws Exception {
        Pattern inline = Pattern.compile("<(script|style)>(.*?)</\\1>", Pattern.DOTALL);
        for (String page : List.of("index.html", "rings/R-ABCDEFGHIJ22.html", "method.html")) {
            String html = text(page);
            List<String> expected = new ArrayList<>();
            Matcher found = inline.matcher(html);
            while (found.find()) {
                expected.add("'sha256-" + sha256(found.group(2)) + "'");
            }
            Matcher policy = Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"")
                    .matcher(html);
            assertThat(policy.find()).isTrue();
            String allowed = policy.group(1).replace("&#39;", "'").replace("&#x27;", "'");
            assertThat(expected).hasSize(3);
            assertThat(allowed)
                    .startsWith("default-src 'none';")
                    .contains(expected)
                    .doesNotContain("unsafe")
                    .doesNotContain("*");
            assertThat(html).doesNotContain(" style=\"").doesNotContainPattern("\\son[a-z]+=\"");
            assertThat(html).doesNotContainPattern("(src|href)=\"(?!data:)[a-z]*:");
        }
    }

    @Test
    void spreadsheetsFindNoFormula() throws IOException {
        for (String table : List.of("csv/ring_members.csv", "csv/ring_events.csv", "rings/R-NASTY2222222-links.csv")) {
            assertThat(text(table))
                    .contains("'=cmd()")
                    .contains("'@SUM")
                    .contains("+8613800138000")
                    .doesNotContain("'+86");
        }
    }

    @Test
    void bothLanguagesHaveTheSameTextsAndPagesAskForNoOther() throws IOException {
        Map<String, String> english = Texts.in(Language.ENGLISH).under("");
        assertThat(Texts.in(Language.SIMPLIFIED_CHINESE).under("").keySet()).isEqualTo(english.keySet());
        Pattern asked = Pattern.compile("texts(?:\\(\\))?\\s*\\.of\\(\\s*\"([^\"]+)\"");
        for (Path template : templates()) {
            Matcher key = asked.matcher(Files.readString(template));
            while (key.find()) {
                String name = key.group(1);
                assertThat(english.keySet())
                        .as("%s in %s", name, template)
                        .anyMatch(known -> known.equals(name) || name.endsWith(".") && known.startsWith(name));
            }
        }
        Report.write(output, folder.resolve("zh"), Language.SIMPLIFIED_CHINESE);
        assertThat(Files.readString(folder.resolve("zh/index.html")))
                .contains("待审团伙")
                .contains("lang=\"zh-CN\"");
    }

    @Test
    void isDrawnAgainOnlyFromFilesThatNobodyChanged() throws IOException {
        Map<String, String> first = contents(report);
        assertThat(Report.redraw(output, Language.ENGLISH)).isEqualTo(report.resolve("index.html"));
        assertThat(contents(report)).isEqualTo(first);
        assertThat(output).isDirectoryNotContaining("glob:**/.*");

        Path rings = output.resolve("rings.jsonl");
        Files.writeString(rings, Files.readString(rings).replace("bob", "eve"));
        assertThatThrownBy(() -> Report.redraw(output, Language.ENGLISH))
                .isInstanceOf(IOException.class)
                .hasMessage("rings.jsonl must be what manifest-sha256.txt says but is not");
        assertThat(contents(report)).isEqualTo(first);
    }

    @Test
    void aRunWithoutRingsHasAReport() throws IOException {
        Path empty = SampleOutput.write(folder.resolve("empty"), List.of());
        Report.write(empty, empty.resolve("report"), Language.ENGLISH);
        assertThat(Files.readString(empty.resolve("report/index.html")))
                .contains("No ring was found in 20 events. Lines rejected: 0.");
    }

    @Test
    void tellsWhatBecameOfRingsSinceAnEarlierOutput() throws IOException {
        assertThat(text("index.html")).doesNotContain("diff.html").doesNotContain("id=\"change\"");
        assertThat(report.resolve("diff.html")).doesNotExist();
        report = SampleOutput.writeNext(folder.resolve("next")).resolve("report");
        Report.write(report.getParent(), report, Language.ENGLISH);

        assertThat(text("index.html"))
                .contains("<dt>Newly flagged</dt><dd><a href=\"diff.html\">2</a></dd>")
                .contains("R-CASE22222222</a> <small class=\"change grown\">grown +1 −1</small>")
                .contains("<small class=\"change born\">new</small>");
        assertThat(text("rings/R-GROWN2222222.html"))
                .contains("<span class=\"tag\">grown +1 −1</span>")
                .contains("R-BEFORE222222")
                .contains("it has more accounts now")
                .contains("&lt;b&gt;gone&lt;/b&gt;")
                .doesNotContain("<b>gone");
        assertThat(text("diff.html"))
                .contains("<h2 id=\"flagged\">Newly flagged <span class=\"tag\">2</span></h2>")
                .contains("<th scope=\"row\">R-GONE22222222</th><td class=\"num\" data-v=\"3\">3</td>")
                .contains("<code>5ha</code>");
        assertThat(text("csv/lineage.csv")).contains("R-GONE22222222,dissolved");
    }

    private String text(String name) throws IOException {
        return Files.readString(report.resolve(name));
    }

    private static String sha256(String text) throws Exception {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    }

    private static List<Path> templates() throws IOException {
        try (Stream<Path> files = Stream.concat(
                Files.list(Path.of("src/main/jte")), Files.list(Path.of("src/main/java/org/ringwatch/report")))) {
            return files.toList();
        }
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(
                            file -> folder.relativize(file).toString(), ReportTest::read, (a, b) -> a, TreeMap::new));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
