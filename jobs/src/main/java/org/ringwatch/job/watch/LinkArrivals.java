// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.ringwatch.job.result.Facts;
import org.ringwatch.link.AccountAnalysis;
import org.ringwatch.link.AccountPartition;
import org.ringwatch.link.BaselineCounter;
import org.ringwatch.link.EventRow;
import org.ringwatch.link.LinkRow;
import org.ringwatch.link.RowBuffer;
import org.ringwatch.link.TrustedPlaces;
import org.ringwatch.ring.MemberEvent;

/**
 * Keeps each account's events within the retention, without duplicates, and tells resources how it is linked to them: those
 * whose link changed. At a refresh events expire and the accounts are counted into a new baseline.
 *
 * <p>State by account: its events (some 210 bytes each), and 24 bytes a link.
 */
final class LinkArrivals extends RoundOperator<Tuple2<Long, Long>, long[]>
        implements OneInputStreamOperator<MemberEvent, long[]> {
    private static final long serialVersionUID = 1L;

    /** Events that came for the first time. */
    static final OutputTag<MemberEvent> KEPT = new OutputTag<>("kept") {
        private static final long serialVersionUID = 1L;
    };

    /** The subtask's {@linkplain MergeDailyBaselines#part part} of a new baseline. */
    static final OutputTag<long[]> BASELINE = new OutputTag<>("baseline") {
        private static final long serialVersionUID = 1L;
    };

    private final int retentionDays;
    private final TrustedPlaces trusted;

    private final ListStateDescriptor<byte[]> eventsDescriptor =
            new ListStateDescriptor<>("events", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    private final ValueStateDescriptor<long[]> toldDescriptor =
            new ValueStateDescriptor<>("told", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO);

    private transient Held<Tuple2<Long, Long>, MemberEvent> arriving;

    /** Events that came of the account that is judged. */
    private transient List<MemberEvent> news;

    private transient ListState<byte[]> events;

    private transient ValueState<long[]> told;

    /** Links of the account that is judged. */
    private transient RowBuffer links;

    private transient AccountPartition partition;
    private transient AccountAnalysis analysis;
    private transient BaselineCounter baseline;

    LinkArrivals(int retentionDays, TrustedPlaces trusted) {
        this.retentionDays = retentionDays;
        this.trusted = trusted;
    }

    @Override
    public void open() throws Exception {
        events = list(eventsDescriptor);
        told = state(toldDescriptor);
        links = new RowBuffer(256);
        partition = new AccountPartition();
        analysis = new AccountAnalysis();
        news = new ArrayList<>();
        super.open();
        arriving = hold("arriving", TypeInformation.of(MemberEvent.class), this::take);
    }

    @Override
    StateDescriptor<?, ?> everyKey() {
        return toldDescriptor;
    }

    /** An event is due in the next round, whichever watermark will end it. */
    @Override
    public void processElement(StreamRecord<MemberEvent> element) throws Exception {
        arriving.add(clock() + 1, currentKey(), element.getValue());
    }

    private void take(MemberEvent event) {
        news.add(event);
        mark();
    }

    private long cutoff() {
        return Days.cutoff(clock(), retentionDays);
    }

    @Override
    void beginRound(boolean refresh) {
        baseline = new BaselineCounter();
    }

    @Override
    void judge(Tuple2<Long, Long> account, boolean changed, boolean refresh) throws Exception {
        long[] stored = told.value();
        long[] before = stored == null ? LinkedAccount.NOTHING : stored;
        if (!changed && before[LinkedAccount.FIRST] >= cutoff()) {
            LinkedAccount.count(before, baseline);
            return;
        }
        List<MemberEvent> kept = kept();
        links.clear();
        long[] after = kept.isEmpty() ? LinkedAccount.NOTHING : link(kept);
        tellLinks(account, before, after);
        tellCounts(before, after);
        if (kept.isEmpty()) {
            told.clear();
        } else {
            told.update(after);
            if (refresh) {
                LinkedAccount.count(after, baseline);
            }
        }
    }

    @Override
    void endRound(boolean refresh) {
        if (refresh) {
            emit(BASELINE, MergeDailyBaselines.part(roundTime(), baseline.baseline()));
        }
    }

    /** The account's events, with what is new of those that came, and without those that expired. */
    private List<MemberEvent> kept() throws Exception {
        List<MemberEvent> kept = new ArrayList<>();
        List<byte[]> stored = new ArrayList<>();
        boolean expired = false;
        for (byte[] one : events.get()) {
            MemberEvent event = StoredEvents.decode(one).get(0);
            if (EventRow.time(event.row()) < cutoff()) {
                expired = true;
            } else {
                kept.add(event);
                stored.add(one);
            }
        }
        if (expired) {
            events.update(stored);
        }
        if (!news.isEmpty()) {
            keep(news, kept);
            news.clear();
        }
        return kept;
    }

    /** Adds those of the events that came which are there for the first time. */
    private void keep(List<MemberEvent> came, List<MemberEvent> kept) throws Exception {
        Set<Tuple2<Long, Long>> known = new HashSet<>();
        kept.forEach(event -> known.add(id(event)));
        long duplicates = 0;
        for (MemberEvent event : came) {
            if (EventRow.time(event.row()) < cutoff()) {
                // It came in the round that moved the retention past it.
                continue;
            }
            if (known.add(id(event))) {
                kept.add(event);
                events.add(StoredEvents.encode(event));
                emit(KEPT, event);
            } else {
                duplicates++;
            }
        }
        fact(Facts.DUPLICATES, duplicates);
    }

    /** What makes two lines the same: event id and content. */
    private static Tuple2<Long, Long> id(MemberEvent event) {
        return Tuple2.of(EventRow.eventIdOf(event.row()), EventRow.contentOf(event.row()));
    }

    private long[] link(List<MemberEvent> kept) {
        StoredEvents.place(kept);
        long conflicting = partition.conflicting();
        long high = partition.digestHigh();
        long low = partition.digestLow();
        long[] header = new long[LinkedAccount.HEADER];
        partition.add(StoredEvents.rows(kept));
        partition.forEach(StoredEvents.canonicalSource(kept), account -> {
            analysis.read(account);
            header[LinkedAccount.EVENTS] = account.size();
            header[LinkedAccount.FIRST] = account.time(0);
            header[LinkedAccount.LAST] = account.time(account.size() - 1);
            header[LinkedAccount.BEHAVIOURS] = analysis.behaviours();
            header[LinkedAccount.TRUSTED_LINKS] = analysis.writeLinks((order, type) -> links, trusted);
        });
        header[LinkedAccount.CONFLICTING] = partition.conflicting() - conflicting;
        header[LinkedAccount.DIGEST_HIGH] = partition.digestHigh() - high;
        header[LinkedAccount.DIGEST_LOW] = partition.digestLow() - low;
        return LinkedAccount.of(header, links.toBlock());
    }

    private void tellLinks(Tuple2<Long, Long> account, long[] before, long[] after) {
        Map<Tuple2<Long, Long>, Long> known = LinkedAccount.links(before);
        long[] rows = links.toBlock();
        int link = LinkedAccount.HEADER;
        for (int at = 0; at < rows.length; at += LinkRow.length(rows, at)) {
            long[] resource = {LinkRow.resourceOrder(rows, at), LinkRow.resourceSecret(rows, at)};
            Long fingerprint = known.remove(Updates.id(resource, 0));
            if (fingerprint == null || fingerprint != after[link + 2]) {
                emit(Updates.of(resource, account.f0, account.f1, rows, at, at + LinkRow.length(rows, at)));
            }
            link += LinkedAccount.LINK;
        }
        for (Tuple2<Long, Long> gone : known.keySet()) {
            emit(Updates.gone(new long[] {gone.f0, gone.f1}, account.f0, account.f1));
        }
    }

    private void tellCounts(long[] before, long[] after) {
        fact(Facts.ACCOUNTS, Long.signum(after[LinkedAccount.EVENTS]) - Long.signum(before[LinkedAccount.EVENTS]));
        fact(Facts.EVENTS_KEPT, after[LinkedAccount.EVENTS] - before[LinkedAccount.EVENTS]);
        fact(Facts.LINKS, LinkedAccount.degree(after) - LinkedAccount.degree(before));
        fact(Facts.TRUSTED_LINKS, after[LinkedAccount.TRUSTED_LINKS] - before[LinkedAccount.TRUSTED_LINKS]);
        fact(Facts.CONFLICTING, after[LinkedAccount.CONFLICTING] - before[LinkedAccount.CONFLICTING]);
        fact(Facts.DIGEST_HIGH, after[LinkedAccount.DIGEST_HIGH] - before[LinkedAccount.DIGEST_HIGH]);
        fact(Facts.DIGEST_LOW, after[LinkedAccount.DIGEST_LOW] - before[LinkedAccount.DIGEST_LOW]);
    }
}
