// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.ringwatch.link.PlainLinks.links;
import static org.ringwatch.link.World.world;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringwatch.community.ClusteringMethod;
import org.ringwatch.community.Community;
import org.ringwatch.lineage.EarlierRings;
import org.ringwatch.link.ConfirmedAccounts;
import org.ringwatch.link.World;

/** What people say about rings and accounts. */
class PriorsTest {

    private static final String CASE = "R-CASE";
    private static final Instant DAY_0 = Instant.parse("2026-01-01T00:00:00Z");

    private static long at(int day, int hour) {
        return DAY_0.plusSeconds(3600L * (24 * day + hour)).toEpochMilli();
    }

    private static Disposition decided(String caseId, String version, String account, Decision decision, long utc) {
        return new Disposition(caseId, version, account, decision, "why", "li", utc);
    }

    private static Disposition ofRing(Ring ring, Decision decision, long utc) {
        return decided(ring.ringId(), "", "", decision, utc);
    }

    private static Disposition ofAccount(String account, Decision decision, long utc) {
        return decided(CASE, "", account, decision, utc);
    }

    private static Priors priors(ConfirmedAccounts confirmed, Disposition... dispositions) {
        return new Priors(
                PriorParameters.defaults(),
                confirmed,
                Dispositions.of(List.of(dispositions)),
                EarlierRings.NONE,
                ring -> "version of " + ring.ringId() + " " + ring.flagged() + " "
                        + ring.dispositions().size());
    }

    /** The ring of the world's only component. */
    private static Ring ring(World world, Priors priors) {
        return ring(world, priors, 3, 500_000);
    }

    private static Ring ring(World world, Priors priors, double prior, long minScoreMicros) {
        List<Community> communities = Rings.communities(world, ClusteringMethod.COMPONENTS, priors.confirmed());
        assertThat(communities).hasSize(1);
        return Rings.ring(world, communities.get(0), Rings.scoring(prior), minScoreMicros, priors)
                .orElseThrow();
    }

    private static long weight(Ring ring, String code) {
        return ring.evidence().stream()
                .filter(item -> item.code().equals(code))
                .mapToLong(Evidence::weightMicros)
                .sum();
    }

    private static Optional<Evidence> evidence(Ring ring, String code) {
        return ring.evidence().stream().filter(item -> item.code().equals(code)).findFirst();
    }

    @Nested
    class ConfirmedMembers {
        private final World four = world(
                "a d1 PURCHASE 0T10:00", "b d1 PURCHASE 0T10:10", "c d1 PURCHASE 0T10:20", "e d1 PURCHASE 0T10:30");

        private Ring confirming(String... accounts) {
            return ring(four, priors(four.confirmed(accounts)));
        }

        @Test
        void raiseTheRingByHalfOfTheBoundThenByLessAndNeverBeyond() {
            long own = confirming().logOddsMicros();

            assertThat(confirming("a").logOddsMicros() - own).isEqualTo(1_000_000);
            assertThat(confirming("a", "b").logOddsMicros() - own).isEqualTo(1_333_333);
            assertThat(confirming("a", "b", "c", "e").logOddsMicros() - own)
                    .isEqualTo(1_600_000)
                    .isLessThan(2_000_000);
        }

