// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.stress;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ringwatch.event.EventColumn;
import org.ringwatch.event.EventType;
import org.ringwatch.stress.Bill.Item;

/**
 * What the accounts of a ring can do to get an honest account, or a rival's shop, flagged together with them. Each ring has
 * one target, an ordinary account with a life; up to so many accounts of the ring take part.
 */
final class Framings {

    private static final int LEAST_LIFE = 8;
    private static final int LEAST_CUSTOMERS = 10;
    private static final int MOST_CUSTOMERS = 100;
    private static final String SMALL_AMOUNT = "100";
    private static final Duration SOON = Duration.ofMinutes(5);

    private Framings() {}

    /** Each sends the target a small gift. */
    static void gifts(World world, double accounts) {
        againstAccounts(world, accounts, (own, target) -> act(own, EventType.GIFT_SENT)
                .set(EventColumn.BENEFICIARY_ID, target.account())
                .set(EventColumn.MERCHANT_ID, ""));
    }

    /** Each pays for something small for the game account that the target plays with. */
    static void topUps(World world, double accounts) {
        againstAccounts(world, accounts, EventColumn.BENEFICIARY_ID, (own, target) -> act(own, EventType.PURCHASE)
                .set(EventColumn.BENEFICIARY_ID, target.get(EventColumn.BENEFICIARY_ID)));
    }

    /** Each pays for something small at the target's address, minutes after the target was there. */
    static void address(World world, double accounts) {
        againstAccounts(world, accounts, EventColumn.IP, (own, target) -> act(own, EventType.PURCHASE)
                .set(EventColumn.IP, target.get(EventColumn.IP))
                .set(EventColumn.IP_KIND, target.get(EventColumn.IP_KIND))
                .at(target.time().plus(SOON)));
    }

    /** Each claims about the target's device. */
    static void serial(World world, double accounts) {
        againstAccounts(world, accounts, EventColumn.DEVICE_ID, (own, target) -> act(own, EventType.RETURN_CLAIM)
                .set(EventColumn.DEVICE_ID, target.get(EventColumn.DEVICE_ID)));
    }

    /** Each pays for something small with the target's card, which was stolen. */
    static void card(World world, double accounts) {
        againstAccounts(world, accounts, EventColumn.WALLET, (own, target) -> act(own, EventType.PURCHASE)
                .set(EventColumn.WALLET, target.get(EventColumn.WALLET)));
    }

    /** Each buys twice at an honest shop of some custom where the ring never was. */
    static void shop(World world, double accounts) {
        Map<String, Set<String>> customers = new TreeMap<>();
        world.events().stream()
                .filter(line -> line.has(EventColumn.MERCHANT_ID))
                .forEach(line -> customers
                        .computeIfAbsent(line.get(EventColumn.MERCHANT_ID), key -> new TreeSet<>())
                        .add(line.account()));
        List<String> shops = customers.keySet().stream()
                .filter(shop -> size(customers, shop) >= LEAST_CUSTOMERS && size(customers, shop) <= MOST_CUSTOMERS)
                .toList();
        for (PlantedRing ring : world.rings()) {
            Set<Thing> known = ring.users(EventColumn.MERCHANT_ID).keySet();
            String rival = world.pick(shops.stream()
                    .filter(shop -> !known.contains(new Thing(EventColumn.MERCHANT_ID, shop)))
                    .toList());
            world.frame(ring, new Thing(EventColumn.MERCHANT_ID, rival));
            for (String account : ring.actors((int) accounts)) {
                Line own = world.pick(ring.acts().getOrDefault(account, List.of()));
                for (int time = 1; time <= 2; time++) {
                    Line line = act(own, EventType.PURCHASE).set(EventColumn.MERCHANT_ID, rival);
                    line.move(SOON.multipliedBy(time));
                    pay(world, line);
                }
                world.bill.addActor(account);
            }
        }
    }

    private static int size(Map<String, Set<String>> customers, String shop) {
        return customers.getOrDefault(shop, Set.of()).size();
    }

    /** Makes an act against the target out of one of an account's own acts. */
    private interface Attack {
        Line against(Line own, Line target);
    }

    private static void againstAccounts(World world, double accounts, Attack attack) {
        againstAccounts(world, accounts, EventColumn.ACCOUNT_ID, attack);
    }

    /** The target is seen with something in a column, which is what the attack goes for. */
    private static void againstAccounts(World world, double accounts, EventColumn column, Attack attack) {
        List<String> people = world.honest("", LEAST_LIFE);
        Map<String, Optional<Line>> seen = new HashMap<>();
        people.forEach(person -> seen.put(
                person,
                world.eventsOf(person).stream().filter(line -> line.has(column)).findFirst()));
        List<Line> choices = people.stream()
                .flatMap(person -> seen.getOrDefault(person, Optional.empty()).stream())
                .toList();
        for (PlantedRing ring : world.rings()) {
            Line target = world.pick(choices);
            world.frame(ring, new Thing(EventColumn.ACCOUNT_ID, target.account()));
            for (String account : ring.actors((int) accounts)) {
                Line own = world.pick(ring.acts().getOrDefault(account, List.of()));
                pay(world, attack.against(own, target));
                world.bill.addActor(account);
            }
        }
    }

    /** A small act at the side of an account's own, with the same device, address and wallet. */
    private static Line act(Line own, EventType type) {
        Line line = own.copy()
                .set(EventColumn.EVENT_TYPE, type.name())
                .set(EventColumn.ORDER_ID, "")
                .set(EventColumn.PRODUCT_ID, "")
                .set(EventColumn.BENEFICIARY_ID, "")
                .set(EventColumn.OUTCOME, "");
        boolean pays = type != EventType.RETURN_CLAIM;
        line.set(EventColumn.AMOUNT_MINOR, pays ? SMALL_AMOUNT : "")
                .set(
                        EventColumn.CURRENCY,
                        pays ? (own.has(EventColumn.CURRENCY) ? own.get(EventColumn.CURRENCY) : "USD") : "");
        line.move(SOON);
        return line;
    }

    private static void pay(World world, Line line) {
        world.add(line);
        world.bill.add(Item.EVENTS, 1);
        world.bill.add(Item.PAYMENTS, line.movesValue() ? 1 : 0);
    }
}
