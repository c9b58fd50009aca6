// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import org.ringwatch.event.AccountKind;
import org.ringwatch.event.EventType;

/** Honest game accounts that many people give to. */
final class Guilds {

    private Guilds() {}

    /** Members of a guild buy for their leader's game account, most of them in the week of the tournament. */
    static void gifts(String group, int largest, District district) {
        Dice dice = district.dice;
        Region region = district.region();
        String leader = district.newId('g');
        String game = district.world.merchant(district.world.publisher(dice));
        int week = dice.whole(1, Traits.DAYS - 9);
        int size = Math.min(largest, dice.whole(5, 25));
        for (int i = 0; i < size; i++) {
            Account account = district.settled(group, region);
            account.player = account.player.isEmpty() ? district.newId('g') : account.player;
            district.life.live(account);
            int gifts = dice.whole(1, 3);
            for (int n = 0; n < gifts; n++) {
                long time = district.moment(week + dice.whole(0, 6), dice.between(10, 26), region);
                Spot spot = district.life.where(account, time);
                long price = region.price(dice.between(0.2, 0.7), dice);
                String wallet = account.wallet(dice);
                if (dice.chance(0.5)) {
                    district.life.purchase(
                            account, time, account.device(time, dice), spot, game, price, leader, wallet);
                } else {
                    district.event(EventType.GIFT_SENT, account, time)
                            .on(account.device(time, dice))
                            .from(spot)
                            .with(wallet)
                            .to(leader)
                            .worth(price)
                            .emit();
                }
            }
        }
    }

    /** A corner shop tops up game accounts for children: their accounts on its tablet, paid from its wallet. */
    static void topUp(String group, int largest, District district) {
        Dice dice = district.dice;
        Region region = district.region();
        String tablet = district.newId('d');
        String wallet = district.newWallet(region);
        Spot shop = district.residential(region);
        String game = district.world.merchant(district.world.publisher(dice));
        int size = Math.min(largest, dice.whole(5, 20));
        for (int i = 0; i < size; i++) {
            Account account = district.settled(group, region);
            account.kind = AccountKind.CHILD;
            account.wallets.clear();
            account.player = district.newId('g');
            district.life.live(account);
            int visits = dice.whole(1, 3);
            for (int n = 0; n < visits; n++) {
                long time = district.moment(dice.whole(0, Traits.DAYS - 2), dice.between(12, 20), region);
                long price = region.price(dice.between(0.1, 0.5), dice);
                district.life.purchase(account, time, tablet, shop, game, price, account.player, wallet);
            }
        }
    }
}
