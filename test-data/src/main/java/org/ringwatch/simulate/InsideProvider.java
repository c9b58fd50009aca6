// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;
import org.ringwatch.event.EventType;

/**
 * Somebody at a service provider books claims that never were: every serial is claimed once, accounts share only the
 * provider, its counter and the working hours in which the claims come in batches.
 */
final class InsideProvider {

    private InsideProvider() {}

    static void plant(Crew crew) {
        Dice dice = crew.dice;
        String provider = crew.providers(crew.size()).get(0);
        List<String> counters = crew.devices(crew.level.pick(10, 4, 2));
        List<Spot> office = crew.hideouts((int) crew.level.pick(1, 1, 2));
        Crew.Campaign campaign = crew.campaign(5, 15, 34);
        int batch = dice.whole(2, 5);
        long batchTime = 0;
        for (int i = 0; i < crew.size(); i++) {
            if (i % batch == 0) {
                batchTime = crew.district.moment(campaign.day(dice), dice.between(9, 18), crew.region);
            }
            Account account = crew.madeUp();
            long now = batchTime + crew.pause(crew.level.pick(300, 1_800, 7_200));
            Visit counter = new Visit(account, counters.get(i % counters.size()), crew.cover(office, now));
            crew.arrive(counter, now);
            int claims = dice.whole(1, 3);
            for (int n = 0; n < claims; n++) {
                now += crew.pause(crew.level.pick(300, 3_600, 100_000));
                Claiming.claim(crew, account, crew.device(), provider, now, crew.cover(office, now));
            }
            if (!dice.chance(crew.style.ownThings())) {
                crew.act(EventType.SIGN_IN, counter, now + 60_000).emit();
            }
            crew.disguise(account);
        }
    }
}
