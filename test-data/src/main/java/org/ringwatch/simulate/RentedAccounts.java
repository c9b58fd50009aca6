// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;
import org.ringwatch.event.EventType;

/**
 * Real people with real lives let their accounts for an evening or two: a broker's device signs in, buys with a broker's
 * card for somebody else, and is gone.
 */
final class RentedAccounts {

    private RentedAccounts() {}

    static void plant(Crew crew) {
        Dice dice = crew.dice;
        List<String> devices = crew.devices(crew.level.pick(6, 3, 2));
        List<String> wallets = crew.wallets(crew.level.pick(5, 3, 2));
        List<String> players = crew.players(crew.level.pick(8, 5, 3));
        List<Spot> hideouts = crew.hideouts((int) crew.level.pick(1, 3, 5));
        String game = crew.publisher();
        Crew.Campaign campaign = crew.campaign(3, 12, 32);
        for (int i = 0; i < crew.size(); i++) {
            Account account = crew.lender();
            int evenings = dice.whole(1, 2);
            for (int evening = 0; evening < evenings; evening++) {
                long now = crew.moment(campaign.day(dice));
                Visit visit = new Visit(account, devices.get(i % devices.size()), crew.cover(hideouts, now));
                crew.act(EventType.SIGN_IN, visit, now).emit();
                int purchases = dice.whole(1, 3);
                for (int n = 0; n < purchases; n++) {
                    now += crew.pause(crew.level.pick(120, 300, 900));
                    String wallet = crew.walletOf(account, wallets.get((i / 2) % wallets.size()));
                    String shop = dice.chance(0.7) ? game : crew.ordinaryShop();
                    crew.buy(
                            visit,
                            now,
                            new Deal(
                                    shop, wallet, dice.pick(players), account.region.price(crew.style.height(), dice)));
                }
            }
        }
    }
}
