// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import java.util.List;

/** What became of a ring since the earlier output, in words. */
final class LineageText {
    private LineageText() {}

    /** {@code grown +3 −1}: the change, and how many accounts joined and left. */
    static String badge(Texts texts, RingRecord.Lineage lineage) {
        String name = texts.name("change", lineage.change());
        return lineage.previous().isEmpty()
                ? name
                : name
                        + difference(
                                lineage.previous().get(0).joined(),
                                lineage.previous().get(0).left());
    }

    /** {@code  +3 −1}, with a space before; empty if there is no difference. */
    static String difference(long joined, long left) {
        return (joined > 0 ? " +" + Shown.count(joined) : "") + (left > 0 ? " −" + Shown.count(left) : "");
    }

    /** Scores of the earlier rings that turned into a ring, the closest first. */
    static String scores(List<RingRecord.Previous> previous) {
        return previous.isEmpty() ? "–" : Shown.score(previous.get(0).score());
    }
}
