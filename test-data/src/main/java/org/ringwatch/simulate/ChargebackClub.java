// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;
import org.ringwatch.event.Outcome;

/** Dear goods for a few beneficiaries, paid with cards whose holders dispute the payment a while later. */
final class ChargebackClub {

    private ChargebackClub() {}

    static void plant(Crew crew) {
        Dice dice = crew.dice;
        List<String> players = crew.receivers(crew.level.pick(9, 5, 3));
        List<String> devices = crew.devices(crew.level.pick(4, 2, 1.3));
        List<Spot> hideouts = crew.hideouts((int) crew.level.pick(1, 3, 6));
        Crew.Campaign campaign = crew.campaign(3, 10, 24);
        double disputed = crew.level.pick(0.9, 0.7, 0.5);
        for (int i = 0; i < crew.size(); i++) {
            Account account = crew.madeUp();
            String device = devices.get(i % devices.size());
            String player = players.get(i % players.size());
            long now = crew.moment(campaign.day(dice));
            crew.arrive(new Visit(account, device, crew.cover(hideouts, now)), now);
            int purchases = dice.whole(2, 6);
            for (int n = 0; n < purchases; n++) {
                Visit visit = new Visit(account, crew.deviceOf(account, device), crew.cover(hideouts, now));
                String shop = dice.chance(0.4) ? crew.publisher() : crew.ordinaryShop();
                Deal deal = new Deal(shop, account.wallet(dice), player, crew.price());
                String order = crew.buy(visit, now, deal, Outcome.OK);
                if (dice.chance(disputed)) {
                    long later = now + (long) dice.exponential(crew.level.pick(3, 6, 9) * Traits.DAY_MILLIS);
                    crew.district.life.chargeback(account, later, shop, deal.wallet(), deal.price(), order);
                }
                now += crew.pause(crew.level.pick(1_800, 20_000, 150_000));
            }
            crew.disguise(account);
        }
    }
}
