// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.ringwatch.component.Relabelling;

/** Second half of a round: {@link Relabelling}. Holds the rows of its share of the vertices until its input ends. */
public final class RelabelGraph extends StageOperator<RowBlock>
        implements OneInputStreamOperator<RowBlock, RowBlock>, BoundedOneInput {
    private static final long serialVersionUID = 1L;

    private final int shares;
    private final boolean last;
    private transient Relabelling relabelling;

    /**
     * The stage.
     *
     * @param shares into which vertices fall
     * @param last whether what is left is merged in one place
     */
    public RelabelGraph(int shares, boolean last) {
        super("components");
        this.shares = shares;
        this.last = last;
    }

    @Override
    public void open() throws Exception {
        super.open();
        relabelling = new Relabelling(subtask());
    }

    @Override
    public void processElement(StreamRecord<RowBlock> element) {
        relabelling.add(element.getValue().rows());
    }

    @Override
    public void endInput() {
        BlockOutput graph = new BlockOutput(last ? 1 : shares, this::emit);
        relabelling.tell(vertex -> graph.bufferFor(vertex.order()), !last);
        graph.flush();
        done();
    }
}
