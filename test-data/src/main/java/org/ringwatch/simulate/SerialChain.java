// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;

/** Claims on serials that go from account to account, at few service providers. */
final class SerialChain {

    private SerialChain() {}

    static void plant(Crew crew) {
        Dice dice = crew.dice;
        // Serial i is claimed by account i and by the next one or two: a chain that leaves no account out.
        List<String> serials = crew.devices(1 / crew.style.reuse());
        List<String> providers = crew.providers(crew.level.pick(12, 6, 3));
        List<Spot> hideouts = crew.hideouts((int) crew.level.pick(1, 2, 4));
        Crew.Campaign campaign = crew.campaign(6, 18, 36);
        int reach = (int) crew.level.pick(3, 2, 2);
        for (int i = 0; i < crew.size(); i++) {
            Account account = crew.madeUp();
            long first = crew.moment(campaign.firstDay());
            crew.arrive(new Visit(account, account.devices.get(0), crew.cover(hideouts, first)), first);
            for (int step = 0; step < reach; step++) {
                int day = campaign.day(i + step, crew.size() + reach);
                long now = crew.district.moment(day, dice.between(9, 19), crew.region);
                Spot spot =
                        dice.chance(crew.style.ownThings()) ? account.home.at(now, dice) : crew.cover(hideouts, now);
                String serial = serials.get((i + step) % serials.size());
                Claiming.claim(crew, account, serial, dice.pick(providers), Math.max(now, account.from), spot);
            }
            crew.disguise(account);
        }
    }
}
