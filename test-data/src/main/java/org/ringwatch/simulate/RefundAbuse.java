// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;
import org.ringwatch.event.EventType;

/** Bought at ordinary shops, used, and refunded for the most part, by accounts that share wallets and devices. */
final class RefundAbuse implements AttackPattern {

    @Override
    public String name() {
        return "refund_abuse";
    }

    @Override
    public double medianSize() {
        return 11;
    }

    @Override
    public void plant(RingPlan plan, District district) {
        Dice dice = district.dice;
        Level level = district.traits.level;
        Crew crew = new Crew(plan, district);
        Region region = district.region();
        List<String> devices = crew.things(level.pick(5, 3, 2.2), () -> district.newId('d'));
        List<String> wallets = crew.things(level.pick(6, 3.5, 2.5), () -> district.newWallet(region));
        List<String> players = crew.players(level.pick(6, 5, 4));
        List<Spot> hideouts = crew.hideouts((int) level.pick(1, 3, 5), region);
        Crew.Campaign campaign = crew.campaign(5, 14, 36);
        for (int i = 0; i < plan.size(); i++) {
            Account account = crew.madeUp(region);
            String player = players.get(i % players.size());
            String shared = devices.get(i % devices.size());
            account.wallets.set(0, wallets.get((i / 2) % wallets.size()));
            account.signsUp = dice.chance(level.pick(0.8, 0.5, 0.3));
            account.from = district.moment(Math.max(0, campaign.firstDay() - 1), dice.between(0, 24), region);
            if (account.signsUp) {
                district.life.signUp(account, account.from, shared, crew.cover(hideouts, account.from));
            }
            int purchases = dice.whole(3, 8);
            for (int n = 0; n < purchases; n++) {
                long now = district.moment(campaign.day(dice), dice.between(9, 26), region);
                boolean onShared = dice.chance(level.pick(0.95, 0.7, 0.5));
                String device = onShared ? shared : account.devices.get(0);
                Spot spot = onShared ? crew.cover(hideouts, now) : account.home.at(now, dice);
                String wallet = dice.chance(level.pick(1, 0.8, 0.6)) ? account.wallets.get(0) : account.wallet(dice);
                String shop = district.world.merchant(district.world.shop(dice));
                long price = region.price(0.65, dice);
                String order = district.newId('o');
                district.life
                        .buy(account, now, device, spot)
                        .at(shop)
                        .with(wallet)
                        .to(dice.chance(0.5) ? player : "")
                        .worth(price)
                        .order(order)
                        .product(district.life.product(shop, price))
                        .emit();
                if (dice.chance(level.pick(0.9, 0.75, 0.6))) {
                    long later = now + (long) dice.exponential(level.pick(6, 24, 72) * 3_600_000) + 300_000;
                    district.event(EventType.REFUND, account, later)
                            .on(device)
                            .from(spot)
                            .at(shop)
                            .with(wallet)
                            .worth(price)
                            .order(order)
                            .emit();
                }
            }
            if (dice.chance(level.pick(0.1, 0.5, 0.85))) {
                account.signsUp = false;
                district.life.live(account, dice.whole(2, 8));
            }
        }
    }
}
