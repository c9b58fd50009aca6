// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import nl.cwts.networkanalysis.LeidenAlgorithm;
import nl.cwts.networkanalysis.Network;
import nl.cwts.util.LargeDoubleArray;
import nl.cwts.util.LargeIntArray;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringwatch.graph.LinkGraph;

/**
 * Compares {@link Leiden} with the library of the paper's authors, which it was written after: every choice must be the
 * same.
 */
class LeidenTest {
    private static final double RANDOMNESS_MICROS = 1e4;
    private static final int MAX_ITERATIONS = 20;

    /** Networks of every size, sparse and dense, with weights of few values (many equal gains) and of many. */
    @ParameterizedTest
    @CsvSource({"2, 12, 4000", "13, 60, 2000", "61, 300, 200", "301, 2000, 20", "20000, 20001, 2"})
    void clustersAsTheLibraryDoes(int leastNodes, int mostNodes, int networks) {
        SplittableRandom random = new SplittableRandom(leastNodes);
        Leiden[] leidens = new Leiden[3];
        for (int seed = 0; seed < leidens.length; seed++) {
            leidens[seed] = new Leiden(resolutionMicros(seed), RANDOMNESS_MICROS, seed);
        }
        int several = 0;
        for (int network = 0; network < networks; network++) {
            LinkGraph graph = RandomNetworks.draw(random, random.nextInt(leastNodes, mostNodes + 1));
            for (int seed = 0; seed < leidens.length; seed++) {
                int[] labels = cluster(leidens[seed], graph);

                assertThat(labels)
                        .as("network %d, seed %d", network, seed)
                        .isEqualTo(byLibrary(graph, resolutionMicros(seed), seed));
                int communities = Arrays.stream(labels).max().orElseThrow() + 1;
                several += communities > 1 && communities < labels.length ? 1 : 0;
            }
        }
        assertThat(several).isGreaterThan(networks / 2);
    }

    private static double resolutionMicros(int seed) {
        return new double[] {50_000, 300_000, 1_000_000}[seed];
    }

    private static int[] cluster(Leiden leiden, LinkGraph graph) {
        leiden.network().read(new Components(graph), 0);
        leiden.cluster(MAX_ITERATIONS);
        return Arrays.copyOf(leiden.network().clusterOf, graph.nodeCount());
    }

    private static int[] byLibrary(LinkGraph graph, double resolutionMicros, long seed) {
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
        Network network = new Network(
                nodes, false, firstNeighbours, new LargeIntArray(neighbours), new LargeDoubleArray(weights), false);
        LeidenAlgorithm algorithm = new LeidenAlgorithm(resolutionMicros, 1, RANDOMNESS_MICROS, new Random(seed));
        nl.cwts.networkanalysis.Clustering communities = new nl.cwts.networkanalysis.Clustering(nodes);
        int iterations = 0;
        while (iterations < MAX_ITERATIONS && algorithm.improveClustering(network, communities)) {
            iterations++;
        }
        return communities.getClusters();
    }
}
