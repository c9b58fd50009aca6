// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import org.ringwatch.graph.LinkGraph;
import org.ringwatch.link.EdgeRow;
import org.ringwatch.link.PairRow;
import org.ringwatch.link.ResourceType;

/**
 * The ties of one share of the components: splits each component into communities of two accounts or more. A component of
 * more accounts than the parameters allow is {@linkplain Tightening tightened} first, and so is one whose suspicious pieces
 * would be too many {@linkplain Reunion together}.
 *
 * <p>Rows are an {@link EdgeRow} behind two words that name the component (its smallest account). Nodes are numbered in
 * order of the accounts' hashes and the methods are deterministic, so the result depends on the ties alone.
 */
public final class ComponentPartition {
    private static final int COMPONENT_WORDS = 2;

    private static final int ABSENT = -1;

    /** Score from which a piece is taken for part of a gang, and from which it follows one. */
    private static final long SUSPICIOUS_MICROS = 500_000;

    private static final long DOUBTFUL_MICROS = 200_000;

    /**
     * Accounts of a piece of a tightened component: more than any ring that was seen or simulated had, of which the largest had
     * 166. Two gangs are in one piece the oftener the larger it may be.
     */
    private static final int MAX_TIGHTENED_ACCOUNTS = 200;

    private final ClusteringMethod method;
    private final ClusteringParameters parameters;
    private final LongPredicate isConfirmed;
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

    /** An empty share; nobody is confirmed. */
    public ComponentPartition(ClusteringMethod method, ClusteringParameters parameters) {
        this(method, parameters, secret -> false);
    }

