// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;
import org.ringwatch.event.EventType;
import org.ringwatch.event.IpKind;
import org.ringwatch.event.Outcome;
import org.ringwatch.event.TwoFactor;

/** Honest everyday life: sign-ins from home and on the way, purchases, gifts, refunds, now and then a reset or a repair. */
final class Life {

    private static final double EVENTS_PER_SESSION = 1.55;
    private static final double UNFOUNDED_REPORTS = 0.0002;

    private final District district;
    private final World world;
    private final Traits traits;
    private final Dice dice;
    private final TurnsOfLife turns;

    Life(District district) {
        this.district = district;
        world = district.world;
        traits = district.traits;
        dice = district.dice;
        turns = new TurnsOfLife(district, this);
    }

    /** The account's whole honest life inside the world. */
    void live(Account account) {
        double mean = account.activity > 0 ? account.activity : traits.activity;
        double spread = traits.activitySpread;
        double span = (account.until - account.from) / (double) (traits.end - traits.start);
        double count = dice.around(mean * StrictMath.exp(-spread * spread / 2), spread) * Math.max(0.35, span);
        live(account, Math.max(1, (int) Math.round(count)));
        if (dice.chance(traits.turns)) {
            turns.happen(account);
        }
    }

    /** A life of about {@code count} events. */
    void live(Account account, int count) {
        int left = count;
        if (account.signsUp) {
            left -= signUp(account, account.from, account.mainDevice(account.from), where(account, account.from));
        }
        while (left > 0) {
            long time = anyTime(account, account.from, account.until);
            left -= session(account, time);
        }
    }

    /** A moment between the bounds at an hour of the owner's liking. */
    long anyTime(Account account, long from, long until) {
        for (int attempt = 0; attempt < 8; attempt++) {
            int day = (int) ((dice.within(from, until) - traits.start) / Traits.DAY_MILLIS);
            double hour = (account.peakHour + traits.hourSpread * dice.normal() + 48) % 24;
            long time = district.moment(day, hour, account.region);
            if (time >= from && time < until) {
                return time;
            }
        }
        return dice.within(from, until);
    }

    /** Where the owner is then. */
    Spot where(Account account, long time) {
        boolean away = account.awayShare > 0 && (!account.awayAtWork || atWork(account, time));
        if (away && dice.chance(account.awayShare)) {
            return account.away.at(time, dice);
        }
        if (dice.chance(traits.homeShare)) {
            return account.home.at(time, dice);
        }
        if (dice.chance(traits.travel)) {
            IpKind kind = List.of(IpKind.VPN, IpKind.RELAY, IpKind.HOSTING).get(dice.weighted(0.5, 0.35, 0.15));
            return world.exit(kind, dice);
        }
        return world.carrier(account.region, account.id.hashCode(), time);
    }

    /** One visit to the store at a time; gives the number of events. */
    int session(Account account, long time) {
        return visit(account, time, account.device(time, dice), where(account, time));
    }

    /** A visit on a given device and address. */
    int visit(Account account, long time, String device, Spot spot) {
        int events = 0;
        long now = time;
        if (dice.chance(traits.signInShare)) {
            district.event(EventType.SIGN_IN, account, now)
                    .on(device)
                    .from(spot)
                    .emit();
            events++;
        }
        if (dice.chance(traits.purchaseShare * EVENTS_PER_SESSION / (1 + traits.morePurchases))) {
            do {
                now += (long) dice.exponential(240_000);
                events += shop(account, now, device, spot);
            } while (dice.chance(traits.morePurchases));
        }
        events += rareActs(account, now + 60_000, device, spot);
        if (events == 0) {
            district.event(EventType.SIGN_IN, account, now)
                    .on(device)
                    .from(spot)
                    .emit();
            events = 1;
        }
        return events;
    }

    /** An ordinary purchase at a shop drawn by popularity. */
    int shop(Account account, long time, String device, Spot spot) {
        int shop = world.shop(dice);
        double height = 0.5 * world.height(shop) + account.taste + (dice.chance(0.03) ? 0.5 : 0);
        long price = account.region.price(height, dice);
        String player = world.sellsToPlayers(shop) ? account.player : "";
        return purchase(account, time, device, spot, world.merchant(shop), price, player, account.wallet(dice));
    }

    /** A purchase with what may follow it: a refusal and a second try, a refund, a chargeback. */
    int purchase(
            Account account,
            long time,
            String device,
            Spot spot,
            String merchant,
            long price,
            String beneficiary,
            String wallet) {
        String order = district.newId('o');
        boolean declined = dice.chance(traits.declined);
        buy(account, time, device, spot)
                .at(merchant)
                .with(wallet)
                .to(beneficiary)
                .worth(price)
                .order(order)
                .product(product(merchant, price))
                .ended(declined ? Outcome.DECLINED : Outcome.OK)
                .emit();
        if (declined) {
            return 1;
        }
        if (dice.chance(traits.refunds)) {
            long later = time + (long) dice.exponential(3 * Traits.DAY_MILLIS) + 600_000;
            refund(account, later, merchant, wallet, price, order);
            return 2;
        }
        if (dice.chance(traits.chargebacks)) {
            chargeback(account, time + (long) dice.exponential(8 * Traits.DAY_MILLIS), merchant, wallet, price, order);
            return 2;
        }
        return 1;
    }

