// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import java.util.Arrays;
import org.ringwatch.graph.LinkGraph;

/**
 * Communities by {@link Leiden} on the constant Potts model: maximises the sum over communities of inside weight less γ
 * (`resolution`) for each pair of nodes. CPM: Traag, Van Dooren, Nesterov 2011, doi:10.1103/PhysRevE.84.016114.
 *
 * <p>CPM is local: what is one community depends on its own nodes only, so clustering by component is clustering the
 * whole. It has no resolution limit, but a fixed density: splitting n nodes into halves gains γn²/4. So a chain with
 * weights w is cut as soon as n > 2√(w/γ), and best into pieces of about √(2w/γ) nodes; that it beats singletons up to
 * n = 2w/γ does not save it.
 *
 * <p>Each component starts from the same seed; we iterate until an iteration changes nothing, at most {@code
 * maxIterations} times. Where one community, or none, is provably best ({@link Evident}), Leiden is not asked.
 *
 * <p>Weights (and with them γ and θ, `randomness`) are whole millionths, which doubles add exactly up to 2^53, a total
 * weight of nine thousand million. So no sum depends on the order of its terms.
 */
final class LeidenClustering implements ComponentMethod {

    /** θ of the paper's experiments, in units of edge weight. */
    private static final double RANDOMNESS = 0.01;

    private final int maxIterations;
    private final double resolutionMicros;
    private final Leiden leiden;

    LeidenClustering(ClusteringParameters parameters) {
        maxIterations = parameters.maxIterations();
        resolutionMicros = parameters.resolution() * LinkGraph.MICROS_PER_UNIT;
        leiden = new Leiden(resolutionMicros, RANDOMNESS * LinkGraph.MICROS_PER_UNIT, parameters.seed());
    }

    @Override
    public void label(Components components, int component, int[] labels) {
        Level network = leiden.network();
        network.read(components, component);
        if (Evident.isWhole(network.nodes, network.weakest(), resolutionMicros)) {
            Arrays.fill(labels, 0, network.nodes, 0);
        } else if (Evident.isSingletons(network.strongest(), resolutionMicros)) {
            network.separate();
            System.arraycopy(network.clusterOf, 0, labels, 0, network.nodes);
        } else {
            leiden.cluster(maxIterations);
            System.arraycopy(network.clusterOf, 0, labels, 0, network.nodes);
        }
    }

    /** Connected graphs whose best CPM clustering is plain to see. */
    static final class Evident {

        private Evident() {}

        /**
         * Splitting a community into blocks A, B, … gains γ|A||B| less the weight between A and B, summed over pairs of
         * blocks. Half the sum over blocks X of "γ times |X| times the others, less the weight that leaves X" is the
         * same number; a connected graph has at least one edge leaving X, and |X| times the others is at most ⌊n²/4⌋.
         * So if the weakest edge outweighs γ⌊n²/4⌋, no split gains.
         */
        static boolean isWhole(long nodes, double weakestMicros, double resolutionMicros) {
            long mostPairsCut = (nodes / 2) * (nodes - nodes / 2);
            return weakestMicros > resolutionMicros * mostPairsCut;
        }

        /** If no edge exceeds γ, no pair of nodes gains by being together. */
        static boolean isSingletons(double strongestMicros, double resolutionMicros) {
            return strongestMicros <= resolutionMicros;
        }
    }
}
