// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.ringwatch.event.IpKind;
import org.ringwatch.event.TwoFactor;

/** What the patterns have in common: how a ring gets its accounts, things, addresses and hours. */
final class Crew {

    private final RingPlan plan;
    private final District district;
    private final Dice dice;
    private final Level level;

    Crew(RingPlan plan, District district) {
        this.plan = plan;
        this.district = district;
        dice = district.dice;
        level = district.traits.level;
    }

    /** An account that a criminal made for the purpose; it has no honest life unless it is given one. */
    Account madeUp(Region region) {
        Account account = district.person("", region, district.home(region));
        account.signsUp = true;
        account.twoFactor = dice.chance(level.pick(0.1, 0.25, 0.45)) ? TwoFactor.ON : TwoFactor.OFF;
        account.join(plan, "fraudster");
        return account;
    }

    /** Things for {@code plan.size()} accounts of which {@code perThing} share one; at least one. */
    List<String> things(double perThing, Supplier<String> maker) {
        int count = (int) Math.max(1, Math.round(plan.size() / Math.max(1, perThing * district.traits.sharing)));
        List<String> result = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            result.add(maker.get());
        }
        return result;
    }

    /**
     * The game accounts that profit, one for each member of the ring in turn. Some rings cash in through few, others
     * let every account keep what it takes.
     */
    List<String> players(double perPlayer) {
        boolean pooled = dice.chance(level.pick(0.8, 0.6, 0.4));
        return pooled
                ? things(perPlayer, () -> district.newId('g'))
                : things(1 / district.traits.sharing, () -> district.newId('g'));
    }

    /** Shops in league with the ring; some the world's other rings use too. */
    List<String> colluders(int from, int to) {
        List<String> result = new ArrayList<>();
        int count = dice.whole(from, to);
        while (result.size() < count) {
            result.add(district.world.colluder(dice));
        }
        return result;
    }

    /** Addresses the ring works from: one or two rented machines when easy, VPN exits when medium. */
    List<Spot> hideouts(int count, Region region) {
        List<Spot> result = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            IpKind kind = dice.chance(level.pick(0.8, 0.35, 0.15)) ? IpKind.HOSTING : IpKind.VPN;
            result.add(dice.chance(0.5) ? district.world.exit(kind, dice) : district.address(kind, region));
        }
        return result;
    }

    /** The address of one act: a hideout, or the harder the world, a proxy in an honest home. */
    Spot cover(List<Spot> hideouts, long time) {
        return dice.chance(level.pick(0, 0.35, 0.8)) ? district.borrowedHome(time) : dice.pick(hideouts);
    }

    /** First day and number of days of what takes {@code easy}, {@code medium} or {@code hard} days. */
    Campaign campaign(double easy, double medium, double hard) {
        int days = (int) Math.min(Traits.DAYS - 4, Math.ceil(level.pick(easy, medium, hard) * dice.between(0.7, 1.3)));
        return new Campaign(dice.whole(1, Traits.DAYS - 3 - days), Math.max(1, days));
    }

    /** The days of a ring's activity. */
    record Campaign(int firstDay, int days) {
        int day(Dice dice) {
            return dice.whole(firstDay, firstDay + days - 1);
        }
    }

    /** An hour of the thieves' night, or any hour for those who hide. */
    double oddHour() {
        return dice.chance(level.pick(0.95, 0.75, 0.5)) ? dice.between(0.5, 5.5) : dice.between(8, 23.5);
    }
}
