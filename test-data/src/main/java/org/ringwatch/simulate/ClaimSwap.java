// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;
import org.ringwatch.event.EventType;

/**
 * Return and repair claims on serials that go from account to account, at few service providers. The device column of a
 * claim is the claimed serial, not the device in use.
 */
final class ClaimSwap implements AttackPattern {

    @Override
    public String name() {
        return "claim_swap";
    }

    @Override
    public double medianSize() {
        return 9;
    }

    @Override
    public void plant(RingPlan plan, District district) {
        Dice dice = district.dice;
        Level level = district.traits.level;
        Crew crew = new Crew(plan, district);
        Region region = district.region();
        // Serial i is claimed by account i and by the next one or two: a chain that leaves no account out.
        List<String> serials = crew.things(1 / district.traits.sharing, () -> district.newId('d'));
        List<String> providers = crew.things(level.pick(12, 6, 4), () -> district.world.provider(dice));
        List<Spot> hideouts = crew.hideouts((int) level.pick(1, 2, 4), region);
        Crew.Campaign campaign = crew.campaign(6, 18, 38);
        for (int i = 0; i < plan.size(); i++) {
            Account account = crew.madeUp(region);
            account.signsUp = dice.chance(level.pick(0.7, 0.4, 0.25));
            account.from = district.moment(Math.max(0, campaign.firstDay() - 1), dice.between(0, 24), region);
            Spot spot = crew.cover(hideouts, account.from);
            if (account.signsUp) {
                district.life.signUp(account, account.from, account.devices.get(0), spot);
            }
            int reach = (int) level.pick(3, 2, 2);
            for (int step = 0; step < reach; step++) {
                String serial = serials.get((i + step) % serials.size());
                double pace = campaign.days() / (double) (plan.size() + reach);
                int day = campaign.firstDay() + (int) ((i + step) * pace);
                long now = district.moment(day, dice.between(9, 19), region);
                EventType claim = dice.chance(0.5) ? EventType.RETURN_CLAIM : EventType.REPAIR_CLAIM;
                district.event(claim, account, now)
                        .on(serial)
                        .from(crew.cover(hideouts, now))
                        .at(dice.pick(providers))
                        .worth(region.dear(dice) * dice.whole(2, 8))
                        .emit();
            }
            account.signsUp = false;
            district.life.live(account, dice.whole(1, (int) level.pick(3, 6, 10)));
        }
    }
}
