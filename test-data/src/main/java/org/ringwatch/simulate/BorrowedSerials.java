// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;

/** Claims on serials of devices that honest people use, copied from boxes and photographs, at one or two providers. */
final class BorrowedSerials {

    private BorrowedSerials() {}

    static void plant(Crew crew) {
        Dice dice = crew.dice;
        List<String> providers = crew.providers(crew.level.pick(20, 10, 5));
        List<String> devices = crew.devices(crew.level.pick(4, 2.5, 1.6));
        List<Spot> hideouts = crew.hideouts((int) crew.level.pick(1, 3, 5));
        Crew.Campaign campaign = crew.campaign(4, 14, 32);
        for (int i = 0; i < crew.size(); i++) {
            Account account = crew.madeUp();
            String device = devices.get(i % devices.size());
            account.devices.set(0, device);
            long first = crew.moment(campaign.firstDay());
            crew.arrive(new Visit(account, device, crew.cover(hideouts, first)), first);
            crew.district.life.visit(account, Math.max(first, account.from), device, crew.cover(hideouts, first));
            int claims = dice.whole(2, (int) crew.level.pick(5, 4, 3));
            for (int n = 0; n < claims; n++) {
                long now = crew.district.moment(campaign.day(dice), dice.between(9, 19), crew.region);
                String serial = crew.district.someonesDevice();
                now = Math.max(now, account.from);
                Claiming.claim(crew, account, serial, dice.pick(providers), now, crew.cover(hideouts, now));
            }
            crew.disguise(account);
        }
    }
}
