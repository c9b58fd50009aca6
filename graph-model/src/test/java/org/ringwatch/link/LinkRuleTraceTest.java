// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringwatch.link.PlainLinks.links;
import static org.ringwatch.link.World.world;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which rules a stage names for what it does with a pair: those of a and b. */
class LinkRuleTraceTest {

    private static final String PURCHASES = "a %s PURCHASE 0T10:00; b %s PURCHASE 0T10:30";

    private static World twoOn(String... words) {
        return world(PURCHASES.formatted(words[0], words[words.length - 1]).split("; ", -1));
    }

    /** Rules by item, as {@code DEVICE d1: RARITY SIGN_IN_ONLY}. */
    private static List<String> items(World world) {
        return world.traced("a", "b").items().stream()
                .filter(item -> world.name(item.order(), item.secret()).equals("b"))
                .map(item -> item.type() + " " + world.name(item.resourceOrder(), item.resourceSecret())
                        + (item.meeting() ? " met" : "") + (item.explains() ? " explains" : "") + ": "
                        + item.steps().stream().map(step -> step.rule().name()).collect(Collectors.joining(" ")))
                .sorted()
                .toList();
    }

    private static List<LinkRule> stepsOfPair(World world) {
        return world.traced("a", "b").pairs().get(0).steps().stream()
                .map(Step::rule)
                .toList();
    }

    @Test
    void whatIsSharedIsWorthItsRarityAndTellsNoMore() {
        World world = twoOn("d1");
        assertThat(items(world)).containsExactly("DEVICE d1: RARITY");
        assertThat(world.traced("a").resources()).singleElement().satisfies(trace -> {
            assertThat(trace.accounts()).isEqualTo(2);
            assertThat(trace.pairs()).isOne();
            assertThat(trace.events()).isOne();
            assertThat(trace.moved()).isTrue();
            assertThat(trace.hub()).isFalse();
            assertThat(trace.firstTime()).isEqualTo(world.event(0).eventTime());
            assertThat(trace.rules()).isEmpty();
            assertThat(trace.bestMicros()).isEqualTo(world.item("a-b DEVICE d1").weightMicros());
        });
    }

    @Test
    void factorsOfThingsAreNamed() {
        assertThat(items(world("a d1 SIGN_IN 0T10:00", "b d1 PURCHASE 0T10:00")))
                .containsExactly("DEVICE d1: RARITY SIGN_IN_ONLY");
        assertThat(items(world("a card:1 PURCHASE 0T10:00", "b card:1 PURCHASE 9T10:00")))
                .containsExactly("WALLET card:1: RARITY HANDED_ON");
        assertThat(items(world("a d1 PURCHASE 0T10:00", "b d1 REPAIR_CLAIM 0T10:00")))
                .containsExactly("DEVICE d1: RARITY CLAIMED_ONLY");
    }

    @Test
    void factorsOfAddressesAreNamed() {
        assertThat(items(world("a 91.0.0.1 PURCHASE 0T10:00", "b 91.0.0.1 PURCHASE 5T10:00")))
                .containsExactly("IP 91.0.0.1: RARITY NEVER_TOGETHER");
        assertThat(items(world(
                        "a 91.0.0.1 CHARGEBACK 0T10:00",
                        "a 91.0.0.1 PURCHASE 0T10:00",
                        "b 91.0.0.1 CHARGEBACK 5T10:00",
                        "b 91.0.0.1 PURCHASE 5T10:00")))
                .containsExactly("IP 91.0.0.1: RARITY ANOTHER_DAY");
        assertThat(items(twoOn("2a01:0:0:1201::1", "2a01:0:0:1202::1")))
                .containsExactly(
                        "NETWORK_48 2a01::/48: RARITY WIDER_NETWORK",
                        "NETWORK_56 2a01:0:0:1200::/56: RARITY WIDER_NETWORK");
    }

