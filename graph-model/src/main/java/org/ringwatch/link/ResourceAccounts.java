// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The accounts of one resource that are looked at, by their number, and what each did there. Once {@linkplain #sort sorted} they are in order
 * of their hashes. One object serves many resources, one after the other.
 */
final class ResourceAccounts {
    private static final int DAY_MINUTES = 24 * 60;
    private static final int WINDOW_HALF_MINUTES = 15 * DAY_MINUTES;

    private final SortedRows rows = new SortedRows(LinkRow.LENGTH_MASK);

    /** Looks at all accounts of a resource, in the order of the group. */
    void read(RowGroups.Group group) {
        rows.read(group);
    }

    /** Looks at those accounts of a resource. */
    void read(RowGroups.Group group, IntPredicate which) {
        rows.read(group, which);
    }

    void sort() {
        rows.sort(this::compareAccounts);
    }

    /** Keeps the first ones. */
    void keepFirst(int most) {
        rows.truncate(Math.min(rows.size(), most));
    }

    /**
     * Looks, in order of time, at those only whose first contact lies within one day, at most {@code most} at once; when all were visited, it
     * is the last of them that are left.
     */
    void forEachDay(int most, Runnable visitor) {
        rows.sort(this::compareFirstMinutes);
        int[] order = rows.order();
        for (int from = 0; from < order.length; ) {
            int first = firstMinuteAt(order[from]);
            int to = from + 1;
            while (to < order.length && to - from < most && firstMinuteAt(order[to]) - first < DAY_MINUTES) {
                to++;
            }
            rows.select(order, from, to);
            sort();
            visitor.run();
            from = to;
        }
    }

    private int compareAccounts(int a, int b) {
        int order = Long.compareUnsigned(rows.at(a, LinkRow.ACCOUNT_ORDER), rows.at(b, LinkRow.ACCOUNT_ORDER));
        return order != 0
                ? order
                : Long.compareUnsigned(rows.at(a, LinkRow.ACCOUNT_SECRET), rows.at(b, LinkRow.ACCOUNT_SECRET));
    }

    private int compareFirstMinutes(int a, int b) {
        int byTime = Integer.compare(firstMinuteAt(a), firstMinuteAt(b));
        return byTime != 0 ? byTime : compareAccounts(a, b);
    }

    private int firstMinuteAt(int start) {
        return LinkRow.minute(LinkRow.contact(rows.words(), start, rows.at(start, 0), 0));
    }

    /** How many are looked at. */
    int size() {
        return rows.size();
    }

    /** A word of an account's link, see {@link LinkRow}. */
    long word(int account, int word) {
        return rows.word(account, word);
    }

    private int contacts(int account) {
        return LinkRow.contacts(rows.word(account, 0));
    }

    private int contact(int account, int index) {
        return LinkRow.contact(rows.words(), rows.start(account), rows.word(account, 0), index);
    }

    boolean hasContact(int account, int kind) {
        return LinkRow.hasContact(rows.words(), rows.start(account), kind);
    }

    /** For each account whether it has a contact of that kind. */
    boolean[] having(int kind) {
        boolean[] having = new boolean[size()];
        for (int i = 0; i < having.length; i++) {
            having[i] = hasContact(i, kind);
        }
        return having;
    }

    /** Whether the account acts suspiciously anywhere. */
    boolean isSuspicious(int account) {
        return Baseline.isFlagged(rows.word(account, LinkRow.BEHAVIOUR));
    }

    /** For each account whether it acts oddly, here or anywhere. */
    boolean[] odd() {
        boolean[] odd = having(LinkRow.STRANGE);
        for (int i = 0; i < odd.length; i++) {
            odd[i] |= isSuspicious(i);
        }
        return odd;
    }

    boolean isHabitual(int account) {
        return LinkRow.habitual(rows.word(account, 0));
    }

    boolean isSensitive(int account) {
        return LinkRow.sensitive(rows.word(account, 0));
    }

    /** How many accounts are here time and again. */
    int residents() {
        int residents = 0;
        for (int i = 0; i < size(); i++) {
            residents += isHabitual(i) ? 1 : 0;
        }
        return residents;
    }

