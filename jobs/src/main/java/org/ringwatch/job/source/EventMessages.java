// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import java.util.Arrays;
import org.ringwatch.event.EventRules;

/** Reads the events of messages, each a JSON object as a line of a JSON Lines file is. For one thread. */
public final class EventMessages {
    private final LineEvents events;

    /**
     * Messages of that topic.
     *
     * @param topic for messages of exceptions
     */
    public EventMessages(String topic, ColumnMapping columns, EventRules rules, EventReader.Handler handler) {
        this.events = new LineEvents(topic, InputFormat.JSON_LINES, columns, rules, handler, EventReader.EVERYBODY);
    }

    /**
     * Reads one message, which becomes exactly one call of the handler.
     *
     * @param message its bytes; none at all is no event
     * @param offset number that a rejection tells as its line
     */
    public void read(byte[] message, long offset) {
        if (message.length > SplitLines.MAX_LINE_BYTES) {
            byte[] prefix = Arrays.copyOf(message, SplitLines.MAX_PREFIX_BYTES);
            events.overlong(prefix, prefix.length, 0, offset);
        } else {
            events.line(message, 0, message.length, 0, offset);
        }
    }
}
