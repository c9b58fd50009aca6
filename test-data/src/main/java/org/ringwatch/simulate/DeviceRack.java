// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;

/** A rack of devices on which made-up accounts sign up in bursts and use the same few cards. */
final class DeviceRack {

    private DeviceRack() {}

    static void plant(Crew crew) {
        Dice dice = crew.dice;
        List<String> devices = crew.devices(crew.level.pick(7, 4, 2.3));
        List<String> wallets = crew.wallets(crew.level.pick(8, 3.5, 2));
        List<String> players = crew.players(crew.level.pick(20, 8, 4));
        List<Spot> hideouts = crew.hideouts((int) crew.level.pick(1, 3, 5));
        FarmHand hand = new FarmHand(crew, crew.colluders(1, 2), hideouts);
        Crew.Campaign campaign = crew.campaign(1.5, 6, 24);
        double burstHour = dice.between(0, 23);
        double burst = crew.level.pick(1, 0.7, 0.3);
        for (int i = 0; i < crew.size(); i++) {
            Account account = crew.madeUp();
            String device = devices.get(i % devices.size());
            if (!dice.chance(crew.style.ownThings())) {
                account.wallets.set(0, wallets.get(i % wallets.size()));
            }
            double hour = dice.chance(burst) ? burstHour + dice.between(0, 1) : dice.between(0, 24);
            long now = crew.district.moment(campaign.day(dice), hour, crew.region);
            crew.signUp(new Visit(account, device, crew.cover(hideouts, now)), now);
            hand.work(account, device, players.get(i % players.size()), now, gap(crew));
            crew.disguise(account);
        }
    }

    /** Milliseconds between two acts of an account. */
    static double gap(Crew crew) {
        return crew.level.pick(1_200_000, 20_000_000, 200_000_000) * crew.style.pace();
    }
}
