// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.component;

import org.ringwatch.link.RowBuffer;
import org.ringwatch.link.RowGroups;

/**
 * First half of a round, for one share of the vertices: each vertex has the first of itself and its neighbours, in an order drawn for the
 * round, stand in for it, and tells its neighbours. A vertex without neighbours is a whole component: it is labelled and leaves.
 *
 * <p>Takes chains and edges, each edge at both of its ends. Holds them until the end: 40 to 64 bytes each.
 */
public final class Contraction {
    /** Where rows go. */
    public interface Output {
        /** Rows for the vertex, to be {@linkplain Relabelling relabelled}. */
        RowBuffer toVertex(Vertex vertex);

        /** Labels for a share that asked. */
        RowBuffer toShare(int share);

        /** Who waits for which label, for this share's {@link Expansion}. */
        RowBuffer waiting();
    }

    private final RowGroups groups = RowGroups.behindKey(VertexRow.KEY_WORDS);
    private final int round;
    private final Output output;
    private long components;
    private long largest;

    /**
     * An empty share.
     *
     * @param round decides the order
     */
    public Contraction(int round, Output output) {
        this.round = round;
        this.output = output;
    }

    /** Takes over a block of rows. */
    public void add(long[] block) {
        groups.add(block);
    }

    /** Contracts what was added, and forgets it. */
    public void contract() {
        groups.forEach(this::contract);
    }

    private void contract(RowGroups.Group rows) {
        Vertex vertex = VertexRow.vertex(rows.block(0), rows.start(0));
        Vertex smallest = null;
        Vertex standIn = vertex;
        long accounts = 0;
        for (int i = 0; i < rows.size(); i++) {
            long[] block = rows.block(i);
            int at = rows.start(i);
            standIn = standIn.first(VertexRow.other(block, at), round);
            if (VertexRow.kind(block, at) == VertexRow.CHAIN) {
                Vertex known = VertexRow.smallest(block, at);
                smallest = smallest == null ? known : smallest.min(known);
                accounts += VertexRow.accounts(block, at);
            }
        }
        if (smallest == null) {
            throw new IllegalStateException("nobody asks for the label of a vertex");
        }
        boolean whole = true;
        for (int i = 0; i < rows.size(); i++) {
            Vertex other = VertexRow.other(rows.block(i), rows.start(i));
            if (!other.equals(vertex)) {
                whole = false;
                VertexRow.add(output.toVertex(other), VertexRow.NEIGHBOUR, 0, other, standIn);
            }
        }
        if (whole) {
            components++;
            largest = Math.max(largest, Math.max(1, accounts));
        } else {
            VertexRow.add(
                    output.toVertex(vertex), VertexRow.MOVED, 0, vertex, standIn, smallest, Math.max(1, accounts));
        }
        for (int i = 0; i < rows.size(); i++) {
            long[] block = rows.block(i);
            int at = rows.start(i);
            if (VertexRow.kind(block, at) == VertexRow.CHAIN) {
                int share = VertexRow.share(block, at);
                if (whole) {
                    VertexRow.add(output.toShare(share), VertexRow.LABEL, 0, vertex, smallest);
                } else {
                    VertexRow.add(output.waiting(), VertexRow.WAITING, share, standIn, vertex);
                }
            }
        }
    }

    /** Whole components found. */
    public long components() {
        return components;
    }

    /** Accounts of the largest of them. */
    public long largest() {
        return largest;
    }
}
