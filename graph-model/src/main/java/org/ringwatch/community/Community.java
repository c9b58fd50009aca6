// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Accounts that an objective holds together, known by their hashes, with the ties among them. Members are in order of
 * their hashes, so the same accounts always make the same community.
 *
 * @param orders order hashes of the members, ascending unsigned
 * @param secrets secret hashes of the members
 * @param behaviours behaviours of the members, a bit each ({@link org.ringwatch.link.Behaviour})
 * @param first for each tie the index of its first member
 * @param second the index of its second member, greater than the first
 * @param weightMicros the tie's weight, millionths
 * @param items for each tie what made it: four words an item, see {@link org.ringwatch.link.EdgeRow}
 * @param confirmed for each member the confirmed accounts that it is tied to by more than hubs, inside or outside the
 *     community: two words (order, secret) each, in order of their hashes, at most {@link #MAX_CONFIRMED}
 */
public record Community(
        long[] orders,
        long[] secrets,
        long[] behaviours,
        int[] first,
        int[] second,
        long[] weightMicros,
        long[][] items,
        long[][] confirmed) {

    /** Of more confirmed accounts around one member, those with the smallest hashes are kept. */
    static final int MAX_CONFIRMED = 32;

    /** No confirmed account around a member. */
    static final long[] NOBODY = {};

    private static final int HEADER = 5;
    private static final int MEMBER = 4;
    private static final int TIE = 4;

    /** Number of accounts. */
    public int size() {
        return orders.length;
    }

    /** Number of ties. */
    public int ties() {
        return first.length;
    }

    /** The same with other behaviours of the members. */
    public Community behaving(long[] otherwise) {
        return new Community(orders, secrets, otherwise, first, second, weightMicros, items, confirmed);
    }

    /** The community of some of the members, with the ties among them. */
    public Community keep(boolean[] kept) {
        int[] number = new int[size()];
        int left = 0;
        for (int m = 0; m < size(); m++) {
            number[m] = kept[m] ? left++ : -1;
        }
        int[] among = IntStream.range(0, ties())
                .filter(t -> kept[first[t]] && kept[second[t]])
                .toArray();
        int[] members = IntStream.range(0, size()).filter(m -> kept[m]).toArray();
        return new Community(
                Arrays.stream(members).mapToLong(m -> orders[m]).toArray(),
                Arrays.stream(members).mapToLong(m -> secrets[m]).toArray(),
                Arrays.stream(members).mapToLong(m -> behaviours[m]).toArray(),
                Arrays.stream(among).map(t -> number[first[t]]).toArray(),
                Arrays.stream(among).map(t -> number[second[t]]).toArray(),
                Arrays.stream(among).mapToLong(t -> weightMicros[t]).toArray(),
                Arrays.stream(among).mapToObj(t -> items[t]).toArray(long[][]::new),
                Arrays.stream(members).mapToObj(m -> confirmed[m]).toArray(long[][]::new));
    }

    /**
     * The community as a row: length, order and secret of the first member (its key), members, ties; then four words a
     * member and two for each confirmed account around it; then for each tie its members, weight and item words, and the items.
     */
    public long[] toRow() {
        int length = HEADER + MEMBER * size() + TIE * ties();
        for (long[] tieItems : items) {
            length += tieItems.length;
        }
        for (long[] around : confirmed) {
            length += around.length;
        }
        long[] row = new long[length];
        row[0] = length;
        row[1] = orders[0];
        row[2] = secrets[0];
        row[3] = size();
        row[4] = ties();
        int at = HEADER;
        for (int m = 0; m < size(); m++) {
            row[at++] = orders[m];
            row[at++] = secrets[m];
            row[at++] = behaviours[m];
            row[at++] = confirmed[m].length;
            System.arraycopy(confirmed[m], 0, row, at, confirmed[m].length);
            at += confirmed[m].length;
        }
        for (int t = 0; t < ties(); t++) {
            row[at++] = first[t];
            row[at++] = second[t];
            row[at++] = weightMicros[t];
            row[at++] = items[t].length;
            System.arraycopy(items[t], 0, row, at, items[t].length);
            at += items[t].length;
        }
        return row;
    }

    /** The community written by {@link #toRow} at {@code start} of {@code block}. */
    public static Community ofRow(long[] block, int start) {
        int members = (int) block[start + 3];
        int ties = (int) block[start + 4];
        Community community = new Community(
                new long[members],
                new long[members],
                new long[members],
                new int[ties],
                new int[ties],
                new long[ties],
                new long[ties][],
                new long[members][]);
        int at = start + HEADER;
        for (int m = 0; m < members; m++) {
            community.orders[m] = block[at++];
            community.secrets[m] = block[at++];
            community.behaviours[m] = block[at++];
            int around = (int) block[at++];
            community.confirmed[m] = around == 0 ? NOBODY : Arrays.copyOfRange(block, at, at + around);
            at += around;
        }
        for (int t = 0; t < ties; t++) {
            community.first[t] = (int) block[at++];
            community.second[t] = (int) block[at++];
            community.weightMicros[t] = block[at++];
            int words = (int) block[at++];
            community.items[t] = Arrays.copyOfRange(block, at, at + words);
            at += words;
        }
        return community;
    }
}
