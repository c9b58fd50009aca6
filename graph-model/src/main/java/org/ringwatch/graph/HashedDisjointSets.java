// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.graph;

import java.util.Arrays;

/**
 * The components of nodes that are 128-bit keys, compared as unsigned numbers (high, low). The representative of a
 * component is its smallest key, whatever the order in which keys and edges arrive; so forests that were built apart
 * merge by joining every key with its representative, and the result is the same on every run.
 *
 * <p><b>Layout.</b> Keys are numbered 0..size()-1 as they arrive. Keys and parents are arrays over these numbers; an
 * open-addressing table of numbers, at most two thirds full, finds a key. 20 bytes a key in the arrays and 6 to 12 in
 * the table, plus the slack of growing arrays by half: 28 to 52 bytes. While the table or an array grows, old and new
 * exist side by side. Keys are expected to be hashes that an outsider cannot choose; they are mixed once more here, but
 * crafted collisions would still make look-ups linear.
 *
 * <p>Costs as {@link DisjointSets}, one expected look-up per key on top. Not thread-safe.
 */
public final class HashedDisjointSets {

    /** Receives each key with the representative of its component. */
    @FunctionalInterface
    public interface Visitor {
        /** One key and the smallest key of its component. */
        void accept(long high, long low, long representativeHigh, long representativeLow);
    }

    private static final int EMPTY = 0;
    private static final int MIN_CAPACITY = 16;
    private static final int MAX_KEYS = 700_000_000;

    private long[] highs;
    private long[] lows;
    private int[] parent;
    /** Key number + 1, or EMPTY. Length is a power of two. */
    private int[] table;

    private int size;
    private int sets;

    /** No keys yet; grows as needed. */
    public HashedDisjointSets() {
        this(MIN_CAPACITY);
    }

    /** No keys yet, with room for the expected number of them. */
    public HashedDisjointSets(int expectedKeys) {
        if (expectedKeys < 0 || expectedKeys > MAX_KEYS) {
            throw new IllegalArgumentException(
                    "expectedKeys must be from 0 to " + MAX_KEYS + " but was " + expectedKeys);
        }
        int capacity = Math.max(MIN_CAPACITY, expectedKeys);
        highs = new long[capacity];
        lows = new long[capacity];
        parent = new int[capacity];
        table = new int[tableLength(capacity)];
    }

    /** The number of a key, which becomes a component of its own if it is new. */
    public int add(long high, long low) {
        int cell = cell(high, low);
        if (table[cell] != EMPTY) {
            return table[cell] - 1;
        }
        if (size == highs.length) {
            grow();
            cell = cell(high, low);
        }
        int number = size++;
        highs[number] = high;
        lows[number] = low;
        parent[number] = number;
        table[cell] = number + 1;
        sets++;
        return number;
    }

    /** The number of a key, or -1 if it was never added. */
    public int indexOf(long high, long low) {
        return table[cell(high, low)] - 1;
    }

    /** Adds both keys if need be and joins their components; true if they were apart. */
    public boolean union(long highA, long lowA, long highB, long lowB) {
        int a = add(highA, lowA);
        return union(a, add(highB, lowB));
    }

    /** Joins the components of two keys by their numbers; true if they were apart. */
    public boolean union(int a, int b) {
        int rootA = find(a);
        int rootB = find(b);
        if (rootA == rootB) {
            return false;
        }
        if (compare(rootA, rootB) < 0) {
            parent[rootB] = rootA;
        } else {
            parent[rootA] = rootB;
        }
        sets--;
        return true;
    }

    /** Joins what the other forest joined. Keys of the other that are new here are added. */
    public void merge(HashedDisjointSets other) {
        other.forEach(this::union);
    }

    /** The number of the smallest key in the component of a key, both by number. */
    public int find(int number) {
        int at = checkNumber(number);
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    /** Upper half of the key with this number. */
    public long high(int number) {
        return highs[checkNumber(number)];
    }

    /** Lower half of the key with this number. */
    public long low(int number) {
        return lows[checkNumber(number)];
    }

    /** Every key with the smallest key of its component, in the order in which keys were added. */
    public void forEach(Visitor visitor) {
        for (int number = 0; number < size; number++) {
            int root = find(number);
            visitor.accept(highs[number], lows[number], highs[root], lows[root]);
        }
    }

    /**
     * Chains the keys of each component: for each key by number the one that was added before it, itself for the first. It joins what the
     * edges did, and a key has two neighbours at most. Takes 4 bytes a key more meanwhile.
     */
    public int[] chains() {
        int[] before = new int[size];
        int[] latest = new int[size];
        Arrays.fill(latest, -1);
        for (int number = 0; number < size; number++) {
            int root = find(number);
            before[number] = latest[root] < 0 ? number : latest[root];
            latest[root] = number;
        }
        return before;
    }

    /** Number of keys. */
    public int size() {
        return size;
    }

    /** Number of components. */
    public int sets() {
        return sets;
    }

    /** Number of keys of the largest component; 0 without keys. Takes 4 bytes a key meanwhile. */
    public int largest() {
        int[] members = new int[size];
        int largest = 0;
        for (int number = 0; number < size; number++) {
            largest = Math.max(largest, ++members[find(number)]);
        }
        return largest;
    }

    /** The array may be longer than the keys; a number beyond them must not pass for key 0. */
    private int checkNumber(int number) {
        if (number < 0 || number >= size) {
            throw new IndexOutOfBoundsException("number must be from 0 to " + (size - 1) + " but was " + number);
        }
        return number;
    }

    private int compare(int a, int b) {
        int byHigh = Long.compareUnsigned(highs[a], highs[b]);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(lows[a], lows[b]);
    }

    /** The table cell that holds the key, or the empty one where it belongs. */
    private int cell(long high, long low) {
        int mask = table.length - 1;
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
        int capacity = (int) Math.min(MAX_KEYS, highs.length + (highs.length >>> 1) + 1L);
        highs = Arrays.copyOf(highs, capacity);
        lows = Arrays.copyOf(lows, capacity);
        parent = Arrays.copyOf(parent, capacity);
        if (tableLength(capacity) > table.length) {
            rehash(tableLength(capacity));
        }
    }

    private void rehash(int length) {
        table = new int[length];
        for (int number = 0; number < size; number++) {
            table[cell(highs[number], lows[number])] = number + 1;
        }
    }

    /** The smallest power of two that is at most two thirds full. */
    private static int tableLength(int keys) {
        long cells = keys + (keys >>> 1) + 1L;
        return (int) Math.min(1L << 30, Long.highestOneBit(cells - 1) << 1);
    }
}
