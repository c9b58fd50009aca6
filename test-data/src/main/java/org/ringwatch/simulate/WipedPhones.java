// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;

/**
 * Phones that are wiped after every few accounts and come back under another id. A device ties two to four accounts, a
 * card ties the last of one batch to the first of the next, and the goods go to few.
 */
final class WipedPhones {

    private WipedPhones() {}

    static void plant(Crew crew) {
        Dice dice = crew.dice;
        List<String> players = crew.players(crew.level.pick(12, 7, 5));
        List<Spot> hideouts = crew.hideouts((int) crew.level.pick(1, 3, 6));
        FarmHand hand = new FarmHand(crew, List.of(crew.publisher(), crew.ordinaryShop()), hideouts);
        Crew.Campaign campaign = crew.campaign(3, 9, 26);
        int batch = dice.whole(2, (int) crew.level.pick(4, 3, 2));
        String device = crew.device();
        String wallet = crew.wallet();
        for (int i = 0; i < crew.size(); i++) {
            device = i % batch == 0 ? crew.device() : device;
            wallet = i % batch == 1 ? crew.wallet() : wallet;
            Account account = crew.madeUp();
            account.wallets.set(0, dice.chance(crew.style.ownThings()) ? crew.wallet() : wallet);
            long now = crew.moment(campaign.day(i / batch, (crew.size() + batch - 1) / batch));
            crew.arrive(new Visit(account, device, crew.cover(hideouts, now)), now);
            hand.work(account, device, players.get(i % players.size()), now, crew.level.pick(900_000, 6e6, 3e7));
            crew.disguise(account);
        }
    }
}
