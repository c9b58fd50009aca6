// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.ints.IntComparator;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * A copy of some rows, side by side and in an order of one's own: rows of a group lie scattered over gigabytes, and whoever
 * looks at them more than once pays for the way only here. One object serves many groups, one after the other.
 */
final class SortedRows {
    private final int lengthMask;
    private long[] words = new long[256];
    private int used;
    private int[] starts = new int[16];
    private int size;

    /**
     * @param lengthMask bits of word 0 that hold the row's length in words
     */
    SortedRows(int lengthMask) {
        this.lengthMask = lengthMask;
    }

    /** Copies the rows of a group, in its order. */
    void read(RowGroups.Group group) {
        read(group, r -> true);
    }

    /** Copies those rows of a group, in its order. */
    void read(RowGroups.Group group, IntPredicate which) {
        used = 0;
        size = 0;
        for (int r = 0; r < group.size(); r++) {
            if (which.test(r)) {
                add(group.block(r), group.start(r));
            }
        }
    }

    private void add(long[] block, int at) {
        int length = (int) block[at] & lengthMask;
        if (words.length - used < length) {
            words = Arrays.copyOf(words, Math.addExact(words.length + (words.length >>> 1), length));
        }
        if (starts.length == size) {
            starts = Arrays.copyOf(starts, 2 * size);
        }
        System.arraycopy(block, at, words, used, length);
        starts[size++] = used;
        used += length;
    }

    /** Number of rows. */
    int size() {
        return size;
    }

    /** Word {@code word} of row {@code row}. */
    long word(int row, int word) {
        return words[starts[row] + word];
    }

    /** The array that all rows lie in; {@link #start} tells where. */
    long[] words() {
        return words;
    }

    /** Where row {@code row} starts in {@link #words}. */
    int start(int row) {
        return starts[row];
    }

    /** Word {@code word} of the row that starts at {@code start}. */
    long at(int start, int word) {
        return words[start + word];
    }

    /** Sorts the rows, equal ones staying as they are; {@code comparator} gets starts for {@link #at}. */
    void sort(IntComparator comparator) {
        IntArrays.stableSort(starts, 0, size, comparator);
    }

    /** Moves row {@code source} to place {@code target}; only {@code target} is overwritten. */
    void move(int source, int target) {
        starts[target] = starts[source];
    }

    /** Keeps rows {@code from} … {@code to}−1 of the order given before, which {@link #order} tells. */
    void select(int[] order, int from, int to) {
        System.arraycopy(order, from, starts, 0, to - from);
        size = to - from;
    }

    /** Where the rows start, in their present order. */
    int[] order() {
        return Arrays.copyOf(starts, size);
    }

    /** Keeps the first {@code count} rows. */
    void truncate(int count) {
        size = count;
    }
}
