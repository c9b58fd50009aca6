// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import org.ringwatch.graph.LinkGraph;

/** How good a clustering is, by two measures. Both cost O(n + m); sums are exact up to their last step. */
public final class ClusteringQuality {

    private ClusteringQuality() {}

    /**
     * Weighted modularity Q, -0.5 to 1: share of weight inside communities less what chance would put there. Newman and
     * Girvan 2004, doi:10.1103/PhysRevE.69.026113. Only compares clusterings of one graph, and has a resolution limit:
     * communities with fewer than about √(2m) edges may be merged (Fortunato and Barthélemy 2007,
     * doi:10.1073/pnas.0605965104). 0 for a graph without edges.
     */
    public static double modularity(LinkGraph graph, Clustering clustering) {
        requireSameNodes(graph, clustering);
        if (graph.edgeCount() == 0) {
            return 0;
        }
        double total = graph.totalWeightMicros();
        long[] inside = insideMicros(graph, clustering);
        double[] strength = new double[clustering.communities()];
        for (int node = 0; node < graph.nodeCount(); node++) {
            for (int slot = graph.firstSlot(node); slot < graph.endSlot(node); slot++) {
                strength[clustering.community(node)] += graph.slotWeightMicros(slot);
            }
        }
        double modularity = 0;
        for (int community = 0; community < inside.length; community++) {
            double share = strength[community] / (2 * total);
            modularity += inside[community] / total - share * share;
        }
        return modularity;
    }

    /**
     * The constant Potts model, in units of edge weight: inside weight less γ for each pair of nodes that share a
     * community. 0 for singletons, and comparable between graphs.
     */
    public static double cpm(LinkGraph graph, Clustering clustering, double resolution) {
        requireSameNodes(graph, clustering);
        long inside = 0;
        for (long micros : insideMicros(graph, clustering)) {
            inside += micros;
        }
        long pairs = 0;
        for (long size : clustering.sizes()) {
            pairs += size * (size - 1) / 2;
        }
        return inside / (double) LinkGraph.MICROS_PER_UNIT - resolution * pairs;
    }

    private static long[] insideMicros(LinkGraph graph, Clustering clustering) {
        long[] inside = new long[clustering.communities()];
        for (int node = 0; node < graph.nodeCount(); node++) {
            for (int slot = graph.firstSlot(node); slot < graph.endSlot(node); slot++) {
                int neighbour = graph.neighbour(slot);
                if (neighbour > node && clustering.together(node, neighbour)) {
                    inside[clustering.community(node)] += graph.slotWeightMicros(slot);
                }
            }
        }
        return inside;
    }

    private static void requireSameNodes(LinkGraph graph, Clustering clustering) {
        if (graph.nodeCount() != clustering.nodes()) {
            throw new IllegalArgumentException(
                    "clustering must have the graph's " + graph.nodeCount() + " nodes but had " + clustering.nodes());
        }
    }
}
