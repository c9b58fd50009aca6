// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import org.jgrapht.alg.interfaces.ClusteringAlgorithm;
import org.ringwatch.graph.LinkGraph;

/** Each component is one community: the baseline that the other methods must beat. O(n + m), no choices to make. */
final class ConnectedComponents implements ClusteringAlgorithm<Integer> {

    private final LinkGraph graph;

    ConnectedComponents(LinkGraph graph) {
        this.graph = graph;
    }

    @Override
    public org.ringwatch.community.Clustering getClustering() {
        return ComponentWise.components(graph);
    }
}
