// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class HashedDisjointSetsTest extends DisjointSetsContract {

    /** Keys ascend with nodes as unsigned numbers, through the sign bit of either half, and arrive in descending order. */
    @Override
    protected int[] representatives(int nodes, List<int[]> edges) {
        return representatives(nodes, forest(nodes, edges));
    }

    @Property(tries = 200)
    void forestsBuiltApartMergeToTheWhole(@ForAll("edges") RandomEdges random) {
        int half = random.edges().size() / 2;
        HashedDisjointSets merged = new HashedDisjointSets();
        merged.merge(forest(
                random.nodes(), random.edges().subList(half, random.edges().size())));
        merged.merge(forest(random.nodes(), random.edges().subList(0, half)));

        assertThat(representatives(random.nodes(), merged)).isEqualTo(representatives(random.nodes(), random.edges()));
    }

    @Property(tries = 200)
    void chainsJoinTheSameAndGiveAKeyTwoNeighboursAtMost(@ForAll("edges") RandomEdges random) {
        HashedDisjointSets sets = forest(random.nodes(), random.edges());
        HashedDisjointSets chained = forest(random.nodes(), List.of());
        int[] behind = new int[random.nodes()];
        int[] before = sets.chains();
        for (int number = 0; number < before.length; number++) {
            if (before[number] != number) {
                chained.union(number, before[number]);
                behind[before[number]]++;
            }
        }

        assertThat(representatives(random.nodes(), chained)).isEqualTo(representatives(random.nodes(), sets));
        assertThat(IntStream.of(behind)).allMatch(neighbours -> neighbours <= 1);
    }

    @Example
    void smallestKeyIsUnsigned() {
        HashedDisjointSets sets = new HashedDisjointSets();
        sets.union(-1, 0, 1, -1);
        sets.union(1, -1, 1, 2);

        List<String> seen = new ArrayList<>();
        sets.forEach((high, low, rootHigh, rootLow) -> seen.add(high + "," + low + " in " + rootHigh + "," + rootLow));
        assertThat(seen).containsExactly("-1,0 in 1,2", "1,-1 in 1,2", "1,2 in 1,2");
    }

    @Example
    void keyAddedTwiceKeepsItsNumber() {
        HashedDisjointSets sets = new HashedDisjointSets(0);

        assertThat(sets.add(0, 0)).isZero();
        assertThat(sets.add(7, 7)).isEqualTo(1);
        assertThat(sets.add(0, 0)).isZero();
        assertThat(sets.indexOf(7, 7)).isEqualTo(1);
        assertThat(sets.indexOf(7, 8)).isEqualTo(-1);
        assertThat(sets.size()).isEqualTo(2);
    }

    @Example
    void refusesANumberThatNoKeyHas() {
        HashedDisjointSets sets = new HashedDisjointSets();
        sets.add(1, 1);

        assertThatThrownBy(() -> sets.find(1))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("number must be from 0 to 0 but was 1");
        assertThatThrownBy(() -> new HashedDisjointSets(-1))
                .hasMessage("expectedKeys must be from 0 to 700000000 but was -1");
    }

    private static long high(int node) {
        return Long.MAX_VALUE - 9 + node / 2;
    }

    private static long low(int node) {
        return node % 2 == 0 ? 5 : -5;
    }

    private static HashedDisjointSets forest(int nodes, List<int[]> edges) {
        HashedDisjointSets sets = new HashedDisjointSets();
        for (int node = nodes - 1; node >= 0; node--) {
            sets.add(high(node), low(node));
        }
        edges.forEach(edge -> sets.union(high(edge[0]), low(edge[0]), high(edge[1]), low(edge[1])));
        return sets;
    }

    private static int[] representatives(int nodes, HashedDisjointSets sets) {
        int[] representatives = new int[nodes];
        for (int node = 0; node < nodes; node++) {
            int root = sets.find(sets.indexOf(high(node), low(node)));
            representatives[node] = (int) (2 * (sets.high(root) - high(0)) + (sets.low(root) == low(0) ? 0 : 1));
        }
        assertThat(sets.sets())
                .isEqualTo((int) IntStream.of(representatives).distinct().count());
        return representatives;
    }
}
