// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.ringwatch.component.Chains;
import org.ringwatch.component.VertexRow;
import org.ringwatch.graph.HashedDisjointSets;
import org.ringwatch.job.result.Facts;
import org.ringwatch.link.EdgeRow;
import org.ringwatch.link.Inquiry;
import org.ringwatch.link.LinkParameters;
import org.ringwatch.link.PairPartition;
import org.ringwatch.link.PairTrace;
import org.ringwatch.link.RowBuffer;
import org.ringwatch.why.Trace;

/**
 * Sums the evidence on each pair and keeps the tied ones, and chains what the ties of its share join: what the components need.
 *
 * <p>Holds the packed evidence of its share (64 bytes an item) until its input ends, then some 40 bytes a tied account.
 */
public final class SumPairs extends StageOperator<RowBlock>
        implements OneInputStreamOperator<RowBlock, RowBlock>, BoundedOneInput {
    private static final long serialVersionUID = 1L;

    /** Chains of accounts that are tied to each other, as {@link VertexRow}s for the shares of the accounts. */
    public static final OutputTag<RowBlock> CHAINS = new OutputTag<>("chains") {
        private static final long serialVersionUID = 1L;
    };

    /** Accounts whose names an answer needs, in blocks as {@link GatherEvents} takes them. */
    public static final OutputTag<long[]> SOUGHT = new OutputTag<>("sought") {
        private static final long serialVersionUID = 1L;
    };

    private static final int BLOCK_WORDS = 8192;

    private final LinkParameters parameters;
    private final int shares;
    private final boolean merged;
    private final Inquiry inquiry;
    private transient PairPartition partition;
    private transient StrongestPairs strongest;

    /**
     * The stage.
     *
     * @param shares into which accounts fall
     * @param merged whether the chains go to one place that merges them, not to the shares of their accounts
     */
    public SumPairs(LinkParameters parameters, int shares, boolean merged, Inquiry inquiry) {
        super("pairs");
        this.parameters = parameters;
        this.shares = shares;
        this.merged = merged;
        this.inquiry = inquiry;
    }

    @Override
    public void open() throws Exception {
        super.open();
        strongest = new StrongestPairs(inquiry);
        partition = new PairPartition(parameters, inquiry, strongest);
    }

    @Override
    public void processElement(StreamRecord<RowBlock> element) {
        partition.add(element.getValue().rows());
    }

    @Override
    public void endInput() {
        fact(Facts.PAIR_ITEMS, partition.items());
        RowBuffer edges = new RowBuffer(BLOCK_WORDS);
        HashedDisjointSets tied = new HashedDisjointSets();
        partition.forEach(edges);
        long[] ties = edges.toBlock();
        edges.clear();
        long count = 0;
        for (int at = 0; at < ties.length; at += EdgeRow.length(ties, at)) {
            count++;
            strongest.countTie(ties, at);
            tied.union(
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
        if (!inquiry.isEmpty()) {
            tellStrongest();
        }
        emitChains(tied);
        done();
    }

    private void tellStrongest() {
        RowBuffer sought = new RowBuffer(16);
        for (PairTrace pair : strongest.pairs()) {
            tell(Finding.of(Trace.of(pair)));
            GatherEvents.seek(pair.order(), pair.secret(), sought);
        }
        emit(SOUGHT, sought.toBlock());
        fact(Facts.PARTNERS_OF_SUBJECT, strongest.partners());
        fact(Facts.TIES_OF_SUBJECT, strongest.tiesOfSubject());
        fact(Facts.TIES_OF_OTHER, strongest.tiesOfOther());
    }

    private void emitChains(HashedDisjointSets tied) {
        BlockOutput chains = new BlockOutput(merged ? 1 : shares, block -> emit(CHAINS, block));
        Chains.tell(tied, subtask(), account -> chains.bufferFor(account.order()), !merged);
        chains.flush();
    }
}
