// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import java.util.List;

/**
 * One reason for (or against) a ring, with the events that show it.
 *
 * @param code stable name of the signal, lower snake case
 * @param text plain English sentence, observed against expected
 * @param weightMicros contribution to the ring's log-odds (natural logarithm), in millionths, signed
 * @param entities what the evidence is about
 * @param eventIds the first events that show it, by time and then id; at most {@link #MAX_EVENTS}
 * @param observedMillis the measured value, in thousandths of the unit the text names
 * @param expectedMillis the value expected by chance, same unit; negative when no chance model applies
 */
public record Evidence(
        String code,
        String text,
        long weightMicros,
        List<EntityRef> entities,
        List<EventRef> eventIds,
        long observedMillis,
        long expectedMillis) {

    /** The most events one evidence item names. */
    public static final int MAX_EVENTS = 20;

    /** No chance model applies. */
    static final long NO_EXPECTATION = -1;

    /** A reason that a sentence alone tells. */
    static Evidence plain(String code, String text, long weightMicros) {
        return new Evidence(code, text, weightMicros, List.of(), List.of(), 0, NO_EXPECTATION);
    }

    /** The same reason with another weight. */
    Evidence weighing(long otherMicros) {
        return new Evidence(code, text, otherMicros, entities, eventIds, observedMillis, expectedMillis);
    }
}
