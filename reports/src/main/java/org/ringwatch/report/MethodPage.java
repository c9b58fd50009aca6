// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The page on the method: what was read and rejected, the rules in force, and the hubs that were left out. */
final class MethodPage {
    private static final int MAX_HUBS = 500;

    /** A key and its value, as shown. */
    record Setting(String key, String value) {}

    private final Shell shell;
    private final List<Setting> counts = new ArrayList<>();
    private final List<Setting> baseline = new ArrayList<>();
    private final List<Setting> configuration = new ArrayList<>();
    private final List<String> signalsOff = new ArrayList<>();
    private final List<CSVRecord> hubs = new ArrayList<>();
    private final Map<String, Integer> hubsByType = new TreeMap<>();

    MethodPage(Shell shell, RingFolder folder) throws IOException {
        this.shell = shell;
        JsonNode run = folder.run();
        flatten("", run.path("counts"), counts);
        run.path("signals_off").forEach(column -> signalsOff.add(column.asText()));
        flatten("", run.path("configuration"), configuration);
        flatten("", folder.baseline(), baseline);
        try (CSVParser rows = folder.table("hubs.csv")) {
            for (CSVRecord row : rows) {
                hubsByType.merge(row.get("entity_type"), 1, Integer::sum);
                if (hubs.size() < MAX_HUBS) {
                    hubs.add(row);
                }
            }
        }
    }

    private static void flatten(String prefix, JsonNode node, List<Setting> settings) {
        if (!node.isObject() || node.isEmpty()) {
            settings.add(new Setting(prefix, node.isValueNode() ? node.asText() : node.toString()));
            return;
        }
        node.properties()
                .forEach(entry -> flatten(
                        prefix.isEmpty() ? entry.getKey() : prefix + "." + entry.getKey(), entry.getValue(), settings));
    }

    Shell shell() {
        return shell;
    }

    Texts texts() {
        return shell.texts();
    }

    List<Setting> counts() {
        return counts;
    }

    List<Setting> baseline() {
        return baseline;
    }

    List<Setting> configuration() {
        return configuration;
    }

    List<String> signalsOff() {
        return signalsOff;
    }

    List<CSVRecord> hubs() {
        return hubs;
    }

    Map<String, Integer> hubsByType() {
        return hubsByType;
    }

    boolean isCut() {
        return hubsByType.values().stream().mapToInt(Integer::intValue).sum() > MAX_HUBS;
    }
}
