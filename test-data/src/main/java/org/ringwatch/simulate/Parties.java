// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.ArrayList;
import java.util.List;
import org.ringwatch.event.IpKind;

/** Friends who meet for a weekend to play. */
final class Parties {

    private Parties() {}

    /** Everybody signs in on everybody's machine, at one home, for two nights; they buy the same game's coins. */
    static void lanParty(String group, int largest, District district) {
        Dice dice = district.dice;
        Region region = district.region();
        int size = Math.min(largest, dice.whole(4, 12));
        Spot venue = dice.chance(0.6) ? district.residential(region) : district.address(IpKind.CORPORATE, region);
        String game = district.world.merchant(district.world.publisher(dice));
        List<Account> players = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Account account = district.settled(group, region);
            account.player = account.player.isEmpty() ? district.newId('g') : account.player;
            players.add(account);
            district.life.live(account);
        }
        int day = dice.whole(1, Traits.DAYS - 5);
        for (Account account : players) {
            for (int night = 0; night < 2; night++) {
                long time = district.moment(day + night, dice.between(18, 28), region);
                String machine = dice.chance(0.6)
                        ? account.mainDevice(time)
                        : dice.pick(players).mainDevice(time);
                district.life.visit(account, time, machine, venue);
                if (dice.chance(0.4)) {
                    long price = region.price(dice.between(0.2, 0.8), dice);
                    district.life.purchase(
                            account, time + 900_000, machine, venue, game, price, account.player, account.wallet(dice));
                }
            }
        }
    }
}
