// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A folder of files that go wrong in every way, in one run: it finishes, good lines count, and each bad one is told with
 * its file, physical line and reason. The run is one, so that no file can spoil another; each test looks at its own.
 */
class BadInputITCase {

    private static final String HEADER = "event_id,event_time,event_type,account_id,device_id,amount_minor,currency\n";
    private static final String GOOD = "e%d,2024-05-01T00:00:00Z,SIGN_IN,a%d,,,\n";

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = JobRun.cluster();

    @TempDir
    static Path folder;

    private static Path input = Path.of("");
    private static List<String> rejected = List.of();
    private static String counts = "";
    private static int goodLines;

    @BeforeAll
    static void runOnce() throws Exception {
        input = Files.createDirectories(folder.resolve("in"));
        write("binary.jsonl", binary());
        write(
                "broken.jsonl",
                "{\"event_id\":\"e1\",\"event_time\":1714521600000,\"event_type\":\"SIGN_IN\",\"account_id\":\"a1\"}\n",
                "\n",
                "[1]\n",
                "{\"event_id\":\"e1\",\"event_id\":\"e2\"}\n",
                "{\"event_id\":{\"a\":1}}\n",
                "{\"event_id\":\"e1\"");
        goodLines++;
        write("bytes.csv", HEADER, good(1), "e2,2024-05-01T00:00:00Z,SIGN_IN,a\u00c3(,,,\n", good(3));
        write("nul.csv", HEADER, good(1), "e2,2024-05-01T00:00:00Z,SIGN_IN,a\u0000b,,,\n", good(3));
        write("columns.csv", HEADER, "e1,2024-05-01T00:00:00Z,SIGN_IN,a1,,\n", good(2), "e3,,,,,,,,\n", "\n", "x\n");
        write(
                "quotes.csv",
                HEADER,
                "e1,2024-05-01T00:00:00Z,SIGN_IN,\"a1,,,\n",
                good(2),
                "e3,2024-05-01T00:00:00Z,SIGN_IN,\"a\"1,,,\n",
                "e4,2024-05-01T00:00:00Z,SIGN_IN,\"a,\"\"4\"\"\",,,\n");
        goodLines++;
        write(
                "bom.csv",
                "\u00ef\u00bb\u00bf" + HEADER.replace("\n", "\r\n"),
                good(1).replace("\n", "\r\n"),
                "\r\n",
                "bad\r\n",
                good(4).replace("\n", "\r\n"));
        write("empty.csv", "");
        write("empty.jsonl", "");
        write("header-only.csv", HEADER);
        write("header-unended.csv", HEADER.strip());
        write("five.csv", HEADER, good(1), good(2), good(3), good(4), good(5).strip());
        write(
                "years.csv",
                HEADER,
                "e1,9999-12-31T23:59:59Z,SIGN_IN,a1,,,\n",
                "e2,1999-12-31T23:59:59Z,SIGN_IN,a1,,,\n",
                "e3,2024-05-01,SIGN_IN,a1,,,\n",
                good(4));
        write(
                "amounts.csv",
                HEADER,
                "e1,2024-05-01T00:00:00Z,PURCHASE,a1,,9223372036854775807,USD\n",
                "e2,2024-05-01T00:00:00Z,PURCHASE,a1,,9223372036854775808,USD\n",
                "e3,2024-05-01T00:00:00Z,PURCHASE,a1,,-1,USD\n",
                "e4,2024-05-01T00:00:00Z,PURCHASE,a1,,1e3,USD\n",
                "e5,2024-05-01T00:00:00Z,PURCHASE,a1,,1,\n");
        goodLines++;
        write("long.csv", HEADER, good(1), "e2," + "x".repeat(70_000) + "\n", good(3));
        write("cut.csv.gz", cutGzip());
        write("notgzip.csv.gz", HEADER, good(1));
        goodLines--;
        write("many.csv", manyLines());
        Path output = new JobRun(2, 2, 1, java.util.Optional.empty()).execute(input, folder.resolve("out"));
        rejected = JobRun.rejected(output);
        counts = JobRun.read(output);
    }

    @Test
    void everyLineIsReadOrRejected() {
        assertThat(counts).startsWith("events_read " + goodLines + ", rejected " + rejected.size() + ", ");
    }

