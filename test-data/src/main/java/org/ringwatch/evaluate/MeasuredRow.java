// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;

/**
 * The worlds of one level and size, judged one way: a row, or a column, of the tables.
 *
 * @param level as told to {@code simulate}
 * @param events event lines of each world
 * @param way how rings were looked for
 * @param worlds what {@code evaluate} says of each world, by its name
 */
record MeasuredRow(String level, long events, String way, Map<String, JsonNode> worlds) {

    private static final int FIELDS = 5;

    /**
     * Reads a file whose lines are level, events, way, world and the file of its measures, parted by tabs; rows come in
     * the order in which they are first named.
     *
     * @throws IllegalArgumentException when a line breaks the rule or a world comes twice in a row
     */
    static List<MeasuredRow> read(Path list) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        Map<List<String>, MeasuredRow> rows = new LinkedHashMap<>();
        int number = 0;
        for (String line : Files.readAllLines(list, StandardCharsets.UTF_8)) {
            number++;
            String[] fields = line.split("\t", -1);
            if (fields.length != FIELDS) {
                throw new IllegalArgumentException(list + ":" + number
                        + ": must be level, events, way, world and file but had " + fields.length + " fields");
            }
            MeasuredRow row = rows.computeIfAbsent(
                    List.of(fields).subList(0, 3),
                    key -> new MeasuredRow(fields[0], Long.parseLong(fields[1]), fields[2], new LinkedHashMap<>()));
            JsonNode measures = mapper.readTree(Path.of(fields[4]).toFile());
            if (row.worlds().put(fields[3], measures) != null) {
                throw new IllegalArgumentException(
                        list + ":" + number + ": a world must come once in a row but did again: " + fields[3]);
            }
        }
        if (rows.isEmpty()) {
            throw new IllegalArgumentException(list + ": must list worlds but was empty");
        }
        return List.copyOf(rows.values());
    }

    /** The values at a JSON pointer of the worlds that have a number there. */
    double[] values(String pointer) {
        return worlds.values().stream()
                .map(world -> world.at(pointer))
                .filter(JsonNode::isNumber)
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
    }

    /** Differences to another row at a JSON pointer, in the worlds that have a number there in both. */
    double[] minus(MeasuredRow other, String pointer) {
        return worlds.entrySet().stream()
                .mapToDouble(world -> number(world.getValue().at(pointer))
                        - number(other.worlds
                                .getOrDefault(world.getKey(), MissingNode.getInstance())
                                .at(pointer)))
                .filter(difference -> !Double.isNaN(difference))
                .toArray();
    }

    private static double number(JsonNode node) {
        return node.isNumber() ? node.doubleValue() : Double.NaN;
    }

    /** The sum of {@link #values}. */
    double sum(String pointer) {
        double sum = 0;
        for (double value : values(pointer)) {
            sum += value;
        }
        return sum;
    }

    /** Their mean and the worst of them as text; a dash when there is none. */
    String meanAndWorst(String pointer, DoubleBinaryOperator worse) {
        double[] values = values(pointer);
        if (values.length == 0) {
            return "–";
        }
        double worst = values[0];
        for (double value : values) {
            worst = worse.applyAsDouble(worst, value);
        }
        return String.format(Locale.ROOT, "%.3f (%.3f)", sum(pointer) / values.length, worst);
    }

    /** The names below a JSON pointer in any world of the rows, ascending. */
    static List<String> names(List<MeasuredRow> rows, String pointer) {
        List<String> names = new ArrayList<>();
        rows.forEach(row -> row.worlds()
                .values()
                .forEach(world -> world.at(pointer).fieldNames().forEachRemaining(names::add)));
        return names.stream().distinct().sorted().toList();
    }
}
