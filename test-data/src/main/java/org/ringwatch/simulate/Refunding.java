// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import org.ringwatch.event.Outcome;

/** Buying and getting the money back: what the variants of refund abuse share. */
final class Refunding {

    private final Crew crew;
    private final double refunded;

    Refunding(Crew crew) {
        this.crew = crew;
        refunded = Math.min(0.97, crew.level.pick(0.9, 0.75, 0.6) * crew.dice.between(0.85, 1.15));
    }

    /** The same visitor, or the account's owner at home. */
    private Visit comingBack(Visit visit, long time) {
        Account account = visit.account();
        return crew.dice.chance(crew.style.ownThings())
                ? new Visit(account, account.device(time, crew.dice), account.home.at(time, crew.dice))
                : visit;
    }

    /** Buys and, most of the time, has the price refunded to {@code payout}; empty means to the paying wallet. */
    void roundTrip(Visit visit, long time, Deal deal, String payout) {
        String order = crew.buy(visit, time, deal, Outcome.OK);
        if (crew.dice.chance(refunded)) {
            long later = time + (long) crew.dice.exponential(crew.level.pick(6, 24, 72) * 3_600_000) + 300_000;
            String wallet = payout.isEmpty() ? deal.wallet() : payout;
            crew.refund(
                    comingBack(visit, later), later, new Deal(deal.shop(), wallet, deal.player(), deal.price()), order);
        }
    }
}
