// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;
import org.ringwatch.event.EventType;
import org.ringwatch.event.Outcome;

/** Made-up accounts on a rack of devices: sign-ups in bursts, promotional credit redeemed and spent for few beneficiaries. */
final class DeviceFarm implements AttackPattern {

    @Override
    public String name() {
        return "device_farm";
    }

    @Override
    public double medianSize() {
        return 18;
    }

    @Override
    public void plant(RingPlan plan, District district) {
        Dice dice = district.dice;
        Level level = district.traits.level;
        Crew crew = new Crew(plan, district);
        Region region = district.region();
        List<String> devices = crew.things(level.pick(7, 4, 2.4), () -> district.newId('d'));
        List<String> wallets = crew.things(level.pick(8, 3.5, 2), () -> district.newWallet(region));
        List<String> players = crew.players(level.pick(20, 8, 5));
        List<String> shops = crew.colluders(1, 2);
        List<Spot> hideouts = crew.hideouts((int) level.pick(1, 3, 5), region);
        Crew.Campaign campaign = crew.campaign(1.5, 6, 24);
        double burstHour = dice.between(0, 23);
        for (int i = 0; i < plan.size(); i++) {
            Account account = crew.madeUp(region);
            String player = players.get(i % players.size());
            String device = devices.get(i % devices.size());
            account.devices.set(0, device);
            if (dice.chance(level.pick(1, 0.75, 0.5))) {
                account.wallets.set(0, wallets.get(i % wallets.size()));
            }
            double hour = dice.chance(level.pick(1, 0.7, 0.3)) ? burstHour + dice.between(0, 1) : dice.between(0, 24);
            long now = district.moment(campaign.day(dice), hour, region);
            account.from = now;
            district.life.signUp(account, now, device, crew.cover(hideouts, now));
            int acts = dice.whole(3, 8);
            for (int act = 0; act < acts; act++) {
                now += (long) dice.exponential(level.pick(1_200_000, 20_000_000, 200_000_000));
                if (now >= district.traits.end) {
                    break;
                }
                Spot spot = crew.cover(hideouts, now);
                if (dice.chance(0.5)) {
                    district.event(EventType.GIFT_REDEEMED, account, now)
                            .on(device)
                            .from(spot)
                            .with("gift:" + district.newId('w'))
                            .to(player)
                            .worth(region.price(0.3, dice))
                            .emit();
                } else {
                    String shop = dice.chance(level.pick(0.9, 0.7, 0.5))
                            ? dice.pick(shops)
                            : district.world.merchant(district.world.shop(dice));
                    long price = region.price(0.45, dice);
                    district.life
                            .buy(account, now, device, spot)
                            .at(shop)
                            .with(account.wallet(dice))
                            .to(player)
                            .worth(price)
                            .order(district.newId('o'))
                            .product(district.life.product(shop, price))
                            .ended(dice.chance(0.15) ? Outcome.DECLINED : Outcome.OK)
                            .emit();
                }
            }
            if (dice.chance(level.pick(0, 0.3, 0.7))) {
                account.signsUp = false;
                account.devices.set(0, dice.chance(0.5) ? district.newId('d') : device);
                district.life.live(account, dice.whole(2, 6));
            }
        }
    }
}
