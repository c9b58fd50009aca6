// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;
import org.ringwatch.event.EventType;
import org.ringwatch.event.IpKind;
import org.ringwatch.event.Outcome;

/**
 * What happens to honest people once in a while and, for a moment, looks like fraud: one signal of it, seldom two, and
 * nobody else involved.
 */
final class TurnsOfLife {

    private final District district;
    private final Dice dice;
    private final Life life;

    TurnsOfLife(District district, Life life) {
        this.district = district;
        this.life = life;
        dice = district.dice;
    }

    /** The kinds of turns. */
    enum Turn {
        NEW_PHONE,
        JOURNEY,
        FORGOTTEN_PASSWORD,
        SPLURGE,
        BAD_CARD,
        REGRET,
        GENEROSITY,
        SAVED_CARDS
    }

    /** Something happens to the owner, at some time of the account's life. */
    void happen(Account account) {
        long time = life.anyTime(account, account.from, account.until);
        Turn turn = Turn.values()[dice.weighted(district.traits.turnWeights)];
        switch (turn) {
            case NEW_PHONE -> newPhone(account, time);
            case JOURNEY -> journey(account, time);
            case FORGOTTEN_PASSWORD -> forgottenPassword(account, time);
            case SPLURGE -> splurge(account, time);
            case BAD_CARD -> badCard(account, time);
            case REGRET -> regret(account, time);
            case GENEROSITY -> generosity(account, time);
            case SAVED_CARDS -> savedCards(account, time);
        }
    }

    private void newPhone(Account account, long time) {
        String device = district.newId('d');
        Spot spot = life.where(account, time);
        long now = time;
        if (dice.chance(0.5)) {
            life.reset(account, now, device, spot);
            now += 100_000;
        }
        district.event(EventType.DEVICE_ADDED, account, now)
                .on(device)
                .from(spot)
                .emit();
        if (!account.wallets.isEmpty() && dice.chance(0.5)) {
            life.link(account, now + 150_000, device, spot, account.wallets.get(0));
        }
        shopping(account, now + 300_000, device, spot, dice.whole(0, 4), dice.between(0.2, 0.9));
        account.devices.add(device);
    }

    private void journey(Account account, long time) {
        Region abroad = district.region();
        int days = dice.whole(2, 9);
        Spot hotel = district.address(dice.chance(0.4) ? IpKind.CORPORATE : IpKind.UNKNOWN, abroad);
        for (int day = 0; day < days; day++) {
            long now = time + (long) ((day + dice.between(-0.4, 0.4)) * Traits.DAY_MILLIS);
            Spot spot = dice.chance(0.6) ? hotel : district.world.carrier(abroad, account.id.hashCode(), now);
            if (now >= account.from && dice.chance(0.6)) {
                life.visit(account, now, account.mainDevice(now), spot);
            }
        }
    }

    private void forgottenPassword(Account account, long time) {
        String device = dice.chance(0.3) ? district.newId('d') : account.mainDevice(time);
        Spot spot = life.where(account, time);
        life.reset(account, time, device, spot);
        shopping(account, time + 200_000, device, spot, dice.whole(1, 3), dice.between(0.1, 0.9));
    }

    private void splurge(Account account, long time) {
        int purchases = dice.whole(3, 8);
        shopping(account, time, account.device(time, dice), life.where(account, time), purchases, dice.between(0.7, 1));
    }

    /** Several refusals, then another card. */
    private void badCard(Account account, long time) {
        String device = account.device(time, dice);
        Spot spot = life.where(account, time);
        String shop = district.world.merchant(district.world.shop(dice));
        long price = account.region.price(dice.between(0.2, 0.9), dice);
        int refused = dice.whole(1, 4);
        long now = time;
        for (int i = 0; i < refused; i++) {
            life.buy(account, now, device, spot)
                    .at(shop)
                    .with(account.wallet(dice))
                    .worth(price)
                    .order(district.newId('o'))
                    .ended(Outcome.DECLINED)
                    .emit();
            now += 60_000 + (long) dice.exponential(120_000);
        }
        String card = district.newWallet(account.region);
        life.link(account, now, device, spot, card);
        life.purchase(account, now + 90_000, device, spot, shop, price, "", card);
        account.wallets.add(card);
    }

    private void regret(Account account, long time) {
        int purchases = dice.whole(2, 5);
        String device = account.device(time, dice);
        Spot spot = life.where(account, time);
        long now = time;
        for (int i = 0; i < purchases; i++) {
            String shop = district.world.merchant(district.world.shop(dice));
            String order = district.newId('o');
            String wallet = account.wallet(dice);
            long price = account.region.price(dice.between(0.3, 0.9), dice);
            life.buy(account, now, device, spot)
                    .at(shop)
                    .with(wallet)
                    .worth(price)
                    .order(order)
                    .emit();
            life.refund(
                    account, now + (long) dice.exponential(Traits.DAY_MILLIS) + 300_000, shop, wallet, price, order);
            now += 100_000 + (long) dice.exponential(3_600_000);
        }
    }

    private void generosity(Account account, long time) {
        String friend = district.newId('g');
        int gifts = dice.whole(2, 6);
        long now = time;
        for (int i = 0; i < gifts; i++) {
            district.event(EventType.GIFT_SENT, account, now)
                    .on(account.mainDevice(now))
                    .from(life.where(account, now))
                    .with(account.wallet(dice))
                    .to(friend)
                    .worth(account.region.price(dice.between(0.3, 0.9), dice))
                    .emit();
            now += 60_000 + (long) dice.exponential(2_000_000);
        }
    }

    private void savedCards(Account account, long time) {
        String device = account.device(time, dice);
        Spot spot = life.where(account, time);
        int cards = dice.whole(2, 5);
        long now = time;
        String card = "";
        for (int i = 0; i < cards; i++) {
            card = "gift:" + district.newId('w');
            district.event(EventType.GIFT_REDEEMED, account, now)
                    .on(device)
                    .from(spot)
                    .with(card)
                    .worth(account.region.price(dice.between(0.3, 1), dice))
                    .emit();
            now += 30_000 + (long) dice.exponential(120_000);
        }
        String shop = district.world.merchant(district.world.publisher(dice));
        life.purchase(account, now, device, spot, shop, account.region.dear(dice), account.player, card);
    }

    private void shopping(Account account, long time, String device, Spot spot, int purchases, double height) {
        String shop = district.world.merchant(List.of(district.world.publisher(dice), district.world.shop(dice))
                .get(dice.whole(0, 1)));
        long now = time;
        for (int i = 0; i < purchases; i++) {
            now += 20_000 + (long) dice.exponential(300_000);
            long price = account.region.price(height, dice);
            life.purchase(account, now, device, spot, shop, price, account.player, account.wallet(dice));
        }
    }
}
