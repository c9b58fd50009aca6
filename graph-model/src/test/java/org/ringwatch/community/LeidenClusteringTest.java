// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ringwatch.graph.TextGraph.clique;
import static org.ringwatch.graph.TextGraph.graph;

import java.util.LongSummaryStatistics;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ringwatch.graph.LinkGraph;
import org.ringwatch.graph.RandomEdges;

class LeidenClusteringTest extends ClusteringAlgorithmContract {

    @Override
    ClusteringMethod method() {
        return ClusteringMethod.LEIDEN;
    }

    @Provide
    Arbitrary<RandomEdges> tinyGraphs() {
        return RandomEdges.upTo(7);
    }

    @Provide
    Arbitrary<Double> resolutions() {
        return Arbitraries.of(0.05, 0.1, 0.3, 1.0);
    }

    @Example
    void weakEdgesDoNotMakeACommunity() {
        assertThat(communities("a-b:0.4 b-c:0.5 c-a:0.3")).isEqualTo("a b c");
    }

    @Example
    void weightDecidesWhichSideANodeIsOn() {
        assertThat(communities("a-b:3 b-c:3 c-a:3, d-e:3 e-f:3 f-d:3, x-a:1.2 x-b:1.2, x-d:1.3 x-e:1.3"))
                .isEqualTo("abc defx");
    }

    @Example
    void chainIsCutWhenItIsLongerThanTwiceTheRootOfWeightByResolution() {
        ClusteringParameters defaults = ClusteringParameters.defaults();
        Clustering cut = method().cluster(chain(20, 550_000), defaults);

        assertThat(method().cluster(chain(6, 550_000), defaults).communities()).isEqualTo(1);
        assertThat(method().cluster(chain(7, 550_000), defaults).sizes()).containsExactlyInAnyOrder(3, 4);
        assertThat(ClusteringQuality.cpm(chain(20, 550_000), Clustering.whole(20), 0.05))
                .isCloseTo(0.95, within(1e-9));
        assertThat(ClusteringQuality.cpm(chain(20, 550_000), cut, 0.05)).isBetween(6.5, 6.8 + 1e-9);
    }

    @Example
    void isNotBlindToSmallCommunitiesInALargeGraph() {
        String ring = IntStream.range(0, 60)
                .mapToObj(i -> String.format(
                        "%1$02da-%1$02db %1$02db-%1$02dc %1$02da-%1$02dc %1$02dc-%2$02da", i, (i + 1) % 60))
                .collect(Collectors.joining(" "));

        assertThat(method().cluster(graph(ring).linkGraph(), parameters()).communities())
                .isEqualTo(60);
    }

    @Example
    void karateClubIsAtLeastAsGoodAsThePublishedGroups() {
        LinkGraph karate = KarateClub.graph();
        for (double resolution : new double[] {0.05, 0.1, 0.2, 0.3}) {
            Clustering found =
                    method().cluster(karate, ClusteringParameters.defaults().withResolution(resolution));
            double quality = ClusteringQuality.cpm(karate, found, resolution);
            assertThat(quality)
                    .isGreaterThanOrEqualTo(ClusteringQuality.cpm(karate, KarateClub.factions(), resolution))
                    .isGreaterThanOrEqualTo(ClusteringQuality.cpm(karate, KarateClub.bestModularity(), resolution))
                    .isGreaterThanOrEqualTo(ClusteringQuality.cpm(karate, Clustering.whole(34), resolution));
        }
    }

    @Example
    void cliqueOfNodesSharingWeaklyStaysTogether() {
        assertThat(communities(clique("a b c d e f g").replace(" ", ":0.6 ") + ":0.6"))
                .isEqualTo("abcdefg");
    }

    @Property(tries = 200)
    void qualityIsNeverBelowThatOfSingletons(@ForAll("edges") RandomEdges random) {
        LinkGraph graph = random.linkGraph();

        assertThat(ClusteringQuality.cpm(graph, cluster(graph), parameters().resolution()))
                .isGreaterThanOrEqualTo(-1e-9);
    }

    @Property(tries = 200)
    void whatIsEvidentIsTheBestThereIs(
            @ForAll("tinyGraphs") RandomEdges random, @ForAll("resolutions") double resolution) {
        LinkGraph graph = random.linkGraph();
        if (Components.of(graph).communities() != 1) {
            return;
        }
        double best = bestCpm(graph, resolution);
        LongSummaryStatistics weights = IntStream.range(0, graph.edgeCount())
                .mapToLong(graph::weightMicros)
                .summaryStatistics();
        if (LeidenClustering.Evident.isWhole(graph.nodeCount(), weights.getMin(), resolution * 1e6)) {
            assertThat(ClusteringQuality.cpm(graph, Clustering.whole(graph.nodeCount()), resolution))
                    .isCloseTo(best, within(1e-9));
        }
        if (LeidenClustering.Evident.isSingletons(weights.getMax(), resolution * 1e6)) {
            assertThat(best).isCloseTo(0, within(1e-9));
        }
    }

    /** By trying every clustering; 877 of them for seven nodes. */
    private static double bestCpm(LinkGraph graph, double resolution) {
        return bestCpm(graph, resolution, new int[graph.nodeCount()], 0, 0);
    }

    private static double bestCpm(LinkGraph graph, double resolution, int[] labels, int node, int used) {
        if (node == labels.length) {
            return ClusteringQuality.cpm(graph, Clustering.of(labels), resolution);
        }
        double best = Double.NEGATIVE_INFINITY;
        for (int label = 0; label <= used; label++) {
            labels[node] = label;
            best = Math.max(best, bestCpm(graph, resolution, labels, node + 1, Math.max(used, label + 1)));
        }
        return best;
    }

    private static LinkGraph chain(int nodes, long weightMicros) {
        return LinkGraph.of(
                nodes,
                IntStream.range(0, nodes - 1).toArray(),
                IntStream.range(1, nodes).toArray(),
                IntStream.range(1, nodes).mapToLong(i -> weightMicros).toArray());
    }
}
