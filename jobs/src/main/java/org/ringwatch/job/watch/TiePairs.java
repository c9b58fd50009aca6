// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
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
 * Keeps what the resources say about each pair of accounts, and tells when the pair is tied, is tied otherwise, or is not any more.
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
    private final ValueStateDescriptor<Long> toldDescriptor = new ValueStateDescriptor<>("told", Types.LONG);

    /** What each resource says. */
    private transient ToldRows<Tuple4<Long, Long, Long, Long>> items;

    /** Fingerprint of the tie told last; absent for none. */
    private transient ValueState<Long> told;

    private transient Held<long[]> updates;
    private transient PairPartition partition;

    TiePairs(LinkParameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public void open() throws Exception {
        items = new ToldRows<>(state(itemsDescriptor), ITEM);
        told = state(toldDescriptor);
        partition = new PairPartition(parameters);
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
        return toldDescriptor;
    }

    @Override
    public void processElement(StreamRecord<long[]> element) {
        updates.add(element);
    }

    private void take(long[] update) {
        items.put(currentKey(), Updates.id(update, KEY_WORDS), Updates.rows(update, KEY_WORDS + 2));
        mark();
    }

    @Override
    void judge(Tuple4<Long, Long, Long, Long> pair, boolean changed, boolean refresh) throws Exception {
        partition.add(items.settle(pair));
        RowBuffer ties = new RowBuffer(64);
        partition.forEach(ties);
        long[] tie = ties.toBlock();
        Long before = told.value();
        if (tie.length > 0) {
            long fingerprint = Updates.fingerprint(tie, 0, tie.length);
            if (before == null || before != fingerprint) {
                told.update(fingerprint);
                emit(tell(pair, tie));
            }
        } else if (before != null) {
            told.clear();
            emit(tell(pair, tie));
        }
        fact(Facts.TIES, (tie.length > 0 ? 1 : 0) - (before == null ? 0 : 1));
    }

    private static long[] tell(Tuple4<Long, Long, Long, Long> pair, long[] tie) {
        return Updates.of(new long[] {pair.f0, pair.f1}, pair.f2, pair.f3, tie, 0, tie.length);
    }
}
