// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;
import java.time.Instant;

/**
 * What the results of a watch stand on.
 *
 * @param input what is watched, as the user named it
 * @param retentionDays events older than that before the latest one were forgotten
 * @param clock latest event time, epoch milliseconds; {@link Long#MIN_VALUE} for no event yet
 */
record Watched(String input, int retentionDays, long clock) implements Serializable {

    void write(ObjectNode json) {
        json.put("input", input);
        json.put("retention_days", retentionDays);
        if (clock == Long.MIN_VALUE) {
            json.putNull("clock");
        } else {
            json.put("clock", Instant.ofEpochMilli(clock).toString());
        }
    }
}
