// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import org.ringwatch.event.AccountKind;
import org.ringwatch.event.EventType;
import org.ringwatch.event.IpKind;
import org.ringwatch.event.Outcome;
import org.ringwatch.event.TwoFactor;

/**
 * Layout of a packed event: eight words, then two (order hash, secret hash) for each resource named in the mask, in order
 * of {@link ResourceType}. About 16 words (128 bytes) an event.
 *
 * <pre>
 *   0  length 0–7 | mask 8–15 | type 16–20 | outcome 21–22 | two-factor 23–24 | account kind 25–26 | ip kind 27–30 | currency 32–46
 *   1  account order hash        2  account secret hash
 *   3  event id hash             4  content hash
 *   5  event time, ms            6  amount, minor units
 *   7  position: file 40–63 | byte offset 0–39
 * </pre>
 */
public final class EventRow {
    /** Words before the resources. */
    public static final int HEADER = 8;

    static final int LENGTH_MASK = 0xff;
    static final int ACCOUNT_ORDER = 1;
    static final int ACCOUNT_SECRET = 2;
    static final int EVENT_ID = 3;
    static final int CONTENT = 4;
    static final int TIME = 5;
    static final int AMOUNT = 6;
    static final int POSITION = 7;

    private static final EventType[] TYPES = EventType.values();
    private static final Outcome[] OUTCOMES = Outcome.values();
    private static final TwoFactor[] TWO_FACTORS = TwoFactor.values();
    private static final AccountKind[] ACCOUNT_KINDS = AccountKind.values();
    private static final IpKind[] IP_KINDS = IpKind.values();

    private static final int LETTERS = 26;

    private EventRow() {}

    static int length(long meta) {
        return (int) meta & LENGTH_MASK;
    }

    static int mask(long meta) {
        return (int) (meta >>> 8) & 0xff;
    }

    static EventType type(long meta) {
        return TYPES[(int) (meta >>> 16) & 0x1f];
    }

    static Outcome outcome(long meta) {
        return OUTCOMES[(int) (meta >>> 21) & 0x3];
    }

    static TwoFactor twoFactor(long meta) {
        return TWO_FACTORS[(int) (meta >>> 23) & 0x3];
    }

    static AccountKind accountKind(long meta) {
        return ACCOUNT_KINDS[(int) (meta >>> 25) & 0x3];
    }

    static IpKind ipKind(long meta) {
        return IP_KINDS[(int) (meta >>> 27) & 0xf];
    }

    static int currencyCode(long meta) {
        return (int) (meta >>> 32) & 0x7fff;
    }

    static long meta(
            int mask,
            EventType type,
            Outcome outcome,
            TwoFactor twoFactor,
            AccountKind accountKind,
            IpKind ipKind,
            int currencyCode) {
        return HEADER + 2L * Integer.bitCount(mask)
                | (long) mask << 8
                | (long) type.ordinal() << 16
                | (long) outcome.ordinal() << 21
                | (long) twoFactor.ordinal() << 23
                | (long) accountKind.ordinal() << 25
                | (long) ipKind.ordinal() << 27
                | (long) currencyCode << 32;
    }

    /** 1–17576 for the three capital letters at {@code from}, in alphabetical order; 0 stands for no currency. */
    static int currencyCode(byte[] text, int from) {
        return 1 + ((text[from] - 'A') * LETTERS + (text[from + 1] - 'A')) * LETTERS + (text[from + 2] - 'A');
    }

    /** Index of the first word of resource {@code type} within the row, or -1 when the event does not name it. */
    static int resourceOffset(int mask, ResourceType type) {
        int bit = 1 << type.ordinal();
        return (mask & bit) == 0 ? -1 : HEADER + 2 * Integer.bitCount(mask & (bit - 1));
    }

    /** Packs a place in the input into one word; 16 million files of up to 1 TiB. */
    public static long position(int file, long offset) {
        return (long) file << 40 | offset;
    }

    /** Position of a row that stands alone in its block. */
    public static long position(long[] row) {
        return row[POSITION];
    }

    /** Event time of a row that stands alone in its block, ms. */
    public static long time(long[] row) {
        return row[TIME];
    }

    /** Hash of the event id, of a row that stands alone in its block. */
    public static long eventIdOf(long[] row) {
        return row[EVENT_ID];
    }

    /** Hash of everything the event says, of a row that stands alone in its block. */
    public static long contentOf(long[] row) {
        return row[CONTENT];
    }

    /** Gives a row that stands alone in its block another position. */
    public static void place(long[] row, long position) {
        row[POSITION] = position;
    }

    /** What happened, of a row that stands alone in its block. */
    public static EventType typeOf(long[] row) {
        return type(row[0]);
    }

    /** The account's kind, of a row that stands alone in its block. */
    public static AccountKind accountKindOf(long[] row) {
        return accountKind(row[0]);
    }

    /** What stands behind the address, of a row that stands alone in its block. */
    public static IpKind ipKindOf(long[] row) {
        return ipKind(row[0]);
    }

    /** The account's order hash, of a row that stands alone in its block. */
    public static long accountOrderOf(long[] row) {
        return row[ACCOUNT_ORDER];
    }

    /** The account's secret hash, of a row that stands alone in its block. */
    public static long accountSecretOf(long[] row) {
        return row[ACCOUNT_SECRET];
    }

    /** Told of every resource that an event names. */
    public interface ResourceVisitor {
        void visit(ResourceType type, long order, long secret);
    }

    /** Visits the resources of a row that stands alone in its block, in order of type. */
    public static void forEachResource(long[] row, ResourceVisitor visitor) {
        int at = HEADER;
        for (int rest = mask(row[0]); rest != 0; rest &= rest - 1) {
            visitor.visit(ResourceType.of(Integer.numberOfTrailingZeros(rest)), row[at], row[at + 1]);
            at += 2;
        }
    }

    /** File of a packed position. */
    public static int file(long position) {
        return (int) (position >>> 40);
    }

    /** Byte offset of a packed position. */
    public static long offset(long position) {
        return position & 0xff_ffff_ffffL;
    }
}
