// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ringwatch.event.ShownValue;

/** What the user should look at before trusting a result, said alike before and after a run. */
final class Warnings {

    private static final int MAX_NAMES = 5;

    private Warnings() {}

    /**
     * A warning if more lines were rejected than read.
     *
     * @param where how to find out why
     */
    static Optional<String> ofRejected(long rejected, long read, String where) {
        if (rejected <= read) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "WARNING: %,d of %,d lines were rejected, more than half; %s",
                rejected,
                rejected + read,
                where));
    }

    /** A warning if there are events whose type is not of the contract, by the name of the type. */
    static Optional<String> ofUnknownTypes(Map<String, Long> eventsByType) {
        long events = eventsByType.values().stream().mapToLong(Long::longValue).sum();
        if (events == 0) {
            return Optional.empty();
        }
        String names = eventsByType.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MAX_NAMES)
                .map(type -> String.format(Locale.ROOT, "%s (%,d)", ShownValue.quote(type.getKey()), type.getValue()))
                .collect(Collectors.joining(", "));
        return Optional.of(String.format(
                Locale.ROOT,
                "WARNING: %,d %s of a type that is not known and %s as OTHER: %s%s; columns.event_types of the"
                        + " configuration maps names",
                events,
                events == 1 ? "event is" : "events are",
                events == 1 ? "counts" : "count",
                names,
                eventsByType.size() > MAX_NAMES ? ", …" : ""));
    }
}
