// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.component;

import java.util.Arrays;
import org.ringwatch.graph.HashedDisjointSets;

/**
 * Vertices that are known to be together, with the smallest account that each stands for and how many those are. About 70
 * bytes a vertex.
 */
final class StandIns {
    private final HashedDisjointSets sets = new HashedDisjointSets();
    private long[] smallestOrder = new long[16];
    private long[] smallestSecret = new long[16];
    private long[] accounts = new long[16];

    /** The number of a vertex, which becomes known if it was not; it stands for nobody yet. */
    int add(Vertex vertex) {
        int number = sets.add(vertex.order(), vertex.secret());
        if (number == accounts.length) {
            int room = number + (number >> 1);
            smallestOrder = Arrays.copyOf(smallestOrder, room);
            smallestSecret = Arrays.copyOf(smallestSecret, room);
            accounts = Arrays.copyOf(accounts, room);
        }
        return number;
    }

    void join(int number, int other) {
        sets.union(number, other);
    }

    /** The vertex with this number stands for so many more accounts, at least one. */
    void tell(int number, Vertex smallest, long more) {
        Vertex least = accounts[number] == 0 ? smallest : smallest.min(smallest(number));
        smallestOrder[number] = least.order();
        smallestSecret[number] = least.secret();
        accounts[number] += more;
    }

    /** Tells the root of each set what all of it stands for; the other vertices stand for nobody then. */
    void gather() {
        for (int number = 0; number < sets.size(); number++) {
            int root = sets.find(number);
            if (root != number && accounts[number] > 0) {
                tell(root, smallest(number), accounts[number]);
                accounts[number] = 0;
            }
        }
    }

    int size() {
        return sets.size();
    }

    /** For each vertex by number another one of its set, or itself: see {@link HashedDisjointSets#chains}. */
    int[] chains() {
        return sets.chains();
    }

    int root(int number) {
        return sets.find(number);
    }

    Vertex vertex(int number) {
        return Vertex.of(sets, number);
    }

    /** Smallest account that the vertex stands for, if it stands for any. */
    Vertex smallest(int number) {
        return new Vertex(smallestOrder[number], smallestSecret[number]);
    }

    /** How many accounts the vertex stands for, as far as this share knows. */
    long accounts(int number) {
        return accounts[number];
    }
}
