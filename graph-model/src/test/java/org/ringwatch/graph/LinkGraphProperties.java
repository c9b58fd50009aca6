// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jgrapht.Graph;
import org.jgrapht.Graphs;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleWeightedGraph;

class LinkGraphProperties {

    @Provide
    Arbitrary<RandomEdges> edges() {
        return RandomEdges.upTo(12);
    }

    @Property(tries = 300)
    void viewEqualsJGraphTsOwnGraph(@ForAll("edges") RandomEdges random) {
        Graph<Integer, Integer> view = random.linkGraph().asGraph();
        Graph<Integer, DefaultWeightedEdge> own = jgrapht(random);

        assertThat(view.vertexSet()).containsExactlyElementsOf(own.vertexSet());
        assertThat(List.copyOf(view.edgeSet())).hasSize(own.edgeSet().size()).isSorted();
        for (int a = 0; a < random.nodes(); a++) {
            assertThat(view.degreeOf(a)).isEqualTo(own.degreeOf(a));
            assertThat(List.copyOf(view.edgesOf(a))).hasSize(own.degreeOf(a)).isSorted();
            assertThat(Graphs.neighborSetOf(view, a)).isEqualTo(Graphs.neighborSetOf(own, a));
            for (int b = 0; b < random.nodes(); b++) {
                assertThat(view.containsEdge(a, b)).isEqualTo(own.containsEdge(a, b));
                if (own.containsEdge(a, b)) {
                    Integer edge = view.getEdge(a, b);
                    assertThat(view.getEdgeWeight(edge)).isEqualTo(own.getEdgeWeight(own.getEdge(a, b)));
                    assertThat(view.getEdgeSource(edge)).isEqualTo(Math.min(a, b));
                    assertThat(view.getEdgeTarget(edge)).isEqualTo(Math.max(a, b));
                    assertThat(view.edgesOf(a)).contains(edge);
                }
            }
        }
    }

    @Property(tries = 200)
    void orderAndDirectionOfEdgesDoNotMatter(@ForAll("edges") RandomEdges random, @ForAll long seed) {
        List<int[]> shuffled = new ArrayList<>();
        random.edges().forEach(edge -> shuffled.add(new int[] {edge[1], edge[0], edge[2]}));
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(described(new RandomEdges(random.nodes(), shuffled).linkGraph()))
                .isEqualTo(described(random.linkGraph()));
    }

    @Property(tries = 200)
    void inducedGraphHasTheEdgesInside(@ForAll("edges") RandomEdges random, @ForAll int chosen) {
        LinkGraph graph = random.linkGraph();
        int[] nodes = IntStream.range(0, random.nodes())
                .filter(node -> (chosen >> node & 1) == 1)
                .toArray();
        LinkGraph inside = graph.inducedBy(nodes);

        int edges = 0;
        for (int i = 0; i < nodes.length; i++) {
            for (int j = 0; j < nodes.length; j++) {
                int slot = graph.slotOf(nodes[i], nodes[j]);
                int slotInside = inside.slotOf(i, j);
                assertThat(slotInside >= 0).isEqualTo(slot >= 0);
                if (slot >= 0) {
                    assertThat(inside.slotWeightMicros(slotInside)).isEqualTo(graph.slotWeightMicros(slot));
                    edges++;
                }
            }
        }
        assertThat(inside.edgeCount()).isEqualTo(edges / 2);
    }

    private static List<String> described(LinkGraph graph) {
        List<String> slots = new ArrayList<>();
        for (int node = 0; node < graph.nodeCount(); node++) {
            for (int slot = graph.firstSlot(node); slot < graph.endSlot(node); slot++) {
                slots.add(node + "-" + graph.neighbour(slot) + "#" + graph.edge(slot) + ":"
                        + graph.slotWeightMicros(slot));
            }
        }
        return slots;
    }

    private static Graph<Integer, DefaultWeightedEdge> jgrapht(RandomEdges random) {
        Graph<Integer, DefaultWeightedEdge> graph = new SimpleWeightedGraph<>(DefaultWeightedEdge.class);
        for (int node = 0; node < random.nodes(); node++) {
            graph.addVertex(node);
        }
        long[][] micros = new long[random.nodes()][random.nodes()];
        for (int[] edge : random.edges()) {
            int a = Math.min(edge[0], edge[1]);
            int b = Math.max(edge[0], edge[1]);
            micros[a][b] += edge[2];
            if (!graph.containsEdge(a, b)) {
                graph.addEdge(a, b);
            }
            graph.setEdgeWeight(a, b, micros[a][b] / 1e6);
        }
        return graph;
    }
}
