// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ringwatch.graph.LinkGraph;
import org.ringwatch.link.EdgeRow;

/**
 * The ties of one share of the components: splits each component into communities of two accounts or more. A component of
 * more accounts than the parameters allow is {@linkplain Tightening tightened} first.
 *
 * <p>Rows are an {@link EdgeRow} behind two words that name the component (its smallest account). Nodes are numbered in
 * order of the accounts' hashes and the methods are deterministic, so the result depends on the ties alone.
 */
public final class ComponentPartition {
    private static final int COMPONENT_WORDS = 2;

    private final ClusteringMethod method;
    private final ClusteringParameters parameters;
    private final Long2ObjectOpenHashMap<List<Tie>> components = new Long2ObjectOpenHashMap<>();
    private long ties;
    private int tightenedComponents;
    private long tightenedAccounts;

    /** One tie in the block that brought it. */
    private record Tie(long[] block, int at) {}

    /** A node: the two halves of an account hash. */
    private record Account(long order, long secret) implements Comparable<Account> {
        @Override
        public int compareTo(Account other) {
            int byOrder = Long.compareUnsigned(order, other.order);
            return byOrder != 0 ? byOrder : Long.compareUnsigned(secret, other.secret);
        }
    }

    /** An empty share. */
    public ComponentPartition(ClusteringMethod method, ClusteringParameters parameters) {
        this.method = method;
        this.parameters = parameters;
    }

    /** Takes over a block of labelled ties. */
    public void add(long[] block) {
        for (int at = 0; at < block.length; ) {
            int edge = at + COMPONENT_WORDS;
            // Two components with equal secret halves would only share a list; they still share no edge.
            components
                    .computeIfAbsent(block[at + 1] ^ block[at], ignored -> new ArrayList<>())
                    .add(new Tie(block, edge));
            ties++;
            at = edge + EdgeRow.length(block, edge);
        }
    }

    /** Ties added so far. */
    public long ties() {
        return ties;
    }

    /** Components added so far. */
    public int components() {
        return components.size();
    }

    /** Components that were too large and tightened, so far. */
    public int tightenedComponents() {
        return tightenedComponents;
    }

    /** Accounts of these components. */
    public long tightenedAccounts() {
        return tightenedAccounts;
    }

    /** Passes every community of at least two accounts to {@code sink}, then forgets the ties. */
    public void forEach(Consumer<Community> sink) {
        for (List<Tie> component : components.values()) {
            split(component, sink);
        }
        components.clear();
    }

    private void split(List<Tie> component, Consumer<Community> sink) {
        Account[] nodes = component.stream()
                .flatMap(tie -> Stream.of(first(tie), second(tie)))
                .distinct()
                .sorted()
                .toArray(Account[]::new);
        if (nodes.length > parameters.maxComponentAccounts()) {
            tighten(component, nodes, sink);
        } else {
            cluster(component, nodes, sink);
        }
    }

    private void tighten(List<Tie> component, Account[] nodes, Consumer<Community> sink) {
        int[] from = new int[component.size()];
        int[] to = new int[component.size()];
        long[] weights = new long[component.size()];
        number(component, nodes, from, to, weights);
        Tightening pieces = new Tightening(nodes.length, from, to, weights, parameters.maxComponentAccounts());
        tightenedComponents++;
        tightenedAccounts += nodes.length;
        Map<Integer, List<Account>> accountsOf = new TreeMap<>();
        for (int node = 0; node < nodes.length; node++) {
            accountsOf
                    .computeIfAbsent(pieces.pieceOf(node), ignored -> new ArrayList<>())
                    .add(nodes[node]);
        }
        Map<Integer, List<Tie>> tiesOf = new HashMap<>();
        for (int t = 0; t < from.length; t++) {
            if (pieces.pieceOf(from[t]) == pieces.pieceOf(to[t])) {
                tiesOf.computeIfAbsent(pieces.pieceOf(from[t]), ignored -> new ArrayList<>())
                        .add(component.get(t));
            }
        }
        accountsOf.forEach((piece, inside) -> {
            if (inside.size() > 1) {
                cluster(tiesOf.getOrDefault(piece, List.of()), inside.toArray(Account[]::new), sink);
            }
        });
    }

    private static void number(List<Tie> component, Account[] nodes, int[] from, int[] to, long[] weights) {
        for (int t = 0; t < from.length; t++) {
            Tie tie = component.get(t);
            from[t] = Arrays.binarySearch(nodes, first(tie));
            to[t] = Arrays.binarySearch(nodes, second(tie));
            weights[t] = EdgeRow.weightMicros(tie.block, tie.at);
        }
    }

    private void cluster(List<Tie> component, Account[] nodes, Consumer<Community> sink) {
        int[] from = new int[component.size()];
        int[] to = new int[component.size()];
        long[] weights = new long[component.size()];
        number(component, nodes, from, to, weights);
        Clustering clustering = method.cluster(LinkGraph.of(nodes.length, from, to, weights), parameters);
        int[][] groups = clustering.groups();
        List<List<Integer>> inside = new ArrayList<>();
        for (int g = 0; g < groups.length; g++) {
            inside.add(new ArrayList<>());
        }
        for (int t = 0; t < from.length; t++) {
            if (clustering.together(from[t], to[t])) {
                inside.get(clustering.community(from[t])).add(t);
            }
        }
        for (int g = 0; g < groups.length; g++) {
            if (groups[g].length > 1) {
                sink.accept(community(groups[g], inside.get(g), nodes, component, from, to, weights));
            }
        }
    }

    private static Community community(
            int[] members,
            List<Integer> inside,
            Account[] nodes,
            List<Tie> component,
            int[] from,
            int[] to,
            long[] weights) {
        inside.sort((a, b) -> from[a] != from[b] ? Integer.compare(from[a], from[b]) : Integer.compare(to[a], to[b]));
        Community community = new Community(
                Arrays.stream(members).mapToLong(m -> nodes[m].order()).toArray(),
                Arrays.stream(members).mapToLong(m -> nodes[m].secret()).toArray(),
                new long[members.length],
                new int[inside.size()],
                new int[inside.size()],
                new long[inside.size()],
                new long[inside.size()][]);
        for (int i = 0; i < inside.size(); i++) {
            int t = inside.get(i);
            Tie tie = component.get(t);
            community.first()[i] = Arrays.binarySearch(members, from[t]);
            community.second()[i] = Arrays.binarySearch(members, to[t]);
            community.behaviours()[community.first()[i]] = EdgeRow.firstBehaviours(tie.block, tie.at);
            community.behaviours()[community.second()[i]] = EdgeRow.secondBehaviours(tie.block, tie.at);
            community.weightMicros()[i] = weights[t];
            community.items()[i] =
                    Arrays.copyOfRange(tie.block, tie.at + EdgeRow.HEADER, tie.at + EdgeRow.length(tie.block, tie.at));
        }
        return community;
    }

    private static Account first(Tie tie) {
        return new Account(EdgeRow.firstOrder(tie.block, tie.at), EdgeRow.firstSecret(tie.block, tie.at));
    }

    private static Account second(Tie tie) {
        return new Account(EdgeRow.secondOrder(tie.block, tie.at), EdgeRow.secondSecret(tie.block, tie.at));
    }
}
