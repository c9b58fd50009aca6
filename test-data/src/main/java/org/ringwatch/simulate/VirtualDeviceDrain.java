// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;

/**
 * Every victim is drained from a fresh virtual device and another address, at honest sellers and with the victim's own
 * wallet: only the game accounts that receive the goods are the same.
 */
final class VirtualDeviceDrain {

    private VirtualDeviceDrain() {}

    static void plant(Crew crew) {
        Dice dice = crew.dice;
        Takeover takeover = new Takeover(crew);
        List<String> receivers = crew.receivers(crew.level.pick(20, 8, 4));
        String game = crew.publisher();
        List<Spot> hideouts = crew.hideouts((int) crew.level.pick(2, 5, 9));
        Crew.Campaign campaign = crew.campaign(1.5, 8, 26);
        for (int i = 0; i < crew.size(); i++) {
            Account victim = crew.victim();
            long now = crew.moment(campaign.day(dice));
            Visit visit = new Visit(victim, crew.device(), crew.cover(hideouts, now));
            now = takeover.enter(visit, now);
            String shop = dice.chance(crew.level.pick(1, 0.85, 0.6)) ? game : crew.publisher();
            String player = receivers.get(i % receivers.size());
            int purchases = dice.whole(1, (int) crew.level.pick(9, 6, 4));
            Deal deal = new Deal(shop, victim.wallet(dice), player, victim.region.dear(dice));
            String order = "";
            for (int n = 0; n < purchases; n++) {
                now += crew.pause(crew.level.pick(50, 120, 400));
                long price = dice.chance(crew.level.pick(1, 0.7, 0.4))
                        ? victim.region.dear(dice)
                        : victim.region.price(crew.style.height() * 0.8, dice);
                deal = new Deal(shop, deal.wallet(), player, price);
                order = crew.buy(visit, now, deal);
            }
            takeover.aftermath(victim, now, deal, order);
        }
    }
}
