// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ringwatch.graph.DisjointSets;

/**
 * Brings communities of one component together that belong to one gang: a method that asks for density cuts chains and
 * campaigns into pieces (see {@link LeidenClustering}), and each piece is suspicious by itself. Two suspicious communities
 * with a tie between them are one; a doubtful one joins the suspicious ones it is tied to. Ties that a common home or family
 * explains do not count: they lead from a victim to its family.
 *
 * <p>Where all would be more than {@link #MAX_ACCOUNTS} accounts, none of them is brought together: such pieces hang together
 * by things that are everybody's, such as a serial number that many devices claim, and one of them may well be a gang. The
 * pieces themselves are no good then, as such ties made them, too: the component is {@linkplain Tightening tightened} and split
 * anew.
 */
final class Reunion {
    /** Far above any ring that was seen or simulated, of which the largest had 166 accounts. */
    static final int MAX_ACCOUNTS = 500;

    private final long[] scores;
    private final int[] sizes;
    private final long suspicious;
    private final long doubtful;
    private final DisjointSets sets;
    /** For each doubtful community the suspicious one it joined, or -1. */
    private final int[] joined;

    private int @Nullable [] groups;
    private int apart;

    /**
     * @param sizes accounts of each community
     * @param scores score of each community
     * @param suspicious least score of a suspicious one
     * @param doubtful least score of a doubtful one, below {@code suspicious}
     */
    Reunion(int[] sizes, long[] scores, long suspicious, long doubtful) {
        this.sizes = sizes.clone();
        this.scores = scores.clone();
        this.suspicious = suspicious;
        this.doubtful = doubtful;
        sets = new DisjointSets(scores.length);
        joined = new int[scores.length];
        Arrays.fill(joined, -1);
    }

    /** Takes in a tie, not explained by a home, between members of two communities. Ties may come in any order. */
    void tie(int a, int b) {
        if (scores[a] >= suspicious && scores[b] >= suspicious) {
            sets.union(a, b);
        } else if (scores[a] >= suspicious && scores[b] >= doubtful) {
            join(b, a);
        } else if (scores[b] >= suspicious && scores[a] >= doubtful) {
            join(a, b);
        }
    }

    /**
     * The number of the reunited community that {@code community} is in: the smallest of its suspicious ones. To be asked when
     * all ties are known.
     */
    int of(int community) {
        return groups()[community];
    }

    /** Accounts of communities that stay apart because they would be too many together. */
    int apart() {
        groups();
        return apart;
    }

    private int[] groups() {
        if (groups == null) {
            int[] found = new int[scores.length];
            long[] accounts = new long[scores.length];
            for (int c = 0; c < found.length; c++) {
                found[c] = sets.find(joined[c] >= 0 ? joined[c] : c);
                accounts[found[c]] += sizes[c];
            }
            for (int c = 0; c < found.length; c++) {
                long together = accounts[found[c]];
                if (together > MAX_ACCOUNTS && together > sizes[c]) {
                    apart += sizes[c];
                    found[c] = c;
                }
            }
            groups = found;
        }
        return groups;
    }

    /** The most suspicious neighbour, ties to the smaller number. */
    private void join(int community, int neighbour) {
        int known = joined[community];
        boolean better = known < 0
                || scores[neighbour] > scores[known]
                || scores[neighbour] == scores[known] && neighbour < known;
        if (better) {
            joined[community] = neighbour;
        }
    }
}
