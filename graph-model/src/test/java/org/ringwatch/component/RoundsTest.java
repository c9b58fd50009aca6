// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ringwatch.graph.DisjointSets;
import org.ringwatch.graph.DisjointSetsContract;
import org.ringwatch.graph.RandomEdges;

/** Components that are found in rounds by several shares are those that one place finds. */
class RoundsTest extends DisjointSetsContract {
    private static final int SHARES = 5;
    private static final long SEED = 3;

    /** Of what a round starts with, at most: three quarters are what theory says of any graph on average. */
    private static final double MOST_LEFT = 0.6;

    @Override
    protected int[] representatives(int nodes, List<int[]> edges) {
        return representatives(nodes, edges, new Rounds(SHARES, 3));
    }

    @Property(tries = 200)
    void sharesAndRoundsDoNotMatter(
            @ForAll("edges") RandomEdges random,
            @ForAll @IntRange(min = 1, max = 7) int shares,
            @ForAll @IntRange(min = 0, max = 5) int rounds) {
        assertThat(representatives(random.nodes(), random.edges(), new Rounds(shares, rounds)))
                .isEqualTo(united(random.nodes(), random.edges()));
    }

    @Example
    void pathOfTenThousand() {
        List<int[]> path = new ArrayList<>();
        for (int node = 1; node < 10_000; node++) {
            path.add(new int[] {node - 1, node});
        }
        assertFoundAndShrinking(10_000, path);
    }

    @Example
    void hubsOfOneHundredThousand() {
        List<int[]> stars = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(SEED);
        int hubs = 20;
        int nodes = 100_000;
        for (int hub = 0; hub < hubs; hub++) {
            for (int node = hubs; node < nodes; node++) {
                stars.add(new int[] {hub, node});
            }
        }
        stars.subList(nodes, stars.size()).removeIf(edge -> random.nextInt(20) != 0);
        assertFoundAndShrinking(nodes, stars);
    }

    @Example
    void cliquesJoinedByOneEdgeAndStarsApart() {
        List<int[]> edges = new ArrayList<>();
        int size = 40;
        int cliques = 100;
        for (int clique = 0; clique < cliques; clique++) {
            for (int a = 0; a < size; a++) {
                for (int b = 0; b < a; b++) {
                    edges.add(new int[] {clique * size + a, clique * size + b});
                }
            }
            if (clique % 10 != 0) {
                edges.add(new int[] {clique * size, clique * size - 1});
            }
        }
        int nodes = size * cliques;
        for (int star = 0; star < 300; star++) {
            for (int leaf = 1; leaf <= star; leaf++) {
                edges.add(new int[] {nodes, nodes + leaf});
            }
            nodes += star + 1;
        }
        assertFoundAndShrinking(nodes, edges);
    }

    /** A vertex that all others hang on must not bring them all to its share. */
    @Example
    void aStarIsSpreadOverTheShares() {
        List<int[]> star = new ArrayList<>();
        int nodes = 100_000;
        for (int node = 1; node < nodes; node++) {
            star.add(new int[] {0, node});
        }
        Rounds rounds = new Rounds(64, 3);
        representatives(nodes, star, rounds);
        assertThat(rounds.skew.subList(0, 3)).allMatch(skew -> skew < 1.6);
    }

    private static void assertFoundAndShrinking(int nodes, List<int[]> edges) {
        Rounds rounds = new Rounds(SHARES, 4);
        int[] united = united(nodes, edges);
        assertThat(representatives(nodes, edges, rounds)).isEqualTo(united);
        int[] sizes = new int[nodes];
        Arrays.stream(united).forEach(representative -> sizes[representative]++);
        assertThat(rounds.components)
                .isEqualTo(Arrays.stream(sizes).filter(size -> size > 1).count());
        assertThat(rounds.largest).isEqualTo(Arrays.stream(sizes).max().orElse(0));
        for (int round = 1; round <= 4; round++) {
            assertThat(rounds.vertices.get(round).doubleValue())
                    .as("left by round %d of %s", round, rounds.vertices)
                    .isLessThan(MOST_LEFT * rounds.vertices.get(round - 1) + 10);
        }
    }

    /** Nodes are vertices of random hashes that ascend with them. A node without edges is not asked for. */
    private static int[] representatives(int nodes, List<int[]> edges, Rounds rounds) {
        Vertex[] vertices = vertices(nodes);
        Map<Vertex, Integer> nodeOf = new HashMap<>();
        for (int node = 0; node < nodes; node++) {
            nodeOf.put(vertices[node], node);
        }
        rounds.label(
                edges.stream()
                        .map(edge -> new Vertex[] {vertices[edge[0]], vertices[edge[1]]})
                        .toList(),
                SEED);
        int[] representatives = new int[nodes];
        Arrays.setAll(representatives, node -> node);
        for (Map<Vertex, Vertex> share : rounds.labels) {
            share.forEach((vertex, label) -> {
                int node = nodeOf.get(vertex);
                assertThat(representatives[node]).isIn(node, nodeOf.get(label));
                representatives[node] = nodeOf.get(label);
            });
        }
        edges.forEach(edge -> assertThat(representatives[edge[0]]).isEqualTo(representatives[edge[1]]));
        return representatives;
    }

    private static Vertex[] vertices(int nodes) {
        Random random = new Random(SEED);
        return random.longs(nodes)
                .mapToObj(order -> new Vertex(order, random.nextLong()))
                .sorted((a, b) -> a.min(b).equals(a) ? -1 : 1)
                .toArray(Vertex[]::new);
    }

    private static int[] united(int nodes, List<int[]> edges) {
        DisjointSets sets = new DisjointSets(nodes);
        edges.forEach(edge -> sets.union(edge[0], edge[1]));
        int[] representatives = new int[nodes];
        Arrays.setAll(representatives, sets::find);
        return representatives;
    }
}
