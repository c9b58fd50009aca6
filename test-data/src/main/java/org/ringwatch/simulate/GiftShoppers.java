// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import org.ringwatch.event.EventType;

/** Honest people with many gift cards. */
final class GiftShoppers {

    private GiftShoppers() {}

    /** Somebody who buys cards at a discount and pays for everything with them. */
    static void alone(String group, int largest, District district) {
        Dice dice = district.dice;
        Account account = district.settled(group, district.region());
        district.life.live(account);
        int cards = dice.whole(3, 9);
        for (int i = 0; i < cards; i++) {
            long time = district.life.anyTime(account, account.from, account.until);
            redeemAndSpend(account, time, account.region.price(dice.between(0.4, 1), dice), district);
        }
    }

    /** Staff or customers who are given a card each by the same sender, and spend it within the week. */
    static void reward(String group, int largest, District district) {
        Dice dice = district.dice;
        Region region = district.region();
        Account sender = district.settled(group, region);
        district.life.live(sender);
        int size = Math.min(largest, dice.whole(6, 30));
        long price = region.price(dice.between(0.3, 0.8), dice);
        long day = district.moment(dice.whole(1, Traits.DAYS - 9), dice.between(9, 17), region);
        for (int i = 0; i < size; i++) {
            Account account = district.settled(group, region);
            district.life.live(account);
            long sent = day + i * 20_000L;
            district.event(EventType.GIFT_SENT, sender, sent)
                    .on(sender.mainDevice(sent))
                    .from(sender.home.at(sent, dice))
                    .with(sender.wallets.get(0))
                    .to(account.id)
                    .worth(price)
                    .emit();
            redeemAndSpend(account, sent + (long) dice.exponential(2 * Traits.DAY_MILLIS), price, district);
        }
    }

    private static void redeemAndSpend(Account account, long time, long value, District district) {
        Dice dice = district.dice;
        String card = "gift:" + district.newId('w');
        String device = account.device(time, dice);
        Spot spot = district.life.where(account, time);
        district.event(EventType.GIFT_REDEEMED, account, time)
                .on(device)
                .from(spot)
                .with(card)
                .to(dice.chance(0.5) ? account.player : "")
                .worth(value)
                .emit();
        int shop = district.world.shop(dice);
        String player = district.world.sellsToPlayers(shop) ? account.player : "";
        long later = time + (long) dice.exponential(1_800_000) + 30_000;
        district.life.purchase(account, later, device, spot, district.world.merchant(shop), value, player, card);
    }
}
