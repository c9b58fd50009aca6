// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.Map;
import java.util.Optional;
import org.ringwatch.job.result.Facts;

/**
 * How far the watching job was at the end of its last round.
 *
 * @param events events read
 * @param rejected lines rejected
 * @param rings candidate rings now
 * @param flagged those that are flagged
 * @param changes changes told, those of runs before this one included
 * @param clock latest event time, epoch milliseconds; {@link Long#MIN_VALUE} before the first event
 */
public record WatchProgress(long events, long rejected, long rings, long flagged, long changes, long clock) {
    static final String RINGS = "rings";
    static final String FLAGGED = "flagged";
    static final String CHANGES_TOLD = "changes_told";
    static final String CLOCK = "clock";

    /** What the job's accumulators tell, which is for looking on only; empty before the first round. */
    public static Optional<WatchProgress> of(Map<String, Object> accumulators) {
        return accumulators.containsKey(CLOCK)
                ? Optional.of(new WatchProgress(
                        value(accumulators, Facts.EVENTS_READ),
                        value(accumulators, Facts.REJECTED),
                        value(accumulators, RINGS),
                        value(accumulators, FLAGGED),
                        value(accumulators, CHANGES_TOLD),
                        value(accumulators, CLOCK)))
                : Optional.empty();
    }

    private static long value(Map<String, Object> accumulators, String name) {
        return accumulators.get(name) instanceof Number number ? number.longValue() : 0;
    }
}
