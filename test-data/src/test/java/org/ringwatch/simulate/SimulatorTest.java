// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

class SimulatorTest {

    /** In some mid-sized world every pattern and look-alike has come up. */
    private static final long EVENTS = 60_000;

    @TempDir
    Path folder;

    @Test
    void equalParametersGiveTheSameBytes() throws IOException {
        SimulationParameters parameters = new SimulationParameters(30_000, Level.HARD, 5, -1);
        SimulationSummary first = Simulator.simulate(parameters, folder.resolve("first"));
        SimulationSummary second = Simulator.simulate(parameters, folder.resolve("second"));
        assertThat(second).isEqualTo(first);
        for (String file : List.of("truth.csv", "resources.csv", "events/part-0000.csv")) {
            assertThat(folder.resolve("second").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("first").resolve(file));
        }
    }

    @Test
    void theNumberOfThreadsChangesNoByte() throws IOException {
        World world = new World(new SimulationParameters(30_000, Level.MEDIUM, 5, -1), 6_000);
        SimulationSummary alone = Simulator.simulate(world, folder.resolve("alone"), 1);
        SimulationSummary together = Simulator.simulate(world, folder.resolve("together"), 4);
        assertThat(together).isEqualTo(alone);
        assertThat(together.files()).isEqualTo(5);
        for (String file : List.of("truth.csv", "resources.csv", "events/part-0000.csv", "events/part-0004.csv")) {
            assertThat(folder.resolve("together").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("alone").resolve(file));
        }
    }

    @Test
    void anotherSeedGivesAnotherWorld() throws IOException {
        Simulator.simulate(new SimulationParameters(5_000, Level.EASY, 1, -1), folder.resolve("one"));
        Simulator.simulate(new SimulationParameters(5_000, Level.EASY, 2, -1), folder.resolve("two"));
        Set<String> one = new HashSet<>(Files.readAllLines(folder.resolve("one/events/part-0000.csv")));
        List<String> two = Files.readAllLines(folder.resolve("two/events/part-0000.csv"));
        assertThat(two.subList(1, two.size())).isNotEmpty().noneMatch(one::contains);
    }

