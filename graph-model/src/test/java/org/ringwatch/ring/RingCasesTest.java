// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringwatch.link.World.world;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringwatch.community.Community;
import org.ringwatch.lineage.Change;
import org.ringwatch.lineage.EarlierRing;
import org.ringwatch.lineage.EarlierRings;
import org.ringwatch.link.ConfirmedAccounts;
import org.ringwatch.link.World;
import org.ringwatch.ring.AppliedDisposition.FoundBy;

/** Decisions go with the case. */
class RingCasesTest {
    private static final String CASE = "R-EARLIER22222";
    private static final String THEN = "version then";

    private final World pair = world("a d1 PURCHASE 0T10:00", "b d1 PURCHASE 0T10:10");

    /** A quiet pair, and two who did much on another device; all four shared one before anything was decided. */
    private final World joined = world(
            "a d1 DEVICE_ADDED 0T10:00",
            "b d1 DEVICE_ADDED 0T10:10",
            "c d1 DEVICE_ADDED 0T11:00",
            "d d1 DEVICE_ADDED 0T11:10",
            "c d2 GIFT_REDEEMED 1T10:00",
            "c d2 GIFT_REDEEMED 1T10:01",
            "c d2 PURCHASE 1T10:02 outcome=declined",
            "c d2 PURCHASE 1T10:03 outcome=declined",
            "d d2 GIFT_REDEEMED 1T10:04",
            "d d2 GIFT_REDEEMED 1T10:05",
            "d d2 PURCHASE 1T10:06 outcome=declined",
            "d d2 PURCHASE 1T10:07 outcome=declined");

    private static long at(int day, int hour) {
        return Instant.parse("2026-01-01T00:00:00Z")
                .plusSeconds(3600L * (24 * day + hour))
                .toEpochMilli();
    }

    private static EarlierRings earlier(List<EarlierRing.Decided> decided, String... accounts) {
        return new EarlierRings(
                "before",
                "5ha",
                List.of(new EarlierRing("R-BEFORE222222", CASE, THEN, true, 1, 0, Arrays.asList(accounts), decided)));
    }

    private static Disposition decided(String caseId, String version, Decision decision) {
        return new Disposition(caseId, version, "", decision, "why", "li", at(5, 0));
    }

    private static RingCases cases(World world, EarlierRings earlier, Disposition... dispositions) {
        Community community = Rings.community(world);
        Priors priors = new Priors(
                PriorParameters.defaults(),
                ConfirmedAccounts.NONE,
                Dispositions.of(List.of(dispositions)),
                earlier,
                ring -> "version now");
        return RingCases.of(
                earlier,
                new RingFactory(Rings.scoring(20), world.baseline(), 500_000, priors)
                        .createInCases(community, Rings.events(world, community), world.canonicalSource()));
    }

    private static Ring ring(World world, EarlierRings earlier, Disposition... dispositions) {
        List<Ring> rings = cases(world, earlier, dispositions).rings();
        assertThat(rings).hasSize(1);
        return rings.get(0);
    }

    @Test
    void aDecisionOnTheCaseHoldsUnderAnotherRingId() {
        Ring ring = ring(pair, earlier(List.of(), "a", "b"), decided(CASE, THEN, Decision.FALSE_POSITIVE));

        assertThat(ring.lineage().caseId()).isEqualTo(CASE);
        assertThat(ring.lineage().change()).isEqualTo(Change.CONTINUED);
        assertThat(ring.flagged()).isFalse();
        assertThat(ring.dispositions()).extracting(AppliedDisposition::foundBy).containsExactly(FoundBy.CASE_ID);
        assertThat(ring.dispositions().get(0).joinedSince()).isEmpty();
        assertThat(ring.dispositions().get(0).knowsMembers()).isTrue();
    }