        @Test
        void areAReasonOfTheirOwnThatNamesThem() {
            Evidence confirmed =
                    evidence(confirming("c", "a", "stranger"), "confirmed").orElseThrow();

            assertThat(confirmed.entities())
                    .containsExactly(new EntityRef(EntityType.ACCOUNT, "a"), new EntityRef(EntityType.ACCOUNT, "c"));
            assertThat(confirmed.observedMillis()).isEqualTo(2000);
            assertThat(confirmed.text())
                    .isEqualTo(
                            "2 of 4 accounts are confirmed to be part of fraud; they are tied to 4 by more than what many"
                                    + " share");
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 7})
        void areToldHoweverManyStrongerReasonsThereAre(int maxEvidence) {
            Priors priors = priors(four.confirmed("a"));
            Community community = Rings.communities(four, ClusteringMethod.COMPONENTS, priors.confirmed())
                    .get(0);
            ScoringParameters scoring = ringScoring(maxEvidence);
            Ring ring = Rings.ring(four, community, scoring, 500_000, priors).orElseThrow();

            assertThat(evidence(ring, "confirmed")).isPresent();
            assertThat(ring.evidence()).hasSizeLessThanOrEqualTo(maxEvidence + 2);
            assertThat(ring.evidence().stream()
                            .mapToLong(Evidence::weightMicros)
                            .sum())
                    .isEqualTo(ring.logOddsMicros());
            List<Evidence> told = ring.evidence().subList(0, ring.evidence().size() - 2);
            assertThat(told).extracting(item -> -Math.abs(item.weightMicros())).isSorted();
        }

        private ScoringParameters ringScoring(int maxEvidence) {
            ScoringParameters plain = Rings.scoring(3);
            return new ScoringParameters(
                    plain.scorer(),
                    plain.prior(),
                    plain.priorPrevalence(),
                    plain.prevalence(),
                    plain.shares(),
                    plain.unsupervisedPrior(),
                    plain.memberRates(),
                    plain.behaviourCap(),
                    plain.behaviourFloor(),
                    plain.sharing(),
                    plain.sharingCap(),
                    plain.synchrony(),
                    plain.independentKinds(),
                    plain.bornTogether(),
                    plain.organisation(),
                    plain.home(),
                    plain.handover(),
                    plain.leastScore(),
                    maxEvidence);
        }

        @Test
        void doNotFlagARingThatShowsTooLittleItself() {
            long evidence = ring(four, Priors.NONE, 0, 0).logOddsMicros();
            Priors all = priors(four.confirmed("a", "b", "c", "e"));
            // Own scores just below and above 0.18, whose odds are -1.516.
            Ring below = ring(four, all, -1.52 - evidence / 1e6, 500_000);
            Ring above = ring(four, all, -1.51 - evidence / 1e6, 500_000);

            assertThat(below.scoreMicros()).isGreaterThan(500_000);
            assertThat(below.flagged()).isFalse();
            assertThat(above.flagged()).isTrue();
            assertThat(ring(four, Priors.NONE, -1.51 - evidence / 1e6, 500_000).flagged())
                    .isFalse();
        }

