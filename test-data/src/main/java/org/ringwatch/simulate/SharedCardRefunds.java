// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;

/** Bought at ordinary shops, used, and refunded for the most part, by accounts that share cards and devices. */
final class SharedCardRefunds {

    private SharedCardRefunds() {}

    static void plant(Crew crew) {
        Dice dice = crew.dice;
        Refunding refunding = new Refunding(crew);
        List<String> devices = crew.devices(crew.level.pick(5, 3, 2.1));
        List<String> wallets = crew.wallets(crew.level.pick(6, 3.5, 2.3));
        List<String> players = crew.players(crew.level.pick(6, 5, 4));
        List<Spot> hideouts = crew.hideouts((int) crew.level.pick(1, 3, 5));
        Crew.Campaign campaign = crew.campaign(5, 14, 36);
        for (int i = 0; i < crew.size(); i++) {
            Account account = crew.madeUp();
            String shared = devices.get(i % devices.size());
            String card = wallets.get((i / 2) % wallets.size());
            String player = players.get(i % players.size());
            long first = crew.moment(campaign.firstDay());
            crew.arrive(new Visit(account, shared, crew.cover(hideouts, first)), first);
            int purchases = dice.whole(3, 8);
            for (int n = 0; n < purchases; n++) {
                long now = Math.max(
                        account.from, crew.district.moment(campaign.day(dice), dice.between(9, 26), crew.region));
                String device = crew.deviceOf(account, shared);
                Spot spot = device.equals(shared) ? crew.cover(hideouts, now) : account.home.at(now, dice);
                String wallet = n == 0 ? card : crew.walletOf(account, card);
                Deal deal = new Deal(crew.ordinaryShop(), wallet, dice.chance(0.5) ? player : "", crew.price());
                refunding.roundTrip(new Visit(account, device, spot), now, deal, "");
            }
            crew.disguise(account);
        }
    }
}
