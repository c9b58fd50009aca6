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
 * What it takes Leiden to find the communities of many small components, of 3 to 200 nodes. Sizes fall off with their
 * square: half the components have 3 to 5 nodes, one in a hundred more than 120. A component is a random tree and as many
 * edges again between random nodes of it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@SuppressWarnings("NullAway.Init") // JMH sets it up
public class CommunitiesBenchmark {
    private static final int MIN_NODES = 3;
    private static final int MAX_NODES = 200;
    private static final long SEED = 3;

    /** Number of components. */
    @Param("100000")
    public int components;

    private LinkGraph graph;

    /** Draws the graph. */
    @Setup
    public void drawGraph() {
        SplittableRandom random = new SplittableRandom(SEED);
        int[] sizes = new int[components];
        int nodes = 0;
        for (int c = 0; c < components; c++) {
            sizes[c] = size(random);
            nodes += sizes[c];
        }
        int edges = 2 * (nodes - components);
        int[] a = new int[edges];
        int[] b = new int[edges];
        long[] weightMicros = new long[edges];
        int edge = 0;
        int first = 0;
        for (int size : sizes) {
            for (int node = 1; node < size; node++) {
                a[edge] = first + node;
                b[edge++] = first + random.nextInt(node);
                int from = random.nextInt(size);
                a[edge] = first + from;
                b[edge++] = first + (from + 1 + random.nextInt(size - 1)) % size;
            }
            first += size;
        }
        for (int e = 0; e < edges; e++) {
            weightMicros[e] = random.nextLong(LinkGraph.MICROS_PER_UNIT / 2, 4 * LinkGraph.MICROS_PER_UNIT);
        }
        graph = LinkGraph.of(nodes, a, b, weightMicros);
    }

    /** Inverse of the distribution whose density is as 1 / size². */
    private static int size(SplittableRandom random) {
        double least = 1.0 / (MAX_NODES + 1);
        return (int) (1 / (least + random.nextDouble() * (1.0 / MIN_NODES - least)));
    }

    /** Finds the communities. */
    @Benchmark
    public Clustering findCommunities() {
        return ClusteringMethod.LEIDEN.cluster(graph, ClusteringParameters.defaults());
    }
}
