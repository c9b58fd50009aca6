// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How good detection is on simulated worlds: the rows of the default settings in the first table of {@code docs/detection.md}, which
 * the build puts beside this class. So pages and documentation cannot disagree.
 */
final class Quality {
    /** What is shown, by the names that the document has for it. */
    static final List<String> MEASURES = List.of(
            "accounts.precision",
            "accounts.recall",
            "suspects.precision",
            "rings.recovered_share",
            "rings.false_per_10k");

    private static final String WAY = "leiden";

    static final Quality MEASURED = read("detection.md");

    /**
     * The figures of one level of difficulty.
     *
     * @param worlds how many were simulated
     * @param figures of each measure, {@code mean (worst)}
     */
    record Level(String name, String worlds, List<String> figures) {}

    private final List<Level> levels;

    private Quality(List<Level> levels) {
        this.levels = List.copyOf(levels);
    }

    private static Quality read(String document) {
        try (InputStream in = Quality.class.getResourceAsStream(document)) {
            if (in == null) {
                throw new IllegalStateException(document + " must be in the jar but is not");
            }
            return parse(new String(in.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The figures in a document.
     *
     * @throws IllegalStateException if it has no such table
     */
    static Quality parse(String document) {
        List<String> header = List.of();
        List<Level> levels = new ArrayList<>();
        for (String line : document.lines().toList()) {
            List<String> cells = cells(line);
            if (header.isEmpty() && cells.containsAll(MEASURES)) {
                header = cells;
            } else if (!header.isEmpty() && cells.isEmpty()) {
                break;
            } else if (!header.isEmpty() && cells.get(header.indexOf("detect")).equals(WAY)) {
                levels.add(new Level(
                        cells.get(header.indexOf("level")),
                        cells.get(header.indexOf("worlds")),
                        MEASURES.stream().map(header::indexOf).map(cells::get).toList()));
            }
        }
        if (levels.isEmpty()) {
            throw new IllegalStateException("a table must have the columns level, detect, worlds, "
                    + String.join(", ", MEASURES) + " and a row of " + WAY + " but none has");
        }
        return new Quality(levels);
    }

    /** The cells of a line of a table, without the marks around code; none if it is no such line. */
    private static List<String> cells(String line) {
        return line.startsWith("| ")
                ? Stream.of(line.substring(2).split("\\|"))
                        .map(cell -> cell.strip().replace("`", ""))
                        .toList()
                : line.startsWith("|-") ? List.of("", "", "") : List.of();
    }

    /** From easy to hard. */
    List<Level> levels() {
        return levels;
    }
}