    @Test
    void prevalenceZeroIsAnHonestWorld() throws IOException {
        SimulationSummary summary = simulate(new SimulationParameters(EVENTS, Level.MEDIUM, 3, 0));
        assertThat(summary.rings()).isZero();
        assertThat(summary.fraudAccounts()).isZero();
        assertThat(rows("truth.csv"))
                .hasSize((int) summary.accounts())
                .allMatch(row -> row.get("role").equals("honest")
                        && row.get("ring_id").isEmpty()
                        && row.get("pattern").isEmpty());
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void everyPatternAndLookAlikeOccurs(Level level) throws IOException {
        simulate(new SimulationParameters(150_000, level, 11, -1));
        Set<String> patterns = new HashSet<>();
        Set<String> groups = new HashSet<>();
        for (CSVRecord row : rows("truth.csv")) {
            patterns.add(row.get("pattern"));
            groups.add(row.get("role").equals("honest") ? row.get("group") : "");
        }
        assertThat(patterns)
                .containsExactlyInAnyOrder(
                        "",
                        "phish_drain",
                        "device_farm",
                        "credit_laundering",
                        "refund_abuse",
                        "claim_swap",
                        "low_slow",
                        "camouflage");
        assertThat(groups)
                .containsExactlyInAnyOrder(
                        "",
                        "plain",
                        "household",
                        "dynamic_lease",
                        "cgnat",
                        "office",
                        "campus",
                        "vpn",
                        "hotel",
                        "net_cafe",
                        "classroom",
                        "managed_company",
                        "demo_device",
                        "second_hand",
                        "helper",
                        "phone_shop",
                        "new_phone",
                        "fans",
                        "flash_sale",
                        "heavy_refunder",
                        "festival",
                        "split_family",
                        "relay",
                        "guild",
                        "gift_shopper",
                        "traveller",
                        "unlucky_card");
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void ringAccountsAreAboutTheLevelsShareAndNoRingIsBelowTwo(Level level) throws IOException {
        SimulationSummary summary = simulate(new SimulationParameters(EVENTS, level, 4, -1));
        Map<String, Integer> sizes = new HashMap<>();
        for (CSVRecord row : rows("truth.csv")) {
            if (!row.get("ring_id").isEmpty()) {
                sizes.merge(row.get("ring_id"), 1, Integer::sum);
            }
        }
        assertThat(sizes).hasSize((int) summary.rings());
        assertThat(sizes.values()).allMatch(size -> size >= 2 && size <= 40);
        assertThat(sizes.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo((int) summary.fraudAccounts());
        assertThat(summary.fraudAccounts() / (double) summary.accounts())
                .isBetween(level.defaultPrevalence() * 0.8, level.defaultPrevalence() * 1.2);
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void mostRingAccountsShareAThingThatFewOthersUse(Level level) throws IOException {
        SimulationSummary summary = simulate(new SimulationParameters(EVENTS, level, 1, -1));
        Map<String, String> ringOf = new HashMap<>();
        rows("truth.csv").stream()
                .filter(row -> !row.get("ring_id").isEmpty())
                .forEach(row -> ringOf.put(row.get("account_id"), row.get("ring_id")));
        Map<String, Set<String>> usersOf = new HashMap<>();
        for (CSVRecord row : rows("events/part-0000.csv")) {
            for (String column : List.of("device_id", "wallet", "beneficiary_id", "merchant_id")) {
                usersOf.computeIfAbsent(row.get(column), key -> new HashSet<>()).add(row.get("account_id"));
            }
        }
        usersOf.remove("");
        usersOf.values().removeIf(users -> users.size() > summary.accounts() * 0.01);
        Set<String> linked = new HashSet<>();
        for (Set<String> users : usersOf.values()) {
            users.stream()
                    .filter(user -> users.stream()
                            .anyMatch(other -> !other.equals(user)
                                    && ringOf.getOrDefault(user, "").equals(ringOf.get(other))))
                    .forEach(linked::add);
        }
        assertThat(linked.size() / (double) summary.fraudAccounts()).isBetween(level.pick(0.85, 0.75, 0.65), 1.0);
    }

    @Test
    void victimsHadALifeBeforeAndNoAccountOfTheTruthIsWithoutEvents() throws IOException {
        SimulationSummary summary = simulate(new SimulationParameters(EVENTS, Level.EASY, 6, -1));
        Map<String, List<String>> types = new HashMap<>();
        for (CSVRecord row : rows("events/part-0000.csv")) {
            types.computeIfAbsent(row.get("account_id"), key -> new ArrayList<>())
                    .add(row.get("event_type"));
        }
        List<CSVRecord> truth = rows("truth.csv");
        assertThat(types.keySet())
                .isEqualTo(new HashSet<>(truth.stream().map(row -> row.get(0)).toList()));
        assertThat(summary.accounts()).isEqualTo(types.size());
        List<CSVRecord> victims =
                truth.stream().filter(row -> row.get("role").equals("victim")).toList();
        assertThat(victims).isNotEmpty().allSatisfy(victim -> {
            assertThat(victim.get("pattern")).isEqualTo("phish_drain");
            assertThat(types.get(victim.get(0))).doesNotContain("SIGN_UP").hasSizeGreaterThan(3);
        });
    }

    @Test
    void writesAsManyEventLinesAsAskedForAFewTwiceAndFewerInConflict() throws IOException {
        World world = new World(new SimulationParameters(100_500, Level.MEDIUM, 9, -1), 60_000);
        SimulationSummary summary = Simulator.simulate(world, folder, 2);
        assertThat(summary.events()).isEqualTo(100_500);
        assertThat(summary.files()).isEqualTo(2);
        List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve("events/part-0000.csv")));
        List<String> second = Files.readAllLines(folder.resolve("events/part-0001.csv"));
        assertThat(second.get(0) + "\n").isEqualTo(EventLog.HEADER);
        lines.addAll(second);
        assertThat(lines).hasSize(100_500 + 2);
        assertThat(lines.size() - new HashSet<>(lines).size()).isBetween(45, 450);
        Set<String> distinct = new HashSet<>(lines);
        Set<String> ids = new HashSet<>();
        distinct.forEach(line -> ids.add(line.substring(0, line.indexOf(','))));
        assertThat(distinct.size() - ids.size()).as("conflicting lines").isBetween(3, 80);
    }

    @Test
    void refusesAFolderWithPartsOfALargerWorld() throws IOException {
        Files.createDirectories(folder.resolve("events"));
        Files.writeString(folder.resolve("events/part-0001.csv"), "x");
        assertThatThrownBy(() -> simulate(new SimulationParameters(1_000, Level.EASY, 1, -1)))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("must hold no other files than this world's but holds part-0001.csv");
    }

    @Test
    void theSampleWorldIsWhatItsCommandMakes() throws IOException {
        simulate(new SimulationParameters(20_000, Level.MEDIUM, 7, -1));
        Path sample = Path.of("sample");
        for (String file : List.of("truth.csv", "resources.csv", "events/part-0000.csv")) {
            assertThat(folder.resolve(file)).hasSameBinaryContentAs(sample.resolve(file));
        }
        assertThat(sample.resolve("README.md"))
                .content()
                .contains("./ringwatch simulate --output test-data/sample --events 20000 --level medium --seed 7");
    }

    private SimulationSummary simulate(SimulationParameters parameters) throws IOException {
        return Simulator.simulate(parameters, folder);
    }

    private List<CSVRecord> rows(String file) throws IOException {
        return SimulatedWorld.rows(folder.resolve(file));
    }
}
