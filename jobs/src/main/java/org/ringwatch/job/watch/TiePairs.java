// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.Arrays;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.ringwatch.job.result.Facts;
import org.ringwatch.link.LinkParameters;
import org.ringwatch.link.PairPartition;
import org.ringwatch.link.PairRow;
import org.ringwatch.link.RowBuffer;

/**
 * Keeps what the resources say about each pair of accounts, and tells when the pair is tied, is tied otherwise, or is not any more: what
 * was told follows from what they said before.
 *
 * <p>State by pair: its evidence, some 100 bytes an item.
 */
final class TiePairs extends RoundOperator<Tuple4<Long, Long, Long, Long>, long[]>
        implements OneInputStreamOperator<long[], long[]> {
    private static final long serialVersionUID = 1L;

    private static final int KEY_WORDS = 4;

    private static final ToldRows.Layout ITEM = new ToldRows.Layout() {
        @Override
        public int length(long[] rows, int at) {
            return PairRow.LENGTH;
        }

        @Override
        public Tuple2<Long, Long> teller(long[] rows, int at) {
            return Tuple2.of(PairRow.resourceOrder(rows, at), PairRow.resourceSecret(rows, at));
        }
    };

    private final LinkParameters parameters;
    private final ValueStateDescriptor<long[]> itemsDescriptor =
            new ValueStateDescriptor<>("items", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO);

    /** What each resource says. */
    private transient ToldRows<Tuple4<Long, Long, Long, Long>> items;

    private transient Held<Tuple4<Long, Long, Long, Long>, long[]> updates;
    private transient PairPartition partition;
    private transient RowBuffer ties;

    TiePairs(LinkParameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public void open() throws Exception {
        items = new ToldRows<>(state(itemsDescriptor), ITEM);
        partition = new PairPartition(parameters);
        ties = new RowBuffer(64);
        super.open();
        updates = hold("updates", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO, this::take);
    }

    /** What resources say already knows the baseline. */
    @Override
    boolean isRefreshed() {
        return false;
    }

    @Override
    StateDescriptor<?, ?> everyKey() {
        return itemsDescriptor;
    }

    @Override
    public void processElement(StreamRecord<long[]> element) throws Exception {
        updates.add(element.getTimestamp(), currentKey(), element.getValue());
    }

    private void take(long[] update) {
        items.put(currentKey(), Updates.id(update, KEY_WORDS), Updates.rows(update, KEY_WORDS + 2));
        mark();
    }

    @Override
    void judge(Tuple4<Long, Long, Long, Long> pair, boolean changed, boolean refresh) throws Exception {
        long[] stored = items.before();
        long[] before = tie(stored);
        long[] now = tie(items.settle(pair, stored));
        if (!Arrays.equals(before, now)) {
            emit(tell(pair, now));
        }
        fact(Facts.TIES, Integer.signum(now.length) - Integer.signum(before.length));
    }

    /** The row of the tie that these items make, or nothing. */
    private long[] tie(long[] evidence) {
        partition.add(evidence);
        partition.forEach(ties);
        long[] tie = ties.toBlock();
        ties.clear();
        return tie;
    }

    private static long[] tell(Tuple4<Long, Long, Long, Long> pair, long[] tie) {
        return Updates.of(new long[] {pair.f0, pair.f1}, pair.f2, pair.f3, tie, 0, tie.length);
    }
}
