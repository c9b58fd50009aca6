// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.ArrayList;
import java.util.List;
import org.ringwatch.event.EventType;
import org.ringwatch.event.Outcome;
import org.ringwatch.event.TwoFactor;

/**
 * People with an honest past are phished: reset, a new device, a linked or already present wallet, and dear purchases
 * within minutes, for the thieves' game accounts or at shops in league with them. The owners are victims; accounts of the
 * thieves themselves, if the ring has any, redeem what was bought.
 */
final class PhishDrain implements AttackPattern {

    @Override
    public String name() {
        return "phish_drain";
    }

    @Override
    public double medianSize() {
        return 13;
    }

    @Override
    public void plant(RingPlan plan, District district) {
        new Drain(plan, district).run();
    }

    /** One ring's campaign. */
    private static final class Drain {

        private final RingPlan plan;
        private final District district;
        private final Dice dice;
        private final Level level;
        private final Crew crew;
        private final Region region;
        private final List<String> devices;
        private final List<String> players;
        private final List<String> shops = new ArrayList<>();
        private final List<String> wallets;
        private final List<Spot> hideouts;
        private final Crew.Campaign campaign;
        private final boolean linksOwnWallets;

        Drain(RingPlan plan, District district) {
            this.plan = plan;
            this.district = district;
            dice = district.dice;
            level = district.traits.level;
            crew = new Crew(plan, district);
            region = district.region();
            devices = crew.things(level.pick(6, 3.5, 2), () -> district.newId('d'));
            players = crew.things(level.pick(12, 7, 4), () -> district.newId('g'));
            wallets = crew.things(level.pick(5, 3, 2), () -> district.newWallet(region));
            hideouts = crew.hideouts(level == Level.EASY ? 1 : 3, region);
            campaign = crew.campaign(1, 8, 28);
            linksOwnWallets = dice.chance(0.4);
            boolean honestPublisher = dice.chance(level.pick(0.2, 0.4, 0.6));
            if (honestPublisher) {
                shops.add(district.world.merchant(district.world.publisher(dice)));
            } else {
                shops.addAll(crew.colluders(1, 3));
            }
        }

        void run() {
            int mules = plan.size() < 6 ? 0 : (int) Math.round(plan.size() * dice.between(0, 0.15));
            for (int i = 0; i < plan.size() - mules; i++) {
                Account victim = district.resident(dice.chance(0.9));
                victim.join(plan, "victim");
                drain(victim, i);
            }
            for (int i = 0; i < mules; i++) {
                receive(crew.madeUp(region));
            }
        }

        private void drain(Account victim, int turn) {
            int day = campaign.day(dice);
            long now = district.moment(day, crew.oddHour(), victim.region);
            String device =
                    dice.chance(level.pick(0, 0.1, 0.25)) ? district.newId('d') : devices.get(turn % devices.size());
            Spot spot = crew.cover(hideouts, now);
            if (dice.chance(level.pick(0.95, 0.85, 0.7))) {
                district.life.reset(victim, now, device, spot);
                now += pause(90);
            }
            if (victim.twoFactor == TwoFactor.ON && dice.chance(0.7)) {
                victim.twoFactor = TwoFactor.OFF;
                district.event(EventType.TWO_FACTOR_CHANGED, victim, now)
                        .on(device)
                        .from(spot)
                        .emit();
                now += pause(40);
            }
            EventType arrival = dice.chance(0.6) ? EventType.DEVICE_ADDED : EventType.SIGN_IN;
            district.event(arrival, victim, now).on(device).from(spot).emit();
            String wallet = victim.wallet(dice);
            if (linksOwnWallets || dice.chance(0.5)) {
                wallet = linksOwnWallets ? dice.pick(wallets) : wallet;
                now += pause(60);
                district.life.link(victim, now, device, spot, wallet);
            }
            spend(victim, now, device, spot, wallet);
            aftermath(victim, now);
        }

        private void spend(Account victim, long begin, String device, Spot spot, String wallet) {
            int purchases = dice.whole((int) level.pick(5, 3, 2), (int) level.pick(11, 8, 5));
            String player = dice.chance(level.pick(1, 0.9, 0.8)) ? dice.pick(players) : "";
            String shop = dice.pick(shops);
            long now = begin;
            int refused = 0;
            for (int i = 0; i < purchases && refused < 2; i++) {
                now += pause(level.pick(45, 90, 240));
                boolean declined = i > 1 && dice.chance(0.12);
                refused += declined ? 1 : 0;
                long price = dice.chance(level.pick(1, 0.85, 0.65))
                        ? victim.region.dear(dice)
                        : victim.region.price(0.6, dice);
                district.life
                        .buy(victim, now, device, spot)
                        .at(shop)
                        .with(wallet)
                        .to(player)
                        .worth(price)
                        .order(district.newId('o'))
                        .product(district.life.product(shop, price))
                        .ended(declined ? Outcome.DECLINED : Outcome.OK)
                        .emit();
            }
        }

        /** Some owners notice: they report, win the account back, and dispute what was paid. */
        private void aftermath(Account victim, long drained) {
            if (!dice.chance(level.pick(0.6, 0.35, 0.2))) {
                return;
            }
            long later = drained + (long) dice.exponential(2 * Traits.DAY_MILLIS) + 3_600_000;
            if (later >= district.traits.end) {
                return;
            }
            String own = victim.mainDevice(later);
            Spot home = victim.home.at(later, dice);
            district.event(EventType.PASSWORD_RESET, victim, later)
                    .on(own)
                    .from(home)
                    .emit();
            if (dice.chance(0.7)) {
                district.event(EventType.VICTIM_REPORT, victim, later + 900_000)
                        .on(own)
                        .from(home)
                        .emit();
            }
        }

        /** A thief's own account: its player is one that received the goods. */
        private void receive(Account mule) {
            String device = dice.pick(devices);
            mule.devices.set(0, device);
            int day = Math.max(0, campaign.firstDay() - dice.whole(0, 3));
            long now = district.moment(day, dice.between(10, 22), mule.region);
            mule.from = now;
            district.life.signUp(mule, now, device, crew.cover(hideouts, now));
            int gifts = dice.whole(2, 6);
            for (int i = 0; i < gifts; i++) {
                long when = district.moment(campaign.day(dice), crew.oddHour(), mule.region);
                district.event(EventType.GIFT_REDEEMED, mule, when)
                        .on(device)
                        .from(crew.cover(hideouts, when))
                        .to(dice.pick(players))
                        .with("gift:" + district.newId('w'))
                        .worth(mule.region.dear(dice))
                        .emit();
            }
        }

        private long pause(double meanSeconds) {
            return (long) (1000 * (10 + dice.exponential(meanSeconds)));
        }
    }
}
