// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.component;

import org.ringwatch.graph.HashedDisjointSets;

/**
 * A vertex by the two halves of its hash.
 *
 * @param order upper half, which also decides whose share it is
 * @param secret lower half
 */
public record Vertex(long order, long secret) implements Comparable<Vertex> {
    static Vertex of(HashedDisjointSets vertices, int number) {
        return new Vertex(vertices.high(number), vertices.low(number));
    }

    /** The smaller of two, as unsigned numbers. */
    Vertex min(Vertex other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** Which of two comes first in an order that is drawn anew for each round. */
    Vertex first(Vertex other, int round) {
        int byRank = Long.compareUnsigned(rank(round), other.rank(round));
        return byRank == 0 ? min(other) : byRank < 0 ? this : other;
    }

    /** Stafford's variant 13 of the MurmurHash3 finaliser, as in SplittableRandom, of the round's own number. */
    private long rank(int round) {
        long z = (order ^ Long.rotateLeft(secret, 32)) + round * 0x9e37_79b9_7f4a_7c15L;
        z = (z ^ z >>> 30) * 0xbf58_476d_1ce4_e5b9L;
        z = (z ^ z >>> 27) * 0x94d0_49bb_1331_11ebL;
        return z ^ z >>> 31;
    }

    /** As unsigned numbers. */
    @Override
    public int compareTo(Vertex other) {
        int byOrder = Long.compareUnsigned(order, other.order);
        return byOrder != 0 ? byOrder : Long.compareUnsigned(secret, other.secret);
    }
}
