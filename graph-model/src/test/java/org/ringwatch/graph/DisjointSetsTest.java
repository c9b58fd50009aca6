// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringwatch.graph.TextGraph.graph;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;

class DisjointSetsTest extends DisjointSetsContract {

    @Override
    protected int[] representatives(int nodes, List<int[]> edges) {
        DisjointSets sets = new DisjointSets(nodes);
        edges.forEach(edge -> sets.union(edge[0], edge[1]));
        int[] representatives = IntStream.range(0, nodes).map(sets::find).toArray();
        assertThat(sets.sets())
                .isEqualTo((int) IntStream.of(representatives).distinct().count());
        return representatives;
    }

    @Example
    void saysWhetherNodesWereApart() {
        DisjointSets sets = new DisjointSets(3);

        assertThat(sets.union(2, 1)).isTrue();
        assertThat(sets.union(1, 2)).isFalse();
        assertThat(sets.sets()).isEqualTo(2);
    }

    @Example
    void readsAGraph() {
        assertThat(DisjointSets.of(graph("a-b c-d d-e f").linkGraph()).sets()).isEqualTo(3);
    }
}
