// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ringwatch.event.EventType;
import org.ringwatch.event.IpAddress;

/**
 * A line of {@code ring_events.csv}, as far as pages show it. Absent texts are empty.
 *
 * @param amountMinor 0 if there is no {@code currency}
 */
record RingEvent(
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
        String outcome) {
    private static final List<Integer> NETWORKS = List.of(64, 56, 48);

    RingRecord.Entity account() {
        return new RingRecord.Entity("account", accountId);
    }

    /**
     * Whom and what it is about, the account first. An IPv6 address stands for itself and for the networks around it, which is
     * what rings have for members.
     */
    List<RingRecord.Entity> entities() {
        List<RingRecord.Entity> entities = new ArrayList<>();
        entities.add(account());
        add(entities, "device", deviceId);
        add(entities, "ip", ip);
        if (ip.indexOf(':') >= 0) {
            NETWORKS.forEach(length -> add(entities, "ip", network(length)));
        }
        add(entities, "wallet", wallet);
        add(entities, "merchant", merchantId);
        add(entities, "beneficiary", beneficiaryId);
        return entities;
    }

    private static void add(List<RingRecord.Entity> entities, String type, String id) {
        if (!id.isEmpty()) {
            entities.add(new RingRecord.Entity(type, id));
        }
    }

    private String network(int prefixLength) {
        byte[] text = ip.getBytes(US_ASCII);
        IpAddress address = new IpAddress();
        if (!address.parse(text, 0, text.length)) {
            return "";
        }
        byte[] network = new byte[IpAddress.MAX_TEXT_LENGTH];
        return new String(network, 0, address.writeNetwork(prefixLength, network, 0), US_ASCII);
    }

    /** Epoch milliseconds. */
    long millis() {
        return Instant.parse(eventTime).toEpochMilli();
    }

    /** Whether money left by it. */
    boolean isSpent() {
        return (type == EventType.PURCHASE || type == EventType.GIFT_SENT) && outcome.equals("ok");
    }
}
