// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.Arrays;
import org.ringwatch.link.PairRow;
import org.ringwatch.link.RowBuffer;

/**
 * What a resource tells pairs of accounts: remembered are for each pair its key, a fingerprint of its evidence and one of what that says
 * roughly, six words. What changed only a little is told at the next refresh: each account that comes to a resource changes all its
 * pairs, which would make hundreds of changes of one event.
 */
final class ToldPairs {
    /** Words that tell which pair it is, the first of {@link #WORDS}. */
    static final int KEY = 4;

    private static final int EXACTLY = 4;
    private static final int ROUGHLY = 5;

    /** Words of a pair. */
    static final int WORDS = 6;

    private static final int NONE = -1;

    /** Receives what is new. */
    interface Output {
        /**
         * Of one pair.
         *
         * @param words hold the four words of its key from {@code at} on
         * @param evidence its {@link PairRow rows}; none if there is nothing any more
         */
        void tell(long[] words, int at, long[] evidence);
    }

    private static final long[] NOTHING = {};

    private final PairTable pairs = new PairTable();

    /** For each pair its first row, its last, and where it is remembered. */
    private int[] first = new int[0];

    private int[] last = new int[0];
    private int[] remembered = new int[0];

    /** For each row the next one of the same pair. */
    private int[] next = new int[0];

    /** How many pairs are remembered. */
    static int count(long[] told, int header) {
        return (told.length - header) / WORDS;
    }

    /**
     * Tells what is new.
     *
     * @param before what was told, behind a header
     * @param header words of that
     * @param rows what the resource says now; several rows of a pair need not lie one behind the other
     * @param refresh whether little changes are told, too
     * @return what is told now, behind a header of zeros
     */
    long[] tell(long[] before, int header, long[] rows, boolean refresh, Output output) {
        group(rows);
        for (int at = header; at < before.length; at += WORDS) {
            int pair = pairs.find(before, at);
            if (pair == NONE) {
                output.tell(before, at, NOTHING);
            } else {
                remembered[pair] = at;
            }
        }
        RowBuffer after = new RowBuffer(header + WORDS * pairs.size());
        after.add(new long[header], 0, header);
        for (int pair = 0; pair < pairs.size(); pair++) {
            tell(pair, before, rows, refresh, output, after);
        }
        return after.toBlock();
    }

    private void tell(int pair, long[] before, long[] rows, boolean refresh, Output output, RowBuffer after) {
        int at = remembered[pair];
        int row = first[pair];
        long[] evidence = next[row] == NONE ? rows : all(rows, row);
        int from = next[row] == NONE ? row * PairRow.LENGTH : 0;
        int to = next[row] == NONE ? from + PairRow.LENGTH : evidence.length;
        long exactly = Updates.fingerprint(evidence, from, to);
        if (at != NONE && before[at + EXACTLY] == exactly) {
            after.add(before, at, WORDS);
            return;
        }
        long[] own = Arrays.copyOfRange(evidence, from, to);
        long[] rough = PairRow.roughly(own);
        long roughly = Updates.fingerprint(rough, 0, rough.length);
        if (at != NONE && !refresh && before[at + ROUGHLY] == roughly) {
            after.add(before, at, WORDS);
            return;
        }
        output.tell(own, PairRow.KEY, own);
        after.add(own, PairRow.KEY, KEY);
        after.add(exactly);
        after.add(roughly);
    }

    private void group(long[] rows) {
        int count = rows.length / PairRow.LENGTH;
        pairs.reset(Math.max(1, count));
        if (next.length < count) {
            first = new int[count];
            last = new int[count];
            remembered = new int[count];
            next = new int[count];
        }
        for (int row = 0; row < count; row++) {
            int known = pairs.size();
            int pair = pairs.number(rows, row * PairRow.LENGTH + PairRow.KEY);
            if (pair == known) {
                first[pair] = row;
                remembered[pair] = NONE;
            } else {
                next[last[pair]] = row;
            }
            last[pair] = row;
            next[row] = NONE;
        }
    }

    /** All rows of a pair, the first of which is given. */
    private long[] all(long[] rows, int row) {
        RowBuffer all = new RowBuffer(2 * PairRow.LENGTH);
        for (int r = row; r != NONE; r = next[r]) {
            all.add(rows, r * PairRow.LENGTH, PairRow.LENGTH);
        }
        return all.toBlock();
    }
}
