// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import org.ringwatch.event.EventType;
import org.ringwatch.event.IpKind;

/** Honest changes of device: bought used, set up at the shop, or simply new. */
final class NewDevices {

    private NewDevices() {}

    /** A device passes from one owner to the next, through a dealer or between strangers. */
    static void secondHand(String group, int largest, District district) {
        Dice dice = district.dice;
        Account seller = district.person(group);
        int owners = dice.whole(1, 2);
        long sold = district.moment(dice.whole(6, 20), dice.between(9, 20), seller.region);
        String device = seller.devices.get(0);
        stays(seller, district);
        replaceDevice(seller, sold, district.newId('d'));
        district.event(EventType.DEVICE_REMOVED, seller, sold)
                .on(device)
                .from(seller.home.at(sold, dice))
                .emit();
        district.life.live(seller);
        for (int i = 0; i < owners; i++) {
            Account buyer = district.person(group, seller.region, district.home(seller.region));
            stays(buyer, district);
            long bought = sold + dice.within(3_600_000, 9 * Traits.DAY_MILLIS);
            replaceDevice(buyer, bought, device);
            district.event(EventType.DEVICE_ADDED, buyer, bought)
                    .on(device)
                    .from(buyer.home.at(bought, dice))
                    .emit();
            district.life.live(buyer);
            sold = bought + 10 * Traits.DAY_MILLIS;
        }
    }

    /** Customers of a phone shop: forgotten password, wallet and first purchase, all at the shop's address. */
    static void phoneShop(String group, int largest, District district) {
        Dice dice = district.dice;
        Region region = district.region();
        Spot shop = district.address(dice.chance(0.5) ? IpKind.CORPORATE : IpKind.UNKNOWN, region);
        int size = Math.min(largest, dice.whole(6, 40));
        for (int i = 0; i < size; i++) {
            Account account = district.person(group, region, district.home(region));
            stays(account, district);
            long time = district.moment(dice.whole(1, Traits.DAYS - 3), dice.between(10, 20), region);
            setUp(account, time, shop, district);
        }
    }

    /** A repair counter: the claim, a device on loan or a new one, and the password typed in anew, at the shop's address. */
    static void repairShop(String group, int largest, District district) {
        Dice dice = district.dice;
        Region region = district.region();
        Spot shop = district.address(dice.chance(0.5) ? IpKind.CORPORATE : IpKind.UNKNOWN, region);
        String provider = district.world.provider(dice);
        int size = Math.min(largest, dice.whole(6, 30));
        for (int i = 0; i < size; i++) {
            Account account = district.settled(group, region);
            long time = district.moment(dice.whole(1, Traits.DAYS - 6), dice.between(10, 19), region);
            String broken = account.devices.get(0);
            district.event(EventType.REPAIR_CLAIM, account, time)
                    .on(broken)
                    .from(shop)
                    .at(provider)
                    .worth(region.dear(dice))
                    .emit();
            long collected = time + dice.within(3_600_000, 4 * Traits.DAY_MILLIS);
            if (dice.chance(0.4)) {
                setUp(account, collected, shop, district);
            } else {
                district.life.live(account);
                district.event(EventType.SIGN_IN, account, collected)
                        .on(broken)
                        .from(shop)
                        .emit();
            }
        }
    }

    /** A new phone at home: reset, device, wallet, then a splurge on what it is good for. */
    static void newPhone(String group, int largest, District district) {
        Account account = district.person(group);
        stays(account, district);
        int day = district.dice.whole(2, Traits.DAYS - 3);
        long time = district.moment(day, district.dice.between(9, 25), account.region);
        setUp(account, time, account.home.at(time, district.dice), district);
    }

    private static void setUp(Account account, long time, Spot spot, District district) {
        Dice dice = district.dice;
        Life life = district.life;
        String device = district.newId('d');
        replaceDevice(account, time, device);
        life.live(account);
        long now = time;
        if (dice.chance(0.65)) {
            life.reset(account, now, device, spot);
            now += 120_000;
        }
        district.event(EventType.DEVICE_ADDED, account, now)
                .on(device)
                .from(spot)
                .emit();
        if (dice.chance(0.75)) {
            now += 180_000;
            life.link(account, now, device, spot, account.wallets.get(0));
        }
        int purchases = dice.whole(1, 3);
        for (int i = 0; i < purchases; i++) {
            now += (long) dice.exponential(600_000) + 30_000;
            int shop = district.world.shop(dice);
            String player = district.world.sellsToPlayers(shop) ? account.player : "";
            String merchant = district.world.merchant(shop);
            long price = account.region.price(dice.between(0.1, 1), dice);
            life.purchase(account, now, device, spot, merchant, price, player, account.wallets.get(0));
        }
    }

    private static void stays(Account account, District district) {
        account.signsUp = false;
        account.from = district.traits.start;
    }

    private static void replaceDevice(Account account, long time, String device) {
        account.switchTime = time;
        account.nextDevice = device;
    }
}
