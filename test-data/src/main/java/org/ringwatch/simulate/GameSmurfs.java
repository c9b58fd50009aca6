// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;

/** Many small cards through many accounts with things of their own, spent at honest publishers for a few game accounts. */
final class GameSmurfs {

    private GameSmurfs() {}

    static void plant(Crew crew) {
        Dice dice = crew.dice;
        List<String> games = List.of(crew.publisher(), crew.publisher());
        List<String> players = crew.receivers(crew.level.pick(8, 5, 3));
        List<Spot> hideouts = crew.hideouts((int) crew.level.pick(2, 4, 7));
        Crew.Campaign campaign = crew.campaign(3, 12, 32);
        for (int i = 0; i < crew.size(); i++) {
            Account account = crew.madeUp();
            String device = account.devices.get(0);
            long now = crew.moment(campaign.day(dice));
            crew.arrive(new Visit(account, device, crew.cover(hideouts, now)), now);
            int cards = dice.whole(2, 6);
            for (int n = 0; n < cards; n++) {
                Visit visit = new Visit(account, device, crew.cover(hideouts, now));
                String player = players.get((i + n) % players.size());
                String card = crew.card();
                long value = crew.region.price(crew.style.height() * 0.45, dice);
                crew.redeem(visit, now, new Deal("", card, dice.chance(0.5) ? player : "", value));
                now += crew.pause(crew.level.pick(300, 3_000, 40_000));
                String game = dice.chance(crew.style.ownThings()) ? crew.ordinaryShop() : dice.pick(games);
                crew.buy(visit, now, new Deal(game, card, player, value));
                now += (long) dice.exponential(crew.level.pick(7_200_000, 60_000_000, 200_000_000));
            }
            crew.disguise(account);
        }
    }
}