    /** Whether the account was never seen using what it claims about. */
    boolean onlyClaims(int account) {
        for (int c = 0; c < contacts(account); c++) {
            if ((contact(account, c) & LinkRow.CLAIM) == 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether one account left before the other came, and not just minutes before. A serial that is claimed about was
     * not simply sold.
     */
    boolean isHandedOn(int i, int j) {
        boolean claimed = hasContact(i, LinkRow.CLAIM) || hasContact(j, LinkRow.CLAIM);
        return !claimed && isApart(i, j) && gapMinutes(i, j) > DAY_MINUTES;
    }

    private boolean isApart(int i, int j) {
        return lastMinute(i) < firstMinute(j) || lastMinute(j) < firstMinute(i);
    }

    private int firstMinute(int account) {
        return LinkRow.minute(contact(account, 0));
    }

    private int lastMinute(int account) {
        return LinkRow.minute(contact(account, contacts(account) - 1));
    }

    /** Least minutes between an act of value of {@code i} and one of {@code j}, by merging both in time order. */
    int gapMinutes(int i, int j) {
        int contactsI = contacts(i);
        int contactsJ = contacts(j);
        int lastI = Integer.MIN_VALUE / 2;
        int lastJ = Integer.MIN_VALUE / 2;
        int gap = PairRow.NO_GAP;
        for (int a = 0, b = 0; a < contactsI || b < contactsJ; ) {
            int contactI = a < contactsI ? contact(i, a) : -1;
            int contactJ = b < contactsJ ? contact(j, b) : -1;
            boolean takeI = contactJ < 0 || contactI >= 0 && LinkRow.minute(contactI) <= LinkRow.minute(contactJ);
            int contact = takeI ? contactI : contactJ;
            a += takeI ? 1 : 0;
            b += takeI ? 0 : 1;
            if ((contact & LinkRow.VALUE) != 0) {
                int minute = LinkRow.minute(contact);
                gap = Math.min(gap, minute - (takeI ? lastJ : lastI));
                lastI = takeI ? minute : lastI;
                lastJ = takeI ? lastJ : minute;
            }
        }
        return gap;
    }

    /** Most accounts seen in two neighbouring half-months, in any of the overlapping windows. */
    int mostInThirtyDays() {
        Int2IntOpenHashMap window = new Int2IntOpenHashMap();
        int most = 0;
        for (int i = 0; i < size(); i++) {
            int counted = -1;
            for (int c = 0; c < contacts(i); c++) {
                int half = LinkRow.minute(contact(i, c)) / WINDOW_HALF_MINUTES;
                for (int w = Math.max(half, counted + 1); w <= half + 1; w++) {
                    most = Math.max(most, window.addTo(w, 1) + 1);
                    counted = w;
                }
            }
        }
        return most;
    }

    /**
     * For each account whether another one used the same device here, or the same wallet. A crowd's, which more than the cap used here
     * alone, says nothing.
     */
    boolean[] tied(int deviceCap, int walletCap) {
        Long2IntOpenHashMap devices = users(LinkRow.CONTEXT_DEVICE);
        Long2IntOpenHashMap wallets = users(LinkRow.CONTEXT_WALLET);
        boolean[] tied = new boolean[size()];
        for (int i = 0; i < tied.length; i++) {
            int onDevice = devices.get(rows.word(i, LinkRow.CONTEXT_DEVICE));
            int withWallet = wallets.get(rows.word(i, LinkRow.CONTEXT_WALLET));
            tied[i] = onDevice > 1 && onDevice <= deviceCap || withWallet > 1 && withWallet <= walletCap;
        }
        return tied;
    }

    /** How many accounts used each device or wallet here. */
    private Long2IntOpenHashMap users(int context) {
        Long2IntOpenHashMap users = new Long2IntOpenHashMap();
        for (int i = 0; i < size(); i++) {
            users.addTo(rows.word(i, context), 1);
        }
        users.remove(0);
        return users;
    }

    /**
     * Which pairs, at {@code i * size() + j} of the lesser and the greater, were here on the same day, in either of two day grids shifted by
     * half a day. A day with more than {@code dailyCap} accounts says nothing.
     */
    boolean[] together(int dailyCap, boolean valueOnly) {
        boolean[] pair = new boolean[size() * size()];
        for (int shift = 0; shift < DAY_MINUTES; shift += DAY_MINUTES / 2) {
            long[] visits = daysOf(shift, valueOnly);
            for (int from = 0; from < visits.length; ) {
                int to = from + 1;
                while (to < visits.length && visits[to] >>> 32 == visits[from] >>> 32) {
                    to++;
                }
                for (int a = from; a < to && to - from <= dailyCap; a++) {
                    for (int b = a + 1; b < to; b++) {
                        pair[(int) visits[a] * size() + (int) visits[b]] = true;
                    }
                }
                from = to;
            }
        }
        return pair;
    }

    /** The days on which each account was here, each as the day shifted left by 32 with the account, sorted. */
    private long[] daysOf(int shift, boolean valueOnly) {
        long[] visits = new long[16];
        int n = 0;
        for (int i = 0; i < size(); i++) {
            int previous = -1;
            for (int c = 0; c < contacts(i); c++) {
                int contact = contact(i, c);
                int day = (LinkRow.minute(contact) + shift) / DAY_MINUTES;
                if (day != previous && (!valueOnly || (contact & LinkRow.VALUE) != 0)) {
                    visits = n == visits.length ? Arrays.copyOf(visits, n * 2) : visits;
                    visits[n++] = (long) day << 32 | i;
                    previous = day;
                }
            }
        }
        Arrays.sort(visits, 0, n);
        return Arrays.copyOf(visits, n);
    }

    /** Who acted with value here at the same times. */
    Meetings meetings() {
        Meetings meetings = new Meetings(size());
        for (int i = 0; i < size(); i++) {
            for (int c = 0; c < contacts(i); c++) {
                int contact = contact(i, c);
                if ((contact & LinkRow.VALUE) != 0) {
                    meetings.add(i, LinkRow.minute(contact));
                }
            }
        }
        return meetings;
    }
}
