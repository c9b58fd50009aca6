// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jgrapht.alg.interfaces.ClusteringAlgorithm;

/**
 * Tiny graphs as text: {@code graph("a-b b-c:2.5 c-a, c-d, e")}. Nodes are numbered in alphabetical order, an edge weighs
 * 1 unless it says otherwise, a name by itself is a node without edges.
 */
public final class TextGraph {

    private final List<String> names;
    private final LinkGraph graph;

    private TextGraph(List<String> names, LinkGraph graph) {
        this.names = names;
        this.graph = graph;
    }

    public static TextGraph graph(String text) {
        List<String[]> edges = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>();
        for (String word : text.trim().isEmpty() ? new String[0] : text.trim().split("[\\s,]+", -1)) {
            String[] parts = word.split("[-:]", -1);
            names.add(parts[0]);
            if (parts.length > 1) {
                names.add(parts[1]);
                edges.add(parts);
            }
        }
        List<String> numbered = List.copyOf(names);
        int[] a = edges.stream().mapToInt(edge -> numbered.indexOf(edge[0])).toArray();
        int[] b = edges.stream().mapToInt(edge -> numbered.indexOf(edge[1])).toArray();
        long[] weights = edges.stream()
                .mapToLong(edge -> edge.length < 3 ? 1_000_000 : Math.round(Double.parseDouble(edge[2]) * 1e6))
                .toArray();
        return new TextGraph(numbered, LinkGraph.of(numbered.size(), a, b, weights));
    }

    /** Every pair of the names joined: {@code clique("a b c")} is {@code "a-b a-c b-c"}. */
    public static String clique(String names) {
        String[] nodes = names.split(" ", -1);
        return IntStream.range(0, nodes.length)
                .boxed()
                .flatMap(i -> IntStream.range(i + 1, nodes.length).mapToObj(j -> nodes[i] + "-" + nodes[j]))
                .collect(Collectors.joining(" "));
    }

    public LinkGraph linkGraph() {
        return graph;
    }

    public int node(String name) {
        return names.indexOf(name);
    }

    /** Groups by name, as in "abc d": members in order, groups in the order of their first members. */
    public String describe(ClusteringAlgorithm.Clustering<Integer> clustering) {
        Map<Integer, String> groups = new TreeMap<>();
        clustering.forEach(group -> groups.put(
                group.stream().min(Integer::compare).orElseThrow(),
                group.stream().sorted().map(names::get).collect(Collectors.joining())));
        return String.join(" ", groups.values());
    }
}
