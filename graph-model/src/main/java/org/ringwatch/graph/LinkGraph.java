// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.graph;

import java.util.Arrays;
import org.jgrapht.Graph;

/**
 * An undirected graph with positive weights that never changes, as compressed sparse rows. Nodes are 0..n-1; edges are
 * 0..m-1 in the order of (smaller endpoint, larger endpoint), so the same set of edges has the same numbers however it
 * was listed. Weights are fixed point, millionths of a unit, so sums do not depend on order.
 *
 * <p><b>Layout.</b> Each node owns a run of <i>slots</i>, one per neighbour, neighbours ascending: {@code
 * neighbour(slot)} for {@code firstSlot(node) <= slot < endSlot(node)}. A slot knows its edge, an edge its weight. Since
 * neighbours ascend, those larger than the node come last in its run, and their edges are numbered one after the other;
 * so the endpoints of an edge need no arrays of their own: the smaller is found by binary search in the first edge
 * numbers, the larger lies at a known slot.
 *
 * <p><b>Memory.</b> 24 bytes an edge (2 × 4 neighbour, 2 × 4 edge number, 8 weight) and 8 bytes a node; while building
 * about 32 bytes an edge more. JGraphT's graphs take 78 (sparse, unweighted) to 370 bytes an edge. At most 2^30 edges.
 *
 * <p>Immutable, hence safe to share between threads.
 */
public final class LinkGraph {

    /** Millionths in one unit of weight. */
    public static final long MICROS_PER_UNIT = 1_000_000L;

    private static final int MAX_EDGES = 1 << 30;

    private final int[] firstSlot;
    private final int[] firstEdge;
    private final int[] neighbours;
    private final int[] edges;
    private final long[] weightMicros;
    private final long totalWeightMicros;

    private LinkGraph(int[] firstSlot, int[] firstEdge, int[] neighbours, int[] edges, long[] weightMicros) {
        this.firstSlot = firstSlot;
        this.firstEdge = firstEdge;
        this.neighbours = neighbours;
        this.edges = edges;
        this.weightMicros = weightMicros;
        long total = 0;
        for (long weight : weightMicros) {
            total = Math.addExact(total, weight);
        }
        this.totalWeightMicros = total;
    }

    /**
     * The graph of the edges a[i]–b[i] with weight weightMicros[i]. An edge listed more than once, in either direction,
     * gets the sum of its weights. Costs O(n + m).
     *
     * @throws IllegalArgumentException if an endpoint is outside 0..nodes-1, an edge joins a node to itself, or a weight
     *     is not positive
     * @throws ArithmeticException if the sum of all weights exceeds a long
     */
    public static LinkGraph of(int nodes, int[] a, int[] b, long[] weightMicros) {
        requireEdges(nodes, a, b, weightMicros);
        int[] byHead = starts(nodes, a, b);
        int slots = 2 * a.length;

        // Sorting by counting, twice: arcs grouped by head and dealt out to their tails come to each tail in ascending
        // order of head.
        int[] tails = new int[slots];
        int[] origins = new int[slots];
        int[] next = byHead.clone();
        for (int i = 0; i < a.length; i++) {
            int toA = next[a[i]]++;
            tails[toA] = b[i];
            origins[toA] = i;
            int toB = next[b[i]]++;
            tails[toB] = a[i];
            origins[toB] = i;
        }
        int[] heads = new int[slots];
        int[] sortedOrigins = new int[slots];
        System.arraycopy(byHead, 0, next, 0, nodes + 1);
        for (int head = 0; head < nodes; head++) {
            for (int arc = byHead[head]; arc < byHead[head + 1]; arc++) {
                int slot = next[tails[arc]]++;
                heads[slot] = head;
                sortedOrigins[slot] = origins[arc];
            }
        }
        return compress(nodes, byHead, heads, sortedOrigins, weightMicros);
    }

