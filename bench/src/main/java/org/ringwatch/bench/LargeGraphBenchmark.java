// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.bench;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.ringwatch.community.Clustering;
import org.ringwatch.community.ClusteringMethod;
import org.ringwatch.community.ClusteringParameters;
import org.ringwatch.graph.LinkGraph;

/**
 * What it takes to find the communities of one connected graph of 1.2 million nodes and 3.6 million edges. Nodes are in
 * groups of twelve; 97 of 100 edges lie inside a group.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@SuppressWarnings("NullAway.Init") // JMH sets it up
public class LargeGraphBenchmark {
    private static final int NODES = 1_200_000;
    private static final int EDGES = 3_600_000;
    private static final int GROUP = 12;
    private static final int INSIDE_PERCENT = 97;
    private static final long SEED = 3;

    /** How to find them. */
    @Param({"leiden", "label-propagation"})
    public String method;

    /** Rounds at most. */
    @Param("10")
    public int rounds;

    private LinkGraph graph;

    /** Draws the graph: a tree first, so that it is connected. */
    @Setup
    public void drawGraph() {
        SplittableRandom random = new SplittableRandom(SEED);
        int[] a = new int[EDGES];
        int[] b = new int[EDGES];
        for (int edge = 0; edge < EDGES; edge++) {
            boolean isTree = edge < NODES - 1;
            a[edge] = isTree ? edge + 1 : random.nextInt(1, NODES);
            int first = a[edge] / GROUP * GROUP;
            boolean isInside = first < a[edge] && (isTree || random.nextInt(100) < INSIDE_PERCENT);
            b[edge] = random.nextInt(isInside ? first : 0, a[edge]);
        }
        long[] weightMicros = random.longs(EDGES, LinkGraph.MICROS_PER_UNIT / 2, 4 * LinkGraph.MICROS_PER_UNIT)
                .toArray();
        graph = LinkGraph.of(NODES, a, b, weightMicros);
    }

    /** Clusters the graph. */
    @Benchmark
    public Clustering cluster() {
        return ClusteringMethod.named(method)
                .cluster(
                        graph,
                        new ClusteringParameters(
                                ClusteringParameters.DEFAULT_RESOLUTION,
                                rounds,
                                ClusteringParameters.DEFAULT_MAX_COMPONENT_ACCOUNTS,
                                SEED));
    }
}
