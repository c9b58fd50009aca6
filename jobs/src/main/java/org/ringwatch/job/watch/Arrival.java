// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import org.jspecify.annotations.Nullable;
import org.ringwatch.event.EventColumn;
import org.ringwatch.event.ValidEvent;
import org.ringwatch.ring.MemberEvent;

/**
 * What a source read: an event, a line that is none, or, with neither, an event that was erased.
 *
 * @param event an event within the retention
 * @param rejected a line that is no such event
 * @param filled the columns that the event fills: the bit of each column's {@link EventColumn#ordinal() place}
 * @param erasedValues how many of the event's values were erased
 * @param unknownType name of the event's type if nobody knows it
 */
public record Arrival(
        @Nullable MemberEvent event,
        @Nullable RejectedInput rejected,
        long filled,
        int erasedValues,
        @Nullable String unknownType) {

    private static final EventColumn[] COLUMNS = EventColumn.values();
    private static final Arrival ERASED = new Arrival(null, null, 0, 0, null);

    /** An event within the retention; {@code valid} is the same as it was read. */
    static Arrival of(MemberEvent event, ValidEvent valid) {
        long filled = 0;
        for (EventColumn column : COLUMNS) {
            filled |= valid.fills(column) ? 1L << column.ordinal() : 0;
        }
        return new Arrival(
                event,
                null,
                filled,
                valid.erasedValues(),
                valid.unknownEventType().orElse(null));
    }

    /** A line that is none. */
    static Arrival of(RejectedInput rejected) {
        return new Arrival(null, rejected, 0, 0, null);
    }

    /** An event that must not be read. */
    static Arrival erased() {
        return ERASED;
    }
}
