// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.ringwatch.graph.HashedDisjointSets;
import org.ringwatch.job.result.Facts;
import org.ringwatch.link.EdgeRow;
import org.ringwatch.link.LinkParameters;
import org.ringwatch.link.PairPartition;
import org.ringwatch.link.RowBuffer;

/**
 * Sums the evidence on each pair and keeps the tied ones, with a forest that spans them: what the components need.
 *
 * <p>Holds the packed evidence of its share (64 bytes an item) until its input ends, then 24 bytes a tied account.
 */
public final class SumPairs extends StageOperator<RowBlock>
        implements OneInputStreamOperator<RowBlock, RowBlock>, BoundedOneInput {
    private static final long serialVersionUID = 1L;

    /** A forest in blocks of four words: an account and the smallest account of its tree. */
    public static final OutputTag<long[]> FOREST = new OutputTag<>("forest") {
        private static final long serialVersionUID = 1L;
    };

    private static final int BLOCK_WORDS = 8192;

    private final LinkParameters parameters;
    private transient PairPartition partition;

    /** The stage. */
    public SumPairs(LinkParameters parameters) {
        super("pairs");
        this.parameters = parameters;
    }

    @Override
    public void open() throws Exception {
        super.open();
        partition = new PairPartition(parameters);
    }

    @Override
    public void processElement(StreamRecord<RowBlock> element) {
        partition.add(element.getValue().rows());
    }

    @Override
    public void endInput() {
        fact(Facts.PAIR_ITEMS, partition.items());
        RowBuffer edges = new RowBuffer(BLOCK_WORDS);
        HashedDisjointSets forest = new HashedDisjointSets();
        partition.forEach(edges);
        long[] ties = edges.toBlock();
        edges.clear();
        long count = 0;
        for (int at = 0; at < ties.length; at += EdgeRow.length(ties, at)) {
            count++;
            forest.union(
                    EdgeRow.firstOrder(ties, at),
                    EdgeRow.firstSecret(ties, at),
                    EdgeRow.secondOrder(ties, at),
                    EdgeRow.secondSecret(ties, at));
            edges.add(ties, at, EdgeRow.length(ties, at));
            if (edges.size() >= BLOCK_WORDS) {
                emit(new RowBlock(0, edges.toBlock()));
                edges.clear();
            }
        }
        emit(new RowBlock(0, edges.toBlock()));
        fact(Facts.TIES, count);
        emitForest(forest);
        done();
    }

    private void emitForest(HashedDisjointSets forest) {
        RowBuffer block = new RowBuffer(BLOCK_WORDS);
        forest.forEach((high, low, rootHigh, rootLow) -> {
            block.add(high);
            block.add(low);
            block.add(rootHigh);
            block.add(rootLow);
            if (block.size() >= BLOCK_WORDS) {
                emit(FOREST, block.toBlock());
                block.clear();
            }
        });
        emit(FOREST, block.toBlock());
    }
}
