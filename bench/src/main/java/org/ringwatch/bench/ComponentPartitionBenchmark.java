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
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.infra.ThreadParams;
import org.ringwatch.community.ClusteringMethod;
import org.ringwatch.community.ClusteringParameters;
import org.ringwatch.community.ComponentPartition;
import org.ringwatch.link.EdgeRow;

/**
 * What a subtask does with the ties of many small components, which come in any order: gathers each component's,
 * clusters it by Leiden and makes its communities. Nothing is suspicious. Each thread ({@code -t 2}) has a share of its
 * own.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@SuppressWarnings("NullAway.Init") // JMH sets it up
public class ComponentPartitionBenchmark {
    private static final long SEED = 3;
    private static final int ROW_WORDS = 2 + EdgeRow.HEADER + EdgeRow.ITEM;
    private static final int BLOCK_ROWS = 1 << 12;

    /** Number of components for each thread. */
    @Param("100000")
    public int components;

    private long[][] blocks;

    /** Draws the ties. */
    @Setup
    public void drawTies(ThreadParams thread) {
        RandomComponents drawn = new RandomComponents(components, SEED + thread.getThreadIndex());
        int edges = drawn.from.length;
        int[] order = new int[edges];
        SplittableRandom random = new SplittableRandom(SEED);
        for (int edge = 0; edge < edges; edge++) {
            int other = random.nextInt(edge + 1);
            order[edge] = order[other];
            order[other] = edge;
        }
        blocks = new long[(edges + BLOCK_ROWS - 1) / BLOCK_ROWS][];
        for (int block = 0; block < blocks.length; block++) {
            int first = block * BLOCK_ROWS;
            int rows = Math.min(BLOCK_ROWS, edges - first);
            blocks[block] = new long[rows * ROW_WORDS];
            for (int row = 0; row < rows; row++) {
                put(drawn, order[first + row], blocks[block], row * ROW_WORDS);
            }
        }
    }

    private static void put(RandomComponents drawn, int edge, long[] block, int at) {
        int row = at + 2;
        block[at] = hash(drawn.componentOf[edge]);
        block[at + 1] = hash(~drawn.componentOf[edge]);
        block[row] = EdgeRow.HEADER + EdgeRow.ITEM;
        block[row + 1] = hash(drawn.from[edge]);
        block[row + 2] = hash(~drawn.from[edge]);
        block[row + 3] = hash(drawn.to[edge]);
        block[row + 4] = hash(~drawn.to[edge]);
        block[row + 5] = drawn.weightMicros[edge];
    }

    private static long hash(int number) {
        return new SplittableRandom(number).nextLong();
    }

    /** Splits the components. */
    @Benchmark
    public void splitComponents(Blackhole communities) {
        ComponentPartition partition = new ComponentPartition(ClusteringMethod.LEIDEN, ClusteringParameters.defaults());
        for (long[] block : blocks) {
            partition.add(block);
        }
        partition.forEach(community -> 0, communities::consume);
    }
}
