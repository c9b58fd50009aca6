// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.ringwatch.event.EventType;
import org.ringwatch.event.TwoFactor;

/** What a drain's variants share: how the thief gets in, how the thieves' own accounts cash in, and what the owner does. */
final class Takeover {

    private static final double MULES = 0.15;

    private final Crew crew;
    private final Dice dice;

    Takeover(Crew crew) {
        this.crew = crew;
        dice = crew.dice;
    }

    /** Reset, second factor off, sign-in, as far as needed; gives the time when the thief is in. */
    long enter(Visit visit, long begin) {
        Account victim = visit.account();
        long now = begin;
        if (dice.chance(crew.style.resets())) {
            EventType reset = dice.chance(0.7) ? EventType.PASSWORD_RESET : EventType.CREDENTIAL_CHANGED;
            crew.act(reset, visit, now).emit();
            now += crew.pause(90);
        }
        if (victim.twoFactor == TwoFactor.ON && dice.chance(0.6)) {
            victim.twoFactor = TwoFactor.OFF;
            crew.act(EventType.TWO_FACTOR_CHANGED, visit, now).emit();
            now += crew.pause(40);
        }
        EventType arrival = dice.chance(0.6) ? EventType.DEVICE_ADDED : EventType.SIGN_IN;
        crew.act(arrival, visit, now).emit();
        return now + crew.pause(60);
    }

    /** The thieves' wallet is linked to the account. */
    void link(Visit visit, long time, String wallet) {
        crew.act(EventType.WALLET_LINKED, visit, time).with(wallet).emit();
    }

    /** Some owners notice: they win the account back and report, and dispute the last payment. */
    void aftermath(Account victim, long drained, Deal deal, String order) {
        OptionalLong noticed = winBack(victim, drained);
        if (noticed.isPresent() && dice.chance(0.4)) {
            long disputed = noticed.getAsLong() + (long) dice.exponential(3 * Traits.DAY_MILLIS);
            crew.district.life.chargeback(victim, disputed, deal.shop(), deal.wallet(), deal.price(), order);
        }
    }

    /** The time at which the owner notices and wins the account back; empty for those who never do. */
    OptionalLong winBack(Account victim, long drained) {
        if (!dice.chance(crew.style.reports())) {
            return OptionalLong.empty();
        }
        long later = drained + (long) dice.exponential(2 * Traits.DAY_MILLIS) + 3_600_000;
        String own = victim.mainDevice(later);
        Spot home = victim.home.at(later, dice);
        District district = crew.district;
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
        return OptionalLong.of(later);
    }

    /** The thieves' own accounts, for a ring that is large enough to have any. */
    List<Account> mules(int least) {
        List<Account> result = new ArrayList<>();
        int count = Math.max(least, crew.size() < 6 ? 0 : (int) Math.round(crew.size() * dice.between(0, MULES)));
        for (int i = 0; i < count; i++) {
            result.add(crew.madeUp());
        }
        return result;
    }
}
