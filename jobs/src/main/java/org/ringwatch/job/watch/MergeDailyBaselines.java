// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;
import org.ringwatch.link.Baseline;

/**
 * Adds the subtasks' parts up to the baseline of all accounts and sends it ahead of the watermark that they belong to; or sends the
 * one that was given. Runs once.
 */
final class MergeDailyBaselines extends AbstractStreamOperator<long[]>
        implements OneInputStreamOperator<long[], long[]> {
    private static final long serialVersionUID = 1L;

    private final ListStateDescriptor<long[]> partsDescriptor =
            new ListStateDescriptor<>("parts", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO);
    private final long @Nullable [] given;
    private transient ListState<long[]> state;

    /** Parts of rounds whose watermark is still to come. */
    private transient List<long[]> parts;

    MergeDailyBaselines(long @Nullable [] given) {
        this.given = given;
    }

    /** What one subtask counted at the end of a round: the round's watermark, then the words of its baseline. */
    static long[] part(long roundTime, Baseline baseline) {
        long[] words = baseline.toWords();
        long[] part = new long[1 + words.length];
        part[0] = roundTime;
        System.arraycopy(words, 0, part, 1, words.length);
        return part;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        state = context.getOperatorStateStore().getListState(partsDescriptor);
        parts = new ArrayList<>();
        state.get().forEach(parts::add);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        state.update(parts);
    }

    @Override
    public void processElement(StreamRecord<long[]> element) {
        parts.add(element.getValue());
    }

    @Override
    public void processWatermark(Watermark watermark) throws Exception {
        long time = watermark.getTimestamp();
        List<long[]> due = parts.stream().filter(part -> part[0] <= time).toList();
        if (!due.isEmpty()) {
            Baseline sum = due.stream()
                    .map(part -> Baseline.ofWords(Arrays.copyOfRange(part, 1, part.length)))
                    .reduce(Baseline.empty(), Baseline::plus);
            parts.removeAll(due);
            output.collect(new StreamRecord<>(given == null ? sum.toWords() : given, time));
        }
        super.processWatermark(watermark);
    }
}
