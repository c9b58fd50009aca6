// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;

/** Aged accounts with honest-looking lives of their own; only a minority of what they do touches the ring's things. */
final class AgedAccounts {

    private AgedAccounts() {}

    static void plant(Crew crew) {
        Dice dice = crew.dice;
        List<String> devices = crew.devices(crew.level.pick(6, 4, 2.6));
        List<String> wallets = crew.wallets(crew.level.pick(6, 4, 2.6));
        List<String> shops = crew.colluders(1, 3);
        List<String> players = crew.players(crew.level.pick(10, 6, 4));
        List<Spot> hideouts = crew.hideouts((int) crew.level.pick(1, 2, 4));
        Crew.Campaign campaign = crew.campaign(4, 14, 34);
        for (int i = 0; i < crew.size(); i++) {
            Account account = crew.madeUp();
            int before = crew.district.events();
            crew.district.life.live(account);
            int honest = crew.district.events() - before;
            int touches = Math.max(1, (int) Math.round(honest * crew.level.pick(0.6, 0.35, 0.2)));
            String device = devices.get(i % devices.size());
            String wallet = wallets.get((i / 2) % wallets.size());
            for (int touch = 0; touch < touches; touch++) {
                long now = crew.moment(campaign.day(dice));
                String used = touch == 0 ? device : crew.deviceOf(account, device);
                String payment = touch == 0 ? wallet : crew.walletOf(account, wallet);
                String player = dice.chance(0.6) ? players.get(i % players.size()) : "";
                Visit visit = new Visit(account, used, crew.cover(hideouts, now));
                crew.buy(visit, now, new Deal(dice.pick(shops), payment, player, crew.price()));
            }
        }
    }
}
