// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.stress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ringwatch.evaluate.Table;
import org.ringwatch.evaluate.Truth;

/**
 * A detection on one world under stress.
 *
 * @param level of the world
 * @param seed of the world
 * @param specs the stress; empty for the world as it was simulated
 * @param world its folder
 * @param measures what {@code evaluate} says
 * @param rings what was flagged
 */
record StressRun(String level, String seed, List<StressSpec> specs, Path world, JsonNode measures, FlaggedRings rings) {

    private static final int FIELDS = 6;
    private static final String NONE = "none";

    /**
     * What became of a ring's target.
     *
     * @param flagged whether it is in a flagged ring
     * @param suspect whether it is called a suspect there
     */
    record Outcome(boolean flagged, boolean suspect) {}

    /**
     * Reads a file whose lines are level, seed, stress ({@code none} or {@code NAME=STRENGTH}, several parted by blanks),
     * world, rings and measures file, parted by tabs.
     */
    static List<StressRun> read(Path list) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        List<StressRun> runs = new ArrayList<>();
        for (String line : Files.readAllLines(list, StandardCharsets.UTF_8)) {
            String[] fields = line.split("\t", -1);
            if (fields.length != FIELDS) {
                throw new IllegalArgumentException(
                        list + ": a line must have " + FIELDS + " fields but had " + fields.length);
            }
            runs.add(new StressRun(
                    fields[0],
                    fields[1],
                    specs(fields[2]),
                    Path.of(fields[3]),
                    mapper.readTree(Path.of(fields[5]).toFile()),
                    FlaggedRings.read(Path.of(fields[4]))));
        }
        return runs;
    }

    private static List<StressSpec> specs(String text) {
        return text.equals(NONE)
                ? List.of()
                : Arrays.stream(text.split(" ")).map(StressSpec::parse).toList();
    }

    /** What the rings paid. */
    Bill bill() throws IOException {
        JsonNode node = new ObjectMapper().readTree(world.resolve("bill.json").toFile());
        Bill bill = new Bill();
        for (Bill.Item item : Bill.Item.values()) {
            bill.add(item, node.required(item.key()).doubleValue());
        }
        return bill;
    }

    double recall() {
        return measures.at("/accounts/recall").doubleValue();
    }

    double f1() {
        return measures.at("/accounts/f1").doubleValue();
    }

    /** The targets of rings of which at least half of the accounts are flagged: nobody is framed by a ring that is not found. */
    List<Outcome> targets() throws IOException {
        Truth truth = Truth.read(world.resolve("truth.csv"));
        List<Outcome> outcomes = new ArrayList<>();
        Table.read(world.resolve("framed.csv"), List.of("ring_id", "entity_type", "entity_id"), (row, where) -> {
            if (isFound(row.get("ring_id"), truth.accounts())) {
                String key = row.get("entity_type") + " " + row.get("entity_id");
                outcomes.add(new Outcome(
                        rings.members().containsKey(key),
                        rings.members().getOrDefault(key, Set.of()).contains("suspect")));
            }
        });
        return outcomes;
    }

    private boolean isFound(String ring, Map<String, Truth.Known> accounts) {
        long all = 0;
        long flagged = 0;
        for (Map.Entry<String, Truth.Known> account : accounts.entrySet()) {
            if (account.getValue().ringId().equals(ring)) {
                all++;
                flagged += rings.members().containsKey("account " + account.getKey()) ? 1 : 0;
            }
        }
        return 2 * flagged >= all;
    }
}
