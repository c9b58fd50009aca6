// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.bench;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.BatchExecutionOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions.CompressionCodec;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.ringwatch.component.Chains;
import org.ringwatch.component.Vertex;
import org.ringwatch.component.VertexRow;
import org.ringwatch.graph.HashedDisjointSets;
import org.ringwatch.job.ComponentStages;
import org.ringwatch.job.operator.RowBlock;
import org.ringwatch.link.RowBuffer;
import org.ringwatch.link.Shares;

/**
 * Components of a large graph on embedded Flink, two subtasks, in rounds and without. Arguments: a graph ({@code path}, {@code star}, {@code
 * random} or {@code small}), its edges, shares, rounds. Prints CPU and wall seconds of the job, labels told and their sum, which no
 * number of rounds changes.
 */
public final class RoundsOfComponents {
    private static final int PARALLELISM = 2;
    private static final int BLOCK_WORDS = 8192;

    /** Vertices of a small group. */
    private static final int GROUP = 20;

    private static final String LABELS = "labels";
    private static final String SUM = "sum of labels";

    private RoundsOfComponents() {}

    /** Runs the job. */
    public static void main(String[] arguments) throws Exception {
        Graph graph = Graph.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        int edges = Integer.parseInt(arguments[1]);
        int shares = Integer.parseInt(arguments[2]);
        int rounds = Integer.parseInt(arguments[3]);
        Configuration configuration = new Configuration();
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, PARALLELISM);
        configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, PARALLELISM);
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(256));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(256));
        configuration.set(NettyShuffleEnvironmentOptions.SHUFFLE_COMPRESSION_CODEC, CompressionCodec.NONE);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(BatchExecutionOptions.ADAPTIVE_AUTO_PARALLELISM_ENABLED, false);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setRuntimeMode(RuntimeExecutionMode.BATCH);
        DataStream<RowBlock> chains = env.fromSequence(0, shares - 1)
                .flatMap(new Edges(graph, edges, shares, rounds == 0))
                .returns(TypeInformation.of(RowBlock.class));
        ComponentStages components = ComponentStages.define(chains, shares, rounds);
        components.labels().flatMap(new Count()).returns(Types.LONG).sinkTo(new DiscardingSink<>());
        components.findings().sinkTo(new DiscardingSink<>());
        double cpu = cpuSeconds();
        Map<String, Object> counted = new TreeMap<>();
        var result = env.execute("components");
        counted.put("cpu_seconds", cpuSeconds() - cpu);
        counted.put("wall_seconds", result.getNetRuntime() / 1e3);
        counted.put(LABELS, result.getAccumulatorResult(LABELS));
        counted.put(SUM, result.getAccumulatorResult(SUM));
        System.out.println(counted);
    }

    private static double cpuSeconds() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1e9;
    }

    /** What is next to what. */
    private enum Graph {
        PATH {
            @Override
            int[] edge(int number, int edges) {
                return new int[] {number, number + 1};
            }
        },
        STAR {
            @Override
            int[] edge(int number, int edges) {
                return new int[] {0, number + 1};
            }
        },
        /** Half as many vertices as edges. */
        RANDOM {
            @Override
            int[] edge(int number, int edges) {
                SplittableRandom random = new SplittableRandom(number);
                return new int[] {random.nextInt(edges / 2), random.nextInt(edges / 2)};
            }
        },
        /** Groups with twice as many edges as vertices. */
        SMALL {
            @Override
            int[] edge(int number, int edges) {
                SplittableRandom random = new SplittableRandom(number);
                int first = number / (2 * GROUP) * GROUP;
                return new int[] {first + random.nextInt(GROUP), first + random.nextInt(GROUP)};
            }
        };

        abstract int[] edge(int number, int edges);
    }

    private static Vertex vertex(int node) {
        SplittableRandom random = new SplittableRandom(~node);
        return new Vertex(random.nextLong(), random.nextLong());
    }

    /** The chains of a share, which knows every so many-th edge. */
    private static final class Edges extends RichFlatMapFunction<Long, RowBlock> {
        private static final long serialVersionUID = 1L;

        private final Graph graph;
        private final int edges;
        private final int shares;
        private final boolean merged;

        Edges(Graph graph, int edges, int shares, boolean merged) {
            this.graph = graph;
            this.edges = edges;
            this.shares = shares;
            this.merged = merged;
        }

        @Override
        public void flatMap(Long share, Collector<RowBlock> out) {
            HashedDisjointSets tied = new HashedDisjointSets();
            for (int number = share.intValue(); number < edges; number += shares) {
                int[] edge = graph.edge(number, edges);
                Vertex a = vertex(edge[0]);
                Vertex b = vertex(edge[1]);
                tied.union(a.order(), a.secret(), b.order(), b.secret());
            }
            RowBuffer[] rows = new RowBuffer[merged ? 1 : shares];
            Arrays.setAll(rows, to -> new RowBuffer(BLOCK_WORDS));
            Chains.tell(
                    tied,
                    share.intValue(),
                    vertex -> {
                        int to = Shares.of(vertex.order(), rows.length);
                        send(to, rows[to], BLOCK_WORDS, out);
                        return rows[to];
                    },
                    !merged);
            for (int to = 0; to < rows.length; to++) {
                send(to, rows[to], 1, out);
            }
        }

        private static void send(int to, RowBuffer rows, int words, Collector<RowBlock> out) {
            if (rows.size() >= words) {
                out.collect(new RowBlock(to, rows.toBlock()));
                rows.clear();
            }
        }
    }

    private static final class Count extends RichFlatMapFunction<RowBlock, Long> {
        private static final long serialVersionUID = 1L;

        private transient LongCounter labels;
        private transient LongCounter sum;

        @Override
        public void open(OpenContext context) {
            labels = getRuntimeContext().getLongCounter(LABELS);
            sum = getRuntimeContext().getLongCounter(SUM);
        }

        @Override
        public void flatMap(RowBlock block, Collector<Long> out) {
            long[] rows = block.rows();
            for (int at = 0; at < rows.length; at += VertexRow.length(rows, at)) {
                labels.add(1);
                sum.add(VertexRow.vertex(rows, at).order()
                        * VertexRow.other(rows, at).order());
            }
        }
    }
}
