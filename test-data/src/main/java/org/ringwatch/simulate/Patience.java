// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;

/** Weeks of few and well-spaced acts, from proxies in honest homes, most of them for the ring and some for show. */
final class Patience {

    private final Crew crew;
    private final Crew.Campaign campaign;
    private final double ringActs;

    Patience(Crew crew) {
        this.crew = crew;
        campaign = crew.campaign(16, 26, 34);
        ringActs = crew.level.pick(0.95, 0.75, 0.55) * crew.dice.between(0.85, 1.05);
    }

    /** First part of the campaign's days, {@code part} of {@code parts}; all of it when parts is 1. */
    Crew.Campaign part(int part, int parts) {
        int days = Math.max(1, campaign.days() / parts);
        return new Crew.Campaign(campaign.firstDay() + part * days, days);
    }

    void act(Account account, String device, Deal target, List<String> shops, Crew.Campaign days) {
        Dice dice = crew.dice;
        long first = crew.district.moment(days.firstDay(), dice.between(8, 24), crew.region);
        crew.arrive(new Visit(account, device, crew.district.borrowedHome(crew.region, first)), first);
        int acts = dice.whole(3, (int) crew.level.pick(9, 8, 7));
        for (int act = 0; act < acts; act++) {
            long now = crew.district.moment(days.day(dice), dice.between(8, 25), crew.region);
            now = Math.max(account.from + 600_000, now);
            boolean forRing = dice.chance(ringActs);
            String shop = forRing ? dice.pick(shops) : crew.ordinaryShop();
            String player = forRing && dice.chance(0.6) ? target.player() : "";
            long price = forRing ? crew.price() : crew.region.price(0.3, dice);
            Visit visit = new Visit(
                    account,
                    act == 0 ? device : crew.deviceOf(account, device),
                    crew.district.borrowedHome(crew.region, now));
            String wallet = act == 1 ? target.wallet() : crew.walletOf(account, target.wallet());
            crew.buy(visit, now, new Deal(shop, wallet, player, price));
        }
        crew.disguise(account);
    }
}
