// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;
import org.ringwatch.event.Outcome;

/**
 * Patient: weeks long, from proxies in honest homes, each device shared by two accounts and each wallet by another two,
 * so that the ring hangs together as a chain and nothing in it is ever seen with many.
 */
final class LowSlow implements AttackPattern {

    @Override
    public String name() {
        return "low_slow";
    }

    @Override
    public double medianSize() {
        return 10;
    }

    @Override
    public void plant(RingPlan plan, District district) {
        Dice dice = district.dice;
        Level level = district.traits.level;
        Crew crew = new Crew(plan, district);
        Region region = district.region();
        List<String> shops = crew.colluders(2, 3);
        List<String> players = crew.players(level.pick(8, 5, 4));
        Crew.Campaign campaign = crew.campaign(16, 28, 38);
        String device = district.newId('d');
        String wallet = district.newWallet(region);
        for (int i = 0; i < plan.size(); i++) {
            if (i % 2 == 0) {
                device = district.newId('d');
            } else {
                wallet = district.newWallet(region);
            }
            Account account = crew.madeUp(region);
            String player = players.get(i % players.size());
            account.wallets.set(0, wallet);
            account.signsUp = dice.chance(level.pick(0.8, 0.5, 0.3));
            account.from = district.moment(campaign.day(dice), dice.between(8, 24), region);
            if (account.signsUp) {
                district.life.signUp(account, account.from, device, district.borrowedHome(account.from));
            } else {
                account.from = district.traits.start;
            }
            int acts = dice.whole(3, (int) level.pick(9, 8, 7));
            for (int act = 0; act < acts; act++) {
                long now = Math.max(
                        account.from + 600_000, district.moment(campaign.day(dice), dice.between(8, 25), region));
                boolean ring = dice.chance(level.pick(0.95, 0.8, 0.6));
                String shop = ring ? dice.pick(shops) : district.world.merchant(district.world.shop(dice));
                long price = ring ? region.price(0.75, dice) : region.price(0.3, dice);
                district.life
                        .buy(account, now, device, district.borrowedHome(now))
                        .at(shop)
                        .with(wallet)
                        .to(ring && dice.chance(0.6) ? player : "")
                        .worth(price)
                        .order(district.newId('o'))
                        .product(district.life.product(shop, price))
                        .ended(dice.chance(0.06) ? Outcome.DECLINED : Outcome.OK)
                        .emit();
            }
            if (dice.chance(level.pick(0.3, 0.5, 0.7))) {
                account.signsUp = false;
                district.life.live(account, dice.whole(2, 6));
            }
        }
    }
}
