// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.ringwatch.component.Contraction;
import org.ringwatch.component.Vertex;
import org.ringwatch.job.result.Facts;
import org.ringwatch.link.RowBuffer;

/** First half of a round of {@link Contraction}. Holds the rows of its share of the vertices until its input ends. */
public final class ContractGraph extends StageOperator<RowBlock>
        implements OneInputStreamOperator<RowBlock, RowBlock>, BoundedOneInput {
    private static final long serialVersionUID = 1L;

    /** Labels of whole components, for the shares that asked. */
    public static final OutputTag<RowBlock> LABELS = new OutputTag<>("labels") {
        private static final long serialVersionUID = 1L;
    };

    /** Who waits for which label, for {@link ExpandLabels} of the same share. */
    public static final OutputTag<RowBlock> WAITING = new OutputTag<>("waiting") {
        private static final long serialVersionUID = 1L;
    };

    private final int round;
    private final int shares;
    private transient BlockOutput told;
    private transient BlockOutput labels;
    private transient BlockOutput waiting;
    private transient Contraction contraction;

    /** The stage of a round, from 1. */
    public ContractGraph(int round, int shares) {
        super("components");
        this.round = round;
        this.shares = shares;
    }

    @Override
    public void open() throws Exception {
        super.open();
        told = new BlockOutput(shares, this::emit);
        labels = new BlockOutput(shares, block -> emit(LABELS, block));
        waiting = new BlockOutput(1, block -> emit(WAITING, new RowBlock(subtask(), block.rows())));
        contraction = new Contraction(round, new Contraction.Output() {
            @Override
            public RowBuffer toVertex(Vertex vertex) {
                return told.bufferFor(vertex.order());
            }

            @Override
            public RowBuffer toShare(int share) {
                return labels.buffer(share);
            }

            @Override
            public RowBuffer waiting() {
                return waiting.buffer(0);
            }
        });
    }

    @Override
    public void processElement(StreamRecord<RowBlock> element) {
        contraction.add(element.getValue().rows());
    }

    @Override
    public void endInput() {
        contraction.contract();
        told.flush();
        labels.flush();
        waiting.flush();
        fact(Facts.COMPONENTS, contraction.components());
        greatest(Facts.LARGEST_COMPONENT, contraction.largest());
        done();
    }
}
