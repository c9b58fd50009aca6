// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.fraudar;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.ConnectivityInspector;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleGraph;

/**
 * FRAUDAR's dense blocks of a graph between accounts and resources. An edge weighs 1 / ln(d + 5), d being the accounts of its
 * resource, so that what many share counts little. The density of a block is the weight inside it per node. Nodes are
 * peeled off, the one with the least weight inside first, and the densest rest is the block: at least half as dense as any
 * could be. Then its edges leave the graph and the next block is looked for, with the degrees that remain. We depart from the
 * paper in one thing, to FRAUDAR's advantage: parts of a block that no edge joins are blocks of their own.
 *
 * <p>Weights are sums in units of 2^-20 and ties go to the smaller number, accounts first, so that equal graphs give equal
 * blocks. Costs O(m log n) for each block.
 */
final class DenseBlocks {

    /** The paper's c, which keeps small degrees from dominating. */
    private static final double C = 5;

    private static final double UNIT = 1 << 20;

    private final int accounts;
    private final int resources;
    private List<Edge> edges;

    /**
     * An account seen with a resource.
     *
     * @param account 0 to accounts − 1
     * @param resource 0 to resources − 1
     */
    record Edge(int account, int resource) {}

    /**
     * A dense block.
     *
     * @param accounts ascending
     * @param density weight inside per node
     */
    record Block(List<Integer> accounts, double density) {}

    /** The blocks of a graph whose edges are distinct. */
    DenseBlocks(int accounts, int resources, List<Edge> edges) {
        this.accounts = accounts;
        this.resources = resources;
        this.edges = List.copyOf(edges);
    }

    /** The parts of the next dense blocks, as they are found, until no edge is left or that many blocks are found. */
    List<Block> next(int most) {
        List<Block> parts = new ArrayList<>();
        for (int found = 0; found < most && !edges.isEmpty(); found++) {
            parts.addAll(peel());
        }
        return parts;
    }

    private List<Block> peel() {
        long[] weights = new long[resources];
        edges.forEach(edge -> weights[edge.resource()]++);
        for (int resource = 0; resource < resources; resource++) {
            weights[resource] = Math.round(UNIT / Math.log(weights[resource] + C));
        }
        List<List<Integer>> neighbours = new ArrayList<>();
        for (int node = 0; node < accounts + resources; node++) {
            neighbours.add(new ArrayList<>());
        }
        long[] inside = new long[accounts + resources];
        long total = 0;
        for (Edge edge : edges) {
            int resource = accounts + edge.resource();
            neighbours.get(edge.account()).add(resource);
            neighbours.get(resource).add(edge.account());
            inside[edge.account()] += weights[edge.resource()];
            inside[resource] += weights[edge.resource()];
            total += weights[edge.resource()];
        }
        TreeSet<Integer> left = new TreeSet<>(
                Comparator.comparingLong((Integer node) -> inside[node]).thenComparing(Comparator.naturalOrder()));
        for (int node = 0; node < inside.length; node++) {
            if (!neighbours.get(node).isEmpty()) {
                left.add(node);
            }
        }
        BitSet gone = new BitSet();
        List<Integer> order = new ArrayList<>();
        double best = 0;
        int peeledForBest = 0;
        while (!left.isEmpty()) {
            double density = total / UNIT / left.size();
            if (density > best) {
                best = density;
                peeledForBest = order.size();
            }
            int node = left.pollFirst();
            gone.set(node);
            order.add(node);
            total -= inside[node];
            for (int neighbour : neighbours.get(node)) {
                if (!gone.get(neighbour)) {
                    left.remove(neighbour);
                    inside[neighbour] -= weights[Math.max(node, neighbour) - accounts];
                    left.add(neighbour);
                }
            }
        }
        BitSet block = new BitSet();
        order.subList(peeledForBest, order.size()).forEach(block::set);
        List<Edge> within = edges.stream()
                .filter(edge -> block.get(edge.account()) && block.get(accounts + edge.resource()))
                .toList();
        edges = edges.stream()
                .filter(edge -> !(block.get(edge.account()) && block.get(accounts + edge.resource())))
                .toList();
        return parts(within, weights);
    }

    /** The connected parts of a block, in order of their smallest account, each with its own density. */
    private List<Block> parts(List<Edge> block, long[] weights) {
        Graph<Integer, DefaultEdge> graph = new SimpleGraph<>(DefaultEdge.class);
        for (Edge edge : block) {
            graph.addVertex(edge.account());
            graph.addVertex(accounts + edge.resource());
            graph.addEdge(edge.account(), accounts + edge.resource());
        }
        List<Block> parts = new ArrayList<>();
        for (Set<Integer> nodes : new ConnectivityInspector<>(graph).connectedSets()) {
            long inside = 0;
            for (int node : nodes) {
                inside += node < accounts ? 0 : weights[node - accounts] * graph.degreeOf(node);
            }
            parts.add(new Block(
                    nodes.stream().filter(node -> node < accounts).sorted().toList(), inside / UNIT / nodes.size()));
        }
        parts.sort(Comparator.comparing(part -> part.accounts().get(0)));
        return parts;
    }
}
