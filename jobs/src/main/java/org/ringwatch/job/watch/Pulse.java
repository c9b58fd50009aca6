// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.ArrayList;
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
 * makes all stages work. The watermark is the latest event time so far. Events that come later than others are not late by it:
 * they count in the next round. For that round there must be a watermark, so without a later event it is the last one and
 * a millisecond, as long as the day is the same.
 *
 * <p>A watermark that crosses midnight makes everything be judged. While history is read, days pass in moments; so that this costs no
 * more than it tells, midnights are then crossed together: one crossing waits until some rounds after the one before, or
 * until nothing arrives any more.
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

    /** Least time of the clock between two crossings of midnight while events arrive, in least times between two watermarks. */
    private static final int ROUNDS_A_CROSSING = 50;

    private final long roundMillis;
    private final ListStateDescriptor<Long> timesDescriptor = new ListStateDescriptor<>("times", Types.LONG);
    private final ListStateDescriptor<String> unknownTypesDescriptor =
            new ListStateDescriptor<>("unknown-types", Types.STRING);
    private transient ListState<Long> times;
    private transient ListState<String> unknownTypes;

    /** Latest event time. */
    private transient long clock;

    /** Last watermark. */
    private transient long beat;

    /** Whether anything came since. */
    private transient boolean pending;

    /** Whether anything came since the time for a watermark was last there. */
    private transient boolean busy;

    /** When midnight was last crossed, processing time. */
    private transient long crossedAt;

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
        clock = Long.MIN_VALUE;
        beat = Long.MIN_VALUE;
        List<Long> stored = new ArrayList<>();
        times.get().forEach(stored::add);
        if (!stored.isEmpty()) {
            clock = stored.get(0);
            beat = stored.get(1);
            pending = stored.get(2) != 0;
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        times.update(List.of(clock, beat, pending ? 1L : 0L));
        unknownTypes.update(counts.knownTypes());
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        tellCounts();
    }

    @Override
    public void open() throws Exception {
        super.open();
        crossedAt = getProcessingTimeService().getCurrentProcessingTime();
        schedule();
    }

    private void schedule() {
        long next = getProcessingTimeService().getCurrentProcessingTime() + roundMillis;
        getProcessingTimeService().registerTimer(next, now -> {
            boolean mayCross = !busy || now - crossedAt >= ROUNDS_A_CROSSING * roundMillis;
            busy = false;
            beat(mayCross, now);
            schedule();
        });
    }

    @Override
    public void processElement(StreamRecord<Arrival> element) {
        Arrival arrival = element.getValue();
        counts.add(arrival, getProcessingTimeService().getCurrentProcessingTime());
        pending = true;
        busy = true;
        MemberEvent event = arrival.event();
        if (event != null) {
            clock = Math.max(clock, EventRow.time(event.row()));
            output.collect(new StreamRecord<>(event));
        } else if (arrival.rejected() != null) {
            output.collect(REJECTED, new StreamRecord<>(arrival.rejected()));
        }
    }

    private void beat(boolean mayCross, long now) {
        if (!pending || clock == Long.MIN_VALUE) {
            return;
        }
        boolean crosses = beat == Long.MIN_VALUE || clock >= Days.endOf(beat);
        if (crosses && !mayCross) {
            return;
        }
        long next = clock > beat ? clock : Math.min(beat + 1, Days.endOf(clock) - 1);
        if (next > beat) {
            tellCounts();
            pending = false;
            crossedAt = crosses ? now : crossedAt;
            beat = next;
            output.emitWatermark(new Watermark(beat));
        }
    }

    private void tellCounts() {
        counts.drain(fact -> output.collect(FACTS, new StreamRecord<>(fact)));
    }

    @Override
    public void processWatermark(Watermark watermark) throws Exception {
        if (watermark.getTimestamp() == Long.MAX_VALUE) {
            beat(true, getProcessingTimeService().getCurrentProcessingTime());
            super.processWatermark(watermark);
        }
    }
}
