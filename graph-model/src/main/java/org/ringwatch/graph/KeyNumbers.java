// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.graph;

import java.util.Arrays;

/**
 * Numbers 128-bit keys 0, 1, 2, … in the order in which they come.
 *
 * <p><b>Layout.</b> Keys are arrays over their numbers; an open-addressing table of numbers, at most two thirds full, finds a key. 16 bytes a
 * key in the arrays and 6 to 12 in the table, plus the slack of growing arrays by half. While the table or an array grows, old and new exist
 * side by side. Keys are expected to be hashes that an outsider cannot choose; they are mixed once more here, but crafted collisions would
 * still make look-ups linear. One expected look-up per key. Not thread-safe.
 */
public final class KeyNumbers {
    private static final int EMPTY = 0;
    private static final int MIN_CAPACITY = 16;
    private static final int MAX_KEYS = 700_000_000;

    private long[] highs = new long[0];
    private long[] lows = new long[0];

    /** Key number + 1, or EMPTY; only the first cells are in use, a power of two. */
    private int[] table = new int[0];

    private int mask;

    /** Keys that fit into the cells in use. */
    private int capacity;

    private int size;

    /** No keys yet; grows as needed. */
    public KeyNumbers() {
        this(0);
    }

    /** No keys yet, with room for the expected number of them. */
    public KeyNumbers(int expectedKeys) {
        clear(expectedKeys);
    }

    /** Forgets all keys, and makes room for the expected number of others: takes as long as those are many. */
    public void clear(int expectedKeys) {
        if (expectedKeys < 0 || expectedKeys > MAX_KEYS) {
            throw new IllegalArgumentException(
                    "expectedKeys must be from 0 to " + MAX_KEYS + " but was " + expectedKeys);
        }
        size = 0;
        makeRoom(Math.max(MIN_CAPACITY, expectedKeys));
        useCells(tableLength(capacity));
    }

    private void makeRoom(int keys) {
        capacity = keys;
        if (highs.length < keys) {
            highs = Arrays.copyOf(highs, keys);
            lows = Arrays.copyOf(lows, keys);
        }
    }

    private void useCells(int length) {
        if (table.length < length) {
            table = new int[length];
        } else {
            Arrays.fill(table, 0, length, EMPTY);
        }
        mask = length - 1;
    }

    /** The number of a key, the next one if it is new. */
    public int add(long high, long low) {
        int cell = cell(high, low);
        if (table[cell] != EMPTY) {
            return table[cell] - 1;
        }
        if (size == capacity) {
            grow();
            cell = cell(high, low);
        }
        highs[size] = high;
        lows[size] = low;
        table[cell] = size + 1;
        return size++;
    }

    /** The number of a key, or -1 if it was never added. */
    public int indexOf(long high, long low) {
        return table[cell(high, low)] - 1;
    }

    /** Upper half of the key with this number. */
    public long high(int number) {
        return highs[checkNumber(number)];
    }

    /** Lower half of the key with this number. */
    public long low(int number) {
        return lows[checkNumber(number)];
    }

    /** Number of keys. */
    public int size() {
        return size;
    }

    /** Compares the keys of two numbers as unsigned numbers (high, low). */
    int compare(int a, int b) {
        int byHigh = Long.compareUnsigned(highs[a], highs[b]);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(lows[a], lows[b]);
    }

    /** The arrays may be longer than the keys; a number beyond them must not pass for a key. */
    int checkNumber(int number) {
        if (number < 0 || number >= size) {
            throw new IndexOutOfBoundsException("number must be from 0 to " + (size - 1) + " but was " + number);
        }
        return number;
    }

    /** The table cell that holds the key, or the empty one where it belongs. */
    private int cell(long high, long low) {
        int cell = mix(high, low) & mask;
        while (table[cell] != EMPTY && (lows[table[cell] - 1] != low || highs[table[cell] - 1] != high)) {
            cell = (cell + 1) & mask;
        }
        return cell;
    }

    /** Stafford's variant 13 of the MurmurHash3 finaliser, as in SplittableRandom. */
    private static int mix(long high, long low) {
        long z = high * 0x9E3779B97F4A7C15L + low;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return (int) (z ^ (z >>> 31));
    }

    private void grow() {
        if (size == MAX_KEYS) {
            throw new IllegalStateException("keys must not exceed " + MAX_KEYS + "; merge in several groups instead");
        }
        makeRoom((int) Math.min(MAX_KEYS, capacity + (capacity >>> 1) + 1L));
        int length = tableLength(capacity);
        if (length > mask + 1) {
            useCells(length);
            for (int number = 0; number < size; number++) {
                table[cell(highs[number], lows[number])] = number + 1;
            }
        }
    }

    /** The smallest power of two that is at most two thirds full. */
    private static int tableLength(int keys) {
        long cells = keys + (keys >>> 1) + 1L;
        return (int) Math.min(1L << 30, Long.highestOneBit(cells - 1) << 1);
    }
}
