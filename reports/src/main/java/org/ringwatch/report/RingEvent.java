// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import java.time.Instant;
import org.ringwatch.event.EventType;

/**
 * A line of {@code ring_events.csv}, as far as pages show it. Absent texts are empty.
 *
 * @param amountMinor 0 if there is no {@code currency}
 */
public record RingEvent(
        String ringId,
        String eventId,
        String eventTime,
        EventType type,
        String accountId,
        String deviceId,
        String ip,
        String merchantId,
        String wallet,
        String beneficiaryId,
        long amountMinor,
        String currency,
        String outcome,
        String orderId,
        String ipKind,
        String ipCountry) {

    /** Epoch milliseconds. */
    public long millis() {
        return Instant.parse(eventTime).toEpochMilli();
    }

    /** Whether money left by it. */
    public boolean isSpent() {
        return (type == EventType.PURCHASE || type == EventType.GIFT_SENT) && outcome.equals("ok");
    }
}
