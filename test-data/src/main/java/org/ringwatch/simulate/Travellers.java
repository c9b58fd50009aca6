// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.ArrayList;
import java.util.List;
import org.ringwatch.event.IpKind;

/** People abroad: foreign addresses, odd hours, and purchases all the same. */
final class Travellers {

    private Travellers() {}

    /** A tour group that moves from hotel to hotel on the same days. */
    static void tour(String group, int largest, District district) {
        Dice dice = district.dice;
        Region abroad = district.region();
        Region region = district.region();
        int size = Math.min(largest, dice.whole(5, 25));
        int day = dice.whole(1, Traits.DAYS - 10);
        List<Spot> hotels = hotels(dice.whole(2, 4), abroad, district);
        for (int i = 0; i < size; i++) {
            Account account = district.settled(group, region);
            district.life.live(account);
            stay(account, day, hotels, abroad, district);
        }
    }

    /** One person on a journey of their own. */
    static void alone(String group, int largest, District district) {
        Account account = district.settled(group, district.region());
        district.life.live(account);
        Region abroad = district.region();
        int day = district.dice.whole(1, Traits.DAYS - 10);
        stay(account, day, hotels(district.dice.whole(1, 4), abroad, district), abroad, district);
    }

    private static void stay(Account account, int firstDay, List<Spot> hotels, Region abroad, District district) {
        Dice dice = district.dice;
        for (int night = 0; night < hotels.size() * 2; night++) {
            if (dice.chance(0.6)) {
                long time = district.moment(firstDay + night, dice.between(7, 24), abroad);
                Spot spot = dice.chance(0.7)
                        ? hotels.get(night / 2)
                        : district.world.carrier(abroad, account.id.hashCode(), time);
                district.life.visit(account, time, account.mainDevice(time), spot);
            }
        }
    }

    private static List<Spot> hotels(int count, Region abroad, District district) {
        List<Spot> result = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            IpKind kind = district.dice.chance(0.5) ? IpKind.CORPORATE : IpKind.UNKNOWN;
            result.add(district.address(kind, abroad));
        }
        return result;
    }
}
