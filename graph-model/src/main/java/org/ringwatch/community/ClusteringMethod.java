// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jgrapht.alg.interfaces.ClusteringAlgorithm;
import org.ringwatch.graph.LinkGraph;

/**
 * The ways to find communities; the package description says which to choose. All of them are deterministic: the same
 * graph, node numbers included, and the same parameters give the same clustering. All of them treat every component as
 * if it were alone.
 */
public enum ClusteringMethod {
    /** Leiden on CPM: dense groups by weight. */
    LEIDEN("leiden", LeidenClustering::new),
    /** Label propagation: majority of neighbours, weights ignored. */
    LABEL_PROPAGATION("label-propagation", LabelPropagation::new),
    /** Components as they are: the baseline that the other methods must beat. */
    COMPONENTS("components", parameters -> ClusteringMethod::whole);

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // constructor references, they hold nothing
    private final Function<ClusteringParameters, ComponentMethod> factory;

    ClusteringMethod(String label, Function<ClusteringParameters, ComponentMethod> factory) {
        this.label = label;
        this.factory = factory;
    }

    /**
     * The method with this label, as in configuration and on the command line.
     *
     * @throws IllegalArgumentException naming the choices, if there is none
     */
    public static ClusteringMethod named(String label) {
        return Arrays.stream(values())
                .filter(method -> method.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("clustering must be one of "
                        + Arrays.stream(values()).map(ClusteringMethod::label).collect(Collectors.joining(", "))
                        + " but was " + label));
    }

    /** What it is called in configuration and on the command line. */
    public String label() {
        return label;
    }

    /** The method on a graph, for JGraphT; nodes of the clustering are those of the graph. */
    public ClusteringAlgorithm<Integer> on(LinkGraph graph, ClusteringParameters parameters) {
        return () -> cluster(graph, parameters);
    }

    /** The communities of a graph. */
    public Clustering cluster(LinkGraph graph, ClusteringParameters parameters) {
        return with(parameters).cluster(graph);
    }

    /** The method for one graph after another. */
    ComponentWise with(ClusteringParameters parameters) {
        return new ComponentWise(factory.apply(parameters));
    }

    private static void whole(Components components, int component, int[] labels) {
        Arrays.fill(labels, 0, components.size(component), 0);
    }
}
