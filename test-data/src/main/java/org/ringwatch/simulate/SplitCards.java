// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;

/**
 * Each card is drawn on by two accounts and each account draws on two cards, so the ring hangs together as a chain of
 * cards; devices, shops and addresses are different ones every time.
 */
final class SplitCards {

    private SplitCards() {}

    static void plant(Crew crew) {
        Dice dice = crew.dice;
        boolean prepaid = dice.chance(0.7);
        List<String> cards = prepaid ? crew.cards(1 / crew.style.reuse()) : crew.wallets(1 / crew.style.reuse());
        List<Spot> hideouts = crew.hideouts((int) crew.level.pick(2, 5, 9));
        Crew.Campaign campaign = crew.campaign(3, 10, 28);
        for (int i = 0; i < crew.size(); i++) {
            Account account = crew.madeUp();
            String device = account.devices.get(0);
            long now = crew.moment(campaign.day(i, crew.size()));
            crew.arrive(new Visit(account, device, crew.cover(hideouts, now)), now);
            for (int link = 0; link < 2; link++) {
                String card = cards.get((i + link) % cards.size());
                Visit visit = new Visit(account, device, crew.cover(hideouts, now));
                if (prepaid) {
                    crew.redeem(visit, now, new Deal("", card, "", crew.price()));
                }
                int purchases = dice.whole(1, 3);
                for (int n = 0; n < purchases; n++) {
                    now += crew.pause(crew.level.pick(600, 9_000, 90_000));
                    String shop = dice.chance(0.5) ? crew.publisher() : crew.ordinaryShop();
                    crew.buy(visit, now, new Deal(shop, card, account.player, crew.price()));
                }
                now += crew.pause(crew.level.pick(7_200, 60_000, 200_000));
            }
            crew.disguise(account);
        }
    }
}
