// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jgrapht.alg.connectivity.ConnectivityInspector;

/** What every engine of components must do: give each node the smallest node of its component. */
public abstract class DisjointSetsContract {

    /** The representative of each node after all edges. */
    protected abstract int[] representatives(int nodes, List<int[]> edges);

    @Provide
    Arbitrary<RandomEdges> edges() {
        return RandomEdges.upTo(40);
    }

    @Example
    void nodeWithoutEdgesStandsForItself() {
        assertThat(representatives(3, List.of())).containsExactly(0, 1, 2);
    }

    @Example
    void longChainIsOneComponent() {
        List<int[]> chain = new ArrayList<>();
        for (int node = 99_999; node > 0; node--) {
            chain.add(new int[] {node, node - 1});
        }

        assertThat(representatives(100_000, chain)).containsOnly(0);
    }

    @Property(tries = 300)
    void representativeIsTheSmallestNodeReached(@ForAll("edges") RandomEdges random) {
        assertThat(representatives(random.nodes(), random.edges())).isEqualTo(smallestReached(random.linkGraph()));
    }

    @Property(tries = 100)
    void orderOfEdgesDoesNotMatter(@ForAll("edges") RandomEdges random, @ForAll long seed) {
        List<int[]> shuffled = new ArrayList<>(random.edges());
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(representatives(random.nodes(), shuffled))
                .isEqualTo(representatives(random.nodes(), random.edges()));
    }

    @Property(tries = 100)
    void agreesWithJGraphT(@ForAll("edges") RandomEdges random) {
        int[] representatives = representatives(random.nodes(), random.edges());
        for (Set<Integer> component :
                new ConnectivityInspector<>(random.linkGraph().asGraph()).connectedSets()) {
            int smallest = new TreeSet<>(component).first();
            assertThat(component).allMatch(node -> representatives[node] == smallest);
        }
    }

    /** Breadth first from the nodes in ascending order. */
    private static int[] smallestReached(LinkGraph graph) {
        int[] reachedFrom = new int[graph.nodeCount()];
        Arrays.fill(reachedFrom, -1);
        for (int start = 0; start < graph.nodeCount(); start++) {
            if (reachedFrom[start] >= 0) {
                continue;
            }
            ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(start));
            reachedFrom[start] = start;
            while (!queue.isEmpty()) {
                int node = queue.remove();
                for (int slot = graph.firstSlot(node); slot < graph.endSlot(node); slot++) {
                    int neighbour = graph.neighbour(slot);
                    if (reachedFrom[neighbour] < 0) {
                        reachedFrom[neighbour] = start;
                        queue.add(neighbour);
                    }
                }
            }
        }
        return reachedFrom;
    }
}
