// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import org.ringwatch.event.EventType;
import org.ringwatch.event.IpKind;
import org.ringwatch.event.Outcome;

/** Honest people who do the same thing at the same time, or one thing strangely often. */
final class Crowds {

    private static final double REFUNDED = 0.65;

    private Crowds() {}

    /** Fans of one tiny shop, all within a few days and at one price. */
    static void fans(String group, int largest, District district) {
        Dice dice = district.dice;
        String shop = district.world.merchant(district.world.tinyShop(dice));
        Region region = district.region();
        long price = region.price(dice.between(0.2, 0.9), dice);
        int size = Math.min(largest, dice.whole(6, 60));
        int day = dice.whole(0, Traits.DAYS - 5);
        for (int i = 0; i < size; i++) {
            Account account = district.settled(group, region);
            district.life.live(account);
            long time = district.moment(day + dice.whole(0, 3), dice.between(8, 25), region);
            buyAtUsualPlace(account, time, shop, price, account.player, district);
        }
    }

    /** Viewers of a live stream: one shop within the hour, and gifts to the streamer. */
    static void flashSale(String group, int largest, District district) {
        Dice dice = district.dice;
        boolean tiny = dice.chance(0.5);
        String shop = district.world.merchant(tiny ? district.world.tinyShop(dice) : district.world.publisher(dice));
        String streamer = district.newId('g');
        Region region = district.region();
        long price = region.price(dice.between(0.3, 1), dice);
        int size = Math.min(largest, dice.whole(20, 150));
        long begin = district.moment(dice.whole(0, Traits.DAYS - 2), dice.between(18, 24), region);
        for (int i = 0; i < size; i++) {
            Account account = district.settled(group, region);
            district.life.live(account);
            long time = begin + dice.within(0, 3_600_000);
            if (dice.chance(0.75)) {
                buyAtUsualPlace(account, time, shop, price, "", district);
            }
            int gifts = dice.weighted(0.5, 0.3, 0.2);
            for (int gift = 0; gift < gifts; gift++) {
                district.event(EventType.GIFT_SENT, account, time + dice.within(60_000, 3_000_000))
                        .on(account.mainDevice(time))
                        .from(account.home.at(time, dice))
                        .with(account.wallet(dice))
                        .to(streamer)
                        .worth(region.price(0.4, dice))
                        .emit();
            }
        }
    }

    /** Someone who returns most of what they buy, alone, with their own things. */
    static void heavyRefunder(String group, int largest, District district) {
        orderAndReturn(district.settled(group, district.region()), district.dice.whole(3, 9), district);
    }

    private static void orderAndReturn(Account account, int purchases, District district) {
        Dice dice = district.dice;
        district.life.live(account);
        for (int i = 0; i < purchases; i++) {
            long time = district.life.anyTime(account, account.from, account.until);
            String shop = district.world.merchant(district.world.shop(dice));
            String wallet = account.wallet(dice);
            String order = district.newId('o');
            long price = account.region.price(0.55, dice);
            district.life
                    .buy(account, time, account.device(time, dice), district.life.where(account, time))
                    .at(shop)
                    .with(wallet)
                    .worth(price)
                    .order(order)
                    .product(district.life.product(shop, price))
                    .emit();
            if (dice.chance(REFUNDED)) {
                long later = time + (long) dice.exponential(2 * Traits.DAY_MILLIS) + 600_000;
                district.life.refund(account, later, shop, wallet, price, order);
            }
        }
    }

    /** Two spouses with one card who order much and send most of it back. */
    static void refundingCouple(String group, int largest, District district) {
        Dice dice = district.dice;
        Region region = district.region();
        Place home = district.home(region);
        String card = district.newWallet(region);
        String tablet = district.newId('d');
        for (int i = 0; i < 2; i++) {
            Account account = district.settled(group, region);
            account.home = home;
            account.away = home;
            account.wallets.add(0, card);
            account.devices.add(tablet);
            orderAndReturn(account, dice.whole(2, 7), district);
        }
    }

    /** Somebody whose card is refused for a while: the limit, the bank, a typo. */
    static void unluckyCard(String group, int largest, District district) {
        Dice dice = district.dice;
        Account account = district.settled(group, district.region());
        district.life.live(account);
        int purchases = dice.whole(2, 7);
        long time = district.life.anyTime(account, account.from, account.until);
        for (int i = 0; i < purchases; i++) {
            boolean refused = i < purchases - 1 || dice.chance(0.5);
            String shop = district.world.merchant(district.world.shop(dice));
            district.life
                    .buy(account, time, account.device(time, dice), district.life.where(account, time))
                    .at(shop)
                    .with(account.wallet(dice))
                    .worth(account.region.price(dice.between(0.2, 0.9), dice))
                    .order(district.newId('o'))
                    .ended(refused ? (dice.chance(0.8) ? Outcome.DECLINED : Outcome.BLOCKED) : Outcome.OK)
                    .emit();
            time += 30_000 + (long) dice.exponential(7_200_000);
        }
    }

    /** Visitors of a festival: the venue's address for two days, and gifts among friends at midnight. */
    static void festival(String group, int largest, District district) {
        Dice dice = district.dice;
        Region region = district.region();
        Spot venue = district.address(dice.chance(0.6) ? IpKind.MOBILE : IpKind.UNKNOWN, region);
        int size = Math.min(largest, dice.whole(15, 110));
        int day = dice.whole(1, Traits.DAYS - 4);
        String stall = district.world.merchant(district.world.tinyShop(dice));
        String friend = district.newId('g');
        for (int i = 0; i < size; i++) {
            Account account = district.settled(group, region);
            district.life.live(account);
            long time = district.moment(day + dice.whole(0, 1), dice.between(12, 24), region);
            district.life.visit(account, time, account.mainDevice(time), venue);
            if (dice.chance(0.5)) {
                long price = region.price(0.3, dice);
                district.life.purchase(
                        account,
                        time + 300_000,
                        account.mainDevice(time),
                        venue,
                        stall,
                        price,
                        "",
                        account.wallet(dice));
            }
            friend = i % 4 == 0 ? district.newId('g') : friend;
            if (dice.chance(0.4)) {
                long midnight = district.moment(day + 1, dice.between(0, 0.4), region);
                district.event(EventType.GIFT_SENT, account, midnight)
                        .on(account.mainDevice(midnight))
                        .from(venue)
                        .with(account.wallet(dice))
                        .to(friend)
                        .worth(region.price(0.25, dice))
                        .emit();
            }
        }
    }

    private static void buyAtUsualPlace(
            Account account, long time, String shop, long price, String player, District district) {
        district.life.purchase(
                account,
                time,
                account.device(time, district.dice),
                district.life.where(account, time),
                shop,
                price,
                player,
                account.wallet(district.dice));
    }
}
