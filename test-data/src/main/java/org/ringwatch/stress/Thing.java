// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.stress;

import java.util.Locale;
import org.ringwatch.event.EventColumn;

/**
 * Something that accounts are seen with.
 *
 * @param column where events name it
 * @param id as {@code resources.csv} names it: an IPv6 address as its /64
 */
record Thing(EventColumn column, String id) {

    /** By the names of {@code resources.csv}. */
    static Thing of(String type, String id) {
        return new Thing(
                switch (type) {
                    case "device" -> EventColumn.DEVICE_ID;
                    case "ip" -> EventColumn.IP;
                    case "wallet" -> EventColumn.WALLET;
                    case "merchant" -> EventColumn.MERCHANT_ID;
                    case "beneficiary" -> EventColumn.BENEFICIARY_ID;
                    default ->
                        throw new IllegalArgumentException(
                                "entity_type must be device, ip, wallet, merchant or beneficiary but was " + type);
                },
                id);
    }

    /** What a line names in a column; of an IPv6 address, which the simulator writes with a short host part, the /64. */
    static Thing in(Line line, EventColumn column) {
        String text = line.get(column);
        int host = column == EventColumn.IP ? text.indexOf("::") : -1;
        return new Thing(column, host < 0 ? text : text.substring(0, host) + "::/64");
    }

    /** The name of its kind in files. */
    String type() {
        return column.columnName().replace("_id", "").toLowerCase(Locale.ROOT);
    }
}
