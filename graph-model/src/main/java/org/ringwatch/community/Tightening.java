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
 * Deterministic; O(m + steps · n), and for each step the ties that are left in pieces which are too large.
 */
final class Tightening {
    /** Factor between two thresholds: fine enough to lose little, coarse enough to end after some twenty rounds. */
    static final double STEP = 1.25;

    private static final boolean[] NONE = {};

    private final int[] from;
    private final int[] to;
    private final long[] weightMicros;
    private final int[] pieceOf;

    /** Ties that hold together a piece which is too large: the first so many. What is left out stays out, as the threshold only rises. */
    private final int[] holding;

    private int holdingCount;
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
        holding = new int[from.length];
        Arrays.setAll(holding, tie -> tie);
        holdingCount = from.length;
        long threshold = Arrays.stream(weightMicros).min().orElse(0);
        long strongest = Arrays.stream(weightMicros).max().orElse(0);
        boolean[] isTooLarge = tooLarge(maxNodes);
        while (isTooLarge != NONE && threshold < strongest) {
            threshold = Math.min(strongest, Math.max(threshold + 1, Math.round(threshold * STEP)));
            leaveOut(threshold, isTooLarge);
            fallApart(isTooLarge);
            isTooLarge = tooLarge(maxNodes);
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

    /** By piece whether it is too large; {@link #NONE} if none is. */
    private boolean[] tooLarge(int maxNodes) {
        int[] sizes = new int[pieceOf.length];
        for (int piece : pieceOf) {
            sizes[piece]++;
        }
        boolean[] isTooLarge = NONE;
        for (int piece = 0; piece < sizes.length; piece++) {
            if (sizes[piece] > maxNodes) {
                isTooLarge = isTooLarge == NONE ? new boolean[sizes.length] : isTooLarge;
                isTooLarge[piece] = true;
            }
        }
        return isTooLarge;
    }

    private void leaveOut(long threshold, boolean[] isTooLarge) {
        int kept = 0;
        for (int i = 0; i < holdingCount; i++) {
            int tie = holding[i];
            int piece = pieceOf[from[tie]];
            if (weightMicros[tie] >= threshold && isTooLarge[piece] && piece == pieceOf[to[tie]]) {
                holding[kept++] = tie;
            }
        }
        holdingCount = kept;
    }

    private void fallApart(boolean[] isTooLarge) {
        DisjointSets pieces = new DisjointSets(pieceOf.length);
        for (int i = 0; i < holdingCount; i++) {
            pieces.union(from[holding[i]], to[holding[i]]);
        }
        for (int node = 0; node < pieceOf.length; node++) {
            if (isTooLarge[pieceOf[node]]) {
                pieceOf[node] = pieces.find(node);
            }
        }
    }
}
