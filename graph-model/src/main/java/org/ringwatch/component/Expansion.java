// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.component;

import java.util.function.IntFunction;
import org.ringwatch.link.RowBuffer;
import org.ringwatch.link.RowGroups;

/**
 * The way back of a round, for one share of the vertices: once a stand-in is labelled, so is each vertex that it stood in for,
 * and whoever asked is told.
 *
 * <p>Takes what waits since the {@link Contraction} of the same share, and the labels for it. Holds both until the end: 40 bytes each.
 */
public final class Expansion {
    private final RowGroups groups = RowGroups.behindKey(VertexRow.KEY_WORDS);

    /** Takes over a block of rows. */
    public void add(long[] block) {
        groups.add(block);
    }

    /** Appends labels to the rows of the shares that asked, and forgets who did. */
    public void label(IntFunction<RowBuffer> output) {
        groups.forEach(rows -> label(rows, output));
    }

    private static void label(RowGroups.Group rows, IntFunction<RowBuffer> output) {
        Vertex smallest = null;
        for (int i = 0; i < rows.size(); i++) {
            if (VertexRow.kind(rows.block(i), rows.start(i)) == VertexRow.LABEL) {
                smallest = VertexRow.other(rows.block(i), rows.start(i));
            }
        }
        if (smallest == null) {
            throw new IllegalStateException("a vertex that stands in for others has no label");
        }
        for (int i = 0; i < rows.size(); i++) {
            long[] block = rows.block(i);
            int at = rows.start(i);
            if (VertexRow.kind(block, at) == VertexRow.WAITING) {
                VertexRow.add(
                        output.apply(VertexRow.share(block, at)),
                        VertexRow.LABEL,
                        0,
                        VertexRow.other(block, at),
                        smallest);
            }
        }
    }
}
