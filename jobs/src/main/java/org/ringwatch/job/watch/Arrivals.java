// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;
import org.ringwatch.event.EventColumn;
import org.ringwatch.event.ShownValue;
import org.ringwatch.event.ValidEvent;
import org.ringwatch.job.source.EventReader;
import org.ringwatch.link.EventPacker;
import org.ringwatch.link.RowBuffer;
import org.ringwatch.ring.MemberEvent;

/**
 * Makes arrivals of what an {@link EventReader} or {@link org.ringwatch.job.source.EventMessages} reads, and keeps the clock: the
 * latest event time so far. An event that is older than the retention comes too late; one more than a day ahead of the processing
 * time is a wrong clock, which must not make everything else expire. Both are rejected, and the clock knows of neither.
 *
 * <p>For one thread.
 */
public final class Arrivals implements EventReader.Handler {
    /** The clock before the first event. */
    public static final long NO_TIME = Long.MIN_VALUE;

    /** Receives what arrives, in order. */
    public interface Output {
        /** An event, a rejected line or an erased event. */
        void accept(Arrival arrival);
    }

    private final ArrivalParameters parameters;
    private final ReadMetrics metrics;
    private final Output output;
    private final EventPacker packer;
    private final RowBuffer row = new RowBuffer(32);
    private String source = "";
    private long firstLine;
    private long clock = NO_TIME;
    private long cutoff = NO_TIME;

    /**
     * Arrivals for that output.
     *
     * @param metrics the operator's group
     */
    public Arrivals(ArrivalParameters parameters, MetricGroup metrics, Output output) {
        this(parameters, new ReadMetrics(metrics), output);
    }

    Arrivals(ArrivalParameters parameters, ReadMetrics metrics, Output output) {
        this.parameters = parameters;
        this.metrics = metrics;
        this.output = output;
        this.packer = new EventPacker(parameters.hasher());
    }

    /**
     * Says where the lines to come are from.
     *
     * @param name file as the user knows it, or topic and partition
     * @param first number of the line that is read as number 0
     */
    public void from(String name, long first) {
        source = name;
        firstLine = first;
    }

    /** The latest event time so far, milliseconds since the epoch; {@link #NO_TIME} before the first event. */
    public long clock() {
        return clock;
    }

    /** Puts the clock to where it was. */
    public void setClock(long millis) {
        clock = millis;
        cutoff = millis == NO_TIME ? NO_TIME : Days.cutoff(millis, parameters.retentionDays());
    }

    @Override
    public @Nullable String refusal(ValidEvent event) {
        long time = event.eventTime();
        if (time < cutoff) {
            LocalDate from = LocalDate.ofInstant(Instant.ofEpochMilli(cutoff), ZoneOffset.UTC);
            return EventColumn.EVENT_TIME.columnName() + " must be within the retention (" + from
                    + " or later) but was " + shown(time);
        }
        if (time - Days.MILLIS > parameters.clock().millis()) {
            return EventColumn.EVENT_TIME.columnName() + " must not be more than a day ahead of the clock but was "
                    + shown(time);
        }
        return null;
    }

    @Override
    public void event(ValidEvent event, long offset) {
        if (event.eventTime() > clock) {
            setClock(event.eventTime());
        }
        packer.read(event);
        row.clear();
        packer.write(event, 0, row);
        metrics.event();
        output.accept(Arrival.of(new MemberEvent(row.toBlock(), event.canonical()), event));
    }

    @Override
    public void rejected(long line, String reason, String raw) {
        reject(firstLine + line, reason, raw);
    }

    @Override
    public void erased() {
        metrics.erased();
        output.accept(Arrival.erased());
    }

    /** Rejects what is no line of its own, such as a whole file. */
    void reject(long line, String reason, String raw) {
        metrics.rejected(reason);
        output.accept(Arrival.of(new RejectedInput(source, line, reason, raw)));
    }

    private static String shown(long time) {
        return ShownValue.quote(Instant.ofEpochMilli(time).toString());
    }
}