    @Test
    void aDecisionOnACaseThatIsAnotherRingsDoesNot() {
        EarlierRings other = earlier(List.of(), "x", "y");
        RingCases cases = cases(pair, other, decided(CASE, THEN, Decision.FALSE_POSITIVE));

        assertThat(cases.rings().get(0).dispositions()).isEmpty();
        assertThat(cases.rings().get(0).flagged()).isTrue();
        assertThat(cases.dissolved()).isEqualTo(other.rings());
    }

    @Test
    void aCaseNamedLikeTheRingIsFoundAfterThatOfTheLineage() {
        String ringId = ring(pair, EarlierRings.NONE).ringId();
        Ring byName = ring(pair, earlier(List.of(), "a", "b"), decided(ringId, "", Decision.FALSE_POSITIVE));
        assertThat(byName.dispositions())
                .extracting(AppliedDisposition::foundBy)
                .containsExactly(FoundBy.RING_ID);
        Ring byCase = ring(
                pair,
                earlier(List.of(), "a", "b"),
                decided(ringId, "", Decision.FALSE_POSITIVE),
                decided(CASE, "", Decision.VALUABLE_ALERT));
        assertThat(byCase.dispositions())
                .extracting(applied -> applied.disposition().decision())
                .containsExactly(Decision.VALUABLE_ALERT);
        assertThat(byCase.flagged()).isTrue();
    }

    @Test
    void whoJoinedAClearedCaseIsNotClearedWithIt() {
        Ring known = ring(joined, earlier(List.of(), "a", "b", "c", "d"), decided(CASE, THEN, Decision.FALSE_POSITIVE));
        assertThat(known.flagged()).isFalse();
        assertThat(known.dispositions().get(0).laterMicros()).isZero();
        Ring strange = ring(joined, earlier(List.of(), "a", "b"), decided(CASE, THEN, Decision.FALSE_POSITIVE));

        assertThat(strange.lineage().caseId()).isEqualTo(CASE);
        assertThat(strange.dispositions().get(0).joinedSince()).containsExactly("c", "d");
        assertThat(strange.dispositions().get(0).text())
                .contains("evidence later than that or of the 2 accounts that joined since adds");
        assertThat(strange.flagged()).as(strange.dispositions().toString()).isTrue();
    }

    @Test
    void whoJoinedInAnEarlierRunIsStillNew() {
        EarlierRings crept =
                earlier(List.of(new EarlierRing.Decided(at(5, 0), "li", List.of("c", "d"))), "a", "b", "c", "d");
        Ring ring = ring(joined, crept, decided(CASE, "an older version", Decision.FALSE_POSITIVE));

        assertThat(ring.dispositions().get(0).joinedSince()).containsExactly("c", "d");
        assertThat(ring.flagged()).as(ring.dispositions().toString()).isTrue();
    }

    @Test
    void whereNobodyKnowsWhoJoinedTimeAloneTells() {
        Ring ring =
                ring(joined, earlier(List.of(), "a", "b"), decided(CASE, "of some other run", Decision.FALSE_POSITIVE));

        assertThat(ring.dispositions().get(0).knowsMembers()).isFalse();
        assertThat(ring.dispositions().get(0).joinedSince()).isEmpty();
        Ring now = ring(joined, earlier(List.of(), "a", "b"), decided(CASE, "version now", Decision.FALSE_POSITIVE));
        assertThat(now.dispositions().get(0).knowsMembers()).isTrue();
        assertThat(now.dispositions().get(0).joinedSince()).isEmpty();
    }

    @Test
    void aConfirmedCaseRaisesItsRingAndOneWithoutADecisionIsAsItWas() {
        Ring plain = ring(pair, earlier(List.of(), "a", "b"));
        Ring confirmed = ring(pair, earlier(List.of(), "a", "b"), decided(CASE, THEN, Decision.CONFIRMED_RISK));

        assertThat(confirmed.logOddsMicros() - plain.logOddsMicros()).isEqualTo(1_333_333);
        assertThat(plain.dispositions()).isEmpty();
    }
}
