// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.jgrapht.alg.interfaces.ClusteringAlgorithm.ClusteringImpl;
import org.junit.jupiter.api.Test;

class ClusteringTest {

    @Test
    void numbersCommunitiesByTheirSmallestNode() {
        Clustering clustering = Clustering.of(new int[] {3, 1, 3, 0});

        assertThat(clustering.communityOf()).containsExactly(0, 1, 0, 2);
        assertThat(clustering.communities()).isEqualTo(3);
        assertThat(clustering.groups()).isDeepEqualTo(new int[][] {{0, 2}, {1}, {3}});
        assertThat(clustering).isEqualTo(Clustering.of(new int[] {0, 2, 0, 1})).hasToString("[[0, 2], [1], [3]]");
    }

    @Test
    void goesToJGraphTAndBack() {
        Clustering clustering = Clustering.of(new int[] {0, 1, 0});

        assertThat(clustering.getClusters()).containsExactly(Set.of(0, 2), Set.of(1));
        assertThat(Clustering.from(new ClusteringImpl<>(List.of(Set.of(1), Set.of(2, 0))), 3))
                .isEqualTo(clustering);
    }

    @Test
    void refusesClustersThatAreNoPartition() {
        assertThatThrownBy(() -> Clustering.from(new ClusteringImpl<>(List.of(Set.of(0), Set.of(0, 1))), 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("clusters must hold each node from 0 to 1 once but 0 is in excess");
        assertThatThrownBy(() -> Clustering.from(new ClusteringImpl<>(List.of(Set.of(0))), 2))
                .hasMessage("clusters must hold each node from 0 to 1 once but 1 is missing");
        assertThatThrownBy(() -> new Clustering(new int[] {1, 0}, 2))
                .hasMessage("communityOf[0] must be from 0 to 0 but was 1; number communities with Clustering.of");
        assertThatThrownBy(() -> new Clustering(new int[] {0, 1}, 3))
                .hasMessage("communities must be 2, as communityOf has them, but was 3");
    }

    @Test
    void cannotBeChangedThroughItsArray() {
        Clustering clustering = Clustering.whole(2);
        clustering.communityOf()[1] = 7;

        assertThat(clustering.together(0, 1)).isTrue();
    }

    @Test
    void methodsAreKnownByName() {
        assertThat(ClusteringMethod.named("leiden")).isEqualTo(ClusteringMethod.LEIDEN);
        assertThat(ClusteringMethod.named("label-propagation")).isEqualTo(ClusteringMethod.LABEL_PROPAGATION);
        assertThat(ClusteringMethod.named("components")).isEqualTo(ClusteringMethod.COMPONENTS);
        assertThatThrownBy(() -> ClusteringMethod.named("louvain"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("clustering must be one of leiden, label-propagation, components but was louvain");
    }

    @Test
    void parametersAreWithinReason() {
        assertThatThrownBy(() -> new ClusteringParameters(0, 1, 2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("resolution must be above 0 and at most 1000 but was 0.0");
        assertThatThrownBy(() -> new ClusteringParameters(Double.NaN, 1, 2, 1))
                .hasMessage("resolution must be above 0 and at most 1000 but was NaN");
        assertThatThrownBy(() -> new ClusteringParameters(0.05, 0, 2, 1))
                .hasMessage("maxIterations must be at least 1 but was 0");
    }
}
