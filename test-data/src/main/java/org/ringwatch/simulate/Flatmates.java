// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import org.ringwatch.event.EventType;

/** Strangers who rent rooms in one flat: one address, a television they all use, no family and no common card. */
final class Flatmates {

    private Flatmates() {}

    static void make(String group, int largest, District district) {
        Dice dice = district.dice;
        Region region = district.region();
        Place home = district.home(region);
        String television = dice.chance(0.7) ? district.newId('d') : "";
        int size = dice.whole(2, 5);
        for (int i = 0; i < size; i++) {
            Account account = district.person(group, region, home);
            if (!television.isEmpty() && dice.chance(0.8)) {
                account.devices.add(television);
            }
            boolean movesOut = dice.chance(0.1);
            long leaves = district.moment(dice.whole(5, Traits.DAYS - 5), dice.between(9, 20), region);
            if (movesOut && leaves > account.from + Traits.DAY_MILLIS) {
                account.until = leaves;
                district.life.live(account);
                account.until = district.traits.end;
                account.from = leaves;
                account.signsUp = false;
                if (account.devices.remove(television)) {
                    district.event(EventType.DEVICE_REMOVED, account, leaves)
                            .on(television)
                            .from(home.at(leaves, dice))
                            .emit();
                }
                account.home = district.home(region);
            }
            district.life.live(account);
        }
    }
}