        @Test
        void doNotMakeARingOfWhatIsNoneWithoutThem() {
            long evidence = ring(four, Priors.NONE, 0, 0).logOddsMicros();
            double prior = Math.log(0.05 / 0.95) - 0.01 - evidence / 1e6;
            Priors all = priors(four.confirmed("a", "b", "c", "e"));
            Community community = Rings.communities(four, ClusteringMethod.COMPONENTS, all.confirmed())
                    .get(0);

            assertThat(new RingFactory(Rings.scoring(prior), four.baseline(), 0, all)
                            .create(community, Rings.events(four, community), four.canonicalSource()))
                    .isEmpty();
        }
    }

    @Nested
    class Hubs {
        /** A crowd on d9: of its seven accounts those who buy there are looked at, and tied. */
        private World crowd(String... more) {
            World crowd = world(
                    "a d9 PURCHASE 0T10:00",
                    "b d9 PURCHASE 0T10:05",
                    "p d9 SIGN_IN 0T11:00",
                    "q d9 SIGN_IN 0T12:00",
                    "r d9 SIGN_IN 0T13:00",
                    "s d9 SIGN_IN 0T14:00",
                    "t d9 SIGN_IN 0T15:00");
            for (int e = 0; e < more.length; e++) {
                crowd = crowd.and(world(more[e] + " event_id=m" + e));
            }
            return crowd.with(links().cap(3));
        }

        @Test
        void theWorldHasOneThatIsLookedInto() {
            assertThat(crowd().hubs()).extracting(World.HubSeen::resource).containsExactly("d9");
            assertThat(crowd().ties()).extracting(World.Tie::accounts).containsExactly("a-b");
        }

        @Test
        void passNoConfirmationOfAMember() {
            World hubOnly = crowd();
            World also = crowd("a card:w1 PURCHASE 0T10:00", "b card:w1 PURCHASE 0T10:01");

            assertThat(weight(ring(hubOnly, priors(hubOnly.confirmed("a"))), "confirmed"))
                    .isZero();
            assertThat(weight(ring(also, priors(also.confirmed("a"))), "confirmed"))
                    .isEqualTo(1_000_000);
        }

        @Test
        void passAConfirmationToThoseOnlyWhoAreTiedWithoutThem() {
            World world = crowd("a d1 PURCHASE 0T10:00", "c d1 PURCHASE 0T10:01", "e d1 PURCHASE 0T10:02");

            // a, c and e share d1; b is there through the hub alone.
            assertThat(weight(ring(world, priors(world.confirmed("c"))), "confirmed"))
                    .isEqualTo(750_000);
            assertThat(weight(ring(world, priors(world.confirmed("b"))), "confirmed"))
                    .isZero();
        }

        @Test
        void aTieThatNeedsOneForItsWeightPassesNothing() {
            // The address alone is not enough: two thirds of the weight come from the hub.
            World world = crowd("a 91.0.0.1 PURCHASE 0T10:00", "b 91.0.0.1 PURCHASE 0T10:01");

            assertThat(world.ties()).hasSize(1);
            assertThat(world.ties().get(0).items()).hasSize(2);
            assertThat(weight(ring(world, priors(world.confirmed("a"))), "confirmed"))
                    .isZero();
        }

        @Test
        void passNoConfirmationOfANeighbour() {
            World world = crowd("a d1 PURCHASE 0T10:00", "c d1 PURCHASE 0T10:01");

            assertThat(weight(withoutMember(world, "b"), "confirmed_neighbour")).isZero();
            // It is tied to a by d1, but b is there through the hub.
            assertThat(weight(withoutMember(world, "c"), "confirmed_neighbour")).isEqualTo(125_000);
        }

        @Test
        void aNeighbourTiedOtherwiseCounts() {
            World world = world(
                    "a d1 PURCHASE 0T10:00", "c d1 PURCHASE 0T10:01", "a d2 PURCHASE 0T10:00", "x d2 PURCHASE 0T10:01");
            Ring ring = withoutMember(world, "x");

            assertThat(weight(ring, "confirmed_neighbour")).isEqualTo(250_000);
            assertThat(evidence(ring, "confirmed_neighbour").orElseThrow().entities())
                    .containsExactly(new EntityRef(EntityType.ACCOUNT, "x"));
        }

        /** The ring without a member that is confirmed: it is a neighbour then. */
        private Ring withoutMember(World world, String account) {
            Priors priors = priors(world.confirmed(account));
            Community community = Rings.communities(world, ClusteringMethod.COMPONENTS, priors.confirmed())
                    .get(0);
            boolean[] kept = new boolean[community.size()];
            for (int m = 0; m < kept.length; m++) {
                kept[m] = !world.name(community.orders()[m], community.secrets()[m])
                        .equals(account);
            }
            Community left = community.keep(kept);
            return new RingFactory(Rings.scoring(20), world.baseline(), 0, priors)
                    .create(left, Rings.events(world, left), world.canonicalSource())
                    .orElseThrow();
        }
    }

    @Nested
    class Neighbours {
        @Test
        void howeverManyAddAtMostTheirBound() {
            World world = world("a d1 PURCHASE 0T10:00 event_id=a1", "b d1 PURCHASE 0T10:01 event_id=b1");
            String[] names = new String[40];
            for (int n = 0; n < names.length; n++) {
                names[n] = "n" + n;
                world = world.and(world(
                        "a d2" + n + " PURCHASE 1T10:00 event_id=a" + names[n],
                        names[n] + " d2" + n + " PURCHASE 1T10:00 event_id=x"));
            }
            Priors priors = priors(world.confirmed(names));
            Community community = Rings.communities(world, ClusteringMethod.COMPONENTS, priors.confirmed())
                    .get(0);
            boolean[] kept = new boolean[community.size()];
            for (int m = 0; m < kept.length; m++) {
                kept[m] = world.name(community.orders()[m], community.secrets()[m])
                                .length()
                        == 1;
            }
            Community pair = Community.ofRow(community.keep(kept).toRow(), 0);
            Ring ring = new RingFactory(Rings.scoring(20), world.baseline(), 0, priors)
                    .create(pair, Rings.events(world, pair), world.canonicalSource())
                    .orElseThrow();

            assertThat(Rings.accounts(ring)).containsExactly("a", "b");
            assertThat(weight(ring, "confirmed_neighbour")).isBetween(480_000L, 500_000L);
            assertThat(evidence(ring, "confirmed_neighbour").orElseThrow().entities())
                    .hasSize(Evidence.MAX_EVENTS);
        }
    }

    @Nested
    class Decisions {
        private final World pair = world("a d1 PURCHASE 0T10:00", "b d1 PURCHASE 0T10:10");
        private final Ring plain = ring(pair, Priors.NONE);

        private Ring deciding(Disposition... dispositions) {
            return ring(pair, priors(ConfirmedAccounts.NONE, dispositions));
        }

        @Test
        void aFalsePositiveStaysListedButIsNotFlagged() {
            Ring ring = deciding(ofRing(plain, Decision.FALSE_POSITIVE, at(1, 0)));

            assertThat(plain.flagged()).isTrue();
            assertThat(ring.flagged()).isFalse();
            assertThat(ring.scoreMicros()).isEqualTo(plain.scoreMicros());
            assertThat(ring.dispositions()).singleElement().satisfies(applied -> {
                assertThat(applied.holds()).isTrue();
                assertThat(applied.laterMicros()).isZero();
                assertThat(applied.text())
                        .isEqualTo(
                                "Called a false positive on 2026-01-02; evidence later than that adds 0.00 to the log-odds,"
                                        + " and would have to add 1.00 to be shown again");
            });
        }

        @Test
        void theLatestCountsAndUnsetForgets() {
            Disposition first = ofRing(plain, Decision.FALSE_POSITIVE, at(1, 0));
            Disposition second = ofRing(plain, Decision.VALUABLE_ALERT, at(2, 0));
            Disposition third = ofRing(plain, Decision.UNSET, at(3, 0));

            assertThat(deciding(second, first).flagged()).isTrue();
            assertThat(deciding(second, first).dispositions())
                    .extracting(applied -> applied.disposition().decision())
                    .containsExactly(Decision.VALUABLE_ALERT);
            assertThat(deciding(third, second, first)).isEqualTo(plain);
        }

        @Test
        void ofOneInstantTheLastAnalystByNameCounts() {
            Disposition li = ofRing(plain, Decision.FALSE_POSITIVE, at(1, 0));
            Disposition wang =
                    new Disposition(plain.ringId(), "", "", Decision.VALUABLE_ALERT, "other", "wang", at(1, 0));

            for (List<Disposition> order : List.of(List.of(li, wang), List.of(wang, li))) {
                assertThat(Dispositions.of(order).ofCase(plain.ringId())).contains(wang);
            }
        }

        @Test
        void areFoundByTheVersionOfTheRingIfTheCaseHasAnotherName() {
            String version = "version of " + plain.ringId() + " true 0";
            Ring ring = deciding(decided(CASE, version, "", Decision.FALSE_POSITIVE, at(1, 0)));

            assertThat(ring.flagged()).isFalse();
            assertThat(ring.dispositions())
                    .extracting(AppliedDisposition::foundBy)
                    .containsExactly(AppliedDisposition.FoundBy.RING_VERSION);
            assertThat(deciding(decided(CASE, "another", "", Decision.FALSE_POSITIVE, at(1, 0))))
                    .isEqualTo(plain);
        }

        @Test
        void aConfirmedRingIsRaisedLikeOneOfConfirmedMembers() {
            Ring ring = deciding(ofRing(plain, Decision.CONFIRMED_RISK, at(1, 0)));

            assertThat(ring.logOddsMicros() - plain.logOddsMicros()).isEqualTo(1_333_333);
            assertThat(evidence(ring, "confirmed").orElseThrow().text())
                    .isEqualTo("The whole ring was confirmed to be fraud on 2026-01-02");
        }

        @Test
        void ofAnAccountClearItAndARingOfOneOtherIsNone() {
            Ring ring = deciding(ofAccount("a", Decision.FALSE_POSITIVE, at(1, 0)));

            assertThat(ring.flagged()).isFalse();
            assertThat(ring.dispositions())
                    .extracting(AppliedDisposition::clearsAccount)
                    .containsExactly(true);
            World three = pair.and(world("c d1 PURCHASE 0T10:20 event_id=c"));
            assertThat(ring(three, priors(ConfirmedAccounts.NONE, ofAccount("a", Decision.FALSE_POSITIVE, at(1, 0))))
                            .flagged())
                    .isTrue();
        }

        @Test
        void comeBackAsTheyWere() {
            Dispositions dispositions = Dispositions.of(List.of(
                    ofAccount("b", Decision.CONFIRMED_RISK, at(1, 0)),
                    ofAccount("a\"\u202E", Decision.CONFIRMED_RISK, 5),
                    ofAccount("c", Decision.FALSE_POSITIVE, 6),
                    decided("case", "v", "", Decision.VALUABLE_ALERT, 7)));

            assertThat(dispositions.accounts(Decision.CONFIRMED_RISK)).containsExactly("a\"\u202E", "b");
            assertThat(dispositions.accounts(Decision.FALSE_POSITIVE)).containsExactly("c");
            assertThat(dispositions.ofAccount("b")).contains(ofAccount("b", Decision.CONFIRMED_RISK, at(1, 0)));
            assertThat(dispositions.ofVersion("v")).contains(decided("case", "v", "", Decision.VALUABLE_ALERT, 7));
            assertThat(dispositions.ofAccount("d")).isEmpty();
            assertThat(dispositions.ofCase("b")).isEmpty();
        }
    }

    @Nested
    class LaterEvidence {
        private AppliedDisposition applied(World world, Disposition disposition) {
            return ring(world, priors(ConfirmedAccounts.NONE, disposition), 20, 500_000)
                    .dispositions()
                    .get(0);
        }

        private Disposition onRing(World world, long utc) {
            return ofRing(ring(world, Priors.NONE, 20, 500_000), Decision.FALSE_POSITIVE, utc);
        }

        private final World resumed = world(
                "a d1 PURCHASE 0T10:00",
                "b d1 PURCHASE 2T10:10",
                "a d1 PURCHASE 9T10:00",
                "b d1 PURCHASE 9T10:10",
                "a d1 PURCHASE 9T10:20",
                "a d1 PURCHASE 9T10:30");

        @Test
        void showsAFalsePositiveAgain() {
            Disposition early = onRing(resumed, at(5, 0));
            AppliedDisposition applied = applied(resumed, early);

            assertThat(applied.holds()).isFalse();
            assertThat(applied.laterMicros()).isGreaterThan(1_000_000);
            assertThat(applied.text()).endsWith(" to the log-odds, and so it is shown again");
            assertThat(ring(resumed, priors(ConfirmedAccounts.NONE, early), 20, 500_000)
                            .flagged())
                    .isTrue();
        }

        @Test
        void isWhatCameAfterTheInstantOfTheDecision() {
            assertThat(applied(resumed, onRing(resumed, at(9, 11))).laterMicros())
                    .isZero();
            World ended = world("a d1 PURCHASE 0T10:00", "b d1 PURCHASE 0T10:10", "a d3 SIGN_IN 5T10:00");
            assertThat(applied(ended, onRing(ended, at(1, 0))).laterMicros()).isZero();
            assertThat(applied(ended, onRing(ended, at(1, 0))).holds()).isTrue();
        }

        @Test
        void isAllOfARingThatWasNoneThen() {
            AppliedDisposition applied = applied(resumed, onRing(resumed, at(1, 0)));

            assertThat(applied.laterMicros())
                    .isCloseTo(ring(resumed, Priors.NONE, 20, 500_000).logOddsMicros() - 20_000_000, within(1L));
        }

        @Test
        void doesNotTakeReceiptsUnderAnAccountsOwnNameThatWereKnownForNew() {
            World gifts = world(
                    "c PURCHASE 0T08:00 outcome=declined",
                    "c PURCHASE 0T08:01 outcome=declined",
                    "c beneficiary_id=a GIFT_SENT 0T10:00",
                    "a GIFT_REDEEMED 0T11:00",
                    "a GIFT_REDEEMED 0T11:10",
                    "a SIGN_IN 5T10:00");

            assertThat(gifts.ties()).isNotEmpty();
            assertThat(applied(gifts, onRing(gifts, at(1, 0))).laterMicros()).isZero();
        }

        @Test
        void ofAnAccountCountsGiftsToItByName() {
            World gifts = world(
                    "a d1 PURCHASE 0T10:00",
                    "b d1 PURCHASE 0T10:10",
                    "a GIFT_REDEEMED 1T10:00",
                    "a GIFT_REDEEMED 1T10:10",
                    "c PURCHASE 1T08:00 outcome=declined",
                    "c PURCHASE 1T08:01 outcome=declined",
                    "c beneficiary_id=a GIFT_SENT 1T20:00");
            Disposition cleared = ofAccount("a", Decision.FALSE_POSITIVE, at(1, 12));

            assertThat(gifts.ties()).extracting(World.Tie::accounts).containsExactlyInAnyOrder("a-b", "a-c");
            assertThat(applied(gifts, cleared).laterMicros()).isPositive();
            assertThat(applied(gifts, ofAccount("b", Decision.FALSE_POSITIVE, at(1, 12)))
                            .laterMicros())
                    .isZero();
        }

        @Test
        void ofAnAccountIsNotWhatOthersDo() {
            assertThat(applied(resumed, ofAccount("a", Decision.FALSE_POSITIVE, at(5, 0)))
                            .laterMicros())
                    .isGreaterThan(1_000_000);
            World quiet = world(
                    "a d1 PURCHASE 0T10:00",
                    "b d1 PURCHASE 0T10:10",
                    "b d1 PURCHASE 9T10:10",
                    "b d1 PURCHASE 9T10:20",
                    "b d1 PURCHASE 9T10:30");
            assertThat(applied(quiet, ofAccount("a", Decision.FALSE_POSITIVE, at(5, 0)))
                            .laterMicros())
                    .isZero();
        }
    }

    @Test
    void impossibleBoundsAreRefused() {
        assertThatThrownBy(() -> new PriorParameters(11, 0, 0, 0))
                .hasMessage("confirmedMember must be between 0 and 10 but was 11.0");
        assertThatThrownBy(() -> new PriorParameters(0, 0, 1.5, 0))
                .hasMessage("leastOwnScore must be between 0 and 1 but was 1.5");
    }

    @Test
    void confirmedAccountsHaveNames() {
        ConfirmedAccounts confirmed = world("a d1 SIGN_IN 0T10:00").confirmed("x", "\u6E38", "x");

        assertThat(confirmed.isEmpty()).isFalse();
        assertThatThrownBy(() -> confirmed.name(5)).isInstanceOf(IllegalArgumentException.class);
    }
}
