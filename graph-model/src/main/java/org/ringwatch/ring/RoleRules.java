// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The part that each account plays. The rules are asked one after the other, and the first that holds decides; but who shows
 * signs of a victim and of a suspect is called neither, and nobody is called a suspect whom a thief may have used.
 *
 * <p>A ring of taken-over accounts and one of made-up accounts touch the same things. What tells them apart is the account's
 * own time: victims have a past elsewhere, one foreign visit and often an owner who comes back; suspects were made for what
 * they do, gain by it, or come again and again. Two-factor authentication that is off supports a victim and says nothing of
 * suspects.
 */
final class RoleRules {
    /** One rule. */
    record Rule(Role role, String reason, Predicate<MemberHistory> holds) {}

    private static final RoleFinding UNKNOWN =
            new RoleFinding(Role.UNKNOWN, "The account's events do not tell its part");

    private static final RoleFinding BOTH =
            new RoleFinding(Role.UNKNOWN, "Some of its events are those of a victim, others those of a suspect");

    private static final Rule LIKE_OTHER_VICTIMS = victim(
            "With a past of its own it was used once, from a device that it never used before or after, as other victims here"
                    + " were",
            MemberHistory::isVisitedByStranger);

    private static final Rule BACK_AMONG_NO_VICTIMS = suspect(
            "It came back to what others here share on at least three visits over a week or longer, and nobody here shows"
                    + " signs of a victim",
            history -> history.comesBack() && !history.isReportedAtAll());

    static final List<Rule> RULES = List.of(
            victim(
                    "Its owner reported to be a victim, from a device of its own or one on which no value left",
                    MemberHistory::isReportedVictim),
            victim(
                    "With a past on other devices, its credentials or wallets were changed from elsewhere and value left once,"
                            + " from a device that it never used before or after",
                    history -> history.isVisitedByStranger() && history.isGuardChangedByStranger()),
            victim(
                    "With a past of its own, value left once from a device that it never used before or after, and its owner"
                            + " then changed the credentials on an older device",
                    history -> history.isVisitedByStranger() && history.isWonBack()),
            suspect(
                    "It signed up on a device that others here use, and moved value on what they share",
                    history -> history.isBornOnSharedDevice() && history.isTouching()),
            suspect(
                    "It signed up on a device that others here use, and made a claim about a device that it was never seen"
                            + " using",
                    history -> history.isBornOnSharedDevice() && history.foreignClaims() > 0),
            suspect("It signed up and within a day moved value on what others here share", MemberHistory::isMadeForIt),
            suspect(
                    "It made several claims about devices that it was never seen using",
                    history -> history.foreignClaims() >= 2),
            suspect(
                    "It made several claims on what others here make claims on",
                    history -> history.claimTouches() >= 2),
            suspect(
                    "It had most of its purchases refunded, on what others here share",
                    history -> history.isMostlyRefunded() && history.refundTouches() >= 2),
            suspect(
                    "It redeemed several gift cards on what others here share",
                    history -> history.redeemTouches() >= 2),
            suspect(
                    "Without a past of its own, it redeemed several gift cards and moved value on what others here share",
                    history -> history.hasNoPast() && history.redeemed() >= 2),
            suspect("Others here give to it by its name", MemberHistory::isGivenTo),
            suspect(
                    "Its life began with what others here share, on at least three visits over days",
                    history -> (history.hasNoPast() || history.isYoung()) && history.comesAgain()),
            suspect(
                    "It moved value on what others here share on days apart, and was never seen on other devices",
                    history -> history.hasNoPast() && history.hasNoOtherLife()),
            suspect(
                    "It came back to what others here share on at least three visits over a week or longer, to several kinds of"
                            + " things",
                    history -> history.comesBack() && history.returnsToSeveralKinds() && !history.isReportedAtAll()),
            suspect(
                    "It moved value on a device that others here use, and from a device of its own with or for what they share",
                    MemberHistory::servesFromOwnDevicesToo),
            new Rule(
                    Role.BYSTANDER,
                    "Others made claims about a device that it uses; it made none itself",
                    MemberHistory::isTiedByClaimsOfOthersOnly),
            new Rule(
                    Role.BYSTANDER,
                    "Only a common home or family ties it to the others",
                    MemberHistory::isTiedByHomeOnly));

    private static Rule victim(String reason, Predicate<MemberHistory> holds) {
        return new Rule(Role.VICTIM, reason, holds);
    }

    private static Rule suspect(String reason, Predicate<MemberHistory> holds) {
        return new Rule(Role.SUSPECT, reason, holds);
    }

    private RoleRules() {}

    /** What each member is, in the order of the histories. */
    static List<RoleFinding> of(List<MemberHistory> histories) {
        List<RoleFinding> alone = histories.stream().map(RoleRules::alone).toList();
        long victims =
                alone.stream().filter(finding -> finding.role() == Role.VICTIM).count();
        List<RoleFinding> findings = new ArrayList<>(histories.size());
        for (int m = 0; m < histories.size(); m++) {
            RoleFinding finding = alone.get(m);
            findings.add(finding.equals(UNKNOWN) ? amongOthers(histories.get(m), victims) : finding);
        }
        return findings;
    }

    /** What the account's events say beside the parts of the others. */
    private static RoleFinding amongOthers(MemberHistory history, long victims) {
        boolean amongVictims = victims >= 2 || victims == 1 && history.isTwoFactorOff();
        if (amongVictims && LIKE_OTHER_VICTIMS.holds.test(history)) {
            return finding(LIKE_OTHER_VICTIMS);
        }
        return victims == 0 && BACK_AMONG_NO_VICTIMS.holds.test(history) ? finding(BACK_AMONG_NO_VICTIMS) : UNKNOWN;
    }

    /** What the account's own events say. */
    private static RoleFinding alone(MemberHistory history) {
        Optional<Rule> victim = first(Role.VICTIM, history);
        Optional<Rule> suspect = first(Role.SUSPECT, history);
        if (victim.isPresent() && suspect.isPresent()) {
            return BOTH;
        }
        return victim.or(() -> suspect)
                .or(() -> first(Role.BYSTANDER, history))
                .map(RoleRules::finding)
                .orElse(UNKNOWN);
    }

    private static Optional<Rule> first(Role role, MemberHistory history) {
        return RULES.stream()
                .filter(rule -> rule.role == role && rule.holds.test(history))
                .findFirst();
    }

    private static RoleFinding finding(Rule rule) {
        return new RoleFinding(rule.role, rule.reason);
    }
}
