// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ringwatch.event.EventColumn;
import org.ringwatch.event.ShownValue;

/** Finds the columns of the input contract among the names that a file has for its columns. */
public final class HeaderColumns {
    /** More names than the contract has columns do not help to find the wrong one. */
    private static final int MAX_SHOWN_COLUMNS = 30;

    private static final int MAX_SHOWN_NAME = 80;

    private HeaderColumns() {}

    /**
     * Where each column that is read has its values, in contract order; optional ones may be absent.
     *
     * @param file its name, for messages
     * @param header what has the names, for messages
     * @throws HeaderException if a required or mapped column is not there, or one is there twice
     */
    public static Map<EventColumn, Integer> find(
            String file, String header, List<String> names, ColumnMapping mapping) {
        Map<EventColumn, Integer> positions = new EnumMap<>(EventColumn.class);
        List<String> missing = new ArrayList<>();
        for (EventColumn column : mapping.readColumns()) {
            String name = mapping.sourceOf(column);
            int position = names.indexOf(name);
            if (position >= 0) {
                if (names.lastIndexOf(name) != position) {
                    throw new HeaderException(file, "column " + shown(name) + " must not appear twice");
                }
                positions.put(column, position);
            } else if (mapping.sources().containsKey(column.columnName())) {
                missing.add(shown(name) + " (mapped to " + column.columnName() + ")");
            } else if (column.required()) {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            throw new HeaderException(
                    file,
                    header + " must have " + (missing.size() == 1 ? "column " : "columns ")
                            + String.join(", ", missing) + " but has " + shownAll(names)
                            + "; columns.sources of the configuration maps other names");
        }
        return positions;
    }

    /** A name fit to be shown. */
    static String shown(String name) {
        return ShownValue.clean(name, MAX_SHOWN_NAME);
    }

    private static String shownAll(List<String> names) {
        String shown = names.stream()
                .limit(MAX_SHOWN_COLUMNS)
                .map(HeaderColumns::shown)
                .collect(Collectors.joining(", "));
        return names.size() > MAX_SHOWN_COLUMNS
                ? shown + " and " + (names.size() - MAX_SHOWN_COLUMNS) + " more"
                : shown;
    }
}