    private static void requireEdges(int nodes, int[] a, int[] b, long[] weightMicros) {
        if (nodes < 0) {
            throw new IllegalArgumentException("nodes must not be negative but was " + nodes);
        }
        if (a.length != b.length || a.length != weightMicros.length) {
            throw new IllegalArgumentException("a, b and weightMicros must be equally long but were " + a.length + ", "
                    + b.length + " and " + weightMicros.length);
        }
        if (a.length > MAX_EDGES) {
            throw new IllegalArgumentException("edges must not exceed " + MAX_EDGES + " but were " + a.length);
        }
        for (int i = 0; i < a.length; i++) {
            if (a[i] < 0 || a[i] >= nodes || b[i] < 0 || b[i] >= nodes) {
                throw new IllegalArgumentException("edge " + i + " must have endpoints from 0 to " + (nodes - 1)
                        + " but was " + a[i] + "-" + b[i]);
            }
            if (a[i] == b[i]) {
                throw new IllegalArgumentException(
                        "edge " + i + " must join two nodes but was " + a[i] + "-" + b[i] + "; drop self loops first");
            }
            if (weightMicros[i] <= 0) {
                throw new IllegalArgumentException(
                        "weightMicros[" + i + "] must be positive but was " + weightMicros[i]);
            }
        }
    }

    private static int[] starts(int nodes, int[] a, int[] b) {
        int[] starts = new int[nodes + 1];
        for (int i = 0; i < a.length; i++) {
            starts[a[i] + 1]++;
            starts[b[i] + 1]++;
        }
        for (int node = 0; node < nodes; node++) {
            starts[node + 1] += starts[node];
        }
        return starts;
    }

    /** Joins equal neighbours that lie side by side, and numbers edges in the order of their smaller endpoint's slots. */
    private static LinkGraph compress(int nodes, int[] starts, int[] heads, int[] origins, long[] weightMicros) {
        int[] firstSlot = new int[nodes + 1];
        int[] firstEdge = new int[nodes + 1];
        long[] weights = new long[weightMicros.length];
        int slot = 0;
        int edge = 0;
        for (int node = 0; node < nodes; node++) {
            firstSlot[node] = slot;
            firstEdge[node] = edge;
            int arc = starts[node];
            int end = starts[node + 1];
            while (arc < end) {
                int head = heads[arc];
                long weight = 0;
                for (; arc < end && heads[arc] == head; arc++) {
                    weight = Math.addExact(weight, weightMicros[origins[arc]]);
                }
                heads[slot++] = head;
                if (head > node) {
                    weights[edge++] = weight;
                }
            }
        }
        firstSlot[nodes] = slot;
        firstEdge[nodes] = edge;
        int[] neighbours = slot == heads.length ? heads : Arrays.copyOf(heads, slot);
        long[] edgeWeights = edge == weights.length ? weights : Arrays.copyOf(weights, edge);
        return new LinkGraph(firstSlot, firstEdge, neighbours, edgesOfSlots(firstSlot, neighbours), edgeWeights);
    }

    /** Edges are numbered as the nodes ascend, so each node meets its smaller neighbours' edges in ascending order. */
    private static int[] edgesOfSlots(int[] firstSlot, int[] neighbours) {
        int[] edges = new int[neighbours.length];
        int[] next = firstSlot.clone();
        int edge = 0;
        for (int node = 0; node < firstSlot.length - 1; node++) {
            for (int slot = next[node]; slot < firstSlot[node + 1]; slot++) {
                edges[slot] = edge;
                edges[next[neighbours[slot]]++] = edge;
                edge++;
            }
        }
        return edges;
    }

    /** Number of nodes; they are 0..nodeCount()-1. */
    public int nodeCount() {
        return firstSlot.length - 1;
    }

    /** Number of edges; they are 0..edgeCount()-1. */
    public int edgeCount() {
        return weightMicros.length;
    }

    /** Number of neighbours of the node. */
    public int degree(int node) {
        return firstSlot[node + 1] - firstSlot[node];
    }

    /** First slot of the node, inclusive. */
    public int firstSlot(int node) {
        return firstSlot[node];
    }

    /** End of the node's slots, exclusive. */
    public int endSlot(int node) {
        return firstSlot[node + 1];
    }

    /** The neighbour in a slot. Within a node's slots neighbours ascend. */
    public int neighbour(int slot) {
        return neighbours[slot];
    }

