// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.ringwatch.job.result.Facts;
import org.ringwatch.link.Baseline;
import org.ringwatch.link.Inquiry;
import org.ringwatch.link.LinkParameters;
import org.ringwatch.link.ResourcePartition;
import org.ringwatch.link.ResourceType;

/**
 * Finds hubs, and turns the links of every other resource into evidence on pairs of accounts. The baseline is the second
 * input: rarity needs the whole population.
 *
 * <p>Holds the packed links of its share (about 64 bytes each) until both inputs end.
 */
public final class JudgeResources extends StageOperator<RowBlock>
        implements TwoInputStreamOperator<RowBlock, long[], RowBlock>, BoundedMultiInput {
    private static final long serialVersionUID = 1L;

    /** Hubs by their hashes. */
    public static final OutputTag<HubFound> HUBS = new OutputTag<>("hubs") {
        private static final long serialVersionUID = 1L;
    };

    private final LinkParameters parameters;
    private final int shares;
    private final Inquiry inquiry;
    private transient ResourcePartition partition;
    private transient @Nullable Baseline baseline;
    private transient int openInputs;

    /** The stage. */
    public JudgeResources(LinkParameters parameters, int shares, Inquiry inquiry) {
        super("resources");
        this.parameters = parameters;
        this.shares = shares;
        this.inquiry = inquiry;
    }

    @Override
    public void open() throws Exception {
        super.open();
        partition = new ResourcePartition(parameters, inquiry, new TraceOutput(this));
        openInputs = 2;
    }

    @Override
    public void processElement1(StreamRecord<RowBlock> element) {
        partition.add(element.getValue().rows());
    }

    @Override
    public void processElement2(StreamRecord<long[]> element) {
        baseline = Baseline.ofWords(element.getValue());
    }

    @Override
    public void endInput(int inputId) {
        openInputs--;
        if (openInputs == 0) {
            judge();
        }
    }

    private void judge() {
        if (baseline == null) {
            throw new IllegalStateException("the resources came without a baseline");
        }
        fact(Facts.LINKS, partition.links());
        BlockOutput pairs = new BlockOutput(shares, this::emit);
        partition.forEach(
                baseline,
                (first, second) -> pairs.bufferFor(first * 31 + second),
                (type, order, secret, witness, accounts, events, reason) -> {
                    if (type == ResourceType.NETWORK_56 || type == ResourceType.NETWORK_48) {
                        return;
                    }
                    emit(HUBS, new HubFound(type, order, secret, witness, accounts, events, reason));
                    fact(Facts.HUBS, 1);
                });
        pairs.flush();
        done();
    }
}
