// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.ringwatch.component.Expansion;

/** The way back of a round: {@link Expansion}. Holds who waits, and the labels for it, until its input ends. */
public final class ExpandLabels extends StageOperator<RowBlock>
        implements OneInputStreamOperator<RowBlock, RowBlock>, BoundedOneInput {
    private static final long serialVersionUID = 1L;

    private final int shares;
    private transient Expansion expansion;

    /**
     * The stage.
     *
     * @param shares that ask for labels
     */
    public ExpandLabels(int shares) {
        super("components");
        this.shares = shares;
    }

    @Override
    public void open() throws Exception {
        super.open();
        expansion = new Expansion();
    }

    @Override
    public void processElement(StreamRecord<RowBlock> element) {
        expansion.add(element.getValue().rows());
    }

    @Override
    public void endInput() {
        BlockOutput labels = new BlockOutput(shares, this::emit);
        expansion.label(labels::buffer);
        labels.flush();
        done();
    }
}
