// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code resources.csv} says no more and no less than the events do. */
class ResourcesTest {

    private static final Map<String, String> COLUMNS = Map.of(
            "device", "device_id",
            "ip", "ip",
            "wallet", "wallet",
            "merchant", "merchant_id",
            "beneficiary", "beneficiary_id");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Level.class)
    void everyResourceIsSeenWithItsRingAndWhatIsOwnWithNobodyElse(Level level) throws IOException {
        SimulatedWorld world = SimulatedWorld.of(new SimulationParameters(60_000, level, 4, -1), folder);
        Map<String, String> ringOf = new HashMap<>();
        world.truth().forEach(row -> ringOf.put(row.get("account_id"), row.get("ring_id")));
        Map<String, Set<String>> ringsOf = new HashMap<>();
        for (CSVRecord event : world.events()) {
            COLUMNS.values().forEach(column -> ringsOf.computeIfAbsent(
                            column + " " + network(event.get(column)), key -> new HashSet<>())
                    .add(ringOf.get(event.get("account_id"))));
        }
        Set<String> rings = new HashSet<>();
        for (CSVRecord row : world.resources()) {
            String key = COLUMNS.get(row.get("entity_type")) + " " + row.get("entity_id");
            assertThat(ringsOf.get(key)).as(key).isNotNull().contains(row.get("ring_id"));
            boolean own = row.get("role").equals("infrastructure");
            if (own && List.of("device", "wallet").contains(row.get("entity_type"))) {
                assertThat(ringsOf.get(key)).as(key).containsExactly(row.get("ring_id"));
            }
            assertThat(row.get("role")).isIn("infrastructure", "bystander");
            rings.add(row.get("ring_id"));
        }
        rings.add("");
        assertThat(rings).isEqualTo(new HashSet<>(ringOf.values()));
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void ringsHaveThingsOfTheirOwnAndTouchOthers(Level level) throws IOException {
        SimulatedWorld world = SimulatedWorld.of(new SimulationParameters(150_000, level, 6, -1), folder);
        Map<String, Integer> roles = new HashMap<>();
        world.resources().forEach(row -> roles.merge(row.get("entity_type") + " " + row.get("role"), 1, Integer::sum));
        assertThat(roles)
                .containsKeys(
                        "device infrastructure",
                        "wallet infrastructure",
                        "beneficiary infrastructure",
                        "merchant infrastructure",
                        "merchant bystander",
                        "ip infrastructure",
                        "ip bystander",
                        "wallet bystander");
    }

    private static String network(String ip) {
        int host = ip.indexOf("::");
        return host < 0 ? ip : ip.substring(0, host) + "::/64";
    }
}
