// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.ArrayList;
import java.util.List;
import org.ringwatch.event.IpKind;

/** Every account has an emulated device of its own; they come through one pool of proxies and try the same cards. */
final class EmulatorFarm {

    private EmulatorFarm() {}

    static void plant(Crew crew) {
        Dice dice = crew.dice;
        List<Spot> pool = proxies(crew);
        List<String> wallets = crew.wallets(crew.level.pick(5, 3, 2));
        List<String> players = crew.players(crew.level.pick(15, 7, 4));
        String game = crew.publisher();
        FarmHand hand = new FarmHand(crew, List.of(game, crew.ordinaryShop()), pool);
        Crew.Campaign campaign = crew.campaign(2, 7, 22);
        int batch = dice.whole(2, 6);
        long now = 0;
        for (int i = 0; i < crew.size(); i++) {
            now = i % batch == 0 ? crew.moment(campaign.day(dice)) : now + crew.pause(crew.level.pick(60, 300, 2_500));
            Account account = crew.madeUp();
            String device = account.devices.get(0);
            account.wallets.set(0, dice.chance(crew.style.ownThings()) ? crew.wallet() : dice.pick(wallets));
            String player = players.get(i % players.size());
            Visit visit = new Visit(account, device, crew.cover(pool, now));
            crew.signUp(visit, now);
            long tried = now + crew.pause(crew.level.pick(120, 900, 9_000));
            crew.buy(visit, tried, new Deal(game, account.wallets.get(0), player, crew.price()));
            hand.work(account, device, player, tried, DeviceRack.gap(crew));
            crew.disguise(account);
        }
    }

    /** The pool the emulators come through: few addresses when easy, hardly the same one twice when hard. */
    private static List<Spot> proxies(Crew crew) {
        List<Spot> result = new ArrayList<>(crew.hideouts(1));
        int more = crew.dice.whole(0, (int) crew.level.pick(2, 6, 12));
        for (int i = 0; i < more; i++) {
            result.add(crew.district.world.exit(crew.dice.chance(0.5) ? IpKind.HOSTING : IpKind.VPN, crew.dice));
        }
        return result;
    }
}
