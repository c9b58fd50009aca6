// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.graph;

import java.util.Arrays;

/**
 * The components of nodes that are 128-bit keys, compared as unsigned numbers (high, low). The representative of a
 * component is its smallest key, whatever the order in which keys and edges arrive; so forests that were built apart
 * merge by joining every key with its representative, and the result is the same on every run.
 *
 * <p>Keys are numbered as {@link KeyNumbers} does, with 4 bytes more for a key's parent: 28 to 52 bytes a key with the slack of growing arrays.
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

    private final KeyNumbers keys;
    private int[] parent;
    private int sets;

    /** No keys yet; grows as needed. */
    public HashedDisjointSets() {
        this(0);
    }

    /** No keys yet, with room for the expected number of them. */
    public HashedDisjointSets(int expectedKeys) {
        keys = new KeyNumbers(expectedKeys);
        parent = new int[expectedKeys];
    }

    /** The number of a key, which becomes a component of its own if it is new. */
    public int add(long high, long low) {
        int known = keys.size();
        int number = keys.add(high, low);
        if (number == known) {
            if (parent.length == known) {
                parent = Arrays.copyOf(parent, known + (known >>> 1) + 1);
            }
            parent[number] = number;
            sets++;
        }
        return number;
    }

    /** The number of a key, or -1 if it was never added. */
    public int indexOf(long high, long low) {
        return keys.indexOf(high, low);
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
        if (keys.compare(rootA, rootB) < 0) {
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
        int at = keys.checkNumber(number);
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    /** Upper half of the key with this number. */
    public long high(int number) {
        return keys.high(number);
    }

    /** Lower half of the key with this number. */
    public long low(int number) {
        return keys.low(number);
    }

    /** Every key with the smallest key of its component, in the order in which keys were added. */
    public void forEach(Visitor visitor) {
        for (int number = 0; number < size(); number++) {
            int root = find(number);
            visitor.accept(keys.high(number), keys.low(number), keys.high(root), keys.low(root));
        }
    }

    /**
     * Chains the keys of each component: for each key by number the one that was added before it, itself for the first. It joins what the
     * edges did, and a key has two neighbours at most. Takes 4 bytes a key more meanwhile.
     */
    public int[] chains() {
        int size = size();
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
        return keys.size();
    }

    /** Number of components. */
    public int sets() {
        return sets;
    }

    /** Number of keys of the largest component; 0 without keys. Takes 4 bytes a key meanwhile. */
    public int largest() {
        int size = size();
        int[] members = new int[size];
        int largest = 0;
        for (int number = 0; number < size; number++) {
            largest = Math.max(largest, ++members[find(number)]);
        }
        return largest;
    }
}
