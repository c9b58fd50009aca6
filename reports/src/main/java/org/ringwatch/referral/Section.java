// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import java.util.ArrayList;
import java.util.List;

/** A part of the summary: a title, lines of text, and maybe tables. Texts are safe to show, and none is longer than a few lines. */
final class Section {
    /** A table: heads, then rows of as many cells; of money all but the first cell of a row are amounts. */
    record Grid(String caption, boolean isMoney, List<String> heads, List<List<String>> rows) {}

    private final String title;
    private final List<String> lines = new ArrayList<>();
    private final List<Grid> grids = new ArrayList<>();

    Section(String title) {
        this.title = title;
    }

    Section line(String line) {
        lines.add(line);
        return this;
    }

    void grid(String caption, List<String> heads, List<List<String>> rows) {
        add(new Grid(caption, false, heads, rows));
    }

    void money(String caption, List<String> heads, List<List<String>> rows) {
        add(new Grid(caption, true, heads, rows));
    }

    private void add(Grid grid) {
        if (!grid.rows().isEmpty()) {
            grids.add(grid);
        }
    }

    String title() {
        return title;
    }

    List<String> lines() {
        return lines;
    }

    List<Grid> grids() {
        return grids;
    }
}
