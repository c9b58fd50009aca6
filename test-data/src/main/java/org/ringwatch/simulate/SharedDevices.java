// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.ArrayList;
import java.util.List;
import org.ringwatch.event.AccountKind;
import org.ringwatch.event.EventType;
import org.ringwatch.event.IpKind;
import org.ringwatch.event.TwoFactor;

/** Devices that many honest people use: net cafés, classrooms, companies, shop windows. */
final class SharedDevices {

    private SharedDevices() {}

    /** Regulars of a net café play, and pay, on any of its machines at its one address, often at night. */
    static void netCafe(String group, int largest, District district) {
        Dice dice = district.dice;
        Region region = district.region();
        Spot spot = district.address(dice.chance(0.5) ? IpKind.CORPORATE : IpKind.UNKNOWN, region);
        List<String> machines = devices(district, dice.whole(6, 30));
        int size = Math.min(largest, dice.whole(12, 60));
        for (int i = 0; i < size; i++) {
            Account account = district.person(group, region, district.home(region));
            account.player = account.player.isEmpty() ? district.newId('g') : account.player;
            account.activity = district.traits.activity * 0.6;
            district.life.live(account);
            int visits = dice.whole(1, 5);
            for (int visit = 0; visit < visits; visit++) {
                long time = district.moment(dice.whole(0, Traits.DAYS - 2), dice.between(14, 28), region);
                if (time > account.from) {
                    district.life.visit(account, time, dice.pick(machines), spot);
                }
            }
        }
    }

    /** A class on managed tablets: made in one afternoon, one card, two-factor off, the school's address. */
    static void classroom(String group, int largest, District district) {
        Dice dice = district.dice;
        Region region = district.region();
        Place school = new Place.Fixed(district.address(IpKind.EDUCATION, region));
        int size = Math.min(largest, dice.whole(12, 34));
        List<String> tablets = devices(district, dice.chance(0.5) ? size : Math.max(2, size / 2));
        String card = district.newWallet(region);
        boolean setUpNow = dice.chance(0.5);
        long afternoon = district.moment(dice.whole(1, Traits.DAYS / 2), dice.between(9, 15), region);
        for (int i = 0; i < size; i++) {
            Account account = managed(group, region, school, district);
            account.twoFactor = TwoFactor.OFF;
            account.devices.clear();
            account.devices.add(tablets.get(i % tablets.size()));
            account.wallets.clear();
            account.wallets.add(card);
            account.signsUp = setUpNow;
            account.from = setUpNow ? afternoon + i * 90_000L + dice.within(0, 60_000) : district.traits.start;
            account.awayShare = 0.97;
            account.away = school;
            account.activity = district.traits.activity * 0.7;
            district.life.live(account);
        }
    }

    /** Staff on managed accounts: devices of their own, one company card, set up in the same hour. */
    static void managedCompany(String group, int largest, District district) {
        Dice dice = district.dice;
        Region region = district.region();
        Place office = new Place.Fixed(district.address(IpKind.CORPORATE, region));
        String card = district.newWallet(region);
        int size = Math.min(largest, dice.whole(8, 45));
        boolean setUpNow = dice.chance(0.6);
        long hour = district.moment(dice.whole(1, Traits.DAYS / 2), dice.between(9, 16), region);
        int shop = district.world.shop(dice);
        for (int i = 0; i < size; i++) {
            Account account = managed(group, region, district.home(region), district);
            account.wallets.clear();
            account.wallets.add(card);
            account.signsUp = setUpNow;
            account.from = setUpNow ? hour + dice.within(0, 3_600_000) : district.traits.start;
            account.away = office;
            account.awayShare = 0.8;
            district.life.live(account);
            long licence = account.from + 7_200_000;
            district.life.purchase(
                    account,
                    licence,
                    account.devices.get(0),
                    office.at(licence, dice),
                    district.world.merchant(shop),
                    region.price(0.7, dice),
                    "",
                    card);
        }
    }

    /** A retail demo device on which passers-by sign in once and look around. */
    static void demoDevice(String group, int largest, District district) {
        Dice dice = district.dice;
        Region region = district.region();
        String device = district.newId('d');
        Spot spot = district.address(IpKind.CORPORATE, region);
        int size = Math.min(largest, dice.whole(8, 50));
        for (int i = 0; i < size; i++) {
            Account account = district.person(group, region, district.home(region));
            district.life.live(account);
            long time = district.moment(dice.whole(0, Traits.DAYS - 1), dice.between(10, 20), region);
            time = Math.max(time, account.from);
            district.event(EventType.SIGN_IN, account, time)
                    .on(device)
                    .from(spot)
                    .emit();
            if (dice.chance(0.2)) {
                district.event(EventType.OTHER, account, time + 60_000)
                        .on(device)
                        .from(spot)
                        .emit();
            }
        }
    }

    private static Account managed(String group, Region region, Place home, District district) {
        Account account = district.person(group, region, home);
        account.kind = AccountKind.MANAGED;
        return account;
    }

    private static List<String> devices(District district, int count) {
        List<String> result = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            result.add(district.newId('d'));
        }
        return result;
    }
}
