// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * The kind of fraud that a ring is suspected of. The rules are asked one after the other, the most telling first, and the
 * first that holds decides: claims and refunds say what a ring lives on, while made-up accounts may serve anything.
 */
final class SchemeRules {
    /**
     * The ring as the rules see it.
     *
     * @param accounts number of accounts
     * @param victims accounts whose role is victim
     * @param histories one for each account
     */
    record Ensemble(int accounts, int victims, List<MemberHistory> histories) {
        /** Whether at least half of the accounts pass, and at least two. */
        boolean half(Predicate<MemberHistory> which) {
            long count = histories.stream().filter(which).count();
            return count >= 2 && 2 * count >= accounts;
        }

        int sum(ToIntFunction<MemberHistory> what) {
            return histories.stream().mapToInt(what).sum();
        }
    }

    /** One rule. */
    record Rule(Scheme scheme, Predicate<Ensemble> holds) {}

    static final List<Rule> RULES = List.of(
            new Rule(Scheme.ACCOUNT_TAKEOVER, ring -> ring.victims >= 2 || 2 * ring.victims >= ring.accounts),
            new Rule(
                    Scheme.CLAIM_ABUSE,
                    ring -> ring.half(history -> history.foreignClaims() + history.claimTouches() > 0)),
            new Rule(
                    Scheme.REFUND_ABUSE,
                    ring -> ring.half(history -> history.isMostlyRefunded() || history.chargebacks() > 0)),
            new Rule(
                    Scheme.DEVICE_FARM,
                    ring -> ring.half(history -> history.isBornOnSharedDevice() || history.isMadeForIt())),
            new Rule(
                    Scheme.CREDIT_LAUNDERING,
                    ring -> ring.half(history -> history.isTouching() && history.redeemed() > 0)),
            new Rule(Scheme.COLLUSION, ring -> ring.half(MemberHistory::comesAgain)));

    private SchemeRules() {}

    static Scheme of(List<MemberHistory> histories, List<RoleFinding> accounts) {
        int victims = (int) accounts.stream()
                .filter(finding -> finding.role() == Role.VICTIM)
                .count();
        Ensemble ring = new Ensemble(histories.size(), victims, histories);
        return RULES.stream()
                .filter(rule -> rule.holds.test(ring))
                .map(Rule::scheme)
                .findFirst()
                .orElse(Scheme.UNKNOWN);
    }
}
