// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

/**
 * Layout of a packed link: one account seen with one resource. Seven words, two more for merchants and beneficiaries,
 * then the contacts, two to a word.
 *
 * <pre>
 *   0  length 0–15 | type 16–19 | habitual 20 | sensitive 21 | contacts 24–39 | events 40–63 (capped)
 *   1  resource order hash, type mixed in      2  resource secret hash
 *   3  account order hash                      4  account secret hash
 *   5  behaviour signals of the account ({@link Behaviour}), bit per signal
 *   6  largest amount of one event, minor units | currency code 48–62
 *   7  device at the first value event (order hash), 8 wallet at it: merchants and beneficiaries only
 *   …  contacts: minute since 2000 0–25 | sensitive 26 | value 27 | strange 28 | claim 29, low half first
 * </pre>
 */
public final class LinkRow {
    static final int LENGTH_MASK = 0xffff;
    static final int RESOURCE_ORDER = 1;
    static final int RESOURCE_SECRET = 2;
    static final int ACCOUNT_ORDER = 3;
    static final int ACCOUNT_SECRET = 4;
    static final int BEHAVIOUR = 5;
    static final int AMOUNT = 6;
    static final int HEADER = 7;
    static final int CONTEXT_DEVICE = 7;
    static final int CONTEXT_WALLET = 8;

    /** Contacts kept of one link; of more, the first and the last half are kept. */
    static final int MAX_CONTACTS = 256;

    static final int SENSITIVE = 1 << 26;
    static final int VALUE = 1 << 27;
    static final int STRANGE = 1 << 28;
    static final int CLAIM = 1 << 29;

    private static final int MINUTE_MASK = (1 << 26) - 1;
    private static final long MAX_EVENTS = (1L << 24) - 1;
    private static final long MAX_AMOUNT = (1L << 48) - 1;

    private LinkRow() {}

    /** Words of the row at {@code at}. */
    public static int length(long[] block, int at) {
        return (int) block[at] & LENGTH_MASK;
    }

    /** Order hash of the resource of the row at {@code at}, type mixed in. */
    public static long resourceOrder(long[] block, int at) {
        return block[at + RESOURCE_ORDER];
    }

    /** Secret hash of the resource of the row at {@code at}, type mixed in. */
    public static long resourceSecret(long[] block, int at) {
        return block[at + RESOURCE_SECRET];
    }

    /** Order hash of the account of the row at {@code at}. */
    public static long accountOrder(long[] block, int at) {
        return block[at + ACCOUNT_ORDER];
    }

    /** Secret hash of the account of the row at {@code at}. */
    public static long accountSecret(long[] block, int at) {
        return block[at + ACCOUNT_SECRET];
    }

    static long meta(int length, ResourceType type, boolean habitual, boolean sensitive, int contacts, long events) {
        return length
                | (long) type.ordinal() << 16
                | (habitual ? 1L << 20 : 0)
                | (sensitive ? 1L << 21 : 0)
                | (long) contacts << 24
                | Math.min(events, MAX_EVENTS) << 40;
    }

    static boolean hasContext(ResourceType type) {
        return type == ResourceType.MERCHANT || type == ResourceType.BENEFICIARY;
    }

    static ResourceType type(long meta) {
        return ResourceType.of((int) (meta >>> 16) & 0xf);
    }

    static boolean habitual(long meta) {
        return (meta >>> 20 & 1) != 0;
    }

    static boolean sensitive(long meta) {
        return (meta >>> 21 & 1) != 0;
    }

    static int contacts(long meta) {
        return (int) (meta >>> 24) & 0xffff;
    }

    static long events(long meta) {
        return meta >>> 40;
    }

    static int firstContact(long meta) {
        return HEADER + (hasContext(type(meta)) ? 2 : 0);
    }

    /** Whether the row that starts at {@code start} of {@code block} has a contact of that kind. */
    static boolean hasContact(long[] block, int start, int kind) {
        long meta = block[start];
        for (int c = 0; c < contacts(meta); c++) {
            if ((contact(block, start, meta, c) & kind) != 0) {
                return true;
            }
        }
        return false;
    }

    static int minute(int contact) {
        return contact & MINUTE_MASK;
    }

    static long amount(long minor, int currencyCode) {
        return Math.min(minor, MAX_AMOUNT) | (long) currencyCode << 48;
    }

    static long minorOf(long amount) {
        return amount & MAX_AMOUNT;
    }

    static int currencyOf(long amount) {
        return (int) (amount >>> 48);
    }

    /** Contact number {@code index} of the row that starts at {@code start} of {@code block}. */
    static int contact(long[] block, int start, long meta, int index) {
        long word = block[start + firstContact(meta) + (index >> 1)];
        return (int) ((index & 1) == 0 ? word : word >>> 32);
    }
}