    /** Starts a purchase. */
    Draft buy(Account account, long time, String device, Spot spot) {
        return district.event(EventType.PURCHASE, account, time).on(device).from(spot);
    }

    /** What is sold at a price. */
    String product(String merchant, long price) {
        return world.names.of('p', (Dice.mix(merchant.hashCode() * 131L + price) >>> 40));
    }

    void refund(Account account, long time, String merchant, String wallet, long price, String order) {
        district.event(EventType.REFUND, account, time)
                .on(account.mainDevice(time))
                .from(where(account, time))
                .at(merchant)
                .with(wallet)
                .worth(price)
                .order(order)
                .emit();
    }

    /** A chargeback comes from the bank: no device, no address. */
    void chargeback(Account account, long time, String merchant, String wallet, long price, String order) {
        district.event(EventType.CHARGEBACK, account, time)
                .at(merchant)
                .with(wallet)
                .worth(price)
                .order(order)
                .emit();
    }

    /** Sign-up with what usually goes with it; gives the number of events. */
    int signUp(Account account, long time, String device, Spot spot) {
        district.event(EventType.SIGN_UP, account, time).on(device).from(spot).emit();
        int events = 1;
        if (dice.chance(0.5)) {
            district.event(EventType.DEVICE_ADDED, account, time + 20_000)
                    .on(device)
                    .from(spot)
                    .emit();
            events++;
        }
        if (!account.wallets.isEmpty() && dice.chance(0.6)) {
            link(account, time + (long) dice.exponential(900_000), device, spot, account.wallets.get(0));
            events++;
        }
        return events;
    }

    void link(Account account, long time, String device, Spot spot, String wallet) {
        district.event(EventType.WALLET_LINKED, account, time)
                .on(device)
                .from(spot)
                .with(wallet)
                .emit();
    }

    void reset(Account account, long time, String device, Spot spot) {
        EventType type = dice.chance(0.7) ? EventType.PASSWORD_RESET : EventType.CREDENTIAL_CHANGED;
        district.event(type, account, time).on(device).from(spot).emit();
    }

    /** The local hour of a moment, 0 to 24. */
    static double localHour(Account account, long time) {
        return Math.floorMod(time + account.region.offsetMinutes() * 60_000L, Traits.DAY_MILLIS) / 3_600_000.0;
    }

    private static boolean atWork(Account account, long time) {
        long day = Math.floorDiv(time + account.region.offsetMinutes() * 60_000L, Traits.DAY_MILLIS);
        boolean weekend = Math.floorMod(day + 3, 7) >= 5;
        double hour = localHour(account, time);
        return !weekend && hour >= 8 && hour < 19;
    }

    private int rareActs(Account account, long time, String device, Spot spot) {
        int events = 0;
        if (dice.chance(traits.gifts)) {
            events += gift(account, time, device, spot);
        }
        if (dice.chance(traits.resets)) {
            reset(account, time + 5_000, device, spot);
            events++;
        }
        if (dice.chance(traits.claims)) {
            EventType claim = dice.chance(0.6) ? EventType.REPAIR_CLAIM : EventType.RETURN_CLAIM;
            district.event(claim, account, time + 9_000)
                    .on(device)
                    .from(spot)
                    .at(world.provider(dice))
                    .worth(account.region.dear(dice) * dice.whole(1, 8))
                    .emit();
            events++;
        }
        if (dice.chance(0.006)) {
            boolean linked = dice.chance(0.7);
            district.event(linked ? EventType.WALLET_LINKED : EventType.WALLET_UNLINKED, account, time + 12_000)
                    .on(device)
                    .from(spot)
                    .with(account.wallet(dice))
                    .emit();
            events++;
        }
        if (dice.chance(0.003)) {
            account.twoFactor = dice.chance(0.75) ? TwoFactor.ON : TwoFactor.OFF;
            district.event(EventType.TWO_FACTOR_CHANGED, account, time + 15_000)
                    .on(device)
                    .from(spot)
                    .emit();
            events++;
        }
        if (dice.chance(UNFOUNDED_REPORTS)) {
            district.event(EventType.VICTIM_REPORT, account, time + 18_000)
                    .on(device)
                    .from(spot)
                    .emit();
            events++;
        }
        if (dice.chance(traits.otherActs)) {
            district.event(EventType.OTHER, account, time + 20_000)
                    .on(device)
                    .from(spot)
                    .emit();
            events++;
        }
        return events;
    }

    /** A gift to somebody, or a card redeemed and, half of the time, spent. */
    private int gift(Account account, long time, String device, Spot spot) {
        if (dice.chance(0.4)) {
            district.event(EventType.GIFT_SENT, account, time)
                    .on(device)
                    .from(spot)
                    .with(account.wallet(dice))
                    .to(district.newId('g'))
                    .worth(account.region.price(0.5, dice))
                    .emit();
            return 1;
        }
        String card = "gift:" + district.newId('w');
        long value = account.region.price(0.6, dice);
        district.event(EventType.GIFT_REDEEMED, account, time)
                .on(device)
                .from(spot)
                .with(card)
                .to(dice.chance(0.5) ? account.player : "")
                .worth(value)
                .emit();
        if (dice.chance(0.5)) {
            int shop = world.shop(dice);
            String player = world.sellsToPlayers(shop) ? account.player : "";
            long price = Math.min(value, account.region.price(0.5, dice));
            return 1 + purchase(account, time + 200_000, device, spot, world.merchant(shop), price, player, card);
        }
        return 1;
    }
}
