// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringwatch.evaluate.Truth;
import org.ringwatch.event.EventColumn;
import org.ringwatch.event.EventType;
import org.ringwatch.simulate.Level;
import org.ringwatch.simulate.SimulationParameters;
import org.ringwatch.simulate.Simulator;
import org.ringwatch.stress.Bill.Item;

/** What rewriting does to one small world. */
class StressWorldTest {

    @TempDir
    static Path simulated;

    @TempDir
    Path folder;

    @BeforeAll
    static void simulate() throws IOException {
        Simulator.simulate(new SimulationParameters(20_000, Level.EASY, 3, -1), simulated);
    }

    private static World world() throws IOException {
        return World.read(simulated, new SplittableRandom(1));
    }

    private static World after(String spec) throws IOException {
        World world = world();
        StressSpec parsed = StressSpec.parse(spec);
        parsed.stress().apply(world, parsed.strength());
        return world;
    }

    /** The world that a stress leaves, as detect would read it. */
    private World written(String spec) throws IOException {
        Path to = folder.resolve(spec);
        StressWorld.rewrite(simulated, to, 1, List.of(StressSpec.parse(spec)));
        Files.copy(simulated.resolve("resources.csv"), to.resolve("resources.csv"));
        return World.read(to, new SplittableRandom(1));
    }

    @ParameterizedTest
    @EnumSource(Stress.class)
    void sameSeedSameFilesAndTheTruthOfRingsStays(Stress stress) throws IOException {
        List<StressSpec> specs = List.of(
                new StressSpec(stress, stress.strengths().get(stress.strengths().size() / 2)));
        StressWorld.rewrite(simulated, folder.resolve("a"), 5, specs);
        StressWorld.rewrite(simulated, folder.resolve("b"), 5, specs);

        for (String file : List.of("events/part-0000.csv", "truth.csv", "framed.csv", "bill.json")) {
            assertThat(folder.resolve("a/" + file)).hasSameBinaryContentAs(folder.resolve("b/" + file));
        }
        Map<String, Truth.Known> rewritten =
                Truth.read(folder.resolve("a/truth.csv")).accounts();
        assertThat(rewritten)
                .containsAllEntriesOf(Truth.read(simulated.resolve("truth.csv")).accounts());
        assertThat(Files.mismatch(folder.resolve("a/events/part-0000.csv"), simulated.resolve("events/part-0000.csv")))
                .isNotNegative();
    }

    @Test
    void readingAndWritingChangesNothing() throws IOException {
        StressWorld.rewrite(simulated, folder.resolve("same"), 1, List.of());
        assertThat(folder.resolve("same/events/part-0000.csv"))
                .hasSameBinaryContentAs(simulated.resolve("events/part-0000.csv"));
        assertThat(folder.resolve("same/truth.csv")).hasSameBinaryContentAs(simulated.resolve("truth.csv"));
    }

    @Test
    void losesAboutATenthOfTheEvents() throws IOException {
        assertThat(after("drop=0.1").events().size()).isBetween(17_800, 18_200);
    }

    @Test
    void someDevicesAreTwoMinutesOffAllTheTime() throws IOException {
        Map<String, Set<Duration>> errors = new HashMap<>();
        List<Line> before = world().events();
        List<Line> after = after("clocks=0.1").events();
        for (int i = 0; i < before.size(); i++) {
            errors.computeIfAbsent(before.get(i).get(EventColumn.DEVICE_ID), key -> new HashSet<>())
                    .add(Duration.between(before.get(i).time(), after.get(i).time()));
        }
        assertThat(errors.remove("")).containsExactly(Duration.ZERO);
        assertThat(errors.values()).allMatch(each -> each.size() == 1);
        double wrong = errors.values().stream()
                .filter(each -> !each.contains(Duration.ZERO))
                .count();
        assertThat(wrong / errors.size()).isBetween(0.07, 0.13);
        assertThat(errors.values().stream().flatMap(Set::stream).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Duration.ZERO, Duration.ofMinutes(2), Duration.ofMinutes(-2));
    }

    @Test
    void withDevicesOfTheirOwnNoTwoAccountsShareOne() throws IOException {
        World world = after("own-device=1");
        assertThat(users(world, EventColumn.DEVICE_ID)).allMatch(users -> users == 1);
        assertThat(users(world(), EventColumn.DEVICE_ID)).anyMatch(users -> users > 1);
        assertThat(world.bill.get(Item.THINGS)).isPositive().isEqualTo(world.bill.get(Item.ACTORS));
    }

    @Test
    void nothingOfARingIsUsedByMoreThanTheCap() throws IOException {
        World world = after("cells=2");
        for (EventColumn column : PlantedRing.THINGS) {
            if (column != EventColumn.MERCHANT_ID) {
                assertThat(users(world, column)).as(column.columnName()).allMatch(users -> users <= 2);
            }
        }
        assertThat(users(world(), EventColumn.WALLET)).anyMatch(users -> users > 2);
    }

    /** How many accounts act with each thing of any ring. */
    private static List<Integer> users(World world, EventColumn column) {
        return world.rings().stream()
                .flatMap(ring -> ring.users(column).values().stream())
                .map(Set::size)
                .toList();
    }

