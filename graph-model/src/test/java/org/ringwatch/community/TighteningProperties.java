// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ringwatch.graph.DisjointSets;

class TighteningProperties {
    /** By its definition: at each threshold all ties are looked at anew. */
    @Property(tries = 300)
    void leavesOutWhatTheDefinitionDoes(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 60) int nodes,
            @ForAll @IntRange(min = 1, max = 40) int maxNodes) {
        Random random = new Random(seed);
        int[] from = new int[nodes - 1 + random.nextInt(4 * nodes)];
        int[] to = new int[from.length];
        long[] weights = new long[from.length];
        for (int t = 0; t < from.length; t++) {
            // The first ones connect all nodes.
            from[t] = t < nodes - 1 ? t + 1 : random.nextInt(nodes);
            to[t] = random.nextInt(t < nodes - 1 ? t + 1 : nodes);
            weights[t] = 500_000 + 100_000L * random.nextInt(30);
        }
        Tightening tightened = new Tightening(nodes, from, to, weights, maxNodes);
        assertThat(IntStream.range(0, nodes).map(tightened::pieceOf).toArray())
                .isEqualTo(pieces(nodes, from, to, weights, maxNodes));
    }

    private static int[] pieces(int nodes, int[] from, int[] to, long[] weights, int maxNodes) {
        int[] pieceOf = new int[nodes];
        long threshold = Arrays.stream(weights).min().orElseThrow();
        long strongest = Arrays.stream(weights).max().orElseThrow();
        int[] sizes = sizes(pieceOf);
        while (Arrays.stream(sizes).anyMatch(size -> size > maxNodes) && threshold < strongest) {
            threshold = Math.min(strongest, Math.max(threshold + 1, Math.round(threshold * Tightening.STEP)));
            DisjointSets pieces = new DisjointSets(nodes);
            for (int t = 0; t < from.length; t++) {
                if (pieceOf[from[t]] == pieceOf[to[t]]
                        && (sizes[pieceOf[from[t]]] <= maxNodes || weights[t] >= threshold)) {
                    pieces.union(from[t], to[t]);
                }
            }
            pieceOf = IntStream.range(0, nodes).map(pieces::find).toArray();
            sizes = sizes(pieceOf);
        }
        return pieceOf;
    }

    private static int[] sizes(int[] pieceOf) {
        int[] sizes = new int[pieceOf.length];
        for (int piece : pieceOf) {
            sizes[piece]++;
        }
        return sizes;
    }
}
