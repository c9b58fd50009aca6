// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.graph;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** A number of nodes and a list of edges between them: repeats and both directions, no self loops. */
public record RandomEdges(int nodes, List<int[]> edges) {

    /** Up to so many nodes; few edges and many. */
    public static Arbitrary<RandomEdges> upTo(int maxNodes) {
        return Arbitraries.integers().between(1, maxNodes).flatMap(nodes -> {
            Arbitrary<Integer> node = Arbitraries.integers().between(0, nodes - 1);
            Arbitrary<Integer> weight = Arbitraries.integers().between(1, 3_000_000);
            return Combinators.combine(node, node, weight)
                    .as((a, b, micros) -> new int[] {a, b, micros})
                    .filter(10_000, edge -> nodes == 1 || edge[0] != edge[1])
                    .list()
                    .ofMaxSize(nodes == 1 ? 0 : 2 * nodes)
                    .map(edges -> new RandomEdges(nodes, edges));
        });
    }

    /** These edges. */
    public LinkGraph linkGraph() {
        return LinkGraph.of(
                nodes,
                edges.stream().mapToInt(edge -> edge[0]).toArray(),
                edges.stream().mapToInt(edge -> edge[1]).toArray(),
                edges.stream().mapToLong(edge -> edge[2]).toArray());
    }

    /** These edges and, apart from them, the others. */
    public RandomEdges besides(RandomEdges others) {
        List<int[]> all = new ArrayList<>(edges);
        others.edges.forEach(edge -> all.add(new int[] {edge[0] + nodes, edge[1] + nodes, edge[2]}));
        return new RandomEdges(nodes + others.nodes, all);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(nodes + " nodes:");
        edges.forEach(edge -> text.append(" " + edge[0] + "-" + edge[1] + ":" + edge[2]));
        return text.toString();
    }
}
