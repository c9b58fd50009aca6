// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringwatch.graph.TextGraph.clique;
import static org.ringwatch.graph.TextGraph.graph;

import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jgrapht.alg.interfaces.ClusteringAlgorithm;
import org.ringwatch.graph.LinkGraph;
import org.ringwatch.graph.RandomEdges;
import org.ringwatch.graph.TextGraph;

/** What every way to find communities must do. */
abstract class ClusteringAlgorithmContract {

    static final String TWO_CLIQUES_AND_A_BRIDGE = clique("a b c d e") + " " + clique("p q r s t") + " e-p";

    abstract ClusteringMethod method();

    /** A γ that tells the two cliques from one community. */
    ClusteringParameters parameters() {
        return ClusteringParameters.defaults().withResolution(0.5);
    }

    /** What becomes of two cliques with one edge between them. */
    String twoCliquesJoinedByOneEdge() {
        return "abcde pqrst";
    }

    @Provide
    Arbitrary<RandomEdges> edges() {
        return RandomEdges.upTo(25);
    }

    @Example
    void findsNothingInAnEmptyGraph() {
        assertThat(communities("")).isEmpty();
    }

    @Example
    void nodesWithoutEdgesStandAlone() {
        assertThat(communities("a b c-d")).isEqualTo("a b cd");
    }

    @Example
    void singleEdgeIsACommunity() {
        assertThat(communities("a-b")).isEqualTo("ab");
    }

    @Example
    void cliqueIsACommunity() {
        assertThat(communities(clique("a b c d e"))).isEqualTo("abcde");
    }

    @Example
    void separatesTwoCliquesJoinedByOneEdgeIfItCan() {
        assertThat(communities(TWO_CLIQUES_AND_A_BRIDGE)).isEqualTo(twoCliquesJoinedByOneEdge());
    }

    @Property(tries = 100)
    void eachNodeIsInExactlyOneCommunity(@ForAll("edges") RandomEdges random) {
        LinkGraph graph = random.linkGraph();
        ClusteringAlgorithm.Clustering<Integer> found =
                method().on(graph, parameters()).getClustering();

        assertThat(found.getClusters().stream().flatMap(Set::stream))
                .containsExactlyInAnyOrderElementsOf(graph.asGraph().vertexSet());
        assertThat(found.getNumberClusters()).isEqualTo(found.getClusters().size());
    }

    @Property(tries = 100)
    void communitiesAreConnected(@ForAll("edges") RandomEdges random) {
        LinkGraph graph = random.linkGraph();

        for (int[] group : cluster(graph).groups()) {
            assertThat(Components.of(graph.inducedBy(group)).communities()).isEqualTo(1);
        }
    }

    @Property(tries = 50)
    void sameGraphAndParametersGiveTheSame(@ForAll("edges") RandomEdges random) {
        assertThat(cluster(random.linkGraph())).isEqualTo(cluster(random.linkGraph()));
    }

    @Property(tries = 100)
    void anUnrelatedComponentChangesNothing(
            @ForAll("edges") RandomEdges random, @ForAll("edges") RandomEdges unrelated) {
        Clustering alone = cluster(random.linkGraph());
        Clustering other = cluster(unrelated.linkGraph());
        int[] union = new int[alone.nodes() + other.nodes()];
        for (int node = 0; node < union.length; node++) {
            union[node] = node < alone.nodes()
                    ? alone.community(node)
                    : alone.communities() + other.community(node - alone.nodes());
        }

        assertThat(cluster(random.besides(unrelated).linkGraph())).isEqualTo(Clustering.of(union));
    }

    Clustering cluster(LinkGraph graph) {
        return method().cluster(graph, parameters());
    }

    String communities(String text) {
        TextGraph graph = graph(text);
        return graph.describe(method().on(graph.linkGraph(), parameters()).getClustering());
    }
}
