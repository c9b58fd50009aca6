// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;

/** Aged accounts with honest-looking lives of their own; only a minority of what they do touches the ring's things. */
final class Camouflage implements AttackPattern {

    @Override
    public String name() {
        return "camouflage";
    }

    @Override
    public double medianSize() {
        return 12;
    }

    @Override
    public void plant(RingPlan plan, District district) {
        Dice dice = district.dice;
        Level level = district.traits.level;
        Crew crew = new Crew(plan, district);
        Region region = district.region();
        List<String> devices = crew.things(level.pick(6, 4, 3), () -> district.newId('d'));
        List<String> wallets = crew.things(level.pick(6, 4, 3), () -> district.newWallet(region));
        List<String> shops = crew.colluders(1, 3);
        List<String> players = crew.players(level.pick(10, 6, 4));
        List<Spot> hideouts = crew.hideouts((int) level.pick(1, 2, 4), region);
        Crew.Campaign campaign = crew.campaign(4, 14, 34);
        for (int i = 0; i < plan.size(); i++) {
            Account account = crew.madeUp(region);
            String player = players.get(i % players.size());
            account.signsUp = false;
            account.from = district.traits.start;
            int honest = dice.whole(7, 14);
            district.life.live(account, honest);
            int touches = Math.max(1, (int) Math.round(honest * level.pick(0.6, 0.4, 0.25)));
            String device = devices.get(i % devices.size());
            String wallet = wallets.get((i / 2) % wallets.size());
            int day = campaign.day(dice);
            for (int touch = 0; touch < touches; touch++) {
                int when = level == Level.EASY ? day : campaign.day(dice);
                long now = district.moment(when, crew.oddHour(), region);
                boolean onShared = touch == 0 || dice.chance(level.pick(0.9, 0.6, 0.45));
                boolean sharedWallet = dice.chance(level.pick(0.9, 0.55, 0.4));
                String shop = dice.pick(shops);
                long price = region.price(level.pick(0.95, 0.8, 0.65), dice);
                district.life
                        .buy(account, now, onShared ? device : account.devices.get(0), crew.cover(hideouts, now))
                        .at(shop)
                        .with(sharedWallet ? wallet : account.wallet(dice))
                        .to(dice.chance(0.6) ? player : "")
                        .worth(price)
                        .order(district.newId('o'))
                        .product(district.life.product(shop, price))
                        .emit();
            }
        }
    }
}
