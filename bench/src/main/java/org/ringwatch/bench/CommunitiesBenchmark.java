// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.bench;

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
import org.openjdk.jmh.infra.ThreadParams;
import org.ringwatch.community.Clustering;
import org.ringwatch.community.ClusteringMethod;
import org.ringwatch.community.ClusteringParameters;
import org.ringwatch.graph.LinkGraph;

/**
 * What it takes Leiden to find the communities of many small components, which are one graph. Each thread ({@code -t
 * 2}) has a graph of its own, as each subtask of a job has.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@SuppressWarnings("NullAway.Init") // JMH sets it up
public class CommunitiesBenchmark {
    private static final long SEED = 3;

    /** Number of components for each thread. */
    @Param("100000")
    public int components;

    private LinkGraph graph;

    /** Draws the graph. */
    @Setup
    public void drawGraph(ThreadParams thread) {
        graph = new RandomComponents(components, SEED + thread.getThreadIndex()).graph();
    }

    /** Finds the communities. */
    @Benchmark
    public Clustering findCommunities() {
        return ClusteringMethod.LEIDEN.cluster(graph, ClusteringParameters.defaults());
    }
}
