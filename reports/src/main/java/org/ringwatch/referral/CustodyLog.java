// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.ringwatch.export.PrivateFiles;
import org.ringwatch.export.SafeText;
import org.ringwatch.export.Sha256;

/**
 * Who did what and when, as CSV: {@code utc,actor,action,object_sha256,detail,previous_sha256}. Each line has the SHA-256 of the line before
 * (UTF-8, without its line feed; the first has that of the header), so that no line but the last can be changed, left out or moved without a trace.
 */
public final class CustodyLog {
    /** What the log is called that goes on beside a package. */
    public static final String SUFFIX = ".custody.csv";

    static final String HEADER = "utc,actor,action,object_sha256,detail,previous_sha256";
    private static final int HASH = 5;
    private static final CSVFormat CSV =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    private final StringBuilder text;
    private String last;

    /** A new log. */
    public CustodyLog() {
        text = new StringBuilder(HEADER).append('\n');
        last = HEADER;
    }

    /**
     * A log to go on with.
     *
     * @throws IllegalArgumentException if its chain is broken
     */
    public static CustodyLog parse(String text) {
        Optional<String> fault = fault(text);
        if (fault.isPresent()) {
            throw new IllegalArgumentException("custody log must be an unbroken chain but " + fault.get());
        }
        CustodyLog log = new CustodyLog();
        log.text.setLength(0);
        log.text.append(text);
        log.last = text.lines().reduce((a, b) -> b).orElse(HEADER);
        return log;
    }

    /** The log beside a package or an output. */
    static Path beside(Path folder) {
        Path real = folder.toAbsolutePath().normalize();
        return real.resolveSibling(real.getFileName() + SUFFIX);
    }

    /**
     * The log at a path to go on with, or a new one if there is none.
     *
     * @throws IllegalArgumentException if its chain is broken
     */
    static CustodyLog at(Path file) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? parse(Files.readString(file)) : new CustodyLog();
    }

    /** Writes the log to a path in one piece. */
    void writeTo(Path file) throws IOException {
        Path next = file.resolveSibling("." + file.getFileName());
        try (Writer writer = PrivateFiles.newWriter(next)) {
            writer.write(text());
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Adds a line.
     *
     * @param utc ISO-8601, or empty where no time is known
     * @param objectSha256 hash of what it is about, or empty
     */
    public void add(String utc, String actor, String action, String objectSha256, String detail) {
        last = CSV.format(
                utc,
                SafeText.spreadsheet(SafeText.display(actor)),
                action,
                objectSha256,
                SafeText.spreadsheet(SafeText.display(detail)),
                Sha256.hex(last.getBytes(UTF_8)));
        text.append(last).append('\n');
    }

    /** The whole log. */
    public String text() {
        return text.toString();
    }

    /** What is wrong with the chain of a log, if anything is. */
    static Optional<String> fault(String text) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        if (lines.isEmpty() || !lines.get(0).equals(HEADER) || !text.endsWith("\n") || text.indexOf('\r') >= 0) {
            return Optional.of("it does not begin with " + HEADER);
        }
        for (int l = 1; l < lines.size(); l++) {
            String previous = Sha256.hex(lines.get(l - 1).getBytes(UTF_8));
            if (!field(lines.get(l), HASH).equals(previous)) {
                return Optional.of("line " + (l + 1) + " does not follow from the line before");
            }
        }
        return Optional.empty();
    }

    /** The hash that the first line of a log is about, or empty. */
    static String firstObject(String text) {
        return text.lines().skip(1).findFirst().map(line -> field(line, 3)).orElse("");
    }

    private static String field(String line, int number) {
        try (CSVParser parser = CSVParser.parse(new StringReader(line), CSV)) {
            List<CSVRecord> rows = parser.getRecords();
            return rows.size() == 1 && rows.get(0).size() == HASH + 1
                    ? rows.get(0).get(number)
                    : "";
        } catch (IOException | IllegalStateException | java.io.UncheckedIOException e) {
            return "";
        }
    }
}
