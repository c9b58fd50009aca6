// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.ringwatch.graph.HashedDisjointSets;
import org.ringwatch.job.result.Facts;
import org.ringwatch.link.RowBuffer;

/**
 * Merges the shares' forests: every tied account learns the smallest account of its component. Runs once; holds about 40
 * bytes a tied account.
 */
public final class MergeComponents extends StageOperator<long[]>
        implements OneInputStreamOperator<long[], long[]>, BoundedOneInput {
    private static final long serialVersionUID = 1L;

    static final int WORDS = 4;
    private static final int BLOCK_WORDS = 8192;

    private transient HashedDisjointSets components;

    /** The stage. */
    public MergeComponents() {
        super("components");
    }

    @Override
    public void open() throws Exception {
        super.open();
        components = new HashedDisjointSets();
    }

    @Override
    public void processElement(StreamRecord<long[]> element) {
        long[] forest = element.getValue();
        for (int at = 0; at < forest.length; at += WORDS) {
            components.union(forest[at], forest[at + 1], forest[at + 2], forest[at + 3]);
        }
    }

    @Override
    public void endInput() {
        RowBuffer block = new RowBuffer(BLOCK_WORDS);
        components.forEach((high, low, rootHigh, rootLow) -> {
            block.add(high);
            block.add(low);
            block.add(rootHigh);
            block.add(rootLow);
            if (block.size() >= BLOCK_WORDS) {
                emit(block.toBlock());
                block.clear();
            }
        });
        emit(block.toBlock());
        fact(Facts.COMPONENTS, components.sets());
        fact(Facts.LARGEST_COMPONENT, components.largest());
        done();
    }
}
