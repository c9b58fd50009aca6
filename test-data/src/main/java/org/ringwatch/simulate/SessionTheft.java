// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;

/**
 * Stolen sessions: the events show the victim's own device, no reset and no new wallet, only a foreign address and a few
 * purchases of middling price at the thieves' shops, over days.
 */
final class SessionTheft {

    private SessionTheft() {}

    static void plant(Crew crew) {
        Dice dice = crew.dice;
        Takeover takeover = new Takeover(crew);
        List<String> shops = crew.colluders(1, (int) crew.level.pick(2, 2, 3));
        List<String> players = crew.players(crew.level.pick(8, 5, 3));
        List<Spot> hideouts = crew.hideouts((int) crew.level.pick(1, 3, 6));
        Crew.Campaign campaign = crew.campaign(2, 6, 18);
        for (int i = 0; i < crew.size(); i++) {
            Account victim = crew.victim();
            int purchases = dice.whole(2, (int) crew.level.pick(6, 5, 4));
            String order = "";
            Deal deal = new Deal(dice.pick(shops), victim.wallet(dice), "", 1);
            long now = crew.moment(campaign.day(dice));
            for (int n = 0; n < purchases; n++) {
                Visit visit = new Visit(victim, victim.mainDevice(now), crew.cover(hideouts, now));
                String player = dice.chance(0.7) ? players.get(i % players.size()) : "";
                long price = victim.region.price(crew.style.height() * 0.9, dice);
                deal = new Deal(dice.pick(shops), victim.wallet(dice), player, price);
                order = crew.buy(visit, now, deal);
                now += crew.pause(crew.level.pick(300, 3_600, 30_000));
            }
            takeover.aftermath(victim, now, deal, order);
        }
    }
}