    @Test
    void binaryFilesAreRejectedLineByLine() throws IOException {
        List<String> numbers = new ArrayList<>();
        String text = Files.readString(input.resolve("binary.jsonl"), ISO_8859_1);
        String[] lines = text.split("\n");
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isEmpty() && !lines[i].equals("\r")) {
                numbers.add("binary.jsonl:" + (i + 1));
            }
        }
        assertThat(numbers).hasSizeGreaterThan(100);
        assertThat(of("binary.jsonl").stream().map(line -> line.substring(0, line.indexOf(':', 13))))
                .containsExactlyElementsOf(numbers);
        assertThat(of("binary.jsonl")).allMatch(line -> line.contains(": line "));
    }

    @Test
    void brokenJsonIsRejected() {
        assertThat(of("broken.jsonl"))
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("broken.jsonl:3: line must be a JSON object"),
                        line -> assertThat(line)
                                .isEqualTo("broken.jsonl:4: event_id must be given once but its key appears twice"),
                        line -> assertThat(line)
                                .isEqualTo(
                                        "broken.jsonl:5: event_id must be a text, number or boolean but was an object"),
                        line -> assertThat(line).startsWith("broken.jsonl:6: line is not valid JSON: "));
    }

    @Test
    void malformedUtf8IsRejected() {
        assertThat(of("bytes.csv")).containsExactly("bytes.csv:3: account_id must be valid UTF-8 but was \"a\\xc3(\"");
    }

    @Test
    void nulBytesAreRejected() {
        assertThat(of("nul.csv"))
                .containsExactly("nul.csv:3: account_id must not contain control characters but was \"a\\u0000b\"");
    }

    @Test
    void wrongColumnCountsAreRejected() {
        assertThat(of("columns.csv"))
                .containsExactly(
                        "columns.csv:2: expected 7 columns but found 6",
                        "columns.csv:4: expected 7 columns but found 9",
                        "columns.csv:6: expected 7 columns but found 1");
    }

    @Test
    void anUnclosedQuoteSpoilsItsOwnLineOnly() {
        assertThat(of("quotes.csv"))
                .containsExactly(
                        "quotes.csv:2: line has a quote that is never closed",
                        "quotes.csv:4: line has text between a closing quote and the next comma");
    }

    @Test
    void aByteOrderMarkAndCarriageReturnsAreNoFault() {
        assertThat(of("bom.csv")).containsExactly("bom.csv:4: expected 7 columns but found 1");
    }

    @Test
    void filesWithoutEventsAreNoFault() {
        for (String file : List.of("empty.csv", "empty.jsonl", "header-only.csv", "header-unended.csv", "five.csv")) {
            assertThat(of(file)).as(file).isEmpty();
        }
    }

    @Test
    void timesOutsideTheContractAreRejected() {
        assertThat(of("years.csv"))
                .containsExactly(
                        "years.csv:2: event_time must be from 2000-01-01 and before 2100-01-01 but was"
                                + " \"9999-12-31T23:59:59Z\"",
                        "years.csv:3: event_time must be from 2000-01-01 and before 2100-01-01 but was"
                                + " \"1999-12-31T23:59:59Z\"",
                        "years.csv:4: event_time must be ISO-8601 with an offset or epoch milliseconds but was"
                                + " \"2024-05-01\"");
    }

    @Test
    void amountsBeyondLongAreRejected() {
        assertThat(of("amounts.csv"))
                .containsExactly(
                        "amounts.csv:3: amount_minor must be an integer of at most 9223372036854775807 but was"
                                + " \"9223372036854775808\"",
                        "amounts.csv:4: amount_minor must be an integer ≥ 0 but was \"-1\"",
                        "amounts.csv:5: amount_minor must be an integer ≥ 0 but was \"1e3\"",
                        "amounts.csv:6: currency must be given with amount_minor but was empty");
    }

    @Test
    void overlongLinesAreRejected() {
        assertThat(of("long.csv")).containsExactly("long.csv:3: line must be at most 64 KiB");
    }

    @Test
    void aCutCompressedFileCountsUpToItsBreak() throws IOException {
        int whole = wholeLines(input.resolve("cut.csv.gz"));
        assertThat(whole).isGreaterThan(1_000);
        assertThat(of("cut.csv.gz"))
                .containsExactly("cut.csv.gz:" + (whole + 1) + ": gzip stream is broken: it ends too early");
    }

    @Test
    void whatIsNotCompressedButSaysSoIsRejected() {
        assertThat(of("notgzip.csv.gz"))
                .singleElement()
                .asString()
                .startsWith("notgzip.csv.gz:1: gzip stream is broken: ");
    }

    @Test
    void linesAreNumberedAcrossSplits() throws IOException {
        assertThat(Files.size(input.resolve("many.csv")))
                .as("bytes, enough for three splits")
                .isGreaterThan(3L << 20);
        assertThat(of("many.csv"))
                .containsExactly(
                        "many.csv:2: expected 7 columns but found 1",
                        "many.csv:12345: expected 7 columns but found 1",
                        "many.csv:40000: expected 7 columns but found 1",
                        "many.csv:79999: expected 7 columns but found 1",
                        "many.csv:80001: expected 7 columns but found 1");
    }

    private static List<String> of(String file) {
        return rejected.stream().filter(line -> line.startsWith(file + ":")).toList();
    }

    private static String good(int number) {
        goodLines++;
        return String.format(GOOD, number, number);
    }

    /** Each character is a byte. */
    private static void write(String name, String... texts) throws IOException {
        write(name, String.join("", texts).getBytes(ISO_8859_1));
    }

    private static void write(String name, byte[] bytes) throws IOException {
        Files.write(input.resolve(name), bytes);
    }

    private static byte[] binary() {
        byte[] bytes = new byte[64 << 10];
        new Random(5).nextBytes(bytes);
        return bytes;
    }

    private static String manyLines() {
        StringBuilder text = new StringBuilder(HEADER);
        for (int line = 2; line <= 80_001; line++) {
            boolean bad = line == 2 || line == 12_345 || line == 40_000 || line == 79_999 || line == 80_001;
            text.append(bad ? "bad\n" : good(line));
        }
        return text.toString();
    }

    private static byte[] cutGzip() throws IOException {
        Random random = new Random(6);
        StringBuilder text = new StringBuilder(HEADER);
        for (int line = 0; line < 20_000; line++) {
            text.append(String.format("e%016x,2024-05-01T00:00:00Z,SIGN_IN,a%d,,,%n", random.nextLong(), line));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.toString().getBytes(UTF_8));
        }
        byte[] cut = Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2);
        goodLines += wholeLines(new ByteArrayInputStream(cut)) - 1;
        return cut;
    }

    private static int wholeLines(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return wholeLines(in);
        }
    }

    /** Lines that end before the stream breaks. */
    private static int wholeLines(InputStream stored) throws IOException {
        int lines = 0;
        try (GZIPInputStream in = new GZIPInputStream(stored)) {
            for (int b = in.read(); b >= 0; b = in.read()) {
                lines += b == '\n' ? 1 : 0;
            }
        } catch (EOFException e) {
            return lines;
        }
        throw new IllegalStateException("the stream must break");
    }
}
