// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;
import org.ringwatch.event.EventType;

/**
 * Victims' wallets are drained by gifts to a few recipients, accounts of the thieves who redeem them on devices that no
 * victim is ever seen with.
 */
final class GiftDrain {

    private GiftDrain() {}

    static void plant(Crew crew) {
        Dice dice = crew.dice;
        Takeover takeover = new Takeover(crew);
        List<Account> recipients = takeover.mules(1);
        List<String> devices = crew.devices(crew.level.pick(5, 2, 1.2));
        List<Spot> hideouts = crew.hideouts((int) crew.level.pick(1, 3, 6));
        Crew.Campaign campaign = crew.campaign(1.5, 9, 27);
        recipients.forEach(recipient -> crew.arrive(
                new Visit(recipient, recipient.devices.get(0), dice.pick(hideouts)),
                crew.moment(campaign.firstDay() - 1)));
        int victims = crew.size() - recipients.size();
        for (int i = 0; i < victims; i++) {
            Account victim = crew.victim();
            long now = crew.moment(campaign.day(dice));
            Visit visit = new Visit(victim, dice.pick(devices), crew.cover(hideouts, now));
            now = takeover.enter(visit, now);
            Account recipient = recipients.get(i % recipients.size());
            int gifts = dice.whole(1, (int) crew.level.pick(7, 5, 3));
            for (int n = 0; n < gifts; n++) {
                now += crew.pause(crew.level.pick(60, 150, 600));
                give(crew, visit, recipient, now);
            }
            takeover.winBack(victim, now);
        }
        recipients.forEach(crew::disguise);
    }

    private static void give(Crew crew, Visit visit, Account recipient, long now) {
        Dice dice = crew.dice;
        long value = visit.account().region.price(crew.style.height(), dice);
        crew.act(EventType.GIFT_SENT, visit, now)
                .with(visit.account().wallet(dice))
                .to(recipient.id)
                .worth(value)
                .emit();
        if (dice.chance(0.7)) {
            long later = now + (long) dice.exponential(crew.level.pick(1, 8, 40) * 3_600_000);
            Spot home = recipient.home.at(later, dice);
            Deal gift = new Deal("", crew.card(), recipient.player, value);
            crew.redeem(new Visit(recipient, recipient.mainDevice(later), home), later, gift);
        }
    }
}
