// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.ringwatch.graph.TextGraph.graph;

import org.jgrapht.alg.clustering.UndirectedModularityMeasurer;
import org.junit.jupiter.api.Test;
import org.ringwatch.graph.LinkGraph;

class ClusteringQualityTest {

    private final LinkGraph karate = KarateClub.graph();

    @Test
    void modularityIsAsPublished() {
        assertThat(ClusteringQuality.modularity(karate, KarateClub.bestModularity()))
                .isCloseTo(0.4198, within(5e-5));
        assertThat(ClusteringQuality.modularity(karate, KarateClub.factions())).isCloseTo(0.3582, within(5e-5));
        assertThat(ClusteringQuality.modularity(karate, Clustering.whole(34))).isCloseTo(0, within(1e-12));
    }

    @Test
    void modularityAgreesWithJGraphT() {
        double theirs = new UndirectedModularityMeasurer<>(karate.asGraph())
                .modularity(KarateClub.factions().getClusters());

        assertThat(ClusteringQuality.modularity(karate, KarateClub.factions())).isCloseTo(theirs, within(1e-12));
    }

    @Test
    void cpmIsInsideWeightLessResolutionForEachPair() {
        LinkGraph graph = graph("a-b:2 b-c:1 c-d:4").linkGraph();

        assertThat(ClusteringQuality.cpm(graph, Clustering.of(new int[] {0, 0, 0, 1}), 0.5))
                .isEqualTo(3 - 0.5 * 3);
        assertThat(ClusteringQuality.cpm(graph, Clustering.singletons(4), 0.5)).isZero();
    }

    @Test
    void graphWithoutEdgesHasNoModularity() {
        assertThat(ClusteringQuality.modularity(graph("a b").linkGraph(), Clustering.singletons(2)))
                .isZero();
    }

    @Test
    void refusesAClusteringOfAnotherGraph() {
        assertThatThrownBy(() -> ClusteringQuality.cpm(karate, Clustering.whole(3), 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("clustering must have the graph's 34 nodes but had 3");
    }
}