    /** The edge in a slot. Within a node's slots edges ascend. */
    public int edge(int slot) {
        return edges[slot];
    }

    /** Weight of the edge in a slot, millionths, positive. */
    public long slotWeightMicros(int slot) {
        return weightMicros[edges[slot]];
    }

    /** Weight of an edge, millionths, positive. */
    public long weightMicros(int edge) {
        return weightMicros[edge];
    }

    /** Sum of all edge weights, each edge once, millionths. */
    public long totalWeightMicros() {
        return totalWeightMicros;
    }

    /** The smaller endpoint of an edge. O(log n). */
    public int source(int edge) {
        int low = 0;
        int high = nodeCount() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (firstEdge[middle] <= edge) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The larger endpoint of an edge. O(log n). */
    public int target(int edge) {
        return target(edge, source(edge));
    }

    /** The larger endpoint of an edge whose smaller one is known. */
    int target(int edge, int source) {
        return neighbours[firstSlot[source + 1] - firstEdge[source + 1] + edge];
    }

    /** The slot of {@code a} that holds neighbour {@code b}, or a negative number. O(log degree). */
    public int slotOf(int a, int b) {
        int slot = Arrays.binarySearch(neighbours, firstSlot[a], firstSlot[a + 1], b);
        return slot < 0 ? -1 : slot;
    }

    /**
     * The graph of the given nodes and of the edges between them. Node {@code nodes[i]} becomes node i.
     *
     * @param nodes strictly ascending
     */
    public LinkGraph inducedBy(int[] nodes) {
        requireAscending(nodes);
        int[] starts = new int[nodes.length + 1];
        for (int i = 0; i < nodes.length; i++) {
            starts[i + 1] = starts[i] + degree(nodes[i]);
        }
        int[] inside = new int[starts[nodes.length]];
        int[] firstSlotInside = new int[nodes.length + 1];
        int[] firstEdgeInside = new int[nodes.length + 1];
        long[] weights = new long[inside.length / 2];
        int slots = 0;
        int edge = 0;
        for (int i = 0; i < nodes.length; i++) {
            firstSlotInside[i] = slots;
            firstEdgeInside[i] = edge;
            for (int slot = firstSlot(nodes[i]); slot < endSlot(nodes[i]); slot++) {
                int j = Arrays.binarySearch(nodes, neighbours[slot]);
                if (j >= 0) {
                    inside[slots++] = j;
                    if (j > i) {
                        weights[edge++] = slotWeightMicros(slot);
                    }
                }
            }
        }
        firstSlotInside[nodes.length] = slots;
        firstEdgeInside[nodes.length] = edge;
        int[] neighboursInside = Arrays.copyOf(inside, slots);
        return new LinkGraph(
                firstSlotInside,
                firstEdgeInside,
                neighboursInside,
                edgesOfSlots(firstSlotInside, neighboursInside),
                Arrays.copyOf(weights, edge));
    }

    private void requireAscending(int[] nodes) {
        for (int i = 0; i < nodes.length; i++) {
            if (nodes[i] < 0 || nodes[i] >= nodeCount()) {
                throw new IllegalArgumentException(
                        "nodes[" + i + "] must be from 0 to " + (nodeCount() - 1) + " but was " + nodes[i]);
            }
            if (i > 0 && nodes[i] <= nodes[i - 1]) {
                throw new IllegalArgumentException("nodes must ascend strictly but " + nodes[i] + " follows "
                        + nodes[i - 1] + "; sort them and drop repeats first");
            }
        }
    }

    /**
     * This graph for JGraphT: vertices and edges are their numbers and iterate in ascending order; an edge weighs its
     * millionths divided by a million. A view: it copies nothing and cannot be changed. Numbers are boxed as they are
     * handed out, so hot loops belong on the slots.
     */
    public Graph<Integer, Integer> asGraph() {
        return new LinkGraphView(this);
    }

    @Override
    public String toString() {
        return "LinkGraph[" + nodeCount() + " nodes, " + edgeCount() + " edges]";
    }
}
