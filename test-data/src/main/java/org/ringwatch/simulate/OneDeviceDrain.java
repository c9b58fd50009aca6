// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;

/** One device, or very few, walks through phished accounts and buys for the thieves' game accounts within minutes. */
final class OneDeviceDrain {

    private OneDeviceDrain() {}

    static void plant(Crew crew) {
        Dice dice = crew.dice;
        Takeover takeover = new Takeover(crew);
        List<String> devices = crew.devices(crew.level.pick(8, 4, 2.2));
        List<String> players = crew.players(crew.level.pick(12, 6, 4));
        List<String> wallets = crew.wallets(crew.level.pick(5, 3, 2));
        List<String> shops =
                dice.chance(crew.level.pick(0.3, 0.45, 0.6)) ? List.of(crew.publisher()) : crew.colluders(1, 3);
        List<Spot> hideouts = crew.hideouts((int) crew.level.pick(1, 2, 4));
        Crew.Campaign campaign = crew.campaign(1, 7, 25);
        double ownWallets = dice.between(0, 0.7);
        List<Account> mules = takeover.mules(0);
        int victims = crew.size() - mules.size();
        for (int i = 0; i < victims; i++) {
            Account victim = crew.victim();
            long now = crew.moment(campaign.day(i, victims));
            Visit visit = new Visit(victim, devices.get(i * devices.size() / victims), crew.cover(hideouts, now));
            now = takeover.enter(visit, now);
            String wallet = victim.wallet(dice);
            if (dice.chance(ownWallets)) {
                wallet = dice.pick(wallets);
                takeover.link(visit, now, wallet);
            }
            drain(crew, takeover, visit, now, new Deal(dice.pick(shops), wallet, dice.pick(players), 0));
        }
        for (Account mule : mules) {
            String device = dice.pick(devices);
            mule.devices.set(0, device);
            cashIn(crew, mule, players, crew.cover(hideouts, crew.district.traits.start), campaign);
        }
    }

    private static void drain(Crew crew, Takeover takeover, Visit visit, long begin, Deal target) {
        Dice dice = crew.dice;
        int purchases = dice.whole((int) crew.level.pick(5, 3, 1), (int) crew.level.pick(11, 8, 5));
        long now = begin;
        Deal deal = target;
        String order = "";
        for (int i = 0; i < purchases; i++) {
            now += crew.pause(crew.level.pick(45, 90, 240));
            boolean dear = dice.chance(crew.level.pick(1, 0.8, 0.5));
            long price = dear
                    ? visit.account().region.dear(dice)
                    : visit.account().region.price(0.5, dice);
            deal = new Deal(target.shop(), target.wallet(), target.player(), price);
            order = crew.buy(visit, now, deal);
        }
        takeover.aftermath(visit.account(), now, deal, order);
    }

    /** A mule's game account is one that received the goods. */
    private static void cashIn(Crew crew, Account mule, List<String> players, Spot spot, Crew.Campaign campaign) {
        Dice dice = crew.dice;
        Visit visit = new Visit(mule, mule.devices.get(0), spot);
        crew.arrive(visit, crew.moment(campaign.firstDay()));
        int gifts = dice.whole(2, 6);
        for (int i = 0; i < gifts; i++) {
            Deal gift = new Deal("", crew.card(), dice.pick(players), mule.region.dear(dice));
            crew.redeem(visit, Math.max(mule.from, crew.moment(campaign.day(dice))), gift);
        }
        crew.disguise(mule);
    }
}
