// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.component;

import java.util.function.Function;
import org.ringwatch.link.RowBuffer;
import org.ringwatch.link.RowGroups;

/**
 * Second half of a round, for one share of the vertices: the edges between those that stand in for them now. What
 * they join is told as a chain, so a share tells fewer edges than it knows vertices, and of a vertex two.
 *
 * <p>Takes what {@link Contraction} tells. Holds it until the end, and some 70 bytes for each stand-in.
 */
public final class Relabelling {
    private final RowGroups groups = RowGroups.behindKey(VertexRow.KEY_WORDS);
    private final StandIns standIns = new StandIns();
    private final int share;

    /** An empty share. */
    public Relabelling(int share) {
        this.share = share;
    }

    /** Takes over a block of rows. */
    public void add(long[] block) {
        groups.add(block);
    }

    /**
     * Appends the chains to the rows of their vertices, and forgets them.
     *
     * @param output rows for a vertex
     * @param atBothEnds whether edges are told to both of their vertices, as {@link Contraction} needs, or to one, which is enough for
     *     {@link Merge}
     */
    public void tell(Function<Vertex, RowBuffer> output, boolean atBothEnds) {
        groups.forEach(this::relabel);
        int[] before = standIns.chains();
        for (int number = 0; number < before.length; number++) {
            Vertex vertex = standIns.vertex(number);
            Vertex other = standIns.vertex(before[number]);
            if (standIns.accounts(number) > 0) {
                VertexRow.add(
                        output.apply(vertex),
                        VertexRow.CHAIN,
                        share,
                        vertex,
                        other,
                        standIns.smallest(number),
                        standIns.accounts(number));
            } else if (before[number] != number) {
                VertexRow.add(output.apply(vertex), VertexRow.EDGE, 0, vertex, other);
            }
            if (atBothEnds && before[number] != number) {
                VertexRow.add(output.apply(other), VertexRow.EDGE, 0, other, vertex);
            }
        }
    }

    private void relabel(RowGroups.Group rows) {
        int standIn = -1;
        for (int i = 0; i < rows.size(); i++) {
            long[] block = rows.block(i);
            int at = rows.start(i);
            if (VertexRow.kind(block, at) == VertexRow.MOVED) {
                standIn = standIns.add(VertexRow.other(block, at));
                standIns.tell(standIn, VertexRow.smallest(block, at), VertexRow.accounts(block, at));
            }
        }
        if (standIn < 0) {
            throw new IllegalStateException("a vertex with neighbours has no stand-in");
        }
        for (int i = 0; i < rows.size(); i++) {
            long[] block = rows.block(i);
            int at = rows.start(i);
            if (VertexRow.kind(block, at) == VertexRow.NEIGHBOUR) {
                standIns.join(standIn, standIns.add(VertexRow.other(block, at)));
            }
        }
    }
}
