// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;
import java.util.stream.Stream;
import org.ringwatch.event.EventType;

/** Layering: each account redeems what it was sent and sends gifts on to the next ones, until a collector spends it. */
final class GiftRelay {

    private GiftRelay() {}

    static void plant(Crew crew) {
        Dice dice = crew.dice;
        List<Account> accounts =
                dice.shuffled(Stream.generate(crew::madeUp).limit(crew.size()).toList());
        List<Spot> hideouts = crew.hideouts((int) crew.level.pick(2, 4, 8));
        Crew.Campaign campaign = crew.campaign(4, 12, 30);
        String shop = dice.chance(0.5) ? dice.pick(crew.colluders(1, 1)) : crew.publisher();
        double direct = crew.level.pick(0.5, 0.35, 0.2);
        int reach = (int) crew.level.pick(3, 2, 2);
        for (int i = 0; i < accounts.size(); i++) {
            Account account = accounts.get(i);
            long now = crew.moment(campaign.day(i, accounts.size()));
            Visit visit = new Visit(account, account.devices.get(0), crew.cover(hideouts, now));
            crew.arrive(visit, now);
            crew.redeem(visit, now, new Deal("", crew.card(), "", crew.price()));
            int gifts = i == accounts.size() - 1 ? 0 : dice.whole(1, 3);
            for (int n = 0; n < gifts; n++) {
                now += crew.pause(crew.level.pick(400, 4_000, 40_000));
                int next = dice.chance(direct) ? accounts.size() - 1 : i + dice.whole(1, reach);
                crew.act(EventType.GIFT_SENT, visit, now)
                        .with(account.wallet(dice))
                        .to(accounts.get(Math.min(accounts.size() - 1, next)).id)
                        .worth(crew.price())
                        .emit();
            }
            if (gifts == 0 || dice.chance(0.3)) {
                crew.buy(visit, now + crew.pause(600), new Deal(shop, account.wallet(dice), "", crew.price()));
            }
            crew.disguise(account);
        }
    }
}
