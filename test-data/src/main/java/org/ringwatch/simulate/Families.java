// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.ArrayList;
import java.util.List;
import org.ringwatch.event.AccountKind;
import org.ringwatch.event.EventType;

/** Relatives: people who share a home, a tablet, a card, or each other's help. */
final class Families {

    private Families() {}

    /** Two to seven people in one home with a shared tablet and a family card, as families have them or not. */
    static void household(String group, int largest, District district) {
        Dice dice = district.dice;
        Region region = district.region();
        Place home = district.home(region);
        int size = Math.min(7, 2 + (int) dice.exponential(district.traits.householdMean - 1.5));
        String family = dice.chance(0.7) ? district.newId('f') : "";
        String tablet = dice.chance(0.6) ? district.newId('d') : "";
        String card = dice.chance(0.65) ? district.newWallet(region) : "";
        for (int i = 0; i < size; i++) {
            Account account = district.person(group, region, home);
            account.familyId = family;
            if (!tablet.isEmpty() && dice.chance(0.75)) {
                account.devices.add(tablet);
            }
            if (!card.isEmpty() && dice.chance(0.7)) {
                account.wallets.add(dice.whole(0, 1), card);
            }
            if (i >= 2 && dice.chance(0.7)) {
                account.kind = AccountKind.CHILD;
                account.wallets.removeIf(wallet -> !wallet.equals(card));
                account.activity = district.traits.activity * 0.7;
            }
            district.life.live(account);
            if (!family.isEmpty() && dice.chance(0.05)) {
                EventType change = dice.chance(0.8) ? EventType.FAMILY_JOINED : EventType.FAMILY_LEFT;
                long time = district.life.anyTime(account, account.from, account.until);
                Spot spot = home.at(time, dice);
                district.event(change, account, time)
                        .on(account.mainDevice(time))
                        .from(spot)
                        .emit();
            }
        }
    }

    /** Relatives in two towns who pay with one card and send each other gifts. */
    static void splitFamily(String group, int largest, District district) {
        Dice dice = district.dice;
        Region region = district.region();
        String card = district.newWallet(region);
        String family = dice.chance(0.6) ? district.newId('f') : "";
        List<Account> members = new ArrayList<>();
        int size = dice.whole(2, 4);
        for (int i = 0; i < size; i++) {
            Account account = district.person(group, region, district.home(region));
            account.familyId = family;
            account.wallets.add(dice.whole(0, 1), card);
            members.add(account);
            district.life.live(account);
        }
        for (int i = 1; i < size; i++) {
            Account giver = members.get(0);
            long time = district.life.anyTime(giver, giver.from, giver.until);
            district.event(EventType.GIFT_SENT, giver, time)
                    .on(giver.mainDevice(time))
                    .from(giver.home.at(time, dice))
                    .with(card)
                    .to(members.get(i).id)
                    .worth(region.price(0.5, dice))
                    .emit();
        }
    }

    /** Someone signs in once on a relative's device, at the relative's home, to set something up. */
    static void helper(String group, int largest, District district) {
        Dice dice = district.dice;
        Account relative = district.person("plain");
        int helpers = dice.whole(1, 2);
        district.life.live(relative);
        for (int i = 0; i < helpers; i++) {
            Account helper = district.person(group, relative.region, district.home(relative.region));
            district.life.live(helper);
            long time = district.life.anyTime(helper, helper.from, helper.until);
            Spot spot = relative.home.at(time, dice);
            district.event(EventType.SIGN_IN, helper, time)
                    .on(relative.mainDevice(time))
                    .from(spot)
                    .emit();
            if (dice.chance(0.3)) {
                district.life.reset(relative, time + 400_000, relative.mainDevice(time), spot);
            }
        }
    }
}
