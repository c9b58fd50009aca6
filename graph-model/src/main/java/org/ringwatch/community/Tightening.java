// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import java.util.Arrays;
import org.ringwatch.graph.DisjointSets;

/**
 * Breaks up a component that is too large to be looked at whole, or to be one gang: where hubs slip under their caps, weak ties
 * join half of the world. Ties below a threshold are left out, and the threshold rises to the next power of {@link #STEP} until no piece
 * is too large. Pieces that are small enough stay as they are while the others are tightened further, so a ring whose ties
 * are strong stays whole and keeps its weak ties, too.
 *
 * <p>Where ties are all equally strong, raising the threshold would leave nothing: such a piece is kept, however large.
 * Deterministic; O(steps · m).
 */
final class Tightening {
    /** Factor between two thresholds: fine enough to lose little, coarse enough to end after some twenty rounds. */
    static final double STEP = 1.25;

    private final int[] from;
    private final int[] to;
    private final long[] weightMicros;
    private final int[] pieceOf;
    private int raised;

    /**
     * @param nodes number of nodes
     * @param from for each tie its first node
     * @param to for each tie its second node
     * @param weightMicros for each tie its weight, millionths
     * @param maxNodes most nodes of a piece
     */
    Tightening(int nodes, int[] from, int[] to, long[] weightMicros, int maxNodes) {
        this.from = from;
        this.to = to;
        this.weightMicros = weightMicros;
        pieceOf = new int[nodes];
        long threshold = Arrays.stream(weightMicros).min().orElse(0);
        long strongest = Arrays.stream(weightMicros).max().orElse(0);
        while (isAnyTooLarge(maxNodes) && threshold < strongest) {
            threshold = Math.min(strongest, Math.max(threshold + 1, Math.round(threshold * STEP)));
            tighten(threshold, maxNodes);
            raised++;
        }
    }

    /** A piece of each node, named by its smallest node. */
    int pieceOf(int node) {
        return pieceOf[node];
    }

    /** How often the threshold was raised. */
    int raised() {
        return raised;
    }

    private int[] sizes() {
        int[] sizes = new int[pieceOf.length];
        for (int piece : pieceOf) {
            sizes[piece]++;
        }
        return sizes;
    }

    private boolean isAnyTooLarge(int maxNodes) {
        return Arrays.stream(sizes()).anyMatch(size -> size > maxNodes);
    }

    private void tighten(long threshold, int maxNodes) {
        int[] sizes = sizes();
        DisjointSets pieces = new DisjointSets(pieceOf.length);
        for (int t = 0; t < from.length; t++) {
            boolean together = pieceOf[from[t]] == pieceOf[to[t]];
            if (together && (sizes[pieceOf[from[t]]] <= maxNodes || weightMicros[t] >= threshold)) {
                pieces.union(from[t], to[t]);
            }
        }
        for (int node = 0; node < pieceOf.length; node++) {
            pieceOf[node] = pieces.find(node);
        }
    }
}
