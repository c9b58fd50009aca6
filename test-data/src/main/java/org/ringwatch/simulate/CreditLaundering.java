// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;
import org.ringwatch.event.EventType;
import org.ringwatch.event.Outcome;

/**
 * Stolen gift cards become store credit, and the credit goes to shops in league with the ring. Hardly any device is
 * shared; what ties the accounts is where the credit goes, now and then a card tried twice, and some exits.
 */
final class CreditLaundering implements AttackPattern {

    @Override
    public String name() {
        return "credit_laundering";
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
        List<String> shops = crew.colluders(1, (int) level.pick(2, 3, 3));
        List<String> devices = crew.things(3, () -> district.newId('d'));
        List<String> players = crew.players(level.pick(10, 6, 4));
        List<Spot> hideouts = crew.hideouts((int) level.pick(2, 4, 6), region);
        Crew.Campaign campaign = crew.campaign(2, 9, 30);
        String lastCard = "gift:" + district.newId('w');
        for (int i = 0; i < plan.size(); i++) {
            Account account = crew.madeUp(region);
            boolean sharesDevice = dice.chance(level.pick(0.45, 0.2, 0.08));
            String device = sharesDevice ? dice.pick(devices) : account.devices.get(0);
            account.devices.set(0, device);
            String player = players.get(i % players.size());
            long now = district.moment(campaign.day(dice), dice.between(0, 24), region);
            long born = now - (long) dice.exponential(level.pick(1, 4, 12) * 86_400_000);
            account.signsUp = dice.chance(level.pick(0.9, 0.6, 0.4)) && born >= district.traits.start;
            account.from = Math.max(district.traits.start, born);
            if (account.signsUp) {
                district.life.signUp(account, account.from, device, crew.cover(hideouts, account.from));
            }
            int cards = dice.whole(2, 5);
            for (int card = 0; card < cards && now < district.traits.end; card++) {
                boolean again = dice.chance(level.pick(0.35, 0.2, 0.12));
                lastCard = again ? lastCard : "gift:" + district.newId('w');
                long value = region.dear(dice);
                Spot spot = crew.cover(hideouts, now);
                district.event(EventType.GIFT_REDEEMED, account, now)
                        .on(device)
                        .from(spot)
                        .with(lastCard)
                        .worth(value)
                        .ended(again ? Outcome.DECLINED : Outcome.OK)
                        .emit();
                now += (long) dice.exponential(level.pick(900_000, 7_200_000, 86_400_000));
                String shop = dice.pick(shops);
                district.life
                        .buy(account, now, device, spot)
                        .at(shop)
                        .with(dice.chance(0.6) ? lastCard : "")
                        .to(dice.chance(0.7) ? player : "")
                        .worth(dice.chance(0.6) ? value : region.price(0.7, dice))
                        .order(district.newId('o'))
                        .product(district.life.product(shop, value))
                        .emit();
                now += (long) dice.exponential(level.pick(3_600_000, 43_200_000, 250_000_000));
            }
            if (dice.chance(level.pick(0.1, 0.4, 0.8))) {
                account.signsUp = false;
                district.life.live(account, dice.whole(2, 7));
            }
        }
    }
}
