// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ringwatch.event.EventType;

/** Money that moved in a ring, by merchant, wallet or beneficiary and currency; most spent first. */
final class MoneyTable {
    /** One merchant, wallet or beneficiary; minor units. */
    record Row(String entityType, String entityId, String currency, long spent, long refunded, long events) {}

    private MoneyTable() {}

    static List<Row> of(List<RingEvent> events) {
        Map<List<String>, long[]> sums = new TreeMap<>(Comparator.<List<String>, String>comparing(key -> key.get(0))
                .thenComparing(key -> key.get(1))
                .thenComparing(key -> key.get(2)));
        for (RingEvent event : events) {
            boolean refund = event.type() == EventType.REFUND && event.outcome().equals("ok");
            if (event.currency().isEmpty() || !(event.isSpent() || refund)) {
                continue;
            }
            add(sums, "merchant", event.merchantId(), event, refund);
            add(sums, "wallet", event.wallet(), event, refund);
            add(sums, "beneficiary", event.beneficiaryId(), event, refund);
        }
        return sums.entrySet().stream()
                .map(entry -> new Row(
                        entry.getKey().get(0),
                        entry.getKey().get(1),
                        entry.getKey().get(2),
                        entry.getValue()[0],
                        entry.getValue()[1],
                        entry.getValue()[2]))
                .sorted(Comparator.comparing((Row row) -> -row.spent()))
                .toList();
    }

    private static void add(Map<List<String>, long[]> sums, String type, String id, RingEvent event, boolean refund) {
        if (id.isEmpty()) {
            return;
        }
        long[] sum = sums.computeIfAbsent(List.of(type, id, event.currency()), key -> new long[3]);
        int column = refund ? 1 : 0;
        sum[column] = saturatingSum(sum[column], event.amountMinor());
        sum[2]++;
    }

    /** The sum of two amounts that are not negative; the greatest number if it is greater. */
    static long saturatingSum(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
