// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.stress;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.ringwatch.event.EventColumn;
import org.ringwatch.event.EventType;
import org.ringwatch.stress.Bill.Item;

/** Throw-away accounts on what most accounts of a ring use, so that it looks like a shop's or a carrier's. */
final class Floods {

    private static final String SMALL_AMOUNT = "100";
    private static final Duration LATER = Duration.ofMinutes(7);

    private Floods() {}

    /** So many accounts a ring sign up, at any time while the ring acts, and sign in once. */
    static void free(World world, EventColumn column, double accounts) {
        flood(world, column, (int) accounts, EventType.SIGN_IN);
    }

    /** So many accounts a ring sign up and pay for something small, as whoever moves value is looked at in a crowd, too. */
    static void paid(World world, EventColumn column, double accounts) {
        flood(world, column, (int) accounts, EventType.PURCHASE);
    }

    private static void flood(World world, EventColumn column, int accounts, EventType act) {
        for (PlantedRing ring : world.rings()) {
            List<Line> acts = ring.mostUsed(column)
                    .map(thing -> ring.allActs().stream()
                            .filter(line -> Thing.in(line, column).equals(thing))
                            .toList())
                    .orElse(List.of());
            if (!acts.isEmpty()) {
                ring.actors(Integer.MAX_VALUE).forEach(world.bill::addActor);
            }
            for (int i = 0; i < accounts && !acts.isEmpty(); i++) {
                throwAway(world, world.pick(acts), column, act);
            }
        }
    }

    private static void throwAway(World world, Line like, EventColumn column, EventType act) {
        Line signUp = Line.empty()
                .set(EventColumn.ACCOUNT_ID, world.newThrowAway())
                .set(EventColumn.DEVICE_ID, world.newThing(EventColumn.DEVICE_ID))
                .set(EventColumn.IP, world.newThing(EventColumn.IP));
        // A wallet shows where it is linked or pays, a device and an address with every event.
        Line later = signUp.copy();
        if (column == EventColumn.WALLET) {
            later.set(column, like.get(column));
        } else {
            signUp.set(column, like.get(column));
            later.set(column, like.get(column));
        }
        boolean pays = act == EventType.PURCHASE;
        if (pays) {
            later.set(EventColumn.AMOUNT_MINOR, SMALL_AMOUNT)
                    .set(EventColumn.CURRENCY, like.has(EventColumn.CURRENCY) ? like.get(EventColumn.CURRENCY) : "USD");
            if (column != EventColumn.WALLET) {
                later.set(EventColumn.WALLET, world.newThing(EventColumn.WALLET));
            }
        }
        EventType free = column == EventColumn.WALLET ? EventType.WALLET_LINKED : EventType.SIGN_IN;
        Instant time = like.time().plusSeconds(world.random.nextInt(86_400));
        world.add(signUp.set(EventColumn.EVENT_TYPE, EventType.SIGN_UP.name()).at(time));
        world.add(later.set(EventColumn.EVENT_TYPE, (pays ? EventType.PURCHASE : free).name())
                .at(time.plus(LATER)));
        world.bill.add(Item.ACCOUNTS, 1);
        world.bill.add(Item.EVENTS, 2);
        world.bill.add(Item.PAYMENTS, pays ? 1 : 0);
    }
}
