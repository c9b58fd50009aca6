// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;
import org.ringwatch.event.EventType;

/**
 * Accounts made in a burst and left to age: they sign in now and then on devices of their own and wake weeks later,
 * within a day or two, to spend for the same few.
 */
final class SleeperFarm {

    private SleeperFarm() {}

    static void plant(Crew crew) {
        Dice dice = crew.dice;
        List<String> nursery = crew.devices(crew.level.pick(6, 3, 1.5));
        List<String> wallets = crew.wallets(crew.level.pick(5, 2.5, 1.6));
        List<String> players = crew.players(crew.level.pick(12, 6, 4));
        List<Spot> hideouts = crew.hideouts((int) crew.level.pick(2, 4, 8));
        FarmHand hand = new FarmHand(crew, List.of(crew.publisher()), hideouts);
        int born = dice.whole(0, 8);
        int wakes = dice.whole(24, Traits.DAYS - 8);
        int spread = (int) crew.level.pick(1, 3, 6);
        for (int i = 0; i < crew.size(); i++) {
            Account account = crew.madeUp();
            String cradle = nursery.get(i % nursery.size());
            account.wallets.set(0, wallets.get(i % wallets.size()));
            long birth = crew.moment(born + dice.whole(0, spread));
            crew.signUp(new Visit(account, cradle, crew.cover(hideouts, birth)), birth);
            sleep(crew, account, birth, wakes);
            long awake = crew.moment(wakes + dice.whole(0, spread));
            hand.work(account, account.devices.get(0), players.get(i % players.size()), awake, gap(crew));
            crew.disguise(account);
        }
    }

    private static void sleep(Crew crew, Account account, long birth, int wakes) {
        int signs = crew.dice.whole(1, 5);
        long end = crew.district.traits.start + wakes * Traits.DAY_MILLIS;
        for (int n = 0; n < signs; n++) {
            long now = crew.dice.within(birth + 600_000, end);
            Spot spot = crew.district.borrowedHome(crew.region, now);
            crew.act(EventType.SIGN_IN, new Visit(account, account.devices.get(0), spot), now)
                    .emit();
        }
    }

    private static double gap(Crew crew) {
        return crew.level.pick(900_000, 4_000_000, 20_000_000);
    }
}
