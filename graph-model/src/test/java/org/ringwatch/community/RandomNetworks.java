// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import java.util.SplittableRandom;
import org.ringwatch.graph.LinkGraph;

/**
 * Connected graphs of every kind: sparse or dense, like a chain or like a net or with hubs, weights of few values or of
 * many.
 */
final class RandomNetworks {

    private RandomNetworks() {}

    static LinkGraph draw(SplittableRandom random, int nodes) {
        int edges = nodes - 1 + random.nextInt(3 * nodes);
        int[] a = new int[edges];
        int[] b = new int[edges];
        long[] weightMicros = new long[edges];
        boolean isCoarse = random.nextBoolean();
        int reach = random.nextBoolean() ? nodes : Math.min(nodes, 8);
        int hubs = random.nextInt(4) == 0 ? Math.min(nodes, 3) : 0;
        for (int edge = 0; edge < edges; edge++) {
            a[edge] = edge < nodes - 1 ? edge + 1 : random.nextInt(1, nodes);
            b[edge] = a[edge] < hubs || hubs == 0 || random.nextBoolean()
                    ? a[edge] - 1 - random.nextInt(Math.min(a[edge], reach))
                    : random.nextInt(Math.min(a[edge], hubs));
            weightMicros[edge] = isCoarse ? random.nextInt(1, 4) * 500_000L : random.nextLong(1, 4_000_000);
        }
        return LinkGraph.of(nodes, a, b, weightMicros);
    }
}
