// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.bench;

import java.util.SplittableRandom;
import org.ringwatch.graph.LinkGraph;

/**
 * Many small components, of 3 to 200 nodes. Sizes fall off with their square: half the components have 3 to 5 nodes,
 * one in a hundred more than 120. A component is a random tree and as many edges again between random nodes of it.
 */
final class RandomComponents {
    private static final int MIN_NODES = 3;
    private static final int MAX_NODES = 200;

    final int nodes;
    final int[] from;
    final int[] to;
    final long[] weightMicros;

    /** For each edge the first node of its component. */
    final int[] componentOf;

    RandomComponents(int components, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] sizes = new int[components];
        int total = 0;
        for (int c = 0; c < components; c++) {
            sizes[c] = size(random);
            total += sizes[c];
        }
        nodes = total;
        int edges = 2 * (nodes - components);
        from = new int[edges];
        to = new int[edges];
        componentOf = new int[edges];
        int edge = 0;
        int first = 0;
        for (int size : sizes) {
            for (int node = 1; node < size; node++) {
                componentOf[edge] = first;
                from[edge] = first + node;
                to[edge++] = first + random.nextInt(node);
                int other = random.nextInt(size);
                componentOf[edge] = first;
                from[edge] = first + other;
                to[edge++] = first + (other + 1 + random.nextInt(size - 1)) % size;
            }
            first += size;
        }
        weightMicros = new long[edges];
        for (int e = 0; e < edges; e++) {
            weightMicros[e] = random.nextLong(LinkGraph.MICROS_PER_UNIT / 2, 4 * LinkGraph.MICROS_PER_UNIT);
        }
    }

    /** Inverse of the distribution whose density is as 1 / size². */
    private static int size(SplittableRandom random) {
        double least = 1.0 / (MAX_NODES + 1);
        return (int) (1 / (least + random.nextDouble() * (1.0 / MIN_NODES - least)));
    }

    LinkGraph graph() {
        return LinkGraph.of(nodes, from, to, weightMicros);
    }
}
