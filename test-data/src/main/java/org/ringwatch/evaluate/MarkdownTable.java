// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.evaluate;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown: a head, then lines of as many cells. */
public final class MarkdownTable {

    private final int columns;
    private final StringBuilder text = new StringBuilder();
    private int lines;

    /** A table with these titles of columns. */
    public MarkdownTable(List<String> head) {
        columns = head.size();
        append(head);
        text.append("|").append("---|".repeat(columns)).append("\n");
    }

    /**
     * Adds a line.
     *
     * @throws IllegalArgumentException when it has another number of cells than the head
     */
    public void add(List<String> cells) {
        if (cells.size() != columns) {
            throw new IllegalArgumentException("a line must have " + columns + " cells but had " + cells.size());
        }
        append(cells);
        lines++;
    }

    /** Adds a line that begins with one cell. */
    void add(String first, List<String> others) {
        List<String> cells = new ArrayList<>(List.of(first));
        cells.addAll(others);
        add(cells);
    }

    /** Whether no line was added. */
    public boolean isEmpty() {
        return lines == 0;
    }

    /** The table; ends in a line feed. */
    @Override
    public String toString() {
        return text.toString();
    }

    private void append(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
