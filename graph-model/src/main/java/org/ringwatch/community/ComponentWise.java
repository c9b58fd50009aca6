// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import java.util.function.Function;
import org.ringwatch.graph.DisjointSets;
import org.ringwatch.graph.LinkGraph;

/**
 * Looks for communities in each component by itself, as if the others were not there: adding a component to a graph
 * cannot change what is found in the rest of it. Components are met in the order of their smallest nodes, and keep the
 * order of their nodes.
 */
final class ComponentWise {

    private ComponentWise() {}

    /** The communities of a graph, given a method that finds those of a connected graph. */
    static Clustering cluster(LinkGraph graph, Function<LinkGraph, Clustering> connected) {
        Clustering components = components(graph);
        if (components.communities() == 1) {
            return connected.apply(graph);
        }
        int[] labels = new int[graph.nodeCount()];
        for (int[] component : components.groups()) {
            if (component.length == 1) {
                labels[component[0]] = component[0];
                continue;
            }
            Clustering inside = connected.apply(graph.inducedBy(component));
            int[][] groups = inside.groups();
            for (int[] group : groups) {
                for (int node : group) {
                    labels[component[node]] = component[group[0]];
                }
            }
        }
        return Clustering.of(labels);
    }

    /** Each component of a graph as one community. */
    static Clustering components(LinkGraph graph) {
        DisjointSets sets = DisjointSets.of(graph);
        int[] labels = new int[graph.nodeCount()];
        for (int node = 0; node < labels.length; node++) {
            labels[node] = sets.find(node);
        }
        return Clustering.of(labels);
    }
}
