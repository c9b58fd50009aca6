// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.ringwatch.job.operator.ContractGraph;
import org.ringwatch.job.operator.ExpandLabels;
import org.ringwatch.job.operator.Finding;
import org.ringwatch.job.operator.MergeComponents;
import org.ringwatch.job.operator.RelabelGraph;
import org.ringwatch.job.operator.RowBlock;
import org.ringwatch.job.operator.StageOperator;

/**
 * The stages that find components, see {@link org.ringwatch.component}. Without rounds one task finds them all; each round leaves it
 * less than half of the vertices to hold, and adds three stages.
 *
 * <pre>
 *   chains ─► (contract ─► relabel) × rounds ─► merge ─► expand × rounds ─► labels
 * </pre>
 */
public final class ComponentStages {
    /** Up to so many shares one task holds all tied accounts: some 2 GB, were every tenth event to bring one. */
    private static final int MOST_SHARES_WITHOUT_ROUNDS = 128;

    /** What they leave is a twentieth of the longest path there can be, and a hundredth of small groups. */
    private static final int ROUNDS = 4;

    private static final TypeInformation<RowBlock> ROWS = TypeInformation.of(RowBlock.class);

    private final DataStream<RowBlock> labels;
    private final DataStream<Finding> findings;

    private ComponentStages(DataStream<RowBlock> labels, DataStream<Finding> findings) {
        this.labels = labels;
        this.findings = findings;
    }

    /** How many rounds so many shares ask for. */
    public static int roundsFor(int shares) {
        return shares > MOST_SHARES_WITHOUT_ROUNDS ? ROUNDS : 0;
    }

    /**
     * Lays out the stages.
     *
     * @param chains what the asking shares know to be together, for the shares of the vertices, or without rounds for the only one
     * @param shares that ask, and into which vertices fall
     * @param rounds 0 or more
     */
    public static ComponentStages define(DataStream<RowBlock> chains, int shares, int rounds) {
        List<SingleOutputStreamOperator<RowBlock>> contracted = new ArrayList<>();
        List<SingleOutputStreamOperator<RowBlock>> others = new ArrayList<>();
        DataStream<RowBlock> graph = chains;
        for (int round = 1; round <= rounds; round++) {
            contracted.add(stage(graph, "contract-" + round, new ContractGraph(round, shares), shares));
            others.add(stage(
                    contracted.get(round - 1), "relabel-" + round, new RelabelGraph(shares, round == rounds), shares));
            graph = others.get(round - 1);
        }
        SingleOutputStreamOperator<RowBlock> merge = stage(graph, "merge-components", new MergeComponents(shares), 1);
        DataStream<RowBlock> labels = merge;
        for (int round = rounds; round >= 1; round--) {
            SingleOutputStreamOperator<RowBlock> contract = contracted.get(round - 1);
            SingleOutputStreamOperator<RowBlock> expand = stage(
                    labels.union(contract.getSideOutput(ContractGraph.WAITING)),
                    "expand-" + round,
                    new ExpandLabels(shares),
                    shares);
            others.add(expand);
            labels = expand.union(contract.getSideOutput(ContractGraph.LABELS));
        }
        DataStream<Finding> findings = merge.getSideOutput(StageOperator.FINDINGS);
        others.addAll(contracted);
        for (SingleOutputStreamOperator<RowBlock> stage : others) {
            findings = findings.union(stage.getSideOutput(StageOperator.FINDINGS));
        }
        return new ComponentStages(labels, findings);
    }

    private static SingleOutputStreamOperator<RowBlock> stage(
            DataStream<RowBlock> rows, String name, OneInputStreamOperator<RowBlock, RowBlock> operator, int shares) {
        return rows.partitionCustom(RowBlock.BY_SHARE, RowBlock::share)
                .transform(name, ROWS, operator)
                .uid(name)
                .setParallelism(shares);
    }

    /** The label of each account, for the share that asked for it. */
    public DataStream<RowBlock> labels() {
        return labels;
    }

    /** What the stages tell the publisher. */
    public DataStream<Finding> findings() {
        return findings;
    }
}
