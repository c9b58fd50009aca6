// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.ringwatch.event.EventColumn;
import org.ringwatch.job.result.Fact;
import org.ringwatch.job.result.Facts;

/**
 * Counts what arrives, until it is told. Of unknown event types the first {@value Facts#MAX_UNKNOWN_TYPES} names are counted each, the rest together,
 * for as long as a watch goes on.
 */
final class ReadCounts {
    private static final EventColumn[] COLUMNS = EventColumn.values();

    private final long[] filled = new long[COLUMNS.length];
    private final TreeSet<String> knownTypes = new TreeSet<>();
    private final TreeMap<String, Long> unknownTypes = new TreeMap<>();
    private long events;
    private long rejected;
    private long erasedEvents;
    private long erasedValues;
    private long arrived;

    /** Counts an arrival at that time of the clock, milliseconds. */
    void add(Arrival arrival, long now) {
        if (arrival.rejected() != null) {
            rejected++;
        } else if (arrival.event() == null) {
            erasedEvents++;
        } else {
            events++;
            arrived = now;
            erasedValues += arrival.erasedValues();
            for (int c = 0; c < COLUMNS.length; c++) {
                filled[c] += arrival.filled() >>> c & 1;
            }
            if (arrival.unknownType() != null) {
                boolean known = know(arrival.unknownType());
                unknownTypes.merge(known ? arrival.unknownType() : Facts.OTHER_UNKNOWN_TYPES, 1L, Long::sum);
            }
        }
    }

    /** Whether that name is counted by itself; as long as there is room, from now on. */
    boolean know(String unknownType) {
        return knownTypes.contains(unknownType)
                || knownTypes.size() < Facts.MAX_UNKNOWN_TYPES && knownTypes.add(unknownType);
    }

    /** The names that are counted by themselves. */
    List<String> knownTypes() {
        return List.copyOf(knownTypes);
    }

    /** Tells what came since the last time. */
    void drain(Consumer<Fact> facts) {
        List<Fact> all = new ArrayList<>(List.of(
                new Fact(Facts.EVENTS_READ, events),
                new Fact(Facts.REJECTED, rejected),
                new Fact(Facts.ERASED_EVENTS, erasedEvents),
                new Fact(Facts.ERASED_VALUES, erasedValues)));
        for (EventColumn column : COLUMNS) {
            all.add(new Fact(Facts.FILLED + column.columnName(), filled[column.ordinal()]));
            filled[column.ordinal()] = 0;
        }
        unknownTypes.forEach((name, count) -> all.add(new Fact(Facts.UNKNOWN_TYPE + name, count)));
        if (events > 0) {
            all.add(new Fact(Facts.LAST_ARRIVAL, arrived));
        }
        all.stream().filter(fact -> fact.value() != 0).forEach(facts);
        events = 0;
        rejected = 0;
        erasedEvents = 0;
        erasedValues = 0;
        unknownTypes.clear();
    }
}