    @Test
    void aCommonHomeOrFamilyIsNamedOnTheItemAndTheSum() {
        World home = world(
                "a 91.0.0.1 d1 PURCHASE 0T10:00",
                "a 91.0.0.1 d1 PURCHASE 9T10:00",
                "b 91.0.0.1 d1 PURCHASE 0T10:00",
                "b 91.0.0.1 d1 PURCHASE 9T10:00");
        assertThat(items(home)).containsExactly("DEVICE d1: RARITY", "IP 91.0.0.1 explains: ", "IP 91.0.0.1: RARITY");
        assertThat(stepsOfPair(home)).containsExactly(LinkRule.ADDRESS_WEIGHT, LinkRule.COMMON_HOME);
        World family = twoOn("d1 f1");
        assertThat(items(family)).containsExactly("DEVICE d1: RARITY", "FAMILY f1 explains: ");
        assertThat(stepsOfPair(family)).containsExactly(LinkRule.COMMON_HOME);
    }

    @Test
    void whereMoreAccountsLiveThanInAFamilyNothingIsExplained() {
        assertThat(stepsOfPair(livingAtOneAddress(8))).contains(LinkRule.COMMON_HOME);
        assertThat(stepsOfPair(livingAtOneAddress(9))).doesNotContain(LinkRule.COMMON_HOME);
    }

    @Test
    void aFamilyOfTwoWhoBothActOddlyIsNamedButExplainsNothing() {
        World one = twoOn("d1 f1").and(world("a event_id=x CHARGEBACK 9T10:00"));
        World both = one.and(world("b event_id=y CHARGEBACK 9T10:00"));
        assertThat(stepsOfPair(one)).containsExactly(LinkRule.COMMON_HOME);
        assertThat(stepsOfPair(both)).isEmpty();
        assertThat(items(both)).containsExactly("DEVICE d1: RARITY", "FAMILY f1: RARITY BOTH_ODD");
    }

    private static World livingAtOneAddress(int accounts) {
        return world(IntStream.range(0, accounts)
                .mapToObj(a -> "%c 91.0.0.1 PURCHASE 0T10:00; %<c 91.0.0.1 PURCHASE 9T10:00".formatted('a' + a))
                .flatMap(lines -> Stream.of(lines.split("; ", -1)))
                .toArray(String[]::new));
    }

    @Test
    void whatIsTakenOffTheSumOfAddressesIsNamed() {
        World two = twoOn("91.0.0.1")
                .and(world("a event_id=x 91.0.0.2 PURCHASE 0T10:00", "b event_id=x 91.0.0.2 PURCHASE 0T10:00"));
        assertThat(stepsOfPair(two)).containsExactly(LinkRule.ADDRESS_CAP, LinkRule.ADDRESS_WEIGHT);
        assertThat(stepsOfPair(twoOn("2a01:0:0:1201::1"))).startsWith(LinkRule.SAME_PLACE);
    }

    @Test
    void beneficiariesSayLessAndNeedBothToHaveGiven() {
        assertThat(items(twoOn("b1"))).containsExactly("BENEFICIARY b1: RARITY RECEIVER NOTHING_ODD");
        assertThat(items(world("a b1 PURCHASE 0T10:00", "b b1 SIGN_IN 0T10:00")))
                .containsExactly("BENEFICIARY b1: RARITY NO_VALUE");
    }

    @Test
    void shopsTieWhenTheirCustomersAreSuspiciousOnly() {
        World shop = world(
                "a m1 PURCHASE 0T10:00 d1",
                "b m1 PURCHASE 3T10:00 d2",
                "c m1 PURCHASE 6T10:00 d3",
                "d m1 SIGN_IN 9T10:00");
        assertThat(items(shop)).containsExactly("MERCHANT m1: RARITY ORDINARY_SHOP");
        World suspicious = shop.with(links().merchantSuspicion(0));
        assertThat(items(suspicious)).containsExactly("MERCHANT m1: RARITY SHOP NOTHING_ODD");
        assertThat(suspicious.traced("a").resources().stream()
                        .filter(trace -> trace.type() == ResourceType.MERCHANT)
                        .flatMap(trace -> trace.rules().stream()))
                .contains(new RuleCount(LinkRule.NO_VALUE, 1), new RuleCount(LinkRule.SHOP, 2));
    }

