// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ringwatch.event.EventColumn;
import org.ringwatch.event.EventRules;
import org.ringwatch.event.EventType;
import org.ringwatch.event.ShownValue;

/**
 * What the columns and event types of the input contract are called in other people's files. Columns that it does not
 * mention have their own names.
 *
 * @param sources contract column → its name in the files; several columns may come from one
 * @param constants contract column → the text it has in every line
 * @param eventTypes event type in the files → event type of the contract
 */
public record ColumnMapping(Map<String, String> sources, Map<String, String> constants, Map<String, String> eventTypes)
        implements Serializable {

    public ColumnMapping {
        sources = Map.copyOf(sources);
        constants = Map.copyOf(constants);
        eventTypes = Map.copyOf(eventTypes);
        requireColumns("sources", sources);
        requireColumns("constants", constants);
        for (String column : new TreeMap<>(constants).keySet()) {
            if (sources.containsKey(column)) {
                throw new IllegalArgumentException("columns.constants." + column
                        + " must not be given together with columns.sources." + column + " but was "
                        + ShownValue.quote(constants.getOrDefault(column, "")));
            }
        }
        new TreeMap<>(eventTypes).forEach(ColumnMapping::requireEventType);
    }

    /** The contract's own names. */
    public static ColumnMapping identity() {
        return new ColumnMapping(Map.of(), Map.of(), Map.of());
    }

    /** The event types by their further names, as {@link EventRules#withEventTypes} takes them. */
    public Map<String, EventType> eventTypesByName() {
        Map<String, EventType> byName = new TreeMap<>();
        eventTypes.forEach((name, type) -> byName.put(name, EventType.valueOf(type)));
        return byName;
    }

    /** The columns that are read from the files, in contract order. */
    List<EventColumn> readColumns() {
        return Arrays.stream(EventColumn.values())
                .filter(column -> !constants.containsKey(column.columnName()))
                .toList();
    }

    /** The columns that have a constant, in contract order. */
    List<EventColumn> constantColumns() {
        return Arrays.stream(EventColumn.values())
                .filter(column -> constants.containsKey(column.columnName()))
                .toList();
    }

    /** What the column is called in the files. */
    public String sourceOf(EventColumn column) {
        return sources.getOrDefault(column.columnName(), column.columnName());
    }

    /** The text that the column has in every line. */
    String constantOf(EventColumn column) {
        return constants.getOrDefault(column.columnName(), "");
    }

    private static void requireColumns(String key, Map<String, String> texts) {
        new TreeMap<>(texts).forEach((column, text) -> {
            if (EventColumn.named(column).isEmpty()) {
                throw new IllegalArgumentException("columns." + key + " must have columns of the input contract as keys"
                        + " but had " + ShownValue.quote(column));
            }
            if (text.isBlank()) {
                throw new IllegalArgumentException(
                        "columns." + key + "." + column + " must not be blank but was " + ShownValue.quote(text));
            }
        });
    }

    private static void requireEventType(String name, String type) {
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    "columns.eventTypes must not have blank keys but had " + ShownValue.quote(name));
        }
        if (Arrays.stream(EventType.values()).noneMatch(known -> known.name().equals(type))) {
            throw new IllegalArgumentException("columns.eventTypes." + ShownValue.clean(name, 40) + " must be one of "
                    + Arrays.toString(EventType.values()) + " but was " + ShownValue.quote(type));
        }
    }
}
