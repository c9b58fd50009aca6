// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;

/** What made-up accounts of a farm do: redeem promotional credit and spend it, for the farm's beneficiaries. */
final class FarmHand {

    private final Crew crew;
    private final List<String> shops;
    private final List<Spot> hideouts;
    private final double redeemed;

    FarmHand(Crew crew, List<String> shops, List<Spot> hideouts) {
        this.crew = crew;
        this.shops = shops;
        this.hideouts = hideouts;
        redeemed = crew.dice.between(0.2, 0.7);
    }

    /** Some acts from {@code begin} on, {@code meanGapMillis} apart. */
    void work(Account account, String device, String player, long begin, double meanGapMillis) {
        Dice dice = crew.dice;
        long now = begin;
        int acts = dice.whole(2, 8);
        for (int act = 0; act < acts; act++) {
            now += (long) dice.exponential(meanGapMillis) + 20_000;
            Visit visit = new Visit(account, crew.deviceOf(account, device), crew.cover(hideouts, now));
            if (dice.chance(redeemed)) {
                long value = crew.region.price(crew.style.height() * 0.5, dice);
                crew.redeem(visit, now, new Deal("", crew.card(), player, value));
            } else {
                String shop = dice.chance(crew.level.pick(0.9, 0.7, 0.5)) ? dice.pick(shops) : crew.ordinaryShop();
                long price = crew.region.price(crew.style.height() * 0.6, dice);
                crew.buy(visit, now, new Deal(shop, account.wallet(dice), player, price));
            }
        }
    }
}
