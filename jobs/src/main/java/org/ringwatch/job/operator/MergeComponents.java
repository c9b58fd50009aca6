// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.ringwatch.component.Merge;
import org.ringwatch.job.result.Facts;

/** Finds the components of all that is left: {@link Merge}. Runs once; holds about 70 bytes a vertex and 8 for each share that asks for it. */
public final class MergeComponents extends StageOperator<RowBlock>
        implements OneInputStreamOperator<RowBlock, RowBlock>, BoundedOneInput {
    private static final long serialVersionUID = 1L;

    private final int shares;
    private transient Merge components;

    /**
     * The stage.
     *
     * @param shares that ask for labels
     */
    public MergeComponents(int shares) {
        super("components");
        this.shares = shares;
    }

    @Override
    public void open() throws Exception {
        super.open();
        components = new Merge();
    }

    @Override
    public void processElement(StreamRecord<RowBlock> element) {
        components.add(element.getValue().rows());
    }

    @Override
    public void endInput() {
        BlockOutput labels = new BlockOutput(shares, this::emit);
        components.label(labels::buffer);
        labels.flush();
        fact(Facts.COMPONENTS, components.components());
        greatest(Facts.LARGEST_COMPONENT, components.largest());
        done();
    }
}
