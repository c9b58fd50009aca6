// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.ArrayList;
import java.util.List;
import org.ringwatch.event.IpKind;

/** Strangers and colleagues behind one address. */
final class SharedAddresses {

    private SharedAddresses() {}

    /** A home whose address goes to a neighbour every day or two. */
    static void dynamicLease(String group, int largest, District district) {
        Region region = district.region();
        int homes = Math.min(largest, district.dice.whole(4, 40));
        for (int i = 0; i < homes; i++) {
            double days = district.dice.between(0.5, 2.5);
            district.life.live(district.person(group, region, district.leasedHome(region, days)));
        }
    }

    /** A quarter whose homes are all behind the provider's few addresses. */
    static void carrierNat(String group, int largest, District district) {
        Dice dice = district.dice;
        Region region = district.region();
        int size = Math.min(largest, dice.whole(60, 500));
        IpKind reported =
                List.of(IpKind.CGNAT, IpKind.RESIDENTIAL, IpKind.UNKNOWN).get(dice.weighted(0.6, 0.2, 0.2));
        Place nat = pool(district, reported, region, dice.whole(1, 3));
        for (int i = 0; i < size; i++) {
            district.life.live(district.person(group, region, nat));
        }
    }

    /** Colleagues: the company's address in working hours, at home otherwise. */
    static void office(String group, int largest, District district) {
        Dice dice = district.dice;
        Region region = district.region();
        Place office = pool(district, IpKind.CORPORATE, region, dice.whole(1, 2));
        int size = Math.min(largest, dice.whole(8, 90));
        for (int i = 0; i < size; i++) {
            Account account = district.person(group, region, district.home(region));
            account.away = office;
            account.awayShare = dice.between(0.3, 0.9);
            account.awayAtWork = true;
            district.life.live(account);
        }
    }

    /** Students: dormitory and lecture halls behind a handful of addresses. */
    static void campus(String group, int largest, District district) {
        Dice dice = district.dice;
        Region region = district.region();
        Place campus = pool(district, IpKind.EDUCATION, region, dice.whole(1, 4));
        int size = Math.min(largest, dice.whole(40, 300));
        for (int i = 0; i < size; i++) {
            Account account = district.person(group, region, dice.chance(0.6) ? campus : district.home(region));
            account.away = campus;
            account.awayShare = dice.between(0.3, 0.7);
            district.life.live(account);
        }
    }

    /** A VPN for everything: dozens of strangers at each exit. */
    static void vpn(String group, int largest, District district) {
        behindExits(group, IpKind.VPN, district);
    }

    /** A privacy relay for everything. */
    static void relay(String group, int largest, District district) {
        behindExits(group, IpKind.RELAY, district);
    }

    /** Guests of a few nights each on the hotel's address. */
    static void hotel(String group, int largest, District district) {
        Dice dice = district.dice;
        Region region = district.region();
        Spot wifi = district.address(dice.chance(0.5) ? IpKind.CORPORATE : IpKind.UNKNOWN, region);
        int size = Math.min(largest, dice.whole(8, 45));
        for (int i = 0; i < size; i++) {
            Account account = district.person(group);
            account.signsUp = false;
            account.from = district.traits.start;
            district.life.live(account);
            int day = dice.whole(0, Traits.DAYS - 4);
            int nights = dice.whole(1, 3);
            for (int night = 0; night < nights; night++) {
                long time = district.moment(day + night, dice.between(17, 24.5), region);
                district.life.visit(account, time, account.mainDevice(time), wifi);
            }
        }
    }

    private static void behindExits(String group, IpKind kind, District district) {
        Dice dice = district.dice;
        Account account = district.person(group);
        List<Spot> exits = new ArrayList<>();
        int count = dice.whole(1, 4);
        for (int i = 0; i < count; i++) {
            exits.add(district.world.exit(kind, dice));
        }
        account.away = new Place.Pool(List.copyOf(exits));
        account.awayShare = dice.between(0.5, 0.95);
        district.life.live(account);
    }

    private static Place pool(District district, IpKind kind, Region region, int size) {
        List<Spot> spots = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            spots.add(district.address(kind, region));
        }
        return new Place.Pool(List.copyOf(spots));
    }
}
