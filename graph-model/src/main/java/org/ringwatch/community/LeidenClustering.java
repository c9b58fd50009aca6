// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import java.util.Random;
import nl.cwts.networkanalysis.LeidenAlgorithm;
import nl.cwts.networkanalysis.Network;
import nl.cwts.util.LargeDoubleArray;
import nl.cwts.util.LargeIntArray;
import org.jgrapht.alg.interfaces.ClusteringAlgorithm;
import org.ringwatch.graph.LinkGraph;

/**
 * The Leiden algorithm on the constant Potts model, of CWTS networkanalysis: maximises the sum over communities of inside
 * weight less γ (`resolution`) for each pair of nodes. Traag, Waltman, van Eck 2019, "From Louvain to Leiden:
 * guaranteeing well-connected communities", doi:10.1038/s41598-019-41695-z; CPM: Traag, Van Dooren, Nesterov 2011,
 * doi:10.1103/PhysRevE.84.016114.
 *
 * <p>CPM is local: what is one community depends on its own nodes only, so clustering by component is clustering the
 * whole. It has no resolution limit, but a fixed density: splitting n nodes into halves gains γn²/4. So a chain with
 * weights w is cut as soon as n > 2√(w/γ), and best into pieces of about √(2w/γ) nodes; that it beats singletons up to n =
 * 2w/γ does not save it.
 *
 * <p>Departures: each component starts from the same seed; we iterate until an iteration changes nothing, at most {@code
 * maxIterations} times; where one community, or none, is provably best ({@link Evident}), the library is not asked.
 *
 * <p>Weights (and with them γ and θ, `randomness`) are handed over in whole millionths, which doubles add exactly up to 2^53,
 * a total weight of nine thousand million. So no sum depends on the order of its terms.
 *
 * <p>Time about O(m) per iteration: some 20 μs for a component of 5 to 20 nodes, 3 s for one of 100,000 nodes and 290,000
 * edges at 20 iterations (2 shared cores). CWTS keeps no static state: any number of instances run side by side.
 */
final class LeidenClustering implements ClusteringAlgorithm<Integer> {

    /** One iteration a call; we count them ourselves. */
    private static final int ONE_ITERATION = 1;

    private final LinkGraph graph;
    private final ClusteringParameters parameters;

    LeidenClustering(LinkGraph graph, ClusteringParameters parameters) {
        this.graph = graph;
        this.parameters = parameters;
    }

    @Override
    public org.ringwatch.community.Clustering getClustering() {
        return ComponentWise.cluster(graph, this::clusterConnected);
    }

    private org.ringwatch.community.Clustering clusterConnected(LinkGraph component) {
        double resolutionMicros = parameters.resolution() * LinkGraph.MICROS_PER_UNIT;
        if (Evident.isWhole(component, resolutionMicros)) {
            return org.ringwatch.community.Clustering.whole(component.nodeCount());
        }
        if (Evident.isSingletons(component, resolutionMicros)) {
            return org.ringwatch.community.Clustering.singletons(component.nodeCount());
        }
        return leiden(component, resolutionMicros);
    }

    /** Without the fast path, for tests of it. */
    org.ringwatch.community.Clustering leiden(LinkGraph component, double resolutionMicros) {
        LeidenAlgorithm algorithm = new LeidenAlgorithm(
                resolutionMicros,
                ONE_ITERATION,
                LeidenAlgorithm.DEFAULT_RANDOMNESS * LinkGraph.MICROS_PER_UNIT,
                new Random(parameters.seed()));
        Network network = network(component);
        nl.cwts.networkanalysis.Clustering communities = new nl.cwts.networkanalysis.Clustering(component.nodeCount());
        int iterations = 0;
        while (iterations < parameters.maxIterations() && algorithm.improveClustering(network, communities)) {
            iterations++;
        }
        return org.ringwatch.community.Clustering.of(communities.getClusters());
    }

    private static Network network(LinkGraph graph) {
        int nodes = graph.nodeCount();
        int slots = graph.endSlot(nodes - 1);
        long[] firstNeighbours = new long[nodes + 1];
        for (int node = 0; node < nodes; node++) {
            firstNeighbours[node + 1] = graph.endSlot(node);
        }
        int[] neighbours = new int[slots];
        double[] weights = new double[slots];
        for (int slot = 0; slot < slots; slot++) {
            neighbours[slot] = graph.neighbour(slot);
            weights[slot] = graph.slotWeightMicros(slot);
        }
        return new Network(
                nodes, false, firstNeighbours, new LargeIntArray(neighbours), new LargeDoubleArray(weights), false);
    }

    /** Connected graphs whose best CPM clustering is plain to see. */
    static final class Evident {

        private Evident() {}

        /**
         * Splitting a community into blocks A, B, … gains γ|A||B| less the weight between A and B, summed over pairs of
         * blocks. Half the sum over blocks X of "γ times |X| times the others, less the weight that leaves X" is the same
         * number; a connected graph has at least one edge leaving X, and |X| times the others is at most ⌊n²/4⌋. So if
         * the weakest edge outweighs γ⌊n²/4⌋, no split gains.
         */
        static boolean isWhole(LinkGraph connected, double resolutionMicros) {
            long nodes = connected.nodeCount();
            long mostPairsCut = (nodes / 2) * (nodes - nodes / 2);
            return weakest(connected) > resolutionMicros * mostPairsCut;
        }

        /** If no edge exceeds γ, no pair of nodes gains by being together. */
        static boolean isSingletons(LinkGraph graph, double resolutionMicros) {
            for (int edge = 0; edge < graph.edgeCount(); edge++) {
                if (graph.weightMicros(edge) > resolutionMicros) {
                    return false;
                }
            }
            return true;
        }

        private static long weakest(LinkGraph graph) {
            long weakest = Long.MAX_VALUE;
            for (int edge = 0; edge < graph.edgeCount(); edge++) {
                weakest = Math.min(weakest, graph.weightMicros(edge));
            }
            return weakest;
        }
    }
}
