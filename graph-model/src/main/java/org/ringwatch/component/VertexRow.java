// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.component;

import org.ringwatch.link.RowBuffer;

/**
 * Layout of what is told about a vertex. Five words, or eight.
 *
 * <pre>
 *   0, 1  vertex: order, secret    2  words that are left, this one included 0–31 | kind 32–35 | share 36–63
 *   3, 4  the other vertex
 *   5, 6  smallest account that the vertex stands for    7  how many it stands for
 * </pre>
 *
 * Without the last three words the vertex is an account itself. What the other vertex is depends on the kind.
 */
public final class VertexRow {
    /** Words that tell whose row it is: a key for {@link org.ringwatch.link.RowGroups#behindKey}. */
    static final int KEY_WORDS = 2;

    /** The share has the vertex on a chain, behind the other or first, and asks for its label. */
    static final int CHAIN = 0;

    /** The two are together. */
    static final int EDGE = 1;

    /** The other stands in for the vertex from now on. */
    static final int MOVED = 2;

    /** The other stands in for a neighbour of the vertex from now on. */
    static final int NEIGHBOUR = 3;

    /** The share asks for the label of the other, which is that of the vertex. */
    static final int WAITING = 4;

    /** The other is the smallest account of the component of the vertex. */
    static final int LABEL = 5;

    private static final int META = 2;
    private static final int OTHER = 3;
    private static final int SMALLEST = 5;
    private static final int ACCOUNTS = 7;
    private static final int WORDS = 5;
    private static final int MORE_WORDS = 8;
    private static final int KIND_SHIFT = 32;
    private static final int SHARE_SHIFT = 36;

    private VertexRow() {}

    /** Appends a row of a vertex that is an account, or whose accounts do not matter. */
    static void add(RowBuffer rows, int kind, int share, Vertex vertex, Vertex other) {
        add(rows, WORDS, kind, share, vertex, other);
    }

    /** Appends a row that also tells what the vertex stands for. */
    static void add(RowBuffer rows, int kind, int share, Vertex vertex, Vertex other, Vertex smallest, long accounts) {
        add(rows, MORE_WORDS, kind, share, vertex, other);
        rows.add(smallest.order());
        rows.add(smallest.secret());
        rows.add(accounts);
    }

    private static void add(RowBuffer rows, int words, int kind, int share, Vertex vertex, Vertex other) {
        rows.add(vertex.order());
        rows.add(vertex.secret());
        rows.add(words - META | (long) kind << KIND_SHIFT | (long) share << SHARE_SHIFT);
        rows.add(other.order());
        rows.add(other.secret());
    }

    /** Words of the row at {@code at}. */
    public static int length(long[] block, int at) {
        return META + (int) block[at + META];
    }

    static int kind(long[] block, int at) {
        return (int) (block[at + META] >>> KIND_SHIFT) & 0xf;
    }

    static int share(long[] block, int at) {
        return (int) (block[at + META] >>> SHARE_SHIFT);
    }

    /** Whose row it is. */
    public static Vertex vertex(long[] block, int at) {
        return new Vertex(block[at], block[at + 1]);
    }

    /** The other vertex. */
    public static Vertex other(long[] block, int at) {
        return new Vertex(block[at + OTHER], block[at + OTHER + 1]);
    }

    private static boolean isAccount(long[] block, int at) {
        return length(block, at) == WORDS;
    }

    /** Smallest account that the vertex is known to stand for. */
    static Vertex smallest(long[] block, int at) {
        return isAccount(block, at) ? vertex(block, at) : new Vertex(block[at + SMALLEST], block[at + SMALLEST + 1]);
    }

    /** How many accounts the vertex is known to stand for; 0 if it is one itself, which whoever asks for it knows. */
    static long accounts(long[] block, int at) {
        return isAccount(block, at) ? 0 : block[at + ACCOUNTS];
    }
}
