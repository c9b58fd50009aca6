// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringwatch.event.EventType;

/** Every line that the simulator writes obeys the input contract. */
class EventContractTest {

    private static final Map<String, Pattern> FORMS = Map.ofEntries(
            Map.entry("event_id", Pattern.compile("[a-z0-9]{1,128}")),
            Map.entry("account_id", Pattern.compile("a[a-z0-9]{1,255}")),
            Map.entry("device_id", Pattern.compile("(d[a-z0-9]+)?")),
            Map.entry("merchant_id", Pattern.compile("(m[a-z0-9]+)?")),
            Map.entry("wallet", Pattern.compile("((alipay|wechat|card|gift):[a-z0-9]+)?")),
            Map.entry("beneficiary_id", Pattern.compile("([ag][a-z0-9]+)?")),
            Map.entry("amount_minor", Pattern.compile("([1-9][0-9]*)?")),
            Map.entry("currency", Pattern.compile("([A-Z]{3})?")),
            Map.entry("outcome", Pattern.compile("(declined|blocked|reversed)?")),
            Map.entry("two_factor", Pattern.compile("(true|false)?")),
            Map.entry("account_kind", Pattern.compile("(personal|child|managed)?")),
            Map.entry("ip_kind", Pattern.compile("(residential|mobile|hosting|vpn|relay|cgnat|corporate|education)?")),
            Map.entry("ip_country", Pattern.compile("([A-Z]{2})?")),
            Map.entry("utc_offset_min", Pattern.compile("(-?[0-9]+)?")));

    /** How far clocks are off at most, and a conflicting line. */
    private static final long SKEW_MILLIS = 121_000;

    @TempDir
    Path folder;

    @Test
    void everyFieldIsValidAndEveryTypeOccurs() throws IOException {
        SimulationParameters parameters = new SimulationParameters(60_000, Level.EASY, 2, -1);
        Simulator.simulate(parameters, folder);
        Traits traits = new Traits(2, Level.EASY);
        Set<EventType> types = EnumSet.noneOf(EventType.class);
        for (CSVRecord row : events()) {
            FORMS.forEach((column, form) ->
                    assertThat(row.get(column)).as(column + " of " + row).matches(form));
            long time = Instant.parse(row.get("event_time")).toEpochMilli();
            assertThat(time).isGreaterThanOrEqualTo(traits.start - SKEW_MILLIS).isLessThan(traits.end + SKEW_MILLIS);
            assertThat(row.get("amount_minor").isEmpty())
                    .isEqualTo(row.get("currency").isEmpty());
            types.add(EventType.valueOf(row.get("event_type")));
        }
        assertThat(types).containsAll(EnumSet.allOf(EventType.class));
    }

    @Test
    void addressesAreCanonicalAndPublic() throws IOException {
        Simulator.simulate(new SimulationParameters(30_000, Level.MEDIUM, 12, -1), folder);
        Set<String> addresses = new HashSet<>();
        events().forEach(row -> addresses.add(row.get("ip")));
        addresses.remove("");
        assertThat(addresses).anyMatch(address -> address.contains(":")).anyMatch(address -> address.contains("."));
        for (String address : addresses) {
            InetAddress parsed = InetAddress.getByName(address);
            assertThat(parsed.isSiteLocalAddress() || parsed.isLoopbackAddress() || parsed.isAnyLocalAddress())
                    .as(address)
                    .isFalse();
            assertThat(parsed.isLinkLocalAddress() || parsed.isMulticastAddress())
                    .as(address)
                    .isFalse();
            assertThat(address).doesNotStartWith("100.");
            if (address.contains(":")) {
                assertThat(address).matches("2[4-9a-f][0-9a-f]{2}(:[1-9a-f][0-9a-f]{0,3}){3}::[1-9a-f][0-9a-f]{0,3}");
            }
        }
    }

    @Test
    void refundsAndChargebacksNameAnOrderThatWasBought() throws IOException {
        Simulator.simulate(new SimulationParameters(30_000, Level.EASY, 13, -1), folder);
        Map<String, String> buyers = new HashMap<>();
        int checked = 0;
        for (CSVRecord row : events()) {
            if (row.get("event_type").equals("PURCHASE")) {
                buyers.put(row.get("order_id"), row.get("account_id"));
            }
        }
        for (CSVRecord row : events()) {
            String order = row.get("order_id");
            if (Set.of("REFUND", "CHARGEBACK").contains(row.get("event_type")) && buyers.containsKey(order)) {
                assertThat(order.isEmpty() ? row.get("account_id") : buyers.get(order))
                        .isEqualTo(row.get("account_id"));
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(100);
    }

    private List<CSVRecord> events() throws IOException {
        try (var reader = Files.newBufferedReader(folder.resolve("events/part-0000.csv"))) {
            return CSVFormat.RFC4180.builder().setHeader().get().parse(reader).getRecords();
        }
    }
}
