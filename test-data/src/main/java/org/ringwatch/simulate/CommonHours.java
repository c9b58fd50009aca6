// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;
import java.util.stream.Stream;

/**
 * Aged accounts on their own devices, from their own homes, with their own cards: they only turn up at the same small
 * shops in the same hours, again and again.
 */
final class CommonHours {

    private CommonHours() {}

    static void plant(Crew crew) {
        Dice dice = crew.dice;
        List<String> shops = crew.colluders(2, 3);
        List<String> players = crew.players(crew.level.pick(10, 6, 4));
        Crew.Campaign campaign = crew.campaign(5, 14, 32);
        int meetings = dice.whole(2, (int) crew.level.pick(6, 5, 4));
        double presence = crew.level.pick(0.95, 0.8, 0.65);
        List<Account> accounts =
                Stream.generate(crew::madeUp).limit(crew.size()).toList();
        accounts.forEach(account -> crew.district.life.live(account));
        for (int meeting = 0; meeting < meetings; meeting++) {
            long begin = crew.moment(campaign.day(meeting, meetings));
            String shop = shops.get(meeting % shops.size());
            for (int i = 0; i < accounts.size(); i++) {
                Account account = accounts.get(i);
                if (meeting > 1 && !dice.chance(presence)) {
                    continue;
                }
                long now = begin + crew.pause(crew.level.pick(600, 1_800, 5_400));
                Visit visit = new Visit(account, account.device(now, dice), account.home.at(now, dice));
                String player = dice.chance(crew.style.ownThings()) ? account.player : players.get(i % players.size());
                crew.buy(visit, now, new Deal(shop, account.wallet(dice), player, crew.price()));
            }
        }
    }
}
