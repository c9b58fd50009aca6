// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

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
import org.ringwatch.component.Vertex;
import org.ringwatch.graph.KeyNumbers;
import org.ringwatch.graph.LinkGraph;
import org.ringwatch.link.EdgeRow;
import org.ringwatch.link.PairRow;
import org.ringwatch.link.ResourceType;
import org.ringwatch.link.RowGroups;

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

    /** Score from which a piece is taken for part of a gang, and from which it follows one. */
    private static final long SUSPICIOUS_MICROS = 500_000;

    private static final long DOUBTFUL_MICROS = 200_000;

    /**
     * Accounts of a piece of a tightened component: more than any ring that was seen or simulated had, of which the largest had
     * 166. Two gangs are in one piece the oftener the larger it may be.
     */
    private static final int MAX_TIGHTENED_ACCOUNTS = 200;

    /** Few components have more accounts. */
    private static final int ROOM = 256;

    private final ComponentWise method;
    private final ClusteringParameters parameters;
    private final LongPredicate isConfirmed;
    private final RowGroups components = RowGroups.behindKey(COMPONENT_WORDS);
    private final KeyNumbers numbers = new KeyNumbers();
    private final Grouping members = new Grouping();
    private final Grouping tiesInside = new Grouping();
    private final Grouping byAccount = new Grouping();
    private int tightenedComponents;
    private long tightenedAccounts;

    /** One tie in the block that brought it. */
    private record Tie(long[] block, int at) {}

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
        this.method = method.with(parameters);
        this.parameters = parameters;
        this.isConfirmed = isConfirmed;
    }

    /** Takes over a block of labelled ties. */
    public void add(long[] block) {
        components.add(block);
    }

    /** Ties added and not passed on so far. */
    public long ties() {
        return components.rows();
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
        components.forEach(component -> {
            Numbered numbered = number(component);
            if (split(numbered, judge, sink)) {
                tightenedComponents++;
                tightenedAccounts += numbered.nodes.length;
            }
        });
    }

    /** Whether it was too large to be looked at whole, or has suspicious pieces that are too many to be one gang. */
    private boolean split(Numbered component, ToLongFunction<Community> judge, Consumer<Community> sink) {
        int accounts = component.nodes.length;
        if (accounts > parameters.maxComponentAccounts() && splitTightened(component, judge, sink)) {
            return true;
        }
        Clustering clustering = method.cluster(component.graph());
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

    private Numbered number(RowGroups.Group component) {
        // Connected accounts have at least as many ties, but for one.
        numbers.clear(Math.min(component.size() + 1, ROOM));
        Tie[] ties = new Tie[component.size()];
        int[] from = new int[ties.length];
        int[] to = new int[ties.length];
        for (int t = 0; t < ties.length; t++) {
            long[] block = component.block(t);
            int at = component.start(t) + COMPONENT_WORDS;
            ties[t] = new Tie(block, at);
            from[t] = numbers.add(EdgeRow.firstOrder(block, at), EdgeRow.firstSecret(block, at));
            to[t] = numbers.add(EdgeRow.secondOrder(block, at), EdgeRow.secondSecret(block, at));
        }
        Vertex[] nodes = new Vertex[numbers.size()];
        Arrays.setAll(nodes, number -> new Vertex(numbers.high(number), numbers.low(number)));
        Arrays.sort(nodes);
        int[] place = new int[nodes.length];
        for (int node = 0; node < nodes.length; node++) {
            place[numbers.indexOf(nodes[node].order(), nodes[node].secret())] = node;
        }
        for (int t = 0; t < ties.length; t++) {
            from[t] = place[from[t]];
            to[t] = place[to[t]];
        }
        return sorted(nodes, ties, from, to);
    }

    /** Puts ties in order of their accounts; a pair that came twice stays in the order in which it came. O(ties + accounts). */
    private Numbered sorted(Vertex[] nodes, Tie[] ties, int[] from, int[] to) {
        byAccount.group(to, ties.length, nodes.length);
        int[] bySecond = Arrays.copyOf(byAccount.nodes(), ties.length);
        int[] firstOf = new int[ties.length];
        for (int i = 0; i < ties.length; i++) {
            firstOf[i] = from[bySecond[i]];
        }
        byAccount.group(firstOf, ties.length, nodes.length);
        Piece sorted = new Piece(nodes, ties.length);
        for (int i = 0; i < ties.length; i++) {
            int t = bySecond[byAccount.nodes()[i]];
            sorted.add(ties[t], from[t], to[t]);
        }
        return new Numbered(sorted);
    }

    /** The ties of connected accounts, both numbered: accounts in order of their hashes, ties in order of their accounts. */
    private final class Numbered {
        private final Vertex[] nodes;
        private final Tie[] ties;
        private final int[] from;
        private final int[] to;
        private final long[] weights;
        private final Map<Integer, TreeSet<Vertex>> confirmed = new HashMap<>();

        Numbered(Piece filled) {
            nodes = filled.nodes;
            ties = filled.ties;
            from = filled.from;
            to = filled.to;
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
                TreeSet<Vertex> around = confirmed.computeIfAbsent(node, ignored -> new TreeSet<>());
                around.add(nodes[other]);
                if (around.size() > Community.MAX_CONFIRMED) {
                    around.pollLast();
                }
            }
        }

        private long[] confirmedAround(int node) {
            TreeSet<Vertex> around = confirmed.get(node);
            return around == null
                    ? Community.NOBODY
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
                    found.put(piece, new Piece(new Vertex[accounts[piece]], tiesInside[piece]));
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
            return found.values().stream().map(piece -> new Numbered(piece)).toList();
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
            clustering.groupInto(members);
            int[] memberOf = new int[nodes.length];
            for (int c = 0; c < clustering.communities(); c++) {
                for (int i = members.start(c); i < members.end(c); i++) {
                    memberOf[members.nodes()[i]] = i - members.start(c);
                }
            }
            groupTies(clustering);
            Community[] communities = new Community[clustering.communities()];
            for (int c = 0; c < communities.length; c++) {
                communities[c] = community(c, memberOf);
            }
            return communities;
        }

        /** Groups ties by the community that both accounts are in; those between communities come last. */
        private void groupTies(Clustering clustering) {
            int[] communityOf = new int[from.length];
            for (int t = 0; t < from.length; t++) {
                communityOf[t] =
                        clustering.together(from[t], to[t]) ? clustering.community(from[t]) : clustering.communities();
            }
            tiesInside.group(communityOf, from.length, clustering.communities() + 1);
        }

        private Community community(int c, int[] memberOf) {
            int accounts = members.size(c);
            int count = tiesInside.size(c);
            Community community = new Community(
                    new long[accounts],
                    new long[accounts],
                    new long[accounts],
                    new int[count],
                    new int[count],
                    new long[count],
                    new long[count][],
                    new long[accounts][]);
            for (int m = 0; m < accounts; m++) {
                int node = members.nodes()[members.start(c) + m];
                community.orders()[m] = nodes[node].order();
                community.secrets()[m] = nodes[node].secret();
                community.confirmed()[m] = confirmedAround(node);
            }
            for (int i = 0; i < count; i++) {
                int t = tiesInside.nodes()[tiesInside.start(c) + i];
                Tie tie = ties[t];
                int first = memberOf[from[t]];
                int second = memberOf[to[t]];
                community.first()[i] = first;
                community.second()[i] = second;
                community.behaviours()[first] = EdgeRow.firstBehaviours(tie.block, tie.at);
                community.behaviours()[second] = EdgeRow.secondBehaviours(tie.block, tie.at);
                community.weightMicros()[i] = weights[t];
                community.items()[i] = Arrays.copyOfRange(
                        tie.block, tie.at + EdgeRow.HEADER, tie.at + EdgeRow.length(tie.block, tie.at));
            }
            return community;
        }
    }

    /** A component, or a piece of one, that is being filled. */
    private static final class Piece {
        private final Vertex[] nodes;
        private final Tie[] ties;
        private final int[] from;
        private final int[] to;
        private int size;

        Piece(Vertex[] nodes, int ties) {
            this.nodes = nodes;
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
}
