// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.stress;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ringwatch.event.EventColumn;
import org.ringwatch.event.EventType;
import org.ringwatch.stress.Bill.Item;

/** What rings can do in order not to be found. */
final class Evasions {

    private static final Duration DAY = Duration.ofDays(1);
    private static final int LEAST_LIFE = 6;
    private static final int FAMILY = 6;

    private Evasions() {}

    /** A share of a ring's accounts gets a device of its own in place of those that several use. */
    static void ownDevices(World world, double share) {
        for (PlantedRing ring : world.rings()) {
            Set<Thing> shared = new HashSet<>();
            ring.users(EventColumn.DEVICE_ID).forEach((device, users) -> {
                if (users.size() > 1) {
                    shared.add(device);
                }
            });
            ring.acts().forEach((account, acts) -> {
                List<Line> there = acts.stream()
                        .filter(line -> shared.contains(Thing.in(line, EventColumn.DEVICE_ID)))
                        .toList();
                if (joins(world, share, there)) {
                    String device = world.newThing(EventColumn.DEVICE_ID);
                    there.forEach(line -> line.set(EventColumn.DEVICE_ID, device));
                    world.bill.add(Item.THINGS, 1);
                }
            });
        }
    }

    /** Nothing is used by more than so many accounts: whoever comes later gets a copy of their own, shops of honest people apart. */
    static void cells(World world, double mostAccounts) {
        int most = (int) mostAccounts;
        for (PlantedRing ring : world.rings()) {
            ring.actors(Integer.MAX_VALUE).forEach(world.bill::addActor);
            for (EventColumn column : PlantedRing.THINGS) {
                ring.users(column).forEach((thing, users) -> {
                    if (column != EventColumn.MERCHANT_ID || ring.own().contains(thing)) {
                        List<String> all = List.copyOf(users);
                        for (int from = most; from < all.size(); from += most) {
                            Set<String> cell = Set.copyOf(all.subList(from, Math.min(all.size(), from + most)));
                            moveTo(world.newThing(column), thing, cell, ring);
                            world.bill.add(Item.THINGS, 1);
                        }
                    }
                });
            }
        }
    }

    private static void moveTo(String copy, Thing thing, Set<String> cell, PlantedRing ring) {
        cell.forEach(account -> ring.acts().getOrDefault(account, List.of()).stream()
                .filter(line -> Thing.in(line, thing.column()).equals(thing))
                .forEach(line -> line.set(thing.column(), copy)));
    }

    /** After signing up, every account waits: about so many days, each another time. */
    static void waiting(World world, double days) {
        for (PlantedRing ring : world.rings()) {
            ring.acts().forEach((account, acts) -> {
                double own = days * (0.5 + world.random.nextDouble());
                List<Line> later = acts.stream()
                        .filter(line -> !line.type().equals(EventType.SIGN_UP.name()))
                        .toList();
                if (joins(world, 1, later)) {
                    Duration wait = Duration.ofSeconds(Math.round(own * DAY.toSeconds()));
                    later.forEach(line -> line.move(wait));
                    world.bill.add(Item.DAYS, own);
                }
            });
        }
    }

    /** A share of the accounts that a ring made itself is bought instead: they have had an honest owner. */
    static void agedAccounts(World world, double share) {
        List<String> donors = world.honest("", LEAST_LIFE);
        Set<Line> signUps = new HashSet<>();
        for (PlantedRing ring : world.rings()) {
            for (String account : ring.accounts()) {
                List<Line> own = world.eventsOf(account);
                List<Line> made = own.stream()
                        .filter(line -> line.type().equals(EventType.SIGN_UP.name()))
                        .toList();
                if (joins(world, share, made)) {
                    signUps.addAll(made);
                    past(world, account, own.get(0).time().minus(DAY), world.eventsOf(world.pick(donors)));
                    world.bill.add(Item.ACCOUNTS, 1);
                }
            }
        }
        world.replaceEvents(
                world.events().stream().filter(line -> !signUps.contains(line)).toList());
    }

    /** The donor's life, on other devices and at other addresses, ends when the account is sold. */
    private static void past(World world, String account, Instant sold, List<Line> life) {
        Duration shift = Duration.between(life.get(life.size() - 1).time(), sold);
        Map<Thing, String> renamed = new HashMap<>();
        for (Line line : life) {
            Line copy = another(world, account, line, renamed);
            copy.move(shift);
            world.add(copy);
        }
    }

