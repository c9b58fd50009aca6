// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.ringwatch.job.result.Fact;
import org.ringwatch.link.EventRow;
import org.ringwatch.ring.MemberEvent;

/**
 * Beats the time of the watching job: after events came, and at most once in a given time of the clock, it sends a watermark, which
 * makes all stages work ({@link RoundClock}). Events that come later than others are not late by it: they count in the next round.
 *
 * <p>Runs once: there is one clock. When the input ends, the last round is announced by the latest event time, and then by
 * the watermark of all time.
 */
public final class Pulse extends AbstractStreamOperator<MemberEvent>
        implements OneInputStreamOperator<Arrival, MemberEvent> {
    private static final long serialVersionUID = 1L;

    /** Lines that are no events. */
    public static final OutputTag<RejectedInput> REJECTED = new OutputTag<>("rejected") {
        private static final long serialVersionUID = 1L;
    };

    /** How much counts changed by. */
    public static final OutputTag<Fact> FACTS = new OutputTag<>("facts") {
        private static final long serialVersionUID = 1L;
    };

    private final long roundMillis;
    private final ListStateDescriptor<Long> timesDescriptor = new ListStateDescriptor<>("times", Types.LONG);
    private final ListStateDescriptor<String> unknownTypesDescriptor =
            new ListStateDescriptor<>("unknown-types", Types.STRING);
    private transient ListState<Long> times;
    private transient ListState<String> unknownTypes;

    private transient RoundClock clock;

    /** What came since counts were last told. */
    private transient ReadCounts counts;

    /**
     * @param roundMillis least time between two watermarks, milliseconds of the clock
     */
    public Pulse(long roundMillis) {
        this.roundMillis = roundMillis;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        times = context.getOperatorStateStore().getListState(timesDescriptor);
        unknownTypes = context.getOperatorStateStore().getListState(unknownTypesDescriptor);
        counts = new ReadCounts();
        unknownTypes.get().forEach(counts::know);
        clock = new RoundClock(roundMillis, now());
        List<Long> stored = new ArrayList<>();
        times.get().forEach(stored::add);
        if (!stored.isEmpty()) {
            clock.restore(stored.stream().mapToLong(Long::longValue).toArray());
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        clock.checkpointBegan(context.getCheckpointId(), now());
        times.update(Arrays.stream(clock.state()).boxed().toList());
        unknownTypes.update(counts.knownTypes());
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        clock.beforeCheckpoint(now()).ifPresent(this::beat);
        tellCounts();
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        super.notifyCheckpointComplete(checkpointId);
        clock.checkpointCompleted(checkpointId, now());
    }

    @Override
    public void notifyCheckpointAborted(long checkpointId) throws Exception {
        super.notifyCheckpointAborted(checkpointId);
        clock.checkpointAborted(checkpointId);
    }

    @Override
    public void open() throws Exception {
        super.open();
        schedule();
    }

    private long now() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }

    private void schedule() {
        getProcessingTimeService().registerTimer(now() + roundMillis, now -> {
            clock.tick(now, isHeldUp()).ifPresent(this::beat);
            schedule();
        });
    }

    private boolean isHeldUp() {
        return Arrays.stream(getContainingTask().getEnvironment().getAllWriters())
                .anyMatch(writer -> !writer.isAvailable());
    }

    @Override
    public void processElement(StreamRecord<Arrival> element) {
        Arrival arrival = element.getValue();
        counts.add(arrival, now());
        MemberEvent event = arrival.event();
        if (event != null) {
            clock.arrived(EventRow.time(event.row()));
            output.collect(new StreamRecord<>(event));
        } else {
            clock.arrived();
            if (arrival.rejected() != null) {
                output.collect(REJECTED, new StreamRecord<>(arrival.rejected()));
            }
        }
    }

    private void beat(long watermark) {
        tellCounts();
        output.emitWatermark(new Watermark(watermark));
    }

    private void tellCounts() {
        counts.drain(fact -> output.collect(FACTS, new StreamRecord<>(fact)));
    }

    @Override
    public void processWatermark(Watermark watermark) throws Exception {
        if (watermark.getTimestamp() == Long.MAX_VALUE) {
            clock.end(now()).ifPresent(this::beat);
            super.processWatermark(watermark);
        }
    }
}
