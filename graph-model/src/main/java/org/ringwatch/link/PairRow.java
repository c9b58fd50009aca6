// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

/**
 * Layout of one item of evidence that two accounts belong together: they share one resource. Nine words.
 *
 * <pre>
 *   0  length 0–7 | type 8–11 | explains 12 | meeting 13 | hub 14 | gap 16–31 | degree 32–55
 *   1, 2  first account: order, secret         3, 4  second account (the greater by order, then secret)
 *   5, 6  resource: order, secret              7  weight, millionths
 *   8  behaviours: of the first account 0–31, of the second 32–63
 * </pre>
 *
 * An item that {@code explains} is not evidence but an innocent explanation: a shared home or family. The gap is the least
 * number of minutes between an act of value of one account and one of the other on the resource, {@link #NO_GAP} if none.
 */
public final class PairRow {
    /** Words of a row. */
    public static final int LENGTH = 9;

    /** Where the four words of the accounts begin. */
    public static final int KEY = 1;

    static final int LENGTH_MASK = 0xff;
    static final int KEY_WORDS = 4;
    static final int RESOURCE_ORDER = 5;
    static final int RESOURCE_SECRET = 6;
    static final int WEIGHT = 7;
    static final int BEHAVIOURS = 8;

    /** The accounts did not both move value on the resource. */
    public static final int NO_GAP = 0xffff;

    private static final long HUB = 1L << 14;
    private static final long MAX_DEGREE = (1L << 24) - 1;
    private static final int LEADING_DIGITS = 4;

    private PairRow() {}

    /** Order hash of the first account of the row at {@code at}. */
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

    /** Order hash of the resource of the row at {@code at}, type mixed in. */
    public static long resourceOrder(long[] block, int at) {
        return block[at + RESOURCE_ORDER];
    }

    /** Secret hash of the resource, type mixed in. */
    public static long resourceSecret(long[] block, int at) {
        return block[at + RESOURCE_SECRET];
    }

    static long meta(ResourceType type, boolean explains, int gapMinutes, long degree) {
        return LENGTH
                | (long) type.ordinal() << 8
                | (explains ? 1L << 12 : 0)
                | (long) Math.min(gapMinutes, NO_GAP) << 16
                | Math.min(degree, MAX_DEGREE) << 32;
    }

    /** The meta word of an item that tells of meetings. */
    static long withMeeting(long meta) {
        return meta | 1L << 13;
    }

    /** The meta word of an item that rests on a hub, or is part of a tie that would not hold without one. */
    static long withHub(long meta) {
        return meta | HUB;
    }

    /** Whether the resource is a hub that was looked into, or the tie that the item is part of would not hold without hubs. */
    public static boolean isHub(long meta) {
        return (meta & HUB) != 0;
    }

    /** Kind of the shared resource. */
    public static ResourceType type(long meta) {
        return ResourceType.of((int) (meta >>> 8) & 0xf);
    }

    /** Whether the item is an innocent explanation. */
    public static boolean explains(long meta) {
        return (meta >>> 12 & 1) != 0;
    }

    /** Whether the two came to a merchant together more often than by chance. */
    public static boolean isMeeting(long meta) {
        return (meta >>> 13 & 1) != 0;
    }

    /** Minutes between the nearest acts of value, or {@link #NO_GAP}. */
    public static int gapMinutes(long meta) {
        return (int) (meta >>> 16) & 0xffff;
    }

    /** Accounts seen with the resource. */
    public static int degree(long meta) {
        return (int) (meta >>> 32) & 0xffffff;
    }

    /**
     * Rows without what changes a little for all pairs of a resource whenever another account comes to it: their degrees, and of the weights
     * all but the first four binary digits. Rows that are roughly the same have weights within an eighth of each other.
     */
    public static long[] roughly(long[] block) {
        long[] rough = block.clone();
        for (int at = 0; at < rough.length; at += LENGTH) {
            rough[at] &= ~(MAX_DEGREE << 32);
            rough[at + WEIGHT] = leadingDigits(rough[at + WEIGHT]);
        }
        return rough;
    }

    private static long leadingDigits(long weight) {
        int dropped = Math.max(0, Long.SIZE - LEADING_DIGITS - Long.numberOfLeadingZeros(Math.abs(weight)));
        return weight >> dropped << dropped;
    }
}
