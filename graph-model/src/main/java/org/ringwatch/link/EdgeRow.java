// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

/**
 * Layout of a tie between two accounts: seven words, then four for each {@link PairRow} that made it.
 *
 * <pre>
 *   0  length 0–31
 *   1, 2  first account: order, secret    3, 4  second account
 *   5  weight, millionths, after cap and discount
 *   6  behaviours ({@link Behaviour}): of the first account 0–31, of the second 32–63
 *   then for each item: its word 0 (type, explains, hub, gap, degree), resource order, resource secret, weight
 * </pre>
 */
public final class EdgeRow {
    /** Words before the items. */
    public static final int HEADER = 7;

    /** Words of an item. */
    public static final int ITEM = 4;

    private EdgeRow() {}

    /** Words of the row at {@code at}. */
    public static int length(long[] block, int at) {
        return (int) block[at];
    }

    /** Order hash of the first account. */
    public static long firstOrder(long[] block, int at) {
        return block[at + 1];
    }

    /** Secret hash of the first account. */
    public static long firstSecret(long[] block, int at) {
        return block[at + 2];
    }

    /** Order hash of the second account. */
    public static long secondOrder(long[] block, int at) {
        return block[at + 3];
    }

    /** Secret hash of the second account. */
    public static long secondSecret(long[] block, int at) {
        return block[at + 4];
    }

    /** Behaviours of the first account, a bit each. */
    public static long firstBehaviours(long[] block, int at) {
        return block[at + 6] & 0xffff_ffffL;
    }

    /** Behaviours of the second account, a bit each. */
    public static long secondBehaviours(long[] block, int at) {
        return block[at + 6] >>> 32;
    }

    /** Weight of the tie, millionths. */
    public static long weightMicros(long[] block, int at) {
        return block[at + 5];
    }
}
