// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.component;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.function.IntFunction;
import org.ringwatch.link.RowBuffer;

/**
 * The components of all that is left, in one place. Each vertex is labelled with the smallest account of its component, for the shares
 * that ask.
 *
 * <p>Takes chains and edges, of which one end is enough. Holds about 70 bytes a vertex and 8 for each share that asks for it.
 */
public final class Merge {
    private final StandIns standIns = new StandIns();

    /** Vertex by number 32–63, share 0–31. */
    private final LongArrayList asking = new LongArrayList();

    /** Joins what a block of rows tells to be together. */
    public void add(long[] block) {
        for (int at = 0; at < block.length; at += VertexRow.length(block, at)) {
            int number = standIns.add(VertexRow.vertex(block, at));
            standIns.join(number, standIns.add(VertexRow.other(block, at)));
            if (VertexRow.kind(block, at) == VertexRow.CHAIN) {
                long more = VertexRow.accounts(block, at);
                // An account is told by each share that asks, and is one.
                standIns.tell(
                        number, VertexRow.smallest(block, at), more > 0 || standIns.accounts(number) > 0 ? more : 1);
                asking.add((long) number << Integer.SIZE | VertexRow.share(block, at));
            }
        }
    }

    /** Appends the labels to the rows of the shares that asked; {@link #add} must not be called again. */
    public void label(IntFunction<RowBuffer> output) {
        standIns.gather();
        for (int i = 0; i < asking.size(); i++) {
            int number = (int) (asking.getLong(i) >>> Integer.SIZE);
            int share = (int) asking.getLong(i);
            Vertex smallest = standIns.smallest(standIns.root(number));
            VertexRow.add(output.apply(share), VertexRow.LABEL, 0, standIns.vertex(number), smallest);
        }
    }

    /** Components found; call it after {@link #label}. */
    public long components() {
        long components = 0;
        for (int number = 0; number < standIns.size(); number++) {
            components += standIns.accounts(number) > 0 ? 1 : 0;
        }
        return components;
    }

    /** Accounts of the largest of them; call it after {@link #label}. */
    public long largest() {
        long largest = 0;
        for (int number = 0; number < standIns.size(); number++) {
            largest = Math.max(largest, standIns.accounts(number));
        }
        return largest;
    }
}
