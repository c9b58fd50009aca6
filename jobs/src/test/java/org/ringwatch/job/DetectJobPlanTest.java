// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.ringwatch.job.prior.SideInputs;
import org.ringwatch.job.result.ResultWriter;
import org.ringwatch.job.source.Compression;
import org.ringwatch.job.source.InputFile;
import org.ringwatch.job.source.InputFormat;
import org.ringwatch.link.IdHasher;
import org.ringwatch.link.Inquiry;

class DetectJobPlanTest {

    /** Part of our contract: never changed. */
    private static final List<String> UIDS = List.of(
            "baseline-finding",
            "detect-communities",
            "digest-findings",
            "digest-inputs",
            "gather-events",
            "judge-resources",
            "label-ties",
            "link-accounts",
            "mark-baseline",
            "merge-baselines",
            "merge-components",
            "number-blocks",
            "publish",
            "read-events",
            "route-events",
            "score-rings",
            "sum-pairs");

    /** Of each round; the number of the round follows. */
    private static final List<String> UIDS_OF_ROUNDS = List.of("contract-", "expand-", "relabel-");

    private static final ResultWriter NOWHERE = results -> {};

    @Test
    void everyOperatorHasItsFrozenUid() {
        assertThat(plan(2, 3).getStreamNodes().stream()
                        .map(StreamNode::getTransformationUID)
                        .sorted())
                .containsExactlyElementsOf(UIDS);
    }

    @Test
    void eachRoundHasItsOperatorsWithFrozenUids() {
        assertThat(plan(2, 3, 2).getStreamNodes().stream().map(StreamNode::getTransformationUID))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                UIDS.stream(), UIDS_OF_ROUNDS.stream().flatMap(uid -> Stream.of(uid + 1, uid + 2)))
                        .toList());
    }

    @Test
    void manySharesFindComponentsInRounds() {
        assertThat(ComponentStages.roundsFor(128)).isZero();
        assertThat(ComponentStages.roundsFor(129)).isEqualTo(4);
    }

    @Test
    void stagesOfSharesHaveOneSubtaskForEachShare() {
        for (StreamNode node : plan(2, 3, 1).getStreamNodes()) {
            int expected =
                    switch (node.getTransformationUID()) {
                        case "link-accounts",
                                "judge-resources",
                                "sum-pairs",
                                "contract-1",
                                "relabel-1",
                                "expand-1",
                                "label-ties",
                                "detect-communities",
                                "score-rings" -> 3;
                        case "merge-baselines", "merge-components", "mark-baseline", "publish", "baseline-finding" -> 1;
                        default -> 2;
                    };
            assertThat(node.getParallelism()).as(node.getTransformationUID()).isEqualTo(expected);
        }
    }

    @Test
    void isOneConnectedJobGraph() {
        List<JobVertex> vertices = new ArrayList<>();
        plan(2, 2, 2).getJobGraph().getVertices().forEach(vertices::add);
        assertThat(vertices.stream()
                        .filter(vertex -> vertex.getProducedDataSets().isEmpty()))
                .as("vertices that nothing follows")
                .singleElement()
                .satisfies(sink -> assertThat(sink.getName()).contains("publish"));
    }

    /** Flink may run slow subtasks twice at the same time, if it is told to; the result must be written once. */
    @Test
    void onlyOneAttemptPublishes() {
        plan(2, 2).getJobGraph().getVertices().forEach(vertex -> assertThat(
                        vertex.isSupportsConcurrentExecutionAttempts())
                .as(vertex.getName())
                .isEqualTo(!vertex.getName().contains("publish")));
    }

    private static StreamGraph plan(int parallelism, int shares) {
        return plan(parallelism, shares, 0);
    }

    private static StreamGraph plan(int parallelism, int shares, int rounds) {
        Configuration configuration = new Configuration();
        configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        InputFile file = new InputFile("file:/nowhere/events.csv", 1_000, 0, InputFormat.CSV, Compression.NONE);
        DetectJob.define(
                env,
                List.of(file),
                DetectionParameters.defaults(),
                shares,
                rounds,
                new IdHasher(1, 2),
                SideInputs.NONE,
                Inquiry.nobody(),
                Optional.empty(),
                NOWHERE);
        return env.getStreamGraph();
    }
}
