// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ringwatch.graph.TextGraph.graph;

import org.jgrapht.Graph;
import org.junit.jupiter.api.Test;

class LinkGraphTest {

    private static final long[] ONE = {1_000_000};

    @Test
    void numbersEdgesByTheirEndpointsWhateverTheirOrder() {
        LinkGraph graph = graph("d-c, b-a:3 a-d:2").linkGraph();

        assertThat(graph.edgeCount()).isEqualTo(3);
        assertThat(new int[] {graph.source(0), graph.target(0)}).containsExactly(0, 1);
        assertThat(new int[] {graph.source(1), graph.target(1)}).containsExactly(0, 3);
        assertThat(new int[] {graph.source(2), graph.target(2)}).containsExactly(2, 3);
        assertThat(graph.weightMicros(0)).isEqualTo(3_000_000);
        assertThat(graph.totalWeightMicros()).isEqualTo(6_000_000);
    }

    @Test
    void sumsEdgesListedTwiceInEitherDirection() {
        LinkGraph graph = graph("a-b:1 b-a:0.5 a-b:0.25").linkGraph();

        assertThat(graph.edgeCount()).isEqualTo(1);
        assertThat(graph.degree(0)).isEqualTo(1);
        assertThat(graph.weightMicros(0)).isEqualTo(1_750_000);
    }

    @Test
    void findsNeighbours() {
        LinkGraph graph = graph("a-b a-c b-d").linkGraph();

        assertThat(graph.neighbour(graph.slotOf(0, 2))).isEqualTo(2);
        assertThat(graph.slotOf(2, 3)).isNegative();
    }

    @Test
    void keepsTheEdgesInsideASetOfNodes() {
        LinkGraph inside =
                graph("a-b:1 b-c:2 c-d:3 d-e:4 e-a:5 b-d:6").linkGraph().inducedBy(new int[] {1, 2, 3});

        assertThat(inside.asGraph().edgeSet().stream()
                        .map(e -> inside.source(e) + "-" + inside.target(e) + ":" + inside.weightMicros(e) / 1_000_000))
                .containsExactly("0-1:2", "0-2:6", "1-2:3");
        assertThat(inside.slotWeightMicros(inside.slotOf(2, 0))).isEqualTo(6_000_000);
    }

    @Test
    void holdsNoNodesAtAll() {
        LinkGraph empty = graph("").linkGraph();

        assertThat(empty.nodeCount()).isZero();
        assertThat(empty.asGraph().vertexSet()).isEmpty();
    }

    @Test
    void refusesWhatIsNoEdge() {
        assertThatThrownBy(() -> LinkGraph.of(2, new int[] {1}, new int[] {1}, ONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("edge 0 must join two nodes but was 1-1; drop self loops first");
        assertThatThrownBy(() -> LinkGraph.of(2, new int[] {0}, new int[] {2}, ONE))
                .hasMessage("edge 0 must have endpoints from 0 to 1 but was 0-2");
        assertThatThrownBy(() -> LinkGraph.of(2, new int[] {0}, new int[] {1}, new long[] {0}))
                .hasMessage("weightMicros[0] must be positive but was 0");
        assertThatThrownBy(() -> LinkGraph.of(2, new int[] {0}, new int[] {1, 0}, ONE))
                .hasMessage("a, b and weightMicros must be equally long but were 1, 2 and 1");
        assertThatThrownBy(() -> graph("a-b").linkGraph().inducedBy(new int[] {1, 0}))
                .hasMessage("nodes must ascend strictly but 0 follows 1; sort them and drop repeats first");
        long half = Long.MAX_VALUE / 2 + 1;
        assertThatThrownBy(() -> LinkGraph.of(3, new int[] {0, 1}, new int[] {1, 2}, new long[] {half, half}))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void viewCannotBeChanged() {
        Graph<Integer, Integer> view = graph("a-b").linkGraph().asGraph();

        assertThat(view.getType().isModifiable()).isFalse();
        assertThatThrownBy(() -> view.addVertex(7))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("build another graph with LinkGraph.of");
        assertThatThrownBy(() -> view.removeEdge(0)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> view.setEdgeWeight(0, 2)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> view.vertexSet().remove(0)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void viewNamesWhatItDoesNotHold() {
        Graph<Integer, Integer> view = graph("a-b c").linkGraph().asGraph();

        assertThatThrownBy(() -> view.edgesOf(3)).hasMessage("vertex must be from 0 to 2 but was 3");
        assertThatThrownBy(() -> view.getEdgeWeight(1)).hasMessage("edge must be from 0 to 0 but was 1");
        assertThat(view.getEdge(0, 2)).isNull();
        assertThat(view.getEdge(0, 9)).isNull();
        assertThat(view.containsVertex(3)).isFalse();
        assertThat(view.edgesOf(0)).contains(0).doesNotContain(1);
    }
}
