// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import org.ringwatch.graph.LinkGraph;

/**
 * A weighted network and a clustering of its nodes: what Leiden works on at one level of aggregation. Compressed sparse
 * rows: the neighbours of a node lie in the slots {@code firstSlot[node]} to {@code firstSlot[node + 1] - 1}, each with
 * the weight of its edge. A node weighs as many nodes of the graph as it stands for.
 *
 * <p>Arrays are as long as the largest network so far asked for; only what the counts say is in use. They are open to
 * the phases of {@link Leiden}, which are loops over them.
 */
final class Level {
    int nodes;
    int[] firstSlot = {0};
    int[] neighbours = {};
    double[] weights = {};
    double[] nodeWeights = {};

    /** The cluster of each node, 0..clusters-1, none of them empty. */
    int[] clusterOf = {};

    int clusters;

    /** Makes room; what was there is lost. */
    void reserve(int nodeCount, int slots) {
        nodes = nodeCount;
        firstSlot = Scratch.ints(firstSlot, nodeCount + 1);
        neighbours = Scratch.ints(neighbours, slots);
        weights = Scratch.doubles(weights, slots);
        nodeWeights = Scratch.doubles(nodeWeights, nodeCount);
        clusterOf = Scratch.ints(clusterOf, nodeCount);
    }

    /** Becomes a component of a graph, weights in millionths. */
    void read(Components components, int component) {
        LinkGraph graph = components.graph();
        int size = components.size(component);
        int slots = 0;
        for (int place = 0; place < size; place++) {
            slots += graph.degree(components.node(component, place));
        }
        reserve(size, slots);
        int to = 0;
        for (int place = 0; place < size; place++) {
            int node = components.node(component, place);
            firstSlot[place] = to;
            nodeWeights[place] = 1;
            for (int slot = graph.firstSlot(node); slot < graph.endSlot(node); slot++) {
                neighbours[to] = components.placeOf(graph.neighbour(slot));
                weights[to++] = graph.slotWeightMicros(slot);
            }
        }
        firstSlot[size] = to;
    }

    /** Weight of the weakest edge; infinite if there is none. */
    double weakest() {
        double weakest = Double.POSITIVE_INFINITY;
        for (int slot = 0; slot < slots(); slot++) {
            weakest = Math.min(weakest, weights[slot]);
        }
        return weakest;
    }

    /** Weight of the strongest edge; 0 if there is none. */
    double strongest() {
        double strongest = 0;
        for (int slot = 0; slot < slots(); slot++) {
            strongest = Math.max(strongest, weights[slot]);
        }
        return strongest;
    }

    /** Puts each node into a cluster of its own. */
    void separate() {
        for (int node = 0; node < nodes; node++) {
            clusterOf[node] = node;
        }
        clusters = nodes;
    }

    /** Number of slots in use. */
    int slots() {
        return firstSlot[nodes];
    }

    /** Joins clusters as the level above, whose nodes they are, has them. */
    void joinAs(Level above) {
        for (int node = 0; node < nodes; node++) {
            clusterOf[node] = above.clusterOf[clusterOf[node]];
        }
        clusters = above.clusters;
    }
}
