// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.stress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.ringwatch.evaluate.Table;
import org.ringwatch.evaluate.Truth;
import org.ringwatch.event.EventColumn;

/**
 * A simulated world in memory, to be rewritten. All events are held as texts: about a kilobyte an event.
 *
 * <p>Things and accounts that are added get ids that the world does not have. The same world and the same draws give the
 * same files.
 */
final class World {

    private static final CSVFormat CSV =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    private static final int FIRST_OCTET = 101;

    final RandomGenerator random;
    final Bill bill = new Bill();
    private final Truth truth;
    private List<Line> events;
    private final List<PlantedRing> rings;
    private final Map<String, List<Line>> byAccount = new LinkedHashMap<>();
    private final Set<String> addresses = new HashSet<>();
    private final List<String> throwAways = new ArrayList<>();
    private final List<Framed> framed = new ArrayList<>();
    private int fresh;

    /** What a ring means to get flagged. */
    private record Framed(String ring, Thing thing) {}

    private World(Truth truth, List<Line> events, Map<String, Set<Thing>> own, RandomGenerator random) {
        this.truth = truth;
        this.events = events;
        this.random = random;
        for (Line line : events) {
            byAccount.computeIfAbsent(line.account(), key -> new ArrayList<>()).add(line);
            addresses.add(line.get(EventColumn.IP));
        }
        byAccount.values().forEach(lines -> lines.sort(Comparator.comparing(Line::time)));
        Map<String, PlantedRing> byId = new LinkedHashMap<>();
        truth.accounts().forEach((account, known) -> {
            if (known.fraud()) {
                Set<Thing> things = own.getOrDefault(known.ringId(), Set.of());
                byId.computeIfAbsent(known.ringId(), id -> new PlantedRing(id, new LinkedHashMap<>(), things))
                        .acts()
                        .put(account, acts(account, things));
            }
        });
        rings = List.copyOf(byId.values());
    }

    /**
     * Reads a folder of {@code simulate}.
     *
     * @throws IllegalArgumentException when a file is missing or breaks a rule
     */
    static World read(Path folder, RandomGenerator random) throws IOException {
        Truth truth = Truth.read(folder.resolve("truth.csv"));
        Map<String, Set<Thing>> own = new HashMap<>();
        List<String> columns = List.of("ring_id", "entity_type", "entity_id", "role");
        Table.read(folder.resolve("resources.csv"), columns, (row, where) -> {
            if (row.get("role").equals("infrastructure")) {
                own.computeIfAbsent(row.get("ring_id"), key -> new LinkedHashSet<>())
                        .add(Thing.of(row.get("entity_type"), row.get("entity_id")));
            }
        });
        List<Line> events = new ArrayList<>();
        for (Path file : Table.files(folder.resolve("events"))) {
            Table.read(file, header(), (row, where) -> {
                Line line = Line.empty();
                for (EventColumn column : EventColumn.values()) {
                    line.set(column, row.get(column.columnName()).intern());
                }
                events.add(line);
            });
        }
        return new World(truth, events, own, random);
    }

    /** Writes events, truth, what is framed and the bill into a folder that must not exist. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("events"));
        try (CSVPrinter out = printer(folder.resolve("events/part-0000.csv"))) {
            out.printRecord(header());
            for (Line line : events) {
                for (EventColumn column : EventColumn.values()) {
                    out.print(line.get(column));
                }
                out.println();
            }
        }
        try (CSVPrinter out = printer(folder.resolve("truth.csv"))) {
            out.printRecord("account_id", "ring_id", "pattern", "role", "group", "variant", "kind");
            for (Map.Entry<String, Truth.Known> account : truth.accounts().entrySet()) {
                Truth.Known known = account.getValue();
                String role = known.role().name().toLowerCase(Locale.ROOT);
                out.printRecord(
                        account.getKey(),
                        known.ringId(),
                        known.pattern(),
                        role,
                        known.group(),
                        known.variant(),
                        known.kind());
            }
            for (String account : throwAways) {
                out.printRecord(account, "", "", "honest", "throw_away", "", "personal");
            }
        }
        try (CSVPrinter out = printer(folder.resolve("framed.csv"))) {
            out.printRecord("ring_id", "entity_type", "entity_id");
            for (Framed each : framed) {
                out.printRecord(each.ring(), each.thing().type(), each.thing().id());
            }
        }
        bill.write(folder.resolve("bill.json"));
    }

    List<PlantedRing> rings() {
        return rings;
    }

    List<Line> events() {
        return events;
    }

    /** The events of one account, by time, as they were read. */
    List<Line> eventsOf(String account) {
        return byAccount.getOrDefault(account, List.of());
    }

    void replaceEvents(List<Line> by) {
        events = new ArrayList<>(by);
    }

    void add(Line line) {
        events.add(line.set(EventColumn.EVENT_ID, "x" + fresh++));
    }

    /** A new thing of the kind that a column names. */
    String newThing(EventColumn column) {
        if (column == EventColumn.IP) {
            String address;
            do {
                address = FIRST_OCTET + "." + random.nextInt(256) + "." + random.nextInt(256) + "."
                        + (1 + random.nextInt(254));
            } while (!addresses.add(address));
            return address;
        }
        String id = "x" + column.columnName().charAt(0) + fresh++;
        return column == EventColumn.WALLET ? "alipay:" + id : id;
    }

    /** A new account, which nobody but its maker misses: the truth calls it honest, so that it is no part of any recall. */
    String newThrowAway() {
        String account = "xa" + fresh++;
        throwAways.add(account);
        return account;
    }

    void frame(PlantedRing ring, Thing thing) {
        framed.add(new Framed(ring.id(), thing));
    }

    /** Honest accounts of a group ("" for ordinary people) with at least so many events, in the order of the truth. */
    List<String> honest(String group, int leastEvents) {
        return truth.accounts().entrySet().stream()
                .filter(account -> !account.getValue().fraud())
                .filter(account -> plain(account.getValue().group()).equals(group))
                .map(Map.Entry::getKey)
                .filter(account -> eventsOf(account).size() >= leastEvents)
                .toList();
    }

    <T> T pick(List<T> choices) {
        if (choices.isEmpty()) {
            throw new IllegalArgumentException("the world must hold more honest accounts: none fits");
        }
        return choices.get(random.nextInt(choices.size()));
    }

    private static String plain(String group) {
        return group.equals("plain") ? "" : group;
    }

    private List<Line> acts(String account, Set<Thing> own) {
        return eventsOf(account).stream()
                .filter(line -> PlantedRing.THINGS.stream().anyMatch(column -> own.contains(Thing.in(line, column))))
                .toList();
    }

    private static List<String> header() {
        List<String> names = new ArrayList<>();
        for (EventColumn column : EventColumn.values()) {
            names.add(column.columnName());
        }
        return names;
    }

    private static CSVPrinter printer(Path file) throws IOException {
        return CSV.print(Files.newBufferedWriter(file));
    }
}
