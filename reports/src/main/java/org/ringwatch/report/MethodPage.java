// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The page on the method: what was read and rejected, the rules in force, and the hubs that were left out. */
final class MethodPage {
    private static final int MAX_HUBS = 500;

    /** A value under the name that readers know it by, and the key that the configuration has for it. */
    record Setting(String key, String label, String value) {}

    private final Shell shell;
    private final List<Setting> counts = new ArrayList<>();
    private final List<Setting> baseline = new ArrayList<>();
    private final List<Setting> configuration = new ArrayList<>();
    private final List<Setting> coverage = new ArrayList<>();
    private final List<String> signalsOff = new ArrayList<>();
    private final List<CSVRecord> hubs = new ArrayList<>();
    private final Map<String, Integer> hubsByType = new TreeMap<>();

    MethodPage(Shell shell, RingFolder folder) throws IOException {
        this.shell = shell;
        JsonNode run = folder.run();
        flatten("", run.path("counts"), counts);
        counts.removeIf(count -> count.key().equals("audit_sampled"));
        long read = Math.max(
                1,
                run.path("counts").path("lines_read").asLong()
                        - run.path("counts").path("rejected").asLong());
        run.path("filled")
                .properties()
                .forEach(column -> coverage.add(new Setting(
                        column.getKey(),
                        column.getKey(),
                        Shown.percent(column.getValue().asLong(), read))));
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

    private void flatten(String prefix, JsonNode node, List<Setting> settings) {
        if (!node.isObject() || node.isEmpty()) {
            settings.add(new Setting(prefix, label(prefix), value(prefix, node)));
            return;
        }
        node.properties()
                .forEach(entry -> flatten(
                        prefix.isEmpty() ? entry.getKey() : prefix + "." + entry.getKey(), entry.getValue(), settings));
    }

    /** What readers call a setting, a count or a measure of the population. */
    private String label(String key) {
        String last = key.substring(key.lastIndexOf('.') + 1);
        if (key.startsWith("scoring.shares.")) {
            return texts().of("setting.share", texts().name("evidence", last));
        }
        if (key.startsWith("scoring.member_rates.")) {
            return texts().of("setting.memberRate", texts().name("evidence", last));
        }
        if (key.startsWith("behaviours.")) {
            return texts().name("evidence", last);
        }
        String name = texts().name("setting", key);
        return name.indexOf('.') < 0 ? name : texts().name("setting", last);
    }

    private static String value(String key, JsonNode node) {
        if (key.endsWith("_time") && node.canConvertToLong()) {
            return Shown.time(Instant.ofEpochMilli(node.asLong()).toString()) + " UTC";
        }
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(", "));
        }
        if (node.isIntegralNumber()) {
            return Shown.count(node.asLong());
        }
        return node.isValueNode() ? node.asText() : "–";
    }

    Quality quality() {
        return Quality.MEASURED;
    }

    /** How many of the events have each column filled. */
    List<Setting> coverage() {
        return coverage;
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
