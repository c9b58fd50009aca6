// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A world shows the figures drawn for it, and no other world has the same. */
class WorldFiguresTest {

    @TempDir
    Path folder;

    @Test
    void noTwoWorldsShareAFigure() throws IllegalAccessException {
        Traits one = new Traits(1, Level.HARD);
        Traits two = new Traits(2, Level.HARD);
        for (Field field : Traits.class.getDeclaredFields()) {
            if (field.getType() == double.class && !field.getName().equals("skewedClocks")) {
                assertThat(field.getDouble(two)).as(field.getName()).isNotEqualTo(field.getDouble(one));
            }
        }
        for (Gaps.Field field : Gaps.Field.values()) {
            assertThat(two.gaps.lost(field)).as(field.name()).isNotEqualTo(one.gaps.lost(field));
        }
    }

    @Test
    void inSomeWorldsAColumnIsAsGoodAsAbsent() throws IOException {
        long seed = 1;
        while (new Traits(seed, Level.HARD).gaps.lost(Gaps.Field.BENEFICIARY) < 0.95) {
            seed++;
        }
        assertThat(seed).isBetween(2L, 60L);
        List<CSVRecord> events = SimulatedWorld.of(new SimulationParameters(20_000, Level.HARD, seed, -1), folder)
                .events();
        assertThat(events.stream().filter(row -> !row.get("beneficiary_id").isEmpty()))
                .hasSizeLessThan(200);
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void fieldsAreMissingAsOftenAsDrawn(Level level) throws IOException {
        Gaps gaps = new Traits(3, level).gaps;
        int acts = 0;
        int withoutDevice = 0;
        int withoutOffset = 0;
        for (CSVRecord row : events(level, 3)) {
            String type = row.get("event_type");
            if (!Set.of("CHARGEBACK", "SIGN_IN").contains(type)) {
                acts++;
                withoutDevice += row.get("device_id").isEmpty() ? 1 : 0;
                withoutOffset += row.get("utc_offset_min").isEmpty() ? 1 : 0;
            }
        }
        assertThat(withoutDevice / (double) acts).isCloseTo(gaps.lost(Gaps.Field.DEVICE), within(0.01));
        assertThat(withoutOffset / (double) acts).isCloseTo(gaps.lost(Gaps.Field.OFFSET), within(0.02));
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void linesAreRepeatedContradictedAndLateAsOftenAsDrawn(Level level) throws IOException {
        Traits traits = new Traits(4, level);
        List<CSVRecord> events = events(level, 4);
        Set<List<String>> lines = new HashSet<>();
        Map<String, Set<List<String>>> versions = new HashMap<>();
        long newest = 0;
        List<Long> delays = new ArrayList<>();
        for (CSVRecord row : events) {
            lines.add(row.toList());
            versions.computeIfAbsent(row.get("event_id"), key -> new HashSet<>())
                    .add(row.toList());
            long time = Instant.parse(row.get("event_time")).toEpochMilli();
            newest = Math.max(newest, time);
            delays.add(newest - time);
        }
        double count = events.size();
        assertThat((count - lines.size()) / count).isCloseTo(traits.duplicates, within(0.001));
        assertThat((lines.size() - versions.size()) / count).isCloseTo(traits.conflicts, within(0.0004));
        double late = delays.stream().filter(delay -> delay > 600_000).count() / count;
        assertThat(late)
                .isLessThan(traits.late)
                .isCloseTo(traits.late * Math.exp(-600_000 / traits.lateMillis), within(0.015));
        assertThat(delays).allMatch(delay -> delay < 14 * 3_600_000L).anyMatch(delay -> delay > 1_800_000L);
    }

    @Test
    void honestPeopleShowSingleSignalsOfFraud() throws IOException {
        Map<String, Map<String, Integer>> acts = new HashMap<>();
        SimulationParameters honest = new SimulationParameters(60_000, Level.HARD, 9, 0);
        for (CSVRecord row : SimulatedWorld.of(honest, folder).events()) {
            String act = row.get("event_type") + row.get("outcome");
            acts.computeIfAbsent(row.get("account_id"), key -> new HashMap<>()).merge(act, 1, Integer::sum);
        }
        Map<String, Integer> frequent = Map.of(
                "PURCHASEdeclined", 3,
                "REFUND", 3,
                "GIFT_REDEEMED", 3,
                "GIFT_SENT", 3,
                "PASSWORD_RESET", 1,
                "DEVICE_ADDED", 1,
                "CHARGEBACK", 1);
        frequent.forEach((act, times) -> assertThat(
                        acts.values().stream().filter(account -> account.getOrDefault(act, 0) >= times))
                .as(act)
                .hasSizeGreaterThan(10));
    }

    @Test
    void ipv6HomesStayInsideTheirPrefix() {
        Place home = new Place.Delegated(0x2401_0123_4567_8900L, 8, Traits.DAY_MILLIS, "DE");
        Set<String> networks = new HashSet<>();
        for (int day = 0; day < Traits.DAYS; day++) {
            networks.add(home.at(day * Traits.DAY_MILLIS, new Dice(1)).networkText());
        }
        assertThat(networks).hasSizeGreaterThan(20).allMatch(network -> network.matches("2401:123:4567:89..::/64"));
    }

    private List<CSVRecord> events(Level level, long seed) throws IOException {
        return SimulatedWorld.of(new SimulationParameters(40_000, level, seed, -1), folder)
                .events();
    }
}
