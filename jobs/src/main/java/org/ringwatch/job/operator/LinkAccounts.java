// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.ringwatch.event.EventRules;
import org.ringwatch.job.result.Facts;
import org.ringwatch.job.source.ColumnMapping;
import org.ringwatch.job.source.EventsAtPositions;
import org.ringwatch.job.source.InputFile;
import org.ringwatch.link.AccountAnalysis;
import org.ringwatch.link.AccountPartition;
import org.ringwatch.link.AccountTrace;
import org.ringwatch.link.BaselineCounter;
import org.ringwatch.link.Inquiry;
import org.ringwatch.link.TrustedPlaces;
import org.ringwatch.why.Trace;

/**
 * Removes duplicates and turns each account's events into links and a part of the baseline.
 *
 * <p>Holds the packed events of its share (about 128 bytes each) until its input ends, and the trusted places.
 */
public final class LinkAccounts extends StageOperator<RowBlock>
        implements OneInputStreamOperator<RowBlock, RowBlock>, BoundedOneInput {
    private static final long serialVersionUID = 1L;

    /** The share's part of the baseline, as words. */
    public static final OutputTag<long[]> BASELINE = new OutputTag<>("baseline") {
        private static final long serialVersionUID = 1L;
    };

    private final ArrayList<InputFile> files;
    private final ColumnMapping columns;
    private final EventRules rules;
    private final TrustedPlaces trusted;
    private final int shares;
    private final Inquiry inquiry;
    private transient AccountPartition partition;

    /** The stage. */
    public LinkAccounts(
            List<InputFile> files,
            ColumnMapping columns,
            EventRules rules,
            TrustedPlaces trusted,
            int shares,
            Inquiry inquiry) {
        super("accounts");
        this.files = new ArrayList<>(files);
        this.columns = columns;
        this.rules = rules;
        this.trusted = trusted;
        this.shares = shares;
        this.inquiry = inquiry;
    }

    @Override
    public void open() throws Exception {
        super.open();
        partition = new AccountPartition();
    }

    @Override
    public void processElement(StreamRecord<RowBlock> element) {
        partition.add(element.getValue().rows());
    }

    @Override
    public void endInput() {
        BlockOutput links = new BlockOutput(shares, this::emit);
        BaselineCounter baseline = new BaselineCounter();
        AccountAnalysis analysis = new AccountAnalysis();
        long[] leftOut = new long[1];
        partition.forEach(new EventsAtPositions(files, columns, rules), events -> {
            analysis.read(events);
            baseline.add(events, analysis.behaviours());
            if (inquiry.names(events.orderHash(), events.secretHash())) {
                tell(Finding.of(Trace.of(AccountTrace.of(inquiry, events, analysis.behaviours()))));
            }
            leftOut[0] += analysis.writeLinks((order, type) -> links.bufferFor(order), trusted);
        });
        links.flush();
        emit(BASELINE, baseline.baseline().toWords());
        fact(Facts.DUPLICATES, partition.duplicates());
        fact(Facts.CONFLICTING, partition.conflicting());
        fact(Facts.DIGEST_HIGH, partition.digestHigh());
        fact(Facts.DIGEST_LOW, partition.digestLow());
        fact(Facts.TRUSTED_LINKS, leftOut[0]);
        fact(Facts.ACCOUNTS, baseline.baseline().accounts());
        done();
    }
}
