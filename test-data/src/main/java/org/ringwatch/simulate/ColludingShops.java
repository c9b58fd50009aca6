// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;

/**
 * Stolen gift cards become store credit, and the credit goes to shops in league with the ring. Hardly any device is
 * shared; what ties the accounts is where the credit goes, now and then a card tried twice, and some exits.
 */
final class ColludingShops {

    private ColludingShops() {}

    static void plant(Crew crew) {
        Dice dice = crew.dice;
        List<String> shops = crew.colluders(1, (int) crew.level.pick(2, 3, 4));
        List<String> devices = crew.devices(3);
        List<String> players = crew.players(crew.level.pick(10, 6, 4));
        List<Spot> hideouts = crew.hideouts((int) crew.level.pick(2, 4, 7));
        Crew.Campaign campaign = crew.campaign(2, 9, 30);
        double sharedDevice = crew.level.pick(0.45, 0.2, 0.06);
        double tried = crew.level.pick(0.35, 0.2, 0.1);
        String card = crew.card();
        for (int i = 0; i < crew.size(); i++) {
            Account account = crew.madeUp();
            String device = dice.chance(sharedDevice) ? dice.pick(devices) : account.devices.get(0);
            String player = players.get(i % players.size());
            long now = crew.moment(campaign.day(dice));
            crew.arrive(new Visit(account, device, crew.cover(hideouts, now)), now);
            int cards = dice.whole(2, 5);
            for (int n = 0; n < cards; n++) {
                card = dice.chance(tried) ? card : crew.card();
                Visit visit = new Visit(account, device, crew.cover(hideouts, now));
                long value = crew.price();
                crew.redeem(visit, now, new Deal("", card, "", value));
                now += (long) dice.exponential(crew.level.pick(900_000, 7_200_000, 86_400_000));
                String payment = dice.chance(0.6) ? card : "";
                crew.buy(visit, now, new Deal(dice.pick(shops), payment, dice.chance(0.6) ? player : "", value));
                now += (long) dice.exponential(crew.level.pick(3_600_000, 43_200_000, 250_000_000));
            }
            crew.disguise(account);
        }
    }
}
