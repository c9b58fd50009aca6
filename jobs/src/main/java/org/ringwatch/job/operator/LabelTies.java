// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.ringwatch.component.Vertex;
import org.ringwatch.component.VertexRow;
import org.ringwatch.graph.HashedDisjointSets;
import org.ringwatch.link.EdgeRow;
import org.ringwatch.link.RowBuffer;

/**
 * Puts the name of its component before each tie and sends it to the component's share.
 *
 * <p>Holds its ties and the labels of their accounts (about 40 bytes each) until both inputs end.
 */
public final class LabelTies extends StageOperator<RowBlock>
        implements TwoInputStreamOperator<RowBlock, RowBlock, RowBlock>, BoundedMultiInput {
    private static final long serialVersionUID = 1L;

    private final int shares;
    private transient List<long[]> ties;
    private transient HashedDisjointSets components;
    private transient int openInputs;

    /** The stage. */
    public LabelTies(int shares) {
        super("labels");
        this.shares = shares;
    }

    @Override
    public void open() throws Exception {
        super.open();
        ties = new ArrayList<>();
        components = new HashedDisjointSets();
        openInputs = 2;
    }

    @Override
    public void processElement1(StreamRecord<RowBlock> element) {
        ties.add(element.getValue().rows());
    }

    @Override
    public void processElement2(StreamRecord<RowBlock> element) {
        long[] labels = element.getValue().rows();
        for (int at = 0; at < labels.length; at += VertexRow.length(labels, at)) {
            Vertex account = VertexRow.vertex(labels, at);
            Vertex component = VertexRow.other(labels, at);
            components.union(account.order(), account.secret(), component.order(), component.secret());
        }
    }

    @Override
    public void endInput(int inputId) {
        openInputs--;
        if (openInputs > 0) {
            return;
        }
        BlockOutput labelled = new BlockOutput(shares, this::emit);
        for (long[] block : ties) {
            for (int at = 0; at < block.length; at += EdgeRow.length(block, at)) {
                int account = components.indexOf(EdgeRow.firstOrder(block, at), EdgeRow.firstSecret(block, at));
                if (account < 0) {
                    throw new IllegalStateException("a tied account has no component");
                }
                int root = components.find(account);
                RowBuffer rows = labelled.bufferFor(components.high(root));
                rows.add(components.high(root));
                rows.add(components.low(root));
                rows.add(block, at, EdgeRow.length(block, at));
            }
        }
        labelled.flush();
        ties.clear();
        done();
    }
}
