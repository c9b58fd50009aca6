// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleBinaryOperator;

/**
 * The measures of many worlds as Markdown tables: mean and worst over the worlds of each level and way to detect, then
 * account recall by attack pattern, how true scores are, and how many honest accounts of which group were flagged. {@code test-data/measure}
 * makes the measures.
 */
public final class QualityTable {

    /** Which measure stands in a column, and what is worse in it. */
    private record Column(String title, String part, String key, DoubleBinaryOperator worst) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("precision", "accounts", "precision", Math::min),
            new Column("recall", "accounts", "recall", Math::min),
            new Column("F1", "accounts", "f1", Math::min),
            new Column("average precision", "accounts", "average_precision", Math::min),
            new Column("suspect precision", "suspects", "precision", Math::min),
            new Column("victims called suspect", "suspects", "victim_as_suspect", Math::max),
            new Column("part unknown", "roles", "unknown_share", Math::max),
            new Column("rings recovered", "rings", "recovered_share", Math::min),
            new Column("false rings per 10k accounts", "rings", "false_per_10k", Math::max),
            new Column("calibration error", "calibration", "ece", Math::max));

    /** The worlds of one level, judged one way. */
    private record Row(String level, String way, List<JsonNode> worlds) {}

    private static final String BINS = "/calibration/bins";

    private final List<Row> rows = new ArrayList<>();

    /**
     * Adds the worlds of one level, judged one way.
     *
     * @param level as told to {@code simulate}
     * @param way the options of {@code detect}
     * @param worlds what {@code evaluate} says of each
     * @throws IllegalArgumentException when there is none
     */
    public void add(String level, String way, List<JsonNode> worlds) {
        if (worlds.isEmpty()) {
            throw new IllegalArgumentException("worlds must not be empty but were, at level " + level);
        }
        rows.add(new Row(level, way, List.copyOf(worlds)));
    }

    /** The tables, rows in the order in which they were added; ends in a line feed. */
    public String toMarkdown() {
        return "Mean (worst) of the worlds of each row.\n\n" + overview()
                + "\nShare of each pattern's accounts that are flagged, mean (worst) of the worlds that hold it.\n\n"
                + patterns()
                + confusion("Accounts of flagged rings by the part they are given", "/roles/accounts", "part")
                + confusion("Flagged rings by suspected scheme", "/schemes/rings", "scheme")
                + confusion("Devices of flagged rings by the part they are given", "/resources/device", "part")
                + confusion("Wallets of flagged rings by the part they are given", "/resources/wallet", "part")
                + confusion("Addresses of flagged rings by the part they are given", "/resources/ip", "part")
                + confusion("Merchants of flagged rings by the part they are given", "/resources/merchant", "part")
                + confusion(
                        "Beneficiaries of flagged rings by the part they are given", "/resources/beneficiary", "part")
                + "\nShare of candidates that are real by their score (mean score, candidates), all worlds together.\n\n"
                + reliability()
                + "\nHonest accounts flagged by group, all worlds together.\n\n" + groups();
    }

    private String overview() {
        List<String> head = new ArrayList<>(List.of("level", "detect", "worlds"));
        COLUMNS.forEach(column -> head.add(column.title()));
        List<List<String>> lines = new ArrayList<>(List.of(head));
        for (Row row : rows) {
            List<String> line = new ArrayList<>(
                    List.of(row.level(), row.way(), String.valueOf(row.worlds().size())));
            for (Column column : COLUMNS) {
                line.add(meanAndWorst(row, "/" + column.part() + "/" + column.key(), column.worst()));
            }
            lines.add(line);
        }
        return table(lines);
    }

    private String patterns() {
        return byRow(
                "pattern",
                names("patterns"),
                (row, name) -> meanAndWorst(row, "/patterns/" + name + "/account_recall", Math::min));
    }

    /** For each row a table of counts, all worlds together: what was said down, what is true across; nothing if there are none. */
    private String confusion(String title, String pointer, String said) {
        StringBuilder text = new StringBuilder();
        for (Row row : rows) {
            Map<String, Map<String, Long>> counts = new TreeMap<>();
            TreeSet<String> truths = new TreeSet<>();
            for (JsonNode world : row.worlds()) {
                world.at(pointer)
                        .properties()
                        .forEach(line -> line.getValue().properties().forEach(cell -> {
                            truths.add(cell.getKey());
                            counts.computeIfAbsent(line.getKey(), key -> new TreeMap<>())
                                    .merge(cell.getKey(), cell.getValue().asLong(), Long::sum);
                        }));
            }
            if (counts.isEmpty()) {
                continue;
            }
            List<String> head = new ArrayList<>(List.of(said));
            head.addAll(truths);
            List<List<String>> lines = new ArrayList<>(List.of(head));
            counts.forEach((name, cells) -> {
                List<String> line = new ArrayList<>(List.of(name));
                truths.forEach(truth -> line.add(String.valueOf(cells.getOrDefault(truth, 0L))));
                lines.add(line);
            });
            text.append("\n%s, down, and by what is true, across; %s, %s, all worlds together.\n\n"
                    .formatted(title, row.level(), row.way()));
            text.append(table(lines));
        }
        return text.toString();
    }

    private String groups() {
        return byRow(
                "group",
                names("false_by_group"),
                (row, name) -> String.valueOf(row.worlds().stream()
                        .mapToLong(
                                world -> world.path("false_by_group").path(name).asLong())
                        .sum()));
    }

    private String reliability() {
        TreeSet<String> bins = new TreeSet<>();
        rows.forEach(row -> row.worlds().forEach(world -> world.at(BINS).forEach(bin -> bins.add(bin(bin)))));
        return byRow("score", bins, QualityTable::reliability) + calibrationErrors();
    }

    private static String bin(JsonNode bin) {
        return bin.path("from").asText() + "–" + bin.path("to").asText();
    }

    private static String reliability(Row row, String name) {
        double rings = 0;
        double real = 0;
        double scores = 0;
        for (JsonNode world : row.worlds()) {
            for (JsonNode bin : world.at(BINS)) {
                if (bin(bin).equals(name)) {
                    double count = bin.path("rings").asDouble();
                    rings += count;
                    real += count * bin.path("share_real").asDouble();
                    scores += count * bin.path("mean_score").asDouble();
                }
            }
        }
        return rings == 0 ? "–" : String.format(Locale.ROOT, "%.2f (%.2f, %.0f)", real / rings, scores / rings, rings);
    }

    /** The line below the bins: their distances weighted by candidates. */
    private String calibrationErrors() {
        StringBuilder line = new StringBuilder("| calibration error |");
        for (Row row : rows) {
            line.append(String.format(Locale.ROOT, " %.3f |", pooledError(row)));
        }
        return line.append("\n").toString();
    }

    private static double pooledError(Row row) {
        Map<String, Double> distances = new TreeMap<>();
        double rings = 0;
        for (JsonNode world : row.worlds()) {
            for (JsonNode bin : world.at(BINS)) {
                double count = bin.path("rings").asDouble();
                double distance = bin.path("share_real").asDouble()
                        - bin.path("mean_score").asDouble();
                distances.merge(bin(bin), count * distance, Double::sum);
                rings += count;
            }
        }
        double sum = distances.values().stream().mapToDouble(Math::abs).sum();
        return rings == 0 ? 0 : sum / rings;
    }

    private interface Cell {
        String of(Row row, String name);
    }

    private String byRow(String kind, TreeSet<String> names, Cell cell) {
        List<String> head = new ArrayList<>(List.of(kind));
        rows.forEach(row -> head.add(row.level() + " " + row.way()));
        List<List<String>> lines = new ArrayList<>(List.of(head));
        for (String name : names) {
            List<String> line = new ArrayList<>(List.of(name));
            rows.forEach(row -> line.add(cell.of(row, name)));
            lines.add(line);
        }
        return table(lines);
    }

    private TreeSet<String> names(String part) {
        TreeSet<String> names = new TreeSet<>();
        rows.forEach(row ->
                row.worlds().forEach(world -> world.path(part).fieldNames().forEachRemaining(names::add)));
        return names;
    }

    private static String meanAndWorst(Row row, String pointer, DoubleBinaryOperator worse) {
        double[] values = row.worlds().stream()
                .map(world -> world.at(pointer))
                .filter(JsonNode::isNumber)
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
        if (values.length == 0) {
            return "–";
        }
        double sum = 0;
        double worst = values[0];
        for (double value : values) {
            sum += value;
            worst = worse.applyAsDouble(worst, value);
        }
        return String.format(Locale.ROOT, "%.3f (%.3f)", sum / values.length, worst);
    }

    private static String table(List<List<String>> lines) {
        StringBuilder text = new StringBuilder();
        for (int l = 0; l < lines.size(); l++) {
            text.append("| ").append(String.join(" | ", lines.get(l))).append(" |\n");
            if (l == 0) {
                text.append("|").append("---|".repeat(lines.get(0).size())).append("\n");
            }
        }
        return text.toString();
    }

    /**
     * Prints the tables of a file whose lines are {@code level TAB way TAB measures.json}, one a world.
     *
     * @param args the file
     * @throws IllegalArgumentException when it is missing or a line breaks the rule
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            throw new IllegalArgumentException(
                    "one file of level, way and measures must be given but were " + args.length);
        }
        // Whatever the locale: the tables are not ASCII.
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)
                .print(read(Path.of(args[0])).toMarkdown());
    }

    static QualityTable read(Path list) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        Map<String, Map<String, List<JsonNode>>> worlds = new LinkedHashMap<>();
        int number = 0;
        for (String line : Files.readAllLines(list, StandardCharsets.UTF_8)) {
            number++;
            String[] fields = line.split("\t", -1);
            if (fields.length != 3) {
                throw new IllegalArgumentException(
                        list + ":" + number + ": must be level, way and file but had " + fields.length + " fields");
            }
            worlds.computeIfAbsent(fields[0], level -> new LinkedHashMap<>())
                    .computeIfAbsent(fields[1], way -> new ArrayList<>())
                    .add(mapper.readTree(Path.of(fields[2]).toFile()));
        }
        QualityTable table = new QualityTable();
        worlds.forEach((level, ways) -> ways.forEach((way, measures) -> table.add(level, way, measures)));
        return table;
    }
}