    /**
     * An empty share.
     *
     * @param isConfirmed whether the account with that secret hash is confirmed: communities tell which such accounts are
     *     around their members, and are the same for it
     */
    public ComponentPartition(ClusteringMethod method, ClusteringParameters parameters, LongPredicate isConfirmed) {
        this.method = method;
        this.parameters = parameters;
        this.isConfirmed = isConfirmed;
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

    /** Components that were too large and tightened, or whose suspicious pieces are too many to be one gang, so far. */
    public int tightenedComponents() {
        return tightenedComponents;
    }

    /** Accounts of those components. */
    public long tightenedAccounts() {
        return tightenedAccounts;
    }

    /**
     * Passes every community of at least two accounts to {@code sink}, then forgets the ties.
     *
     * @param judge how likely a community is a ring, 0–1 in millionths: pieces of one gang are {@linkplain Reunion brought
     *     together}
     */
    public void forEach(ToLongFunction<Community> judge, Consumer<Community> sink) {
        for (List<Tie> component : components.values()) {
            split(component, judge, sink);
        }
        components.clear();
    }

    private void split(List<Tie> component, ToLongFunction<Community> judge, Consumer<Community> sink) {
        Numbered numbered = number(component);
        if (split(numbered, judge, sink)) {
            tightenedComponents++;
            tightenedAccounts += numbered.nodes.length;
        }
    }

    /** Whether it was too large to be looked at whole, or has suspicious pieces that are too many to be one gang. */
    private boolean split(Numbered component, ToLongFunction<Community> judge, Consumer<Community> sink) {
        int accounts = component.nodes.length;
        if (accounts > parameters.maxComponentAccounts() && splitTightened(component, judge, sink)) {
            return true;
        }
        Clustering clustering = method.cluster(component.graph(), parameters);
        Community[] found = component.communities(clustering);
        boolean apart = false;
        if (clustering.communities() > 1) {
            Reunion reunion = reunion(component, clustering, found, judge);
            apart = reunion.apart() > 0;
            if (apart && splitTightened(component, judge, sink)) {
                return true;
            }
            Clustering reunited = component.reunited(clustering, reunion);
            if (reunited.communities() < clustering.communities()) {
                found = component.communities(reunited);
            }
        }
        for (Community community : found) {
            if (community.size() > 1) {
                sink.accept(community);
            }
        }
        return apart || accounts > parameters.maxComponentAccounts();
    }

    /** Tightens a component and splits each piece; false if it stays whole, as its ties are all equally strong. */
    private boolean splitTightened(Numbered component, ToLongFunction<Community> judge, Consumer<Community> sink) {
        List<Numbered> pieces =
                component.tightened(Math.min(MAX_TIGHTENED_ACCOUNTS, parameters.maxComponentAccounts()));
        if (pieces.size() == 1 && pieces.get(0).nodes.length == component.nodes.length) {
            return false;
        }
        for (Numbered piece : pieces) {
            split(piece, judge, sink);
        }
        return true;
    }

    private static Reunion reunion(
            Numbered component, Clustering clustering, Community[] found, ToLongFunction<Community> judge) {
        long[] scores = new long[found.length];
        for (int c = 0; c < found.length; c++) {
            scores[c] = found[c].size() > 1 ? judge.applyAsLong(found[c]) : 0;
        }
        int[] sizes = Arrays.stream(found).mapToInt(Community::size).toArray();
        Reunion reunion = new Reunion(sizes, scores, SUSPICIOUS_MICROS, DOUBTFUL_MICROS);
        for (int t = 0; t < component.from.length; t++) {
            int first = clustering.community(component.from[t]);
            int second = clustering.community(component.to[t]);
            if (first != second && component.holds(t)) {
                reunion.tie(first, second);
            }
        }
        return reunion;
    }

    private Numbered number(List<Tie> component) {
        Object2IntOpenHashMap<Account> seen = new Object2IntOpenHashMap<>();
        seen.defaultReturnValue(ABSENT);
        Tie[] ties = component.toArray(Tie[]::new);
        int[] from = new int[ties.length];
        int[] to = new int[ties.length];
        for (int t = 0; t < ties.length; t++) {
            from[t] = numberOf(first(ties[t]), seen);
            to[t] = numberOf(second(ties[t]), seen);
        }
        Account[] nodes = seen.keySet().toArray(Account[]::new);
        Arrays.sort(nodes);
        int[] place = new int[nodes.length];
        for (int node = 0; node < nodes.length; node++) {
            place[seen.getInt(nodes[node])] = node;
        }
        for (int t = 0; t < ties.length; t++) {
            from[t] = place[from[t]];
            to[t] = place[to[t]];
        }
        return new Numbered(nodes, ties, from, to);
    }

    /** The number of an account in the order in which accounts were seen first. */
    private static int numberOf(Account account, Object2IntOpenHashMap<Account> seen) {
        int next = seen.size();
        int known = seen.putIfAbsent(account, next);
        return known == ABSENT ? next : known;
    }

    /** The ties of connected accounts, both numbered: accounts in order of their hashes. */
    private final class Numbered {
        private final Account[] nodes;
        private final Tie[] ties;
        private final int[] from;
        private final int[] to;
        private final long[] weights;
        private final Map<Integer, TreeSet<Account>> confirmed = new HashMap<>();

        Numbered(Account[] nodes, Tie[] ties, int[] from, int[] to) {
            this.nodes = nodes;
            this.ties = ties;
            this.from = from;
            this.to = to;
            weights = new long[ties.length];
            boolean[] isConfirmed = new boolean[nodes.length];
            for (int node = 0; node < nodes.length; node++) {
                isConfirmed[node] = ComponentPartition.this.isConfirmed.test(nodes[node].secret());
            }
            for (int t = 0; t < ties.length; t++) {
                weights[t] = EdgeRow.weightMicros(ties[t].block, ties[t].at);
                if ((isConfirmed[from[t]] || isConfirmed[to[t]]) && !restsOnHub(ties[t])) {
                    confirm(from[t], to[t], isConfirmed);
                    confirm(to[t], from[t], isConfirmed);
                }
            }
        }

        private void confirm(int node, int other, boolean[] isConfirmed) {
            if (isConfirmed[other]) {
                TreeSet<Account> around = confirmed.computeIfAbsent(node, ignored -> new TreeSet<>());
                around.add(nodes[other]);
                if (around.size() > Community.MAX_CONFIRMED) {
                    around.pollLast();
                }
            }
        }

        private long[] confirmedAround(int node) {
            TreeSet<Account> around = confirmed.get(node);
            return around == null
                    ? new long[0]
                    : around.stream()
                            .flatMapToLong(account -> LongStream.of(account.order(), account.secret()))
                            .toArray();
        }

        LinkGraph graph() {
            return LinkGraph.of(nodes.length, from, to, weights);
        }

        /** The pieces of two accounts or more that are left when weak ties are left out, in order of their first accounts. */
        List<Numbered> tightened(int maxAccounts) {
            Tightening pieces = new Tightening(nodes.length, from, to, weights, maxAccounts);
            int[] accounts = new int[nodes.length];
            int[] numberInPiece = new int[nodes.length];
            for (int node = 0; node < nodes.length; node++) {
                numberInPiece[node] = accounts[pieces.pieceOf(node)]++;
            }
            int[] tiesInside = new int[nodes.length];
            for (int t = 0; t < ties.length; t++) {
                if (pieces.pieceOf(from[t]) == pieces.pieceOf(to[t])) {
                    tiesInside[pieces.pieceOf(from[t])]++;
                }
            }
            Map<Integer, Piece> found = new TreeMap<>();
            for (int piece = 0; piece < nodes.length; piece++) {
                if (accounts[piece] > 1) {
                    found.put(piece, new Piece(accounts[piece], tiesInside[piece]));
                }
            }
            for (int node = 0; node < nodes.length; node++) {
                Piece piece = found.get(pieces.pieceOf(node));
                if (piece != null) {
                    piece.nodes[numberInPiece[node]] = nodes[node];
                }
            }
            for (int t = 0; t < ties.length; t++) {
                Piece piece = found.get(pieces.pieceOf(from[t]));
                if (piece != null && pieces.pieceOf(from[t]) == pieces.pieceOf(to[t])) {
                    piece.add(ties[t], numberInPiece[from[t]], numberInPiece[to[t]]);
                }
            }
            return found.values().stream()
                    .map(piece -> new Numbered(piece.nodes, piece.ties, piece.from, piece.to))
                    .toList();
        }

        Clustering reunited(Clustering clustering, Reunion reunion) {
            int[] labels = new int[nodes.length];
            for (int node = 0; node < labels.length; node++) {
                labels[node] = reunion.of(clustering.community(node));
            }
            return Clustering.of(labels);
        }

        /**
         * Whether the tie holds a gang together: a device, wallet or beneficiary, and no home or family that explains it.
         * Shops and addresses serve more gangs than one.
         */
        boolean holds(int t) {
            Tie tie = ties[t];
            int end = tie.at + EdgeRow.length(tie.block, tie.at);
            boolean own = false;
            for (int item = tie.at + EdgeRow.HEADER; item < end; item += EdgeRow.ITEM) {
                if (PairRow.explains(tie.block[item])) {
                    return false;
                }
                ResourceType type = PairRow.type(tie.block[item]);
                own |= !type.isAddress() && type != ResourceType.MERCHANT;
            }
            return own;
        }

        /** The communities of a clustering with the ties inside them; some may have a single account. */
        Community[] communities(Clustering clustering) {
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
            Community[] communities = new Community[groups.length];
            for (int g = 0; g < groups.length; g++) {
                communities[g] = community(groups[g], inside.get(g));
            }
            return communities;
        }

        private Community community(int[] members, List<Integer> inside) {
            inside.sort(
                    (a, b) -> from[a] != from[b] ? Integer.compare(from[a], from[b]) : Integer.compare(to[a], to[b]));
            Community community = new Community(
                    Arrays.stream(members).mapToLong(m -> nodes[m].order()).toArray(),
                    Arrays.stream(members).mapToLong(m -> nodes[m].secret()).toArray(),
                    new long[members.length],
                    new int[inside.size()],
                    new int[inside.size()],
                    new long[inside.size()],
                    new long[inside.size()][],
                    Arrays.stream(members).mapToObj(this::confirmedAround).toArray(long[][]::new));
            for (int i = 0; i < inside.size(); i++) {
                int t = inside.get(i);
                Tie tie = ties[t];
                community.first()[i] = Arrays.binarySearch(members, from[t]);
                community.second()[i] = Arrays.binarySearch(members, to[t]);
                community.behaviours()[community.first()[i]] = EdgeRow.firstBehaviours(tie.block, tie.at);
                community.behaviours()[community.second()[i]] = EdgeRow.secondBehaviours(tie.block, tie.at);
                community.weightMicros()[i] = weights[t];
                community.items()[i] = Arrays.copyOfRange(
                        tie.block, tie.at + EdgeRow.HEADER, tie.at + EdgeRow.length(tie.block, tie.at));
            }
            return community;
        }
    }

    /** A piece of a component that is being filled. */
    private static final class Piece {
        private final Account[] nodes;
        private final Tie[] ties;
        private final int[] from;
        private final int[] to;
        private int size;

        Piece(int accounts, int ties) {
            nodes = new Account[accounts];
            this.ties = new Tie[ties];
            from = new int[ties];
            to = new int[ties];
        }

        void add(Tie tie, int first, int second) {
            ties[size] = tie;
            from[size] = first;
            to[size++] = second;
        }
    }

    /** Whether the tie would not hold without hubs. */
    private static boolean restsOnHub(Tie tie) {
        int end = tie.at + EdgeRow.length(tie.block, tie.at);
        for (int item = tie.at + EdgeRow.HEADER; item < end; item += EdgeRow.ITEM) {
            if (!PairRow.isHub(tie.block[item])) {
                return false;
            }
        }
        return true;
    }

    private static Account first(Tie tie) {
        return new Account(EdgeRow.firstOrder(tie.block, tie.at), EdgeRow.firstSecret(tie.block, tie.at));
    }

    private static Account second(Tie tie) {
        return new Account(EdgeRow.secondOrder(tie.block, tie.at), EdgeRow.secondSecret(tie.block, tie.at));
    }
}
