// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.component;

import java.util.function.Function;
import org.ringwatch.graph.HashedDisjointSets;
import org.ringwatch.link.RowBuffer;

/** What a share knows to be together, told as {@linkplain HashedDisjointSets#chains chains}: the graph that the first round, or {@link Merge}, takes. */
public final class Chains {
    private Chains() {}

    /**
     * Appends the chains of a share's accounts, for each of which it asks, to the rows of their vertices.
     *
     * @param output rows for a vertex
     * @param atBothEnds whether edges are told to both of their vertices, as {@link Contraction} needs, or to one, which is enough for
     *     {@link Merge}
     */
    public static void tell(
            HashedDisjointSets accounts, int share, Function<Vertex, RowBuffer> output, boolean atBothEnds) {
        int[] before = accounts.chains();
        for (int number = 0; number < before.length; number++) {
            Vertex account = Vertex.of(accounts, number);
            Vertex other = Vertex.of(accounts, before[number]);
            VertexRow.add(output.apply(account), VertexRow.CHAIN, share, account, other);
            if (atBothEnds && before[number] != number) {
                VertexRow.add(output.apply(other), VertexRow.EDGE, 0, other, account);
            }
        }
    }
}
