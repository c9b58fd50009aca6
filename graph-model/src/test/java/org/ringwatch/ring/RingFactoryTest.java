// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.ringwatch.link.PlainLinks.links;
import static org.ringwatch.link.World.world;
import static org.ringwatch.ring.Rings.community;
import static org.ringwatch.ring.Rings.events;
import static org.ringwatch.ring.Rings.ring;
import static org.ringwatch.ring.Rings.scoring;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringwatch.community.Community;
import org.ringwatch.event.AccountEvent;
import org.ringwatch.event.CanonicalTexts;
import org.ringwatch.link.Baseline;
import org.ringwatch.link.Behaviour;
import org.ringwatch.link.World;

class RingFactoryTest {

    /** Two accounts that buy on one device within a minute. */
    private static World pair(String... more) {
        return world(Stream.concat(
                        Stream.of("a d1 PURCHASE 0T10:00 event_id=first", "b d1 PURCHASE 0T10:00:30 event_id=second"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private static Evidence evidence(Ring ring, String code) {
        return ring.evidence().stream()
                .filter(item -> item.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + code + " in " + ring.evidence()));
    }

    private static List<String> accounts(Ring ring) {
        return ring.members().stream()
                .filter(member -> member.type() == EntityType.ACCOUNT)
                .map(Member::id)
                .toList();
    }

    @Test
    void tellsWhatHappenedOnSharedThingsAndToTheAccountsAlone() {
        Ring ring = ring(pair(
                "b d1 SIGN_IN 0T11:00 event_id=there",
                "a d2 SIGN_IN 1T10:00 event_id=elsewhere",
                "a PASSWORD_RESET 0T09:00 event_id=reset"));

        assertThat(ring.events())
                .extracting(AccountEvent::eventId)
                .containsExactly("reset", "first", "second", "there");
    }

    @Nested
    class Scores {
        private final World busy = pair(
                "a d1 card:w1 SIGN_UP 0T09:50",
                "a d1 card:w1 PURCHASE 0T10:10",
                "a d1 card:w1 PURCHASE 0T10:20",
                "b d1 card:w1 PURCHASE 0T10:20 outcome=declined",
                "b d1 card:w1 PURCHASE 0T10:21 outcome=declined",
                "b CHARGEBACK 1T10:21",
                "b GIFT_REDEEMED 1T10:22",
                "b GIFT_REDEEMED 1T10:23");

        @Test
        void areTheExactSumOfTheEvidence() {
            for (World world : List.of(pair(), busy, busy.withOwnBaseline())) {
                Ring ring = ring(world);

                assertThat(ring.evidence().stream()
                                .mapToLong(Evidence::weightMicros)
                                .sum())
                        .isEqualTo(ring.logOddsMicros());
                assertThat(ring.scoreMicros()).isEqualTo(Math.round(1e6 / (1 + Math.exp(-ring.logOddsMicros() / 1e6))));
            }
        }

        @Test
        void standOnEventsOfTheRing() {
            Ring ring = ring(busy);
            List<EventRef> told = ring.events().stream()
                    .map(event -> new EventRef(event.accountId(), event.eventId()))
                    .toList();

            assertThat(ring.evidence().stream().flatMap(item -> item.eventIds().stream()))
                    .isNotEmpty()
                    .isSubsetOf(told);
        }

        @Test
        void countEachSignalAtItsShare() {
            Evidence full = evidence(ring(busy), "sharing");
            ScoringParameters scoring = Rings.scoring(20, Map.of("sharing", 1 / 3.0));
            Ring third =
                    Rings.ring(busy, Rings.community(busy), scoring, Rings.ALL).orElseThrow();

            assertThat(evidence(third, "sharing").weightMicros()).isEqualTo(Math.round(full.weightMicros() / 3.0));
            assertThat(evidence(third, "synchrony")).isEqualTo(evidence(ring(busy), "synchrony"));
            assertThat(third.evidence().stream()
                            .mapToLong(Evidence::weightMicros)
                            .sum())
                    .isEqualTo(third.logOddsMicros());
        }

        @Test
        void comeWithTheStrongestEvidenceFirstThenBaselineAndTheRest() {
            List<Evidence> evidence = ring(busy).evidence();
            List<Evidence> shown = evidence.subList(0, evidence.size() - 2);

            assertThat(shown).isNotEmpty().hasSizeLessThanOrEqualTo(7);
            assertThat(shown).extracting(item -> -Math.abs(item.weightMicros())).isSorted();
            assertThat(shown).extracting(Evidence::weightMicros).doesNotContain(0L);
            assertThat(evidence.subList(evidence.size() - 2, evidence.size()))
                    .extracting(Evidence::code)
                    .containsExactly("baseline", "other");
            assertThat(evidence(ring(busy), "baseline").weightMicros()).isEqualTo(20_000_000);
        }

        @Test
        void nameTheAccountsAndEventsThatShowABehaviour() {
            Evidence burst = evidence(
                    ring(world(
                                    "a d1 PURCHASE 0T10:00 event_id=first",
                                    "a d1 PURCHASE 0T10:30 event_id=e3",
                                    "a d1 PURCHASE 0T11:00 event_id=e4",
                                    "b d1 PURCHASE 0T10:40",
                                    "c d3 SIGN_IN 0T10:00",
                                    "d d4 SIGN_IN 0T10:00",
                                    "e d5 SIGN_IN 0T10:00",
                                    "f d6 SIGN_IN 0T10:00")
                            .withOwnBaseline()),
                    "burst");

            assertThat(burst.entities()).containsExactly(new EntityRef(EntityType.ACCOUNT, "a"));
            assertThat(burst.eventIds())
                    .containsExactly(new EventRef("a", "first"), new EventRef("a", "e3"), new EventRef("a", "e4"));
            assertThat(burst.observedMillis()).isEqualTo(1000);
            assertThat(burst.text())
                    .startsWith("1 of 2 accounts spent at least three times within two hours; expected by chance ");
        }

        @Test
        void sayOfAnAbsentBehaviourWhatARingWouldShow() {
            Evidence burst = evidence(
                    ring(world(
                                    "a d1 PURCHASE 0T10:00",
                                    "b d1 PURCHASE 0T10:40",
                                    "c d3 PURCHASE 0T10:00",
                                    "c d3 PURCHASE 0T10:10",
                                    "c d3 PURCHASE 0T10:20")
                            .withOwnBaseline()),
                    "burst");

            assertThat(burst.text())
                    .matches(
                            "None of the 2 accounts spent at least three times within two hours; expected in a ring \\d\\.\\d\\d");
            assertThat(burst.weightMicros()).isNegative();
            assertThat(burst.observedMillis()).isZero();
            assertThat(burst.expectedMillis()).isPositive();
        }

        /** Half as often as a ring is taken to show it, and twenty times as often as chance does. */
        @Test
        void sayBesideChanceWhatARingWouldShowWhereItSpeaksAgainstOne() {
            String[] quiet = IntStream.range(0, 9)
                    .mapToObj(n -> "q" + n + " d1 PURCHASE 0T10:00:" + (10 + n))
                    .toArray(String[]::new);
            World world = pair(
                    Stream.concat(Stream.of("a d1 PURCHASE 0T10:01", "a d1 PURCHASE 0T10:02"), Arrays.stream(quiet))
                            .toArray(String[]::new));

            Evidence burst = evidence(ring(world.with(busyPopulation())), "burst");

            assertThat(burst.weightMicros()).isNegative();
            assertThat(burst.text())
                    .isEqualTo(
                            "1 of 11 accounts spent at least three times within two hours; expected by chance 2.20, in a"
                                    + " ring 3.85");
        }

        /** One account in five spends in bursts. */
        private static Baseline busyPopulation() {
            List<Long> counts = new ArrayList<>(Collections.nCopies(Behaviour.values().length, 0L));
            counts.set(Behaviour.BURST.ordinal(), 200L);
            return new Baseline(1000, 100_000, counts, 0, 0, 1);
        }

        @Test
        void sayHowRareRingsAre() {
            Community community = community(pair());
            Ring ring = new RingFactory(scoring(-2), pair().baseline(), Rings.ALL)
                    .create(community, events(pair(), community), pair().canonicalSource())
                    .orElseThrow();

            assertThat(evidence(ring, "baseline").text())
                    .isEqualTo("How rare rings are among groups of accounts that share something: one in 8 before any"
                            + " evidence");
        }

        @Test
        void sayOfHomesAndThoseApartHowManyAndWho() {
            World family = pair("a f1 SIGN_IN 0T12:00", "b f1 SIGN_IN 0T12:00");
            World handedOn = world("a d1 PURCHASE 0T10:00", "b d1 PURCHASE 1T10:01");
            Evidence home = evidence(ring(family.with(links().threshold(0.01))), "common_home");
            Evidence apart = evidence(ring(handedOn.with(links().threshold(0.01))), "never_together");

            assertThat(home.text())
                    .isEqualTo("100 % of the weight of the ties is explained by a common home or family");
            assertThat(home.observedMillis()).isEqualTo(1000);
            assertThat(home.entities()).hasSize(2);
            assertThat(apart.text())
                    .isEqualTo("2 of 2 accounts never moved value on a shared thing within a day of another");
            assertThat(apart.observedMillis()).isEqualTo(2000);
            assertThat(apart.entities()).hasSize(2);
        }

        @Test
        void nameTheThingsThatAreShared() {
            Evidence sharing = evidence(ring(pair("a d2 PURCHASE 0T11:00")), "sharing");

            assertThat(sharing.entities()).containsExactly(new EntityRef(EntityType.DEVICE, "d1"));
            assertThat(sharing.eventIds()).containsExactly(new EventRef("a", "first"), new EventRef("b", "second"));
        }

        @Test
        void nameTheFirstTwentyEventsByTimeThenId() {
            String[] many = IntStream.range(0, 60)
                    .mapToObj(n -> "ab".charAt(n % 2) + " d1 SIGN_IN 1T%02d:00 event_id=n%02d".formatted(n / 4, 99 - n))
                    .toArray(String[]::new);

            List<EventRef> named = evidence(ring(pair(many)), "sharing").eventIds();

            List<EventRef> expected = new ArrayList<>(List.of(new EventRef("a", "first"), new EventRef("b", "second")));
            for (int n = 0; n < 18; n += 4) {
                expected.add(new EventRef("a", "n" + (99 - n - 2)));
                expected.add(new EventRef("a", "n" + (99 - n)));
                expected.add(new EventRef("b", "n" + (99 - n - 3)));
                expected.add(new EventRef("b", "n" + (99 - n - 1)));
            }
            assertThat(named).isEqualTo(expected.subList(0, Evidence.MAX_EVENTS));
        }

        @Test
        void nameTheFirstTwentyOfManyEventsInOneInstantById() {
            String[] many = IntStream.range(0, 40)
                    .mapToObj(n -> "a d1 SIGN_IN 0T09:00 event_id=n%02d".formatted(n * 7 % 40))
                    .toArray(String[]::new);

            assertThat(evidence(ring(pair(many)), "sharing").eventIds())
                    .extracting(EventRef::eventId)
                    .containsExactlyElementsOf(
                            IntStream.range(0, 20).mapToObj("n%02d"::formatted).toList());
        }

        @Test
        void flagAtTheCutAndNotBelow() {
            World world = pair();
            Community community = community(world);
            RingFactory open = new RingFactory(scoring(0), world.baseline(), 0);
            long score = open.create(community, events(world, community), world.canonicalSource())
                    .orElseThrow()
                    .scoreMicros();

            assertThat(score).isBetween(100_000L, 999_000L);
            assertThat(flagged(world, score)).isTrue();
            assertThat(flagged(world, score + 1)).isFalse();
        }

        private boolean flagged(World world, long minScoreMicros) {
            Community community = community(world);
            return new RingFactory(scoring(0), world.baseline(), minScoreMicros)
                    .create(community, events(world, community), world.canonicalSource())
                    .orElseThrow()
                    .flagged();
        }

        @Test
        void belowTheLeastMakeNoRing() {
            World world = pair();
            Community community = community(world);
            long evidence = ring(world).logOddsMicros() - 20_000_000;
            double least = Math.log(0.05 / 0.95);

            assertThat(create(world, community, least - evidence / 1e6 + 0.0001))
                    .isPresent();
            assertThat(create(world, community, least - evidence / 1e6 - 0.0001))
                    .isEmpty();
        }

        private Optional<Ring> create(World world, Community community, double prior) {
            return new RingFactory(scoring(prior), world.baseline(), 0)
                    .create(community, events(world, community), world.canonicalSource());
        }

        @Test
        void countManagedAccountsOfThoseWhoseKindIsKnown() {
            Ring nobodyTold = ring(pair());
            Ring oneTold = ring(pair("a SIGN_IN 0T12:00 account_kind=managed"));
            Ring halfTold =
                    ring(pair("a SIGN_IN 0T12:00 account_kind=managed", "b SIGN_IN 0T12:00 account_kind=personal"));

            assertThat(organisation(nobodyTold)).isZero();
            assertThat(organisation(oneTold)).isEqualTo(-8_000_000);
            assertThat(organisation(halfTold)).isEqualTo(-4_000_000);
        }

        @Test
        void countNetworksOfCompaniesAndSchools() {
            World world = world(
                    "a d1 91.0.0.1 PURCHASE 0T10:00 ip_kind=corporate",
                    "b d1 91.0.0.1 PURCHASE 0T10:01 ip_kind=corporate");

            assertThat(organisation(ring(world))).isEqualTo(-8_000_000);
        }

        private long organisation(Ring ring) {
            return ring.evidence().stream()
                    .filter(evidence -> evidence.code().equals("organisation"))
                    .mapToLong(Evidence::weightMicros)
                    .sum();
        }

        @Test
        void countFamiliesAndHomesAgainst() {
            Ring strangers = ring(pair());
            Ring family =
                    ring(pair("a f1 SIGN_IN 0T12:00", "b f1 SIGN_IN 0T12:00").with(links().threshold(0.1)));

            assertThat(evidence(family, "common_home").weightMicros()).isEqualTo(-3_000_000);
            assertThat(strangers.evidence()).extracting(Evidence::code).doesNotContain("common_home");
            assertThat(family.logOddsMicros()).isLessThan(strangers.logOddsMicros());
        }

        @Test
        void countActsTogetherAQuarterAtHome() {
            World family = pair("a f1 SIGN_IN 0T12:00", "b f1 SIGN_IN 0T12:00").with(links().threshold(0.1));

            long strangers = evidence(ring(pair()), "synchrony").weightMicros();

            assertThat(strangers).isPositive();
            assertThat(evidence(ring(family), "synchrony").weightMicros()).isCloseTo(strangers / 4, within(1L));
        }

        @Test
        void countAgainstWhoNeverActsOnTheDayOfAnother() {
            World apart = world(
                    "a d1 PURCHASE 0T10:00", "b d1 PURCHASE 1T10:00", "c d1 PURCHASE 2T10:01", "d d1 PURCHASE 9T10:00");

            assertThat(evidence(ring(apart), "never_together").weightMicros()).isEqualTo(-750_000);
            assertThat(ring(pair()).evidence()).extracting(Evidence::code).doesNotContain("never_together");
        }

        @Test
        void countActsWithinAnHourButNotAfter() {
            assertThat(evidence(
                                    ring(world(
                                            "a d1 PURCHASE 0T10:00", "b d1 PURCHASE 0T11:00", "a d1 SIGN_IN 0T11:02")),
                                    "synchrony")
                            .weightMicros())
                    .isPositive();
            assertThat(ring(world("a d1 PURCHASE 0T10:00", "b d1 PURCHASE 0T11:01", "a d1 SIGN_IN 0T11:02"))
                            .evidence())
                    .extracting(Evidence::code)
                    .doesNotContain("synchrony");
        }
    }

    @Nested
    class Names {
        @Test
        void ringIdIsMadeOfTheFoundingAccountAndEvent() throws Exception {
            Ring ring = ring(pair("b d2 PURCHASE 0T09:00", "a d1 PURCHASE 0T11:00"));

            assertThat(ring.ringId()).isEqualTo(ringId("a", "first")).matches("R-[A-Z2-7]{12}");
        }

        @Test
        void earlierEventOnAnythingSharedFoundsTheRing() throws Exception {
            Ring ring = ring(pair("b d1 SIGN_IN 0T09:59:59.999 event_id=earlier"));

            assertThat(ring.ringId()).isEqualTo(ringId("b", "earlier"));
        }

        @Test
        void accountThenEventIdBreakTies() throws Exception {
            Ring ring = ring(world(
                    "b d1 PURCHASE 0T10:00 event_id=1",
                    "a d1 PURCHASE 0T10:00 event_id=3",
                    "a d1 SIGN_IN 0T10:00 event_id=2"));

            assertThat(ring.ringId()).isEqualTo(ringId("a", "2"));
        }

        /** x was at the merchant before all others, but bought nothing there: only the device ties it, later. */
        @Test
        void anEventOnWhatTiesOthersOnlyFoundsNothing() throws Exception {
            Ring ring = ring(world(
                    "x m1 SIGN_IN 0T01:00 event_id=visit",
                    "a d1 m1 PURCHASE 1T10:00 event_id=founding",
                    "b d1 m1 PURCHASE 1T11:00",
                    "c d1 m1 PURCHASE 1T12:00",
                    "a d9 PURCHASE 2T10:00",
                    "x d9 PURCHASE 2T10:10"));

            assertThat(accounts(ring)).contains("x");
            assertThat(ring.ringId()).isEqualTo(ringId("a", "founding"));
        }

        @Test
        void membersAndLinksAreInOrderOfUnsignedBytes() {
            List<String> ids = List.of("Z", "a", "é", "～", "😀");
            List<String> events = new ArrayList<>();
            for (String id : List.of("😀", "a", "～", "Z", "é")) {
                events.add(id + " d～ PURCHASE 0T10:00");
                events.add(id + " d😀 card:😀 PURCHASE 0T10:00");
            }

            Ring ring = ring(world(events.toArray(String[]::new)));

            assertThat(accounts(ring)).containsExactlyElementsOf(ids);
            assertThat(ring.members().subList(5, 8))
                    .extracting(member -> member.type() + " " + member.id())
                    .containsExactly("DEVICE d～", "DEVICE d😀", "WALLET card:😀");
            assertThat(ring.links())
                    .extracting(link -> link.accountId() + " " + link.type() + " " + link.resourceId())
                    .containsExactlyElementsOf(ids.stream()
                            .flatMap(id -> Stream.of(id + " DEVICE d～", id + " DEVICE d😀", id + " WALLET card:😀"))
                            .toList());
        }

        private String ringId(String account, String event) throws Exception {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((account + "\0" + event).getBytes(StandardCharsets.UTF_8));
            BigInteger bits = new BigInteger(1, hash).shiftRight(256 - 60);
            StringBuilder id = new StringBuilder();
            for (int c = 0; c < 12; c++) {
                id.insert(0, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(bits.intValue() & 31));
                bits = bits.shiftRight(5);
            }
            return "R-" + id;
        }
    }

    @Nested
    class Members {
        @Test
        void countTheirEventsAndWhenTheyWereSeen() {
            World world = pair("a d1 PURCHASE 3T00:00 CNY:500", "a d1 SIGN_IN 4T00:00 USD:2", "a d7 PURCHASE 5T00:00");
            Ring ring = ring(world);
            long day = 24 * 3600_000L;
            long start = world.event(0).eventTime();

            assertThat(ring.firstSeen()).isEqualTo(start);
            assertThat(ring.lastSeen()).isEqualTo(start + 5 * day - 10 * 3600_000L);
            assertThat(ring.members())
                    .extracting(member -> member.type() + " " + member.id() + " " + member.events())
                    .containsExactly("ACCOUNT a 4", "ACCOUNT b 1", "DEVICE d1 4");
            RingLink link = ring.links().get(0);
            assertThat(link.events()).isEqualTo(3);
            assertThat(link.firstSeen()).isEqualTo(start);
            assertThat(link.lastSeen()).isEqualTo(start + 4 * day - 10 * 3600_000L);
            assertThat(link.amounts()).containsExactly(new Amount("CNY", 500), new Amount("USD", 2));
        }

        @Test
        void whoActOddlyScoreHigher() {
            Ring ring = ring(pair("a CHARGEBACK 9T00:00"));
            World world = pair("a CHARGEBACK 9T00:00");
            Ring rated = new RingFactory(scoring(-3), world.baseline(), 0)
                    .create(community(world), events(world, community(world)), world.canonicalSource())
                    .orElseThrow();

            assertThat(accounts(ring)).containsExactly("a", "b");
            assertThat(rated.members().get(0).scoreMicros())
                    .isGreaterThan(rated.members().get(1).scoreMicros());
        }

        @Test
        void duplicatesCountOnceAndConflictingLinesNotAtAll() {
            World once = pair();
            World twice = once.and(once).and(world("a d1 PURCHASE 0T10:30 CNY:7 event_id=first"));

            assertThat(ring(twice)).isEqualTo(ring(once));
        }

        @Test
        void eventsMayComeInAnyOrder() {
            World world = pair("a d1 card:w1 PURCHASE 0T12:00 CNY:7", "b d1 card:w1 PURCHASE 0T12:00 CNY:8");
            Community community = community(world);
            List<MemberEvent> reversed = new ArrayList<>(events(world, community));
            Collections.reverse(reversed);

            assertThat(new RingFactory(scoring(20), world.baseline(), 0)
                            .create(community, reversed, world.canonicalSource()))
                    .contains(ring(world));
        }
    }

    @Nested
    class Peeling {
        private final String[] clique = {
            "a d1 card:w1 91.0.0.1 PURCHASE 0T10:00",
            "b d1 card:w1 91.0.0.1 PURCHASE 0T10:00",
            "c d1 card:w1 91.0.0.1 PURCHASE 0T10:00",
            "d d1 card:w1 91.0.0.1 PURCHASE 0T10:00"
        };

        private World with(String... more) {
            return world(Stream.concat(Stream.of(clique), Stream.of(more)).toArray(String[]::new));
        }

        @Test
        void removesWhoIsTiedFarLess() {
            Ring ring = ring(with("d d5 SIGN_UP 3T10:00", "x d5 SIGN_UP 3T10:00"));

            assertThat(accounts(ring)).containsExactly("a", "b", "c", "d");
            assertThat(ring.members()).extracting(Member::id).doesNotContain("d5");
            assertThat(evidence(ring, "sharing").eventIds())
                    .extracting(EventRef::accountId)
                    .doesNotContain("x");
        }

        @Test
        void keepsWhoActsOddly() {
            Ring ring = ring(with("d d5 SIGN_UP 3T10:00", "x d5 SIGN_UP 3T10:00", "x CHARGEBACK 9T10:00"));

            assertThat(accounts(ring)).containsExactly("a", "b", "c", "d", "x");
        }

        @Test
        void keepsWhoIsTiedAlike() {
            Ring ring = ring(with("x d1 card:w1 PURCHASE 0T10:00"));

            assertThat(accounts(ring)).containsExactly("a", "b", "c", "d", "x");
        }

        /** The ring came through x's home: nothing else ties x to it. */
        @Test
        void removesWhomAddressesAloneTieWhileThingsTieTheOthers() {
            Ring ring = ring(with(
                            "x 91.0.0.1 PURCHASE 0T10:00",
                            "x 91.0.0.2 PURCHASE 1T10:00",
                            "a 91.0.0.2 PURCHASE 1T10:00",
                            "b 91.0.0.2 PURCHASE 1T10:00",
                            "c 91.0.0.2 PURCHASE 1T10:00",
                            "d 91.0.0.2 PURCHASE 1T10:00")
                    .with(links().threshold(0.1)));

            assertThat(accounts(ring)).containsExactly("a", "b", "c", "d");
        }

        /** y acts oddly but is tied to x only, and x goes: nothing is left that ties y to the ring. */
        @Test
        void leavesNobodyInTheRingWhomNothingTiesToIt() {
            Ring ring = ring(with(
                    "d d5 SIGN_UP 3T10:00",
                    "x d5 SIGN_UP 3T10:00",
                    "x d6 SIGN_UP 3T10:00",
                    "y d6 SIGN_UP 3T10:00",
                    "y CHARGEBACK 9T10:00"));

            assertThat(accounts(ring)).containsExactly("a", "b", "c", "d");
        }
    }

    @Nested
    class Losses {
        private List<Loss> losses(String... events) {
            return ring(pair(events)).losses();
        }

        @Test
        void areSuspectedWithoutAComplaint() {
            assertThat(losses("a d1 PURCHASE 0T11:00 CNY:500 order_id=1", "b d1 GIFT_SENT 0T11:00 CNY:70"))
                    .containsExactly(new Loss("CNY", 0, 0, 570, 0, 0));
        }

        @Test
        void areOnWhatTheRingSharesOnly() {
            assertThat(losses(
                            "a d1 PURCHASE 0T11:00 CNY:500",
                            "a d2 PURCHASE 0T11:00 CNY:9000",
                            "a d1 SIGN_IN 0T11:00 CNY:9000",
                            "a d1 CHARGEBACK 0T11:00 CNY:9000",
                            "a d1 PURCHASE 0T11:00"))
                    .containsExactly(new Loss("CNY", 0, 0, 500, 0, 0));
        }

        @Test
        void areConfirmedByTheChargebackOfTheirOrder() {
            assertThat(losses(
                            "a d1 PURCHASE 0T11:00 CNY:500 order_id=1",
                            "a d1 PURCHASE 0T11:01 CNY:70 order_id=2",
                            "a d1 PURCHASE 0T11:02 CNY:3",
                            "a CHARGEBACK 9T11:00 CNY:500 order_id=1",
                            "a CHARGEBACK 9T11:00 CNY:500",
                            "b CHARGEBACK 9T11:00 order_id=2"))
                    .containsExactly(new Loss("CNY", 500, 0, 73, 0, 0));
        }

        @Test
        void areConfirmedByAVictimsReport() {
            assertThat(losses(
                            "a d1 PURCHASE 0T11:00 CNY:500", "b d1 PURCHASE 0T11:00 CNY:70", "a VICTIM_REPORT 9T11:00"))
                    .containsExactly(new Loss("CNY", 500, 0, 70, 0, 0));
        }

        @Test
        void areConfirmedByAChargebackWithoutOrderThatFitsThem() {
            assertThat(losses(
                            "a d1 PURCHASE 0T11:00 CNY:500 card:w1 order_id=1",
                            "a d1 PURCHASE 0T11:01 CNY:500 card:w2 order_id=2",
                            "a d1 PURCHASE 0T11:02 CNY:70 card:w1 order_id=3",
                            "a CHARGEBACK 9T11:00 CNY:500 card:w1"))
                    .containsExactly(new Loss("CNY", 500, 0, 570, 0, 0));
        }

        @Test
        void areNotConfirmedByAChargebackOfWhatWasBoughtElsewhere() {
            assertThat(losses(
                            "a d1 PURCHASE 0T11:00 CNY:500",
                            "a d2 PURCHASE 0T12:00 CNY:500",
                            "a CHARGEBACK 9T11:00 CNY:500"))
                    .containsExactly(new Loss("CNY", 0, 0, 500, 0, 0));
        }

        @Test
        void areNotConfirmedByAReportBeforeThem() {
            assertThat(losses(
                            "a d1 PURCHASE 0T11:00 CNY:500",
                            "a VICTIM_REPORT 9T11:00",
                            "a d1 PURCHASE 10T11:00 CNY:70"))
                    .containsExactly(new Loss("CNY", 500, 0, 70, 0, 0));
        }

        @Test
        void areLessByWhatWasReversed() {
            assertThat(losses(
                            "a d1 PURCHASE 0T11:00 CNY:500 order_id=1 outcome=reversed",
                            "a d1 REFUND 1T11:00 CNY:500 order_id=1"))
                    .containsExactly(new Loss("CNY", 0, 0, 500, 500, 0));
        }

        @Test
        void areNeverLessThanNothing() {
            List<Loss> losses = losses(
                    "a d1 PURCHASE 0T11:00 CNY:500 order_id=1",
                    "a d2 PURCHASE 0T11:00 CNY:900 order_id=2",
                    "a d1 REFUND 1T11:00 CNY:900 order_id=2",
                    "a d1 REFUND 2T11:00 CNY:900",
                    "a d1 REFUND 3T11:00 USD:900");

            assertThat(losses).containsExactly(new Loss("CNY", 0, 0, 500, 500, 0));
            assertThat(losses.get(0).suspectedNet()).isZero();
        }

        @Test
        void areLessByARefundWhoseOrderNoPurchaseNames() {
            assertThat(losses("a d1 PURCHASE 0T11:00 CNY:500", "a d1 REFUND 1T11:00 CNY:200 order_id=lost"))
                    .containsExactly(new Loss("CNY", 0, 0, 500, 200, 0));
        }

        @Test
        void countWhatIsClaimedOnWhatTheRingSharesOrAboutForeignDevices() {
            assertThat(losses(
                            "a d1 RETURN_CLAIM 1T11:00 CNY:1000",
                            "a d7 REPAIR_CLAIM 1T11:00 CNY:200",
                            "a d3 SIGN_IN 0T11:00",
                            "a d3 REPAIR_CLAIM 1T12:00 CNY:30000",
                            "a d7 REPAIR_CLAIM 1T13:00 CNY:40000 outcome=declined",
                            "a d7 REPAIR_CLAIM 1T14:00 CNY:50000 outcome=reversed"))
                    .containsExactly(new Loss("CNY", 0, 0, 0, 0, 1200));
        }

        @Test
        void areNeverRefusedPurchases() {
            assertThat(losses(
                            "a d1 PURCHASE 0T11:00 CNY:500 outcome=declined",
                            "a d1 PURCHASE 0T11:00 CNY:70 outcome=blocked"))
                    .isEmpty();
        }

        @Test
        void areLessByRefundsOfTheirOrderOrOnWhatIsShared() {
            List<Loss> losses = losses(
                    "a d1 PURCHASE 0T11:00 CNY:500 order_id=1",
                    "a d1 PURCHASE 0T11:01 CNY:70 order_id=2",
                    "a CHARGEBACK 9T11:00 order_id=2",
                    "a REFUND 1T11:00 CNY:300 order_id=1",
                    "a REFUND 1T11:00 CNY:20 order_id=2",
                    "a d1 REFUND 1T11:00 CNY:5",
                    "a REFUND 1T11:00 CNY:9000",
                    "a REFUND 1T11:00 CNY:9000 order_id=3");

            assertThat(losses).containsExactly(new Loss("CNY", 70, 20, 500, 305, 0));
            assertThat(losses.get(0).confirmedNet()).isEqualTo(50);
            assertThat(losses.get(0).suspectedNet()).isEqualTo(195);
        }

        @ParameterizedTest
        @ValueSource(strings = {"declined", "blocked"})
        void areNotLessByRefusedRefunds(String outcome) {
            assertThat(losses(
                            "a d1 PURCHASE 0T11:00 CNY:500 order_id=1",
                            "a d1 REFUND 1T11:00 CNY:300 order_id=1 outcome=" + outcome))
                    .containsExactly(new Loss("CNY", 0, 0, 500, 0, 0));
        }

        @Test
        void areLessByARefundInTheInstantOfThePurchaseWhateverTheIds() {
            assertThat(losses(
                            "a d1 PURCHASE 0T11:00 CNY:500 order_id=1 event_id=z",
                            "a REFUND 0T11:00 CNY:300 order_id=1 event_id=y"))
                    .containsExactly(new Loss("CNY", 0, 0, 500, 300, 0));
        }

        @Test
        void areKeptByCurrency() {
            assertThat(losses(
                            "a d1 PURCHASE 0T11:00 USD:500",
                            "b d1 PURCHASE 0T11:00 CNY:70",
                            "b d1 PURCHASE 0T11:01 USD:1"))
                    .containsExactly(new Loss("CNY", 0, 0, 70, 0, 0), new Loss("USD", 0, 0, 501, 0, 0));
        }

        @Test
        void thatOverflowStayAtTheLargestNumber() {
            Ring ring = ring(pair(
                    "a d1 PURCHASE 0T11:00 CNY:" + Long.MAX_VALUE,
                    "a d1 PURCHASE 0T11:01 CNY:" + Long.MAX_VALUE,
                    "a d1 PURCHASE 0T11:02 CNY:" + Long.MAX_VALUE));

            assertThat(ring.losses()).containsExactly(new Loss("CNY", 0, 0, Long.MAX_VALUE, 0, 0));
            assertThat(ring.links().get(0).amounts()).containsExactly(new Amount("CNY", Long.MAX_VALUE));
        }
    }

    @Nested
    class Collisions {
        private void create(World world, List<MemberEvent> events) {
            new RingFactory(scoring(20), world.baseline(), 0).create(community(world), events, world.canonicalSource());
        }

        @Test
        void ofTwoAccountsEndTheRun() {
            World world = pair("b d1 SIGN_IN 1T10:00");
            AccountEvent other = world("c d1 SIGN_IN 1T10:00 event_id=e2").event(0);
            List<MemberEvent> events = List.of(
                    new MemberEvent(world.row(0), CanonicalTexts.encode(world.event(0))),
                    new MemberEvent(world.row(1), CanonicalTexts.encode(world.event(1))),
                    new MemberEvent(world.row(2), CanonicalTexts.encode(other)));

            assertThatThrownBy(() -> create(world, events))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("two accounts share one hash; run again with a new key");
        }

        @ParameterizedTest
        @CsvSource({"d2 card:w1 91.0.0.1, DEVICE", "d1 card:w2 91.0.0.1, WALLET", "d1 card:w1 91.0.0.2, IP"})
        void ofTwoResourcesEndTheRun(String resources, String type) {
            World world = world("a d1 card:w1 91.0.0.1 PURCHASE 0T10:00", "b d1 card:w1 91.0.0.1 PURCHASE 0T10:00");
            AccountEvent other =
                    world("b " + resources + " PURCHASE 0T10:00 event_id=e1").event(0);
            List<MemberEvent> events = List.of(
                    new MemberEvent(world.row(0), CanonicalTexts.encode(world.event(0))),
                    new MemberEvent(world.row(1), CanonicalTexts.encode(other)));

            assertThatThrownBy(() -> create(world, events))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("two resources of type " + type + " share one hash; run again with a new key");
        }

        @Test
        void areNotTwoAddressesOfOneNetwork() {
            World world = world(
                    "a d1 2a01:0:0:1201::1 PURCHASE 0T10:00",
                    "b d1 2a01:0:0:1201::2 PURCHASE 0T10:00",
                    "b d1 2a01:0:0:1202::2 PURCHASE 0T10:00");

            assertThat(ring(world).members())
                    .extracting(Member::id)
                    .containsExactly("a", "b", "d1", "2a01:0:0:1200::/56", "2a01:0:0:1201::/64", "2a01::/48");
        }

        @Test
        void aMemberWithoutEventsEndsTheRun() {
            World world = pair();

            assertThatThrownBy(() -> create(
                            world, List.of(new MemberEvent(world.row(0), CanonicalTexts.encode(world.event(0))))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a member of a community has no event in the second pass");
        }
    }

    /** Where ties are told later than events. */
    @Test
    void whatEventsShowCountsForACommunityThatDidNotHearOfThem() {
        World world = World.world(
                "a d1 PURCHASE 0T10:00 CNY:100 card:1", "b d1 PURCHASE 0T10:05 CNY:100 card:1", "c d2 SIGN_IN 0T10:00");
        Community heard = Rings.community(world);
        long[] others = heard.behaviours().clone();
        others[0] ^= 1;
        Community late = heard.behaving(others);
        RingFactory factory = new RingFactory(Rings.scoring(20), world.baseline(), 0);
        Optional<Ring> expected = factory.create(heard, Rings.events(world, heard), world.canonicalSource());
        assertThat(expected).isPresent();
        assertThat(factory.createByEvents(late, Rings.events(world, late), world.canonicalSource()))
                .isEqualTo(expected);
        assertThatThrownBy(() -> factory.create(late, Rings.events(world, late), world.canonicalSource()))
                .hasMessage("a member of a community behaves otherwise in the second pass");
    }
}
