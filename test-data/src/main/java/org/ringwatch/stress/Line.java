// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.stress;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.ringwatch.event.EventColumn;

/** One event of a world while it is being rewritten: a text for each column, empty where there is none. */
final class Line {

    private final String[] values;

    private Line(String[] values) {
        this.values = values;
    }

    /** A line without any value. */
    static Line empty() {
        String[] values = new String[EventColumn.values().length];
        Arrays.fill(values, "");
        return new Line(values);
    }

    Line copy() {
        return new Line(values.clone());
    }

    String get(EventColumn column) {
        return values[column.ordinal()];
    }

    Line set(EventColumn column, String value) {
        values[column.ordinal()] = value;
        return this;
    }

    boolean has(EventColumn column) {
        return !get(column).isEmpty();
    }

    String account() {
        return get(EventColumn.ACCOUNT_ID);
    }

    String type() {
        return get(EventColumn.EVENT_TYPE);
    }

    Instant time() {
        return Instant.parse(get(EventColumn.EVENT_TIME));
    }

    Line at(Instant time) {
        return set(EventColumn.EVENT_TIME, time.toString());
    }

    void move(Duration by) {
        at(time().plus(by));
    }

    /** Whether value moved, or was meant to. */
    boolean movesValue() {
        return has(EventColumn.AMOUNT_MINOR);
    }
}
