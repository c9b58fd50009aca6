// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.stress;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ringwatch.event.EventColumn;

/**
 * A ring of a world.
 *
 * @param id as in the truth
 * @param acts the events of each account that touch something of the ring's own, by time; accounts in the order of the truth
 * @param own what is the ring's own
 */
record PlantedRing(String id, Map<String, List<Line>> acts, Set<Thing> own) {

    /** Columns that name things. */
    static final List<EventColumn> THINGS = List.of(
            EventColumn.DEVICE_ID,
            EventColumn.IP,
            EventColumn.WALLET,
            EventColumn.MERCHANT_ID,
            EventColumn.BENEFICIARY_ID);

    List<String> accounts() {
        return List.copyOf(acts.keySet());
    }

    /** The events of all accounts that touch something of the ring's own. */
    List<Line> allActs() {
        return acts.values().stream().flatMap(List::stream).toList();
    }

    /** The accounts seen acting with each thing named in a column, in the order of their ring. */
    Map<Thing, Set<String>> users(EventColumn column) {
        Map<Thing, Set<String>> users = new LinkedHashMap<>();
        acts.forEach((account, lines) -> lines.stream()
                .filter(line -> line.has(column))
                .forEach(line -> users.computeIfAbsent(Thing.in(line, column), key -> new LinkedHashSet<>())
                        .add(account)));
        return users;
    }

    /** What most accounts act with in a column; the first of several. */
    Optional<Thing> mostUsed(EventColumn column) {
        return users(column).entrySet().stream()
                .max(Comparator.comparingInt((Map.Entry<Thing, Set<String>> entry) ->
                        entry.getValue().size()))
                .map(Map.Entry::getKey);
    }

    /** Accounts that act, at most so many. */
    List<String> actors(int most) {
        List<String> actors = new ArrayList<>();
        acts.forEach((account, lines) -> {
            if (!lines.isEmpty() && actors.size() < most) {
                actors.add(account);
            }
        });
        return actors;
    }
}