    @Test
    void valueMovesWeeksAfterSigningUp() throws IOException {
        World before = world();
        World world = after("wait=30");
        for (int i = 0; i < world.rings().size(); i++) {
            List<Line> was = before.rings().get(i).allActs();
            List<Line> is = world.rings().get(i).allActs();
            for (int act = 0; act < was.size(); act++) {
                Duration waited =
                        Duration.between(was.get(act).time(), is.get(act).time());
                if (was.get(act).type().equals(EventType.SIGN_UP.name())) {
                    assertThat(waited).isZero();
                } else {
                    assertThat(waited).isBetween(Duration.ofDays(15), Duration.ofDays(45));
                }
            }
        }
        assertThat(world.bill.get(Item.DAYS) / world.bill.get(Item.ACTORS)).isBetween(25.0, 35.0);
    }

    @Test
    void boughtAccountsHaveAPastOfTheirOwn() throws IOException {
        World world = written("aged=1");
        for (PlantedRing ring : world.rings()) {
            for (String account : ring.accounts()) {
                assertThat(world.eventsOf(account))
                        .noneMatch(line -> line.type().equals(EventType.SIGN_UP.name())
                                && !line.get(EventColumn.EVENT_ID).startsWith("x"));
            }
        }
        assertThat(world.events()).hasSizeGreaterThan(world().events().size());
    }

    @Test
    void aRingMovesIntoOneHousehold() throws IOException {
        World world = after("household=1");
        for (PlantedRing ring : world.rings()) {
            assertThat(ring.users(EventColumn.IP)).hasSizeLessThanOrEqualTo(1);
        }
        assertThat(world.bill.get(Item.EVENTS)).isEqualTo(2 * world.bill.get(Item.ACTORS));
        assertThat(world.bill.get(Item.THINGS)).isEqualTo(world.rings().size());
    }

    @Test
    void familiesHaveSixAtMost() throws IOException {
        World world = after("family=1");
        Map<String, Set<String>> members = new HashMap<>();
        world.events().stream()
                .filter(line -> line.get(EventColumn.FAMILY_ID).startsWith("x"))
                .forEach(line -> members.computeIfAbsent(line.get(EventColumn.FAMILY_ID), key -> new HashSet<>())
                        .add(line.account()));
        assertThat(members.values()).isNotEmpty().allMatch(each -> each.size() <= 6);
    }

    @Test
    void halfOfWhatMembersDoIsCamouflage() throws IOException {
        World before = world();
        World world = written("camouflage=0.5");
        for (PlantedRing ring : before.rings()) {
            for (String account : ring.accounts()) {
                int own = before.eventsOf(account).size();
                assertThat(world.eventsOf(account)).hasSize(2 * own);
            }
        }
    }

    @Test
    void throwAwaysComeToWhatTheRingUsesMost() throws IOException {
        World before = world();
        World world = after("flood-wallet=10");
        List<Line> added =
                world.events().subList(before.events().size(), world.events().size());
        Set<String> wallets = before.rings().stream()
                .flatMap(ring -> ring.mostUsed(EventColumn.WALLET).stream())
                .map(Thing::id)
                .collect(Collectors.toSet());
        assertThat(added.stream()
                        .filter(line -> line.has(EventColumn.WALLET))
                        .map(line -> line.get(EventColumn.WALLET))
                        .collect(Collectors.toSet()))
                .isEqualTo(wallets);
        assertThat(added.stream().map(Line::account).distinct()).hasSize(10 * wallets.size());
        assertThat(added).noneMatch(Line::movesValue);
        assertThat(after("paid-flood-wallet=10").bill.get(Item.PAYMENTS)).isEqualTo(10 * wallets.size());
    }

    @Test
    void attackersOfAnAccountActAgainstOneTargetEach() throws IOException {
        Path to = folder.resolve("framed");
        StressWorld.rewrite(simulated, to, 1, List.of(StressSpec.parse("frame-gift=3")));
        List<String> framed = Files.readAllLines(to.resolve("framed.csv"));
        assertThat(framed).hasSize(1 + world().rings().size());
        Set<String> targets =
                framed.stream().skip(1).map(line -> line.split(",")[2]).collect(Collectors.toSet());
        Truth truth = Truth.read(to.resolve("truth.csv"));
        assertThat(targets).noneMatch(target -> truth.known(target).fraud());
        World world = after("frame-gift=3");
        List<Line> added = world.events().subList(20_000, world.events().size());
        assertThat(added)
                .hasSize((int) world.bill.get(Item.PAYMENTS))
                .allMatch(line -> targets.contains(line.get(EventColumn.BENEFICIARY_ID)));
    }

    @Test
    void refusesWhatThereIsNot() {
        assertThatThrownBy(() -> StressSpec.parse("own-devices=1"))
                .hasMessageStartingWith("a stress must be one of drop, clocks, ")
                .hasMessageEndingWith(" but was own-devices");
        assertThatThrownBy(() -> StressSpec.parse("wait")).hasMessage("a stress must be NAME=STRENGTH but was wait");
        assertThatThrownBy(() -> StressSpec.parse("wait=long"))
                .hasMessage("a strength must be a number but was wait=long");
        assertThatThrownBy(() -> after("drop=2")).hasMessage("drop must be a share from 0 to 1 but was 2.0");
        assertThatThrownBy(() -> after("cells=0")).hasMessage("cells must be at least 1 but was 0.0");
    }

    @Test
    void findsWhereHalfIsLeft() {
        double[] strengths = {0.25, 0.5, 1};
        assertThat(StressTable.half(strengths, new double[] {0.9, 0.7, 0.3})).isEqualTo(0.75);
        assertThat(StressTable.half(strengths, new double[] {0.4, 0.3, 0.2})).isEqualTo(0.25);
        assertThat(StressTable.half(strengths, new double[] {0.9, 0.8, 0.7})).isNaN();
    }
}
