// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import org.ringwatch.graph.DisjointSets;
import org.ringwatch.graph.LinkGraph;

/**
 * The nodes of a graph by component. Components are numbered in the order of their smallest nodes; the nodes of a
 * component have places 0, 1, … in it, ascending.
 */
final class Components {
    private final LinkGraph graph;
    private final Clustering clustering;
    private final Grouping grouping = new Grouping();
    private final int[] placeOf;

    Components(LinkGraph graph) {
        this.graph = graph;
        clustering = of(graph);
        clustering.groupInto(grouping);
        placeOf = new int[graph.nodeCount()];
        for (int component = 0; component < count(); component++) {
            for (int place = 0; place < size(component); place++) {
                placeOf[node(component, place)] = place;
            }
        }
    }

    /** Each component of a graph as one community. */
    static Clustering of(LinkGraph graph) {
        DisjointSets sets = DisjointSets.of(graph);
        int[] labels = new int[graph.nodeCount()];
        for (int node = 0; node < labels.length; node++) {
            labels[node] = sets.find(node);
        }
        return Clustering.of(labels);
    }

    /** The graph they are of. */
    LinkGraph graph() {
        return graph;
    }

    /** Number of components; they are 0..count()-1. */
    int count() {
        return grouping.groups();
    }

    /** Number of nodes of a component. */
    int size(int component) {
        return grouping.size(component);
    }

    /** The node at a place of a component. */
    int node(int component, int place) {
        return grouping.nodes()[grouping.start(component) + place];
    }

    /** The place of a node in its component. */
    int placeOf(int node) {
        return placeOf[node];
    }
}
