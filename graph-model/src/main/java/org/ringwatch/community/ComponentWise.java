// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import org.ringwatch.graph.LinkGraph;

/**
 * Looks for communities in each component by itself, as if the others were not there: adding a component to a graph
 * cannot change what is found in the rest of it. Components are met in the order of their smallest nodes, and keep the
 * order of their nodes. What it works with serves for the next component and the next graph; so it is not for several
 * threads at once.
 */
final class ComponentWise {
    private final ComponentMethod method;
    private int[] inside = {};

    ComponentWise(ComponentMethod method) {
        this.method = method;
    }

    /** The communities of a graph. */
    Clustering cluster(LinkGraph graph) {
        Components components = new Components(graph);
        int[] labels = new int[graph.nodeCount()];
        int done = 0;
        for (int component = 0; component < components.count(); component++) {
            int size = components.size(component);
            inside = Scratch.ints(inside, size);
            inside[0] = 0;
            if (size > 1) {
                method.label(components, component, inside);
            }
            for (int place = 0; place < size; place++) {
                labels[components.node(component, place)] = done + inside[place];
            }
            done += size;
        }
        return Clustering.of(labels);
    }
}
