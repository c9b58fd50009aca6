// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.graph;

/**
 * The components of nodes 0..n-1 under edges that arrive one by one: union-find with path halving, where the smaller
 * root wins. So the representative of a component is its smallest node, whatever the order of the edges.
 *
 * <p>4 bytes a node. Linking by number instead of by size costs O(log n) amortised per operation at worst and is as good
 * as linking by rank when numbers are random (sources: package description). Not thread-safe.
 */
public final class DisjointSets {

    private final int[] parent;
    private int sets;

    /** Each of the nodes 0..nodes-1 by itself. */
    public DisjointSets(int nodes) {
        if (nodes < 0) {
            throw new IllegalArgumentException("nodes must not be negative but was " + nodes);
        }
        parent = new int[nodes];
        for (int node = 0; node < nodes; node++) {
            parent[node] = node;
        }
        sets = nodes;
    }

    /** The components of a graph. */
    public static DisjointSets of(LinkGraph graph) {
        DisjointSets components = new DisjointSets(graph.nodeCount());
        for (int node = 0; node < graph.nodeCount(); node++) {
            for (int slot = graph.firstSlot(node); slot < graph.endSlot(node) && graph.neighbour(slot) < node; slot++) {
                components.union(node, graph.neighbour(slot));
            }
        }
        return components;
    }

    /** The smallest node of the component that holds {@code node}. */
    public int find(int node) {
        int at = node;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    /** Joins the components of two nodes; true if they were apart. */
    public boolean union(int a, int b) {
        int rootA = find(a);
        int rootB = find(b);
        if (rootA == rootB) {
            return false;
        }
        parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
        sets--;
        return true;
    }

    /** Number of nodes. */
    public int size() {
        return parent.length;
    }

    /** Number of components. */
    public int sets() {
        return sets;
    }
}
