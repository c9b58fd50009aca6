// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The measures of many worlds as Markdown tables. {@code test-data/measure} makes the measures. */
public final class QualityTable {

    /** The tables, in the order in which they are printed. */
    enum Section {
        OVERVIEW(QualityTable::overview),
        PAIRED(QualityTable::paired),
        SIZES(QualityTable::sizes),
        MEASURES(QualityTable::measures),
        PATTERNS(QualityTable::patterns),
        GROUPS(QualityTable::groups),
        FAIRNESS(QualityTable::fairness),
        FALSE_RINGS(QualityTable::falseRings),
        ROLES(QualityTable::roles),
        RELIABILITY(QualityTable::reliability);

        @SuppressWarnings("ImmutableEnumChecker") // method references, they hold nothing
        private final Function<QualityTable, String> text;

        Section(Function<QualityTable, String> text) {
            this.text = text;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final List<String> OVERVIEW_POINTERS = List.of(
            "/accounts/precision",
            "/accounts/recall",
            "/accounts/f1",
            "/accounts/average_precision",
            "/suspects/precision",
            "/suspects/victim_as_suspect",
            "/roles/unknown_share",
            "/rings/recovered_share",
            "/rings/strict_share",
            "/rings/false_per_10k",
            "/calibration/ece");

    private static final List<String> PAIRED_POINTERS = List.of(
            "/accounts/f1",
            "/accounts/best_f1",
            "/accounts/average_precision",
            "/rings/recovered_share",
            "/rings/mean_best_jaccard");

    private static final double PER = 100_000;

    private final List<MeasuredRow> rows;
    private final boolean oneSize;

    QualityTable(List<MeasuredRow> rows) {
        this.rows = List.copyOf(rows);
        oneSize = rows.stream().mapToLong(MeasuredRow::events).distinct().count() <= 1;
    }

    /** The tables of these sections that have a line, each with a sentence on how to read it; ends in a line feed. */
    String toMarkdown(Set<Section> sections) {
        return sections.stream()
                .sorted()
                .map(section -> section.text.apply(this))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private String overview() {
        List<Measure> columns = measuresAt(OVERVIEW_POINTERS);
        List<String> head = new ArrayList<>(List.of("level", "detect", "worlds"));
        columns.forEach(column -> head.add(column.title()));
        MarkdownTable table = new MarkdownTable(head);
        for (MeasuredRow row : rows) {
            List<String> line = new ArrayList<>(
                    List.of(level(row), row.way(), String.valueOf(row.worlds().size())));
            columns.forEach(column -> line.add(row.meanAndWorst(column.pointer(), column.worse())));
            table.add(line);
        }
        return "Mean (worst) of the worlds of each row.\n\n" + table;
    }

    /** The first way against each other one, world by world. */
    private String paired() {
        List<Measure> columns = measuresAt(PAIRED_POINTERS);
        List<String> head = new ArrayList<>(List.of("level", "against"));
        columns.forEach(column -> head.add(column.title()));
        MarkdownTable table = new MarkdownTable(head);
        for (List<MeasuredRow> level : byLevel().values()) {
            for (MeasuredRow other : level.subList(1, level.size())) {
                List<String> line = new ArrayList<>(List.of(level(other), other.way()));
                columns.forEach(column -> line.add(difference(level.get(0), other, column.pointer())));
                table.add(line);
            }
        }
        return table.isEmpty()
                ? ""
                : "The first way against each other on the same worlds: the median difference [an interval that holds it in"
                        + " 95 of 100 cases], worlds won–tied–lost.\n\n" + table;
    }

    private static String difference(MeasuredRow first, MeasuredRow other, String pointer) {
        double[] differences = first.minus(other, pointer);
        return differences.length == 0 ? "–" : SignInterval.of(differences).toString();
    }

    /** F1 of larger worlds beside that of the first size. */
    private String sizes() {
        MarkdownTable table = new MarkdownTable(
                List.of("level", "detect", "events", "worlds", "`accounts.f1`", "gap to the first size"));
        if (oneSize) {
            return "";
        }
        Map<String, Double> first = new LinkedHashMap<>();
        for (MeasuredRow row : rows) {
            double f1 = row.sum("/accounts/f1") / Math.max(1, row.values("/accounts/f1").length);
            double gap = f1 - first.computeIfAbsent(row.level() + "\t" + row.way(), key -> f1);
            table.add(List.of(
                    row.level(),
                    row.way(),
                    String.format(Locale.ROOT, "%,d", row.events()),
                    String.valueOf(row.worlds().size()),
                    row.meanAndWorst("/accounts/f1", Math::min),
                    String.format(Locale.ROOT, "%+.3f", gap)));
        }
        return "Mean (worst) F1 by size of the world.\n\n" + table;
    }

    private String measures() {
        return perLevel("Every measure, mean (worst)", "measure", level -> {
            Map<String, Function<MeasuredRow, String>> lines = new LinkedHashMap<>();
            Measure.ALL.forEach(
                    measure -> lines.put(measure.title(), row -> row.meanAndWorst(measure.pointer(), measure.worse())));
            return lines;
        });
    }

    private String patterns() {
        return perLevel("By attack pattern, mean (worst) of the worlds that hold it", "pattern", level -> {
            Map<String, Function<MeasuredRow, String>> lines = new LinkedHashMap<>();
            for (String name : MeasuredRow.names(level, "/patterns")) {
                for (String key : Measure.OF_A_PATTERN) {
                    lines.put(
                            name + " `" + key + "`",
                            row -> row.meanAndWorst("/patterns/" + name + "/" + key, Math::min));
                }
            }
            return lines;
        });
    }

    private String groups() {
        return perLevel(
                "Honest accounts flagged by group: how many, and per 100 thousand of the group (in the worst world)",
                "group",
                level -> {
                    Map<String, Function<MeasuredRow, String>> lines = new LinkedHashMap<>();
                    MeasuredRow.names(level, "/groups").stream()
                            .filter(name -> sum(level, "/groups/" + name + "/accounts") > 0)
                            .forEach(name -> lines.put(name, row -> flaggedOf(row, "/groups/" + name)));
                    return lines;
                });
    }

    private static String flaggedOf(MeasuredRow row, String group) {
        double accounts = row.sum(group + "/accounts");
        double flagged = row.sum(group + "/flagged");
        double worst = row.worlds().values().stream()
                .map(world -> world.at(group))
                .filter(node -> node.path("accounts").asLong() > 0)
                .mapToDouble(node -> PER
                        * node.path("flagged").asDouble()
                        / node.path("accounts").asDouble())
                .max()
                .orElse(0);
        return accounts == 0
                ? "–"
                : String.format(Locale.ROOT, "%.0f, %.1f (%.1f)", flagged, PER * flagged / accounts, worst);
    }

    /** Who bears the false accusations of the first way: all levels and worlds together. */
    private String fairness() {
        List<MeasuredRow> ours = ofTheFirstWay(rows);
        MarkdownTable table = new MarkdownTable(List.of(
                "honest accounts",
                "accounts",
                "flagged",
                "per 100 thousand",
                "against all",
                "called suspects",
                "per 100 thousand",
                "at most (95 %)",
                "against all"));
        String all = "/groups/" + AccountMeasures.ALL_HONEST;
        for (String name : MeasuredRow.names(ours, "/groups")) {
            String group = "/groups/" + name;
            double accounts = sum(ours, group + "/accounts");
            if (accounts == 0) {
                continue;
            }
            double suspects = sum(ours, group + "/suspects");
            List<String> line = new ArrayList<>(List.of(name, String.format(Locale.ROOT, "%,.0f", accounts)));
            line.addAll(rate(ours, group, all, "/flagged"));
            List<String> accused = rate(ours, group, all, "/suspects");
            line.addAll(accused.subList(0, 2));
            line.add(String.format(Locale.ROOT, "%.1f", PER * PoissonBound.upper((long) suspects) / accounts));
            line.add(accused.get(2));
            table.add(line);
        }
        return table.isEmpty()
                ? ""
                : "Honest accounts in flagged rings, and those of them that are called suspects, with "
                        + ours.get(0).way()
                        + ", all levels and worlds together; `against all` is the ratio to the share of all honest accounts.\n\n"
                        + table;
    }

    /** Count, count per 100 thousand, and that against all honest accounts. */
    private static List<String> rate(List<MeasuredRow> rows, String group, String all, String key) {
        double count = sum(rows, group + key);
        double share = count / sum(rows, group + "/accounts");
        double overall = sum(rows, all + key) / sum(rows, all + "/accounts");
        return List.of(
                String.format(Locale.ROOT, "%.0f", count),
                String.format(Locale.ROOT, "%.1f", PER * share),
                overall == 0 ? "–" : String.format(Locale.ROOT, "%.1f", share / overall));
    }

    private static double sum(List<MeasuredRow> rows, String pointer) {
        return rows.stream().mapToDouble(row -> row.sum(pointer)).sum();
    }

    private String falseRings() {
        MarkdownTable table = new MarkdownTable(List.of(
                "level",
                "detect",
                "accounts",
                "flagged rings",
                "false",
                "per million accounts",
                "at most (95 %)",
                "precision of those flagged",
                "precision of the first 100"));
        for (MeasuredRow row : rows) {
            double millions = row.sum("/accounts/total") / 1_000_000;
            long wrong = (long) row.sum("/rings/false");
            double flagged = row.sum("/rings/predicted");
            table.add(List.of(
                    level(row),
                    row.way(),
                    String.format(Locale.ROOT, "%,.0f", 1_000_000 * millions),
                    String.format(Locale.ROOT, "%.0f", flagged),
                    String.valueOf(wrong),
                    String.format(Locale.ROOT, "%.2f", wrong / millions),
                    String.format(Locale.ROOT, "%.2f", PoissonBound.upper(wrong) / millions),
                    flagged == 0 ? "–" : String.format(Locale.ROOT, "%.3f", 1 - wrong / flagged),
                    row.meanAndWorst("/rings/precision_at/100", Math::min)));
        }
        return "Rings flagged of which fewer than half are fraudulent, all worlds of a row together, and the upper 95 % bound"
                + " on their rate; the first 100 are candidates by score, flagged or not.\n\n" + table;
    }

    /** What the first way says of members and rings against what is true of them. */
    private String roles() {
        return confusion("Accounts of flagged rings by the part they are given", "/roles/accounts", "part")
                + confusion("Flagged rings by suspected scheme", "/schemes/rings", "scheme")
                + confusion("Devices of flagged rings by the part they are given", "/resources/device", "part")
                + confusion("Wallets of flagged rings by the part they are given", "/resources/wallet", "part")
                + confusion("Addresses of flagged rings by the part they are given", "/resources/ip", "part")
                + confusion("Merchants of flagged rings by the part they are given", "/resources/merchant", "part")
                + confusion(
                        "Beneficiaries of flagged rings by the part they are given", "/resources/beneficiary", "part");
    }

    /** For each level a table of counts, all worlds together: what was said down, what is true across; nothing if there are none. */
    private String confusion(String title, String pointer, String said) {
        StringBuilder text = new StringBuilder();
        for (MeasuredRow row : ofTheFirstWay(rows)) {
            Map<String, Map<String, Long>> counts = new TreeMap<>();
            TreeSet<String> truths = new TreeSet<>();
            for (JsonNode world : row.worlds().values()) {
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
            MarkdownTable table = new MarkdownTable(head);
            counts.forEach((name, cells) -> table.add(
                    name,
                    truths.stream()
                            .map(truth -> String.valueOf(cells.getOrDefault(truth, 0L)))
                            .toList()));
            text.append("%s, down, and by what is true, across; %s, %s, all worlds together.\n\n%s\n"
                    .formatted(title, level(row), row.way(), table));
        }
        return text.toString();
    }

    /** How true the scores of the first way are. */
    private String reliability() {
        List<MeasuredRow> ours = ofTheFirstWay(rows);
        TreeSet<Double> lows = new TreeSet<>();
        List<Reliability> all = ours.stream().map(Reliability::of).toList();
        all.forEach(each -> each.bins().forEach(bin -> lows.add(bin.from())));
        List<String> head = new ArrayList<>(List.of("score"));
        ours.forEach(row -> head.add(level(row)));
        MarkdownTable table = new MarkdownTable(head);
        for (double low : lows) {
            table.add(
                    String.format(Locale.ROOT, "from %.1f", low),
                    all.stream().map(each -> reliability(each, low)).toList());
        }
        table.add(
                "calibration error",
                all.stream()
                        .map(each -> String.format(Locale.ROOT, "%.3f", each.error()))
                        .toList());
        return "Share of candidates that are real by their score (mean score, candidates), with "
                + ours.get(0).way() + ", all worlds of a level together.\n\n" + table;
    }

    private static String reliability(Reliability reliability, double low) {
        return reliability.bins().stream()
                .filter(bin -> bin.from() == low)
                .map(bin ->
                        String.format(Locale.ROOT, "%.2f (%.2f, %.0f)", bin.shareReal(), bin.meanScore(), bin.rings()))
                .findFirst()
                .orElse("–");
    }

    /** One table a level with a column for each way. */
    private String perLevel(
            String title,
            String kind,
            Function<List<MeasuredRow>, Map<String, Function<MeasuredRow, String>>> linesOf) {
        StringBuilder text = new StringBuilder();
        byLevel().values().forEach(level -> {
            List<String> head = new ArrayList<>(List.of(kind));
            level.forEach(row -> head.add(row.way()));
            MarkdownTable table = new MarkdownTable(head);
            linesOf.apply(level)
                    .forEach((name, cell) ->
                            table.add(name, level.stream().map(cell).toList()));
            if (!table.isEmpty()) {
                text.append(text.isEmpty() ? "" : "\n")
                        .append(title)
                        .append(", ")
                        .append(level(level.get(0)));
                text.append(".\n\n").append(table);
            }
        });
        return text.toString();
    }

    /** The rows of each level and size, as they come. */
    private Map<String, List<MeasuredRow>> byLevel() {
        return rows.stream().collect(Collectors.groupingBy(this::level, LinkedHashMap::new, Collectors.toList()));
    }

    private String level(MeasuredRow row) {
        return oneSize ? row.level() : String.format(Locale.ROOT, "%s, %,d events", row.level(), row.events());
    }

    /** The rows of the way that comes first. */
    static List<MeasuredRow> ofTheFirstWay(List<MeasuredRow> rows) {
        String way = rows.get(0).way();
        return rows.stream().filter(row -> row.way().equals(way)).toList();
    }

    private static List<Measure> measuresAt(List<String> pointers) {
        return pointers.stream()
                .map(pointer -> Measure.ALL.stream()
                        .filter(measure -> measure.pointer().equals(pointer))
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    /**
     * Prints tables of a file whose lines are level, events, way, world and measures file, parted by tabs.
     *
     * @param args the file, then the sections to print; all of them when none is named
     * @throws IllegalArgumentException when the file is missing, a line breaks the rule or there is no such section
     */
    public static void main(String[] args) throws IOException {
        if (args.length == 0) {
            throw new IllegalArgumentException("a file of level, events, way, world and measures must be given");
        }
        QualityTable table = new QualityTable(MeasuredRow.read(Path.of(args[0])));
        // Whatever the locale: the tables are not ASCII.
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)
                .print(table.toMarkdown(sections(Arrays.asList(args).subList(1, args.length))));
    }

    /** The sections of these names; all when there is none. */
    static Set<Section> sections(List<String> labels) {
        EnumSet<Section> chosen = EnumSet.noneOf(Section.class);
        for (String label : labels) {
            chosen.add(Arrays.stream(Section.values())
                    .filter(section -> section.label().equals(label))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("tables must be of "
                            + Arrays.stream(Section.values())
                                    .map(Section::label)
                                    .collect(Collectors.joining(", "))
                            + " but had " + label)));
        }
        return chosen.isEmpty() ? EnumSet.allOf(Section.class) : chosen;
    }
}
