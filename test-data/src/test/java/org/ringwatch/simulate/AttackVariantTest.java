// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each variant, planted alone into a small honest world, leaves the trace that its description promises. */
class AttackVariantTest {

    private static final int SIZE = 12;

    /** What ties the ring, for each variant. */
    private static final Map<String, String> TIES = Map.ofEntries(
            Map.entry("one_device", "device_id"),
            Map.entry("virtual_devices", "beneficiary_id"),
            Map.entry("gift_outlet", "beneficiary_id"),
            Map.entry("stolen_session", "merchant_id"),
            Map.entry("rack", "device_id"),
            Map.entry("emulators", "wallet"),
            Map.entry("wiped_phones", "device_id"),
            Map.entry("sleepers", "wallet"),
            Map.entry("colluding_shops", "merchant_id"),
            Map.entry("game_smurfs", "merchant_id"),
            Map.entry("split_cards", "wallet"),
            Map.entry("gift_relay", "beneficiary_id"),
            Map.entry("shared_cards", "wallet"),
            Map.entry("common_payout", "wallet"),
            Map.entry("chargeback_club", "device_id"),
            Map.entry("serial_chain", "device_id"),
            Map.entry("borrowed_serials", "merchant_id"),
            Map.entry("inside_provider", "merchant_id"),
            Map.entry("chain", "device_id"),
            Map.entry("cells", "device_id"),
            Map.entry("rotating_cast", "device_id"),
            Map.entry("aged_accounts", "device_id"),
            Map.entry("rented_accounts", "device_id"),
            Map.entry("common_hours", "merchant_id"));

    @TempDir
    Path folder;

    private District district = district();

    @BeforeEach
    void populate() {
        district = district();
        district.populate();
    }

    static Stream<AttackVariant> variants() {
        return AttackPatterns.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("variants")
    void everyAccountIsTiedToTheRing(AttackVariant variant) throws IOException {
        List<CSVRecord> events = plant(variant);
        Map<String, Set<String>> usersOf = new HashMap<>();
        Set<String> members = new HashSet<>();
        for (CSVRecord event : events) {
            String id = event.get(TIES.get(variant.variant()));
            usersOf.computeIfAbsent(id, key -> new HashSet<>()).add(event.get("account_id"));
            members.add(event.get("account_id"));
        }
        usersOf.remove("");
        Set<String> tied = new HashSet<>();
        usersOf.values().stream().filter(users -> users.size() > 1).forEach(tied::addAll);
        assertThat(members).hasSize(SIZE);
        assertThat(tied).hasSizeGreaterThanOrEqualTo(SIZE / 2);
    }

    @ParameterizedTest
    @MethodSource("variants")
    void thePatternShows(AttackVariant variant) throws IOException {
        List<CSVRecord> events = plant(variant);
        Map<String, Integer> types = new HashMap<>();
        events.forEach(event -> types.merge(event.get("event_type"), 1, Integer::sum));
        switch (variant.pattern()) {
            case "phish_drain" ->
                assertThat(ring().stream().filter(member -> member.role.equals("victim")))
                        .hasSizeGreaterThan(SIZE / 2);
            case "device_farm" -> assertThat(types.get("SIGN_UP")).isGreaterThan(SIZE / 3);
            case "credit_laundering" -> assertThat(types.get("GIFT_REDEEMED")).isGreaterThanOrEqualTo(SIZE);
            case "refund_abuse" ->
                assertThat(types.getOrDefault("REFUND", 0) + types.getOrDefault("CHARGEBACK", 0))
                        .isGreaterThanOrEqualTo(SIZE);
            case "claim_swap" ->
                assertThat(types.getOrDefault("RETURN_CLAIM", 0) + types.getOrDefault("REPAIR_CLAIM", 0))
                        .isGreaterThanOrEqualTo(SIZE);
            case "low_slow" -> assertThat(days(events)).isGreaterThan(14);
            case "camouflage" -> assertThat(types.get("SIGN_IN")).isGreaterThan(SIZE * 2);
            default -> throw new IllegalStateException(variant.pattern());
        }
    }

    private List<CSVRecord> plant(AttackVariant variant) throws IOException {
        RingPlan plan = new RingPlan("ring-1", variant, SIZE, 0);
        variant.planter().plant(new Crew(plan, district));
        Path file = folder.resolve("events.csv");
        district.write(file);
        Set<String> members = new HashSet<>();
        ring().forEach(member -> members.add(member.id));
        List<CSVRecord> result = new ArrayList<>();
        for (CSVRecord row : SimulatedWorld.rows(file)) {
            if (members.contains(row.get("account_id"))) {
                result.add(row);
            }
        }
        return result;
    }

    private List<Account> ring() {
        return district.accounts().stream()
                .filter(account -> account.ring.equals("ring-1"))
                .toList();
    }

    private static long days(List<CSVRecord> events) {
        List<Long> times = events.stream()
                .map(event -> Instant.parse(event.get("event_time")).toEpochMilli())
                .sorted()
                .toList();
        return (times.get(times.size() - 1) - times.get(0)) / Traits.DAY_MILLIS;
    }

    private static District district() {
        return new District(new World(new SimulationParameters(3_000, Level.EASY, 1, 0)), 0);
    }
}
