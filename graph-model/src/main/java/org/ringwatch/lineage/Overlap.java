// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.lineage;

import java.util.Comparator;

/**
 * How much an earlier ring and a ring have in common; all in whole numbers.
 *
 * @param earlier the earlier ring
 * @param ringId the ring
 * @param size accounts of the ring
 * @param kept accounts in both, at least 1
 */
record Overlap(EarlierRing earlier, String ringId, int size, int kept) {
    /** From this likeness on (3/10) a ring is taken for the other, even if neither has most of its accounts in it. */
    private static final int LIKE = 3;

    private static final int LIKE_OF = 10;

    /** The closest first: likeness, then accounts in both, then the older earlier ring, then names. */
    static final Comparator<Overlap> CLOSEST_FIRST = Comparator.comparing(
                    (Overlap overlap) -> overlap, Overlap::compareLikeness)
            .thenComparing(Overlap::kept, Comparator.reverseOrder())
            .thenComparingLong(overlap -> overlap.earlier.firstSeen())
            .thenComparing(overlap -> overlap.earlier.caseId())
            .thenComparing(Overlap::ringId);

    /** Accounts in either. */
    long union() {
        return (long) earlier.accounts().size() + size - kept;
    }

    /** Whether the earlier ring turned into the ring, or into a part of it. */
    boolean isDescent() {
        return LIKE_OF * (long) kept >= LIKE * union()
                || 2L * kept > earlier.accounts().size()
                || 2L * kept > size;
    }

    /** By falling Jaccard likeness, the accounts in both over those in either, compared as fractions. */
    private int compareLikeness(Overlap other) {
        return Long.compare(other.kept * union(), kept * other.union());
    }

    Predecessor predecessor() {
        return new Predecessor(
                earlier.ringId(),
                earlier.caseId(),
                earlier.ringVersion(),
                earlier.flagged(),
                earlier.scoreMicros(),
                kept,
                size - kept,
                earlier.accounts().size() - kept);
    }
}