    /** Two who come all morning meet; in a span of a day chance makes that, in years it does not. */
    @Test
    void meetingsAreNamedAndWhatChanceTakesOff() {
        World met = world(IntStream.range(10, 50)
                        .mapToObj(minute -> (minute % 2 == 0 ? "a" : "b") + " m1 PURCHASE 0T10:" + minute)
                        .limit(12)
                        .toArray(String[]::new))
                .with(links().meetings(0.4));
        assertThat(items(met)).contains("MERCHANT m1 met: MEETING CHANCE");
        long years = 4_000L * 24 * 60 * 60_000;
        World rare = met.with(new Baseline(1000, 100_000, met.baseline().behaviours(), 0, 0, years));
        assertThat(items(rare)).contains("MERCHANT m1 met: MEETING");
    }

    @Test
    void aCrowdHidesWhoDoesNothingThere() {
        List<String> events = new ArrayList<>(List.of("a d1 SIGN_IN 0T10:00", "b d1 PURCHASE 0T10:00"));
        IntStream.range(0, 3).forEach(i -> events.add("c" + i + " d1 PURCHASE 0T10:00"));
        World crowd = world(events.toArray(String[]::new)).with(links().cap(4));
        assertThat(crowd.hubs()).hasSize(1);
        assertThat(items(crowd)).containsExactly("DEVICE d1: RARITY CROWD");
        assertThat(crowd.traced("a").resources()).singleElement().satisfies(trace -> {
            assertThat(trace.hub()).isTrue();
            assertThat(trace.pairs()).isZero();
            assertThat(trace.rules()).containsExactly(new RuleCount(LinkRule.CROWD, 4));
        });
        assertThat(crowd.traced("b").resources()).singleElement().satisfies(trace -> assertThat(trace.pairs())
                .isEqualTo(3));
    }

    @Test
    void whatNobodyElseWasSeenWithIsTold() {
        assertThat(twoOn("d1", "d2").traced("a").resources()).singleElement().satisfies(trace -> {
            assertThat(trace.accounts()).isOne();
            assertThat(trace.rules()).isEmpty();
        });
        assertThat(twoOn("d1", "d2").traced("a", "b").items()).isEmpty();
    }

    @Test
    void accountsThatAreNotThereHaveNoTrace() {
        World.Traced traced = twoOn("d1").traced("z", "b");
        assertThat(traced.resources()).isEmpty();
        assertThat(traced.items()).isEmpty();
        assertThat(traced.pairs()).isEmpty();
    }

    @Test
    void aRuleTwiceInARowIsOneStep() {
        Ladder ladder = new Ladder();
        ladder.begin(0);
        ladder.reach(LinkRule.RARITY, 900);
        ladder.reach(LinkRule.NOTHING_ODD, 300);
        ladder.reach(LinkRule.NOTHING_ODD, 100);
        ladder.reach(LinkRule.NEVER_TOGETHER, 100);
        assertThat(ladder.steps())
                .containsExactly(new Step(LinkRule.RARITY, 900), new Step(LinkRule.NOTHING_ODD, -800));
        assertThat(ladder.micros()).isEqualTo(100);
    }

    @Test
    void codesAreDistinctAndTextsHalfSentences() {
        Set<LinkRule> rules = EnumSet.allOf(LinkRule.class);
        assertThat(rules.stream().map(LinkRule::text)).doesNotHaveDuplicates();
        assertThat(rules.stream().map(LinkRule::text)).noneMatch(text -> text.endsWith("."));
        assertThat(LinkRule.SIGN_IN_ONLY.code()).isEqualTo("sign_in_only");
    }
}
