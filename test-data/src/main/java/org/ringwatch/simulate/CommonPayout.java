// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;

/** Everybody buys with things of their own; the refunds go to the same few wallets. */
final class CommonPayout {

    private CommonPayout() {}

    static void plant(Crew crew) {
        Dice dice = crew.dice;
        Refunding refunding = new Refunding(crew);
        List<String> payouts = crew.wallets(crew.level.pick(12, 6, 3.5));
        List<Spot> hideouts = crew.hideouts((int) crew.level.pick(2, 4, 7));
        Crew.Campaign campaign = crew.campaign(6, 15, 36);
        for (int i = 0; i < crew.size(); i++) {
            Account account = crew.madeUp();
            String payout = payouts.get(i % payouts.size());
            long first = crew.moment(campaign.firstDay());
            crew.arrive(new Visit(account, account.devices.get(0), crew.cover(hideouts, first)), first);
            int purchases = dice.whole(3, 8);
            for (int n = 0; n < purchases; n++) {
                long now = Math.max(
                        account.from, crew.district.moment(campaign.day(dice), dice.between(9, 25), crew.region));
                Spot spot = dice.chance(0.5) ? account.home.at(now, dice) : crew.cover(hideouts, now);
                Visit visit = new Visit(account, account.device(now, dice), spot);
                Deal deal = new Deal(crew.ordinaryShop(), account.wallet(dice), account.player, crew.price());
                refunding.roundTrip(visit, now, deal, n == 0 ? payout : crew.walletOf(account, payout));
            }
            crew.disguise(account);
        }
    }
}
