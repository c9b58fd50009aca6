// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.SplittableRandom;
import org.jgrapht.alg.clustering.LabelPropagationClustering;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringwatch.graph.LinkGraph;

class LabelPropagationTest extends ClusteringAlgorithmContract {

    @Override
    ClusteringMethod method() {
        return ClusteringMethod.LABEL_PROPAGATION;
    }

    /** JGraphT's may count labels in a map that grows, so nodes with many neighbours are among these. */
    @ParameterizedTest
    @CsvSource({"2, 12, 2000", "13, 60, 500", "61, 300, 100", "301, 3000, 10"})
    void clustersAsJGraphTDoes(int leastNodes, int mostNodes, int graphs) {
        SplittableRandom random = new SplittableRandom(leastNodes);
        for (int i = 0; i < graphs; i++) {
            LinkGraph graph = RandomNetworks.draw(random, random.nextInt(leastNodes, mostNodes + 1));
            for (int rounds : new int[] {1, 3, 20}) {
                ClusteringParameters parameters = new ClusteringParameters(1, rounds, 1_000_000, i);

                assertThat(method().cluster(graph, parameters))
                        .as("graph %d, at most %d rounds", i, rounds)
                        .isEqualTo(byJGraphT(graph, parameters));
            }
        }
    }

    private static Clustering byJGraphT(LinkGraph graph, ClusteringParameters parameters) {
        return Clustering.from(
                new LabelPropagationClustering<>(
                                graph.asGraph(), parameters.maxIterations(), new Random(parameters.seed()))
                        .getClustering(),
                graph.nodeCount());
    }
}