    /** The same act by another account with things of its own, at the same shop. */
    private static Line another(World world, String account, Line line, Map<Thing, String> renamed) {
        Line copy = line.copy().set(EventColumn.ACCOUNT_ID, account).set(EventColumn.FAMILY_ID, "");
        for (EventColumn column : PlantedRing.THINGS) {
            if (line.has(column) && column != EventColumn.MERCHANT_ID) {
                copy.set(column, renamed.computeIfAbsent(Thing.in(line, column), thing -> world.newThing(column)));
            }
        }
        if (line.has(EventColumn.ORDER_ID)) {
            copy.set(EventColumn.ORDER_ID, world.newThing(EventColumn.ORDER_ID));
        }
        return copy;
    }

    /** A share of a ring's accounts acts from the address of one honest household, seen there a week before. */
    static void householdAddress(World world, double share) {
        List<String> homes = world.honest("household", LEAST_LIFE);
        for (PlantedRing ring : world.rings()) {
            Line home = atHome(world, homes);
            world.bill.add(Item.THINGS, 1);
            ring.acts().forEach((account, acts) -> {
                if (joins(world, share, acts)) {
                    Line first = acts.get(0);
                    for (int daysBefore : new int[] {8, 1}) {
                        Line signIn = first.copy().set(EventColumn.EVENT_TYPE, EventType.SIGN_IN.name());
                        List.of(
                                        EventColumn.WALLET,
                                        EventColumn.MERCHANT_ID,
                                        EventColumn.BENEFICIARY_ID,
                                        EventColumn.AMOUNT_MINOR,
                                        EventColumn.CURRENCY,
                                        EventColumn.ORDER_ID,
                                        EventColumn.PRODUCT_ID,
                                        EventColumn.OUTCOME)
                                .forEach(column -> signIn.set(column, ""));
                        place(signIn, home).move(DAY.multipliedBy(daysBefore).negated());
                        world.add(signIn);
                    }
                    acts.forEach(line -> place(line, home));
                    world.bill.add(Item.EVENTS, 2);
                }
            });
        }
    }

    /** As before, and up to six accounts each pose as one family. */
    static void family(World world, double share) {
        householdAddress(world, share);
        for (PlantedRing ring : world.rings()) {
            List<String> accounts = ring.accounts();
            for (int from = 0; from < accounts.size(); from += FAMILY) {
                String family = world.newThing(EventColumn.FAMILY_ID);
                Set<String> members = Set.copyOf(accounts.subList(from, Math.min(accounts.size(), from + FAMILY)));
                world.events().stream()
                        .filter(line -> members.contains(line.account()))
                        .forEach(line -> line.set(EventColumn.FAMILY_ID, family));
            }
        }
    }

    private static Line atHome(World world, List<String> homes) {
        return world.eventsOf(world.pick(homes)).stream()
                .filter(line -> line.has(EventColumn.IP))
                .findFirst()
                .orElseGet(() -> atHome(world, homes));
    }

    private static Line place(Line line, Line home) {
        return line.set(EventColumn.IP, home.get(EventColumn.IP))
                .set(EventColumn.IP_KIND, home.get(EventColumn.IP_KIND))
                .set(EventColumn.IP_COUNTRY, home.get(EventColumn.IP_COUNTRY));
    }

    /** So large a share of what each account does is what honest people do, on a device and at an address of its own. */
    static void camouflage(World world, double share) {
        List<String> donors = world.honest("", LEAST_LIFE);
        for (PlantedRing ring : world.rings()) {
            for (String account : ring.accounts()) {
                List<Line> own = world.eventsOf(account);
                int wanted = (int) Math.ceil(own.size() * share / (1 - share));
                Map<Thing, String> renamed = new HashMap<>();
                int made = 0;
                while (made < wanted) {
                    for (Line line : world.eventsOf(world.pick(donors))) {
                        boolean ordinary = line.type().equals(EventType.SIGN_IN.name())
                                || line.type().equals(EventType.PURCHASE.name());
                        if (ordinary && made < wanted) {
                            world.add(another(world, account, line, renamed));
                            world.bill.add(Item.PAYMENTS, line.movesValue() ? 1 : 0);
                            made++;
                        }
                    }
                }
                world.bill.addActor(account);
                world.bill.add(Item.EVENTS, made);
            }
        }
    }

    /** Whether an account with something to change takes part, which counts it. */
    private static boolean joins(World world, double share, List<Line> lines) {
        boolean joins = world.random.nextDouble() < share && !lines.isEmpty();
        if (joins) {
            world.bill.addActor(lines.get(0).account());
        }
        return joins;
    }
}
