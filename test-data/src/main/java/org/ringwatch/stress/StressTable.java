// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.stress;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.ringwatch.evaluate.MarkdownTable;
import org.ringwatch.stress.Bill.Item;
import org.ringwatch.stress.Stress.Kind;
import org.ringwatch.stress.StressRun.Outcome;

/** What detection found under stress, as Markdown tables: faults, evasions with their half-recall points, floods, framings. */
public final class StressTable {

    private final String level;
    /** The runs on the worlds as they were, by seed. */
    private final Map<String, StressRun> without = new LinkedHashMap<>();
    /** The runs under each stress, in the order in which they come. */
    private final Map<List<StressSpec>, List<StressRun>> under = new LinkedHashMap<>();

    /** The runs of one level. */
    StressTable(String level, List<StressRun> runs) {
        this.level = level;
        for (StressRun run : runs) {
            if (run.specs().isEmpty()) {
                without.put(run.seed(), run);
            } else {
                under.computeIfAbsent(run.specs(), key -> new ArrayList<>()).add(run);
            }
        }
    }

    /** The tables that have a line, each with a sentence on how to read it. */
    String toMarkdown() throws IOException {
        List<String> parts = new ArrayList<>();
        addTo(parts, faults());
        addTo(parts, evasions());
        addTo(parts, halves());
        addTo(parts, floods());
        addTo(parts, framings());
        return String.join("\n", parts);
    }

    private static void addTo(List<String> parts, String text) {
        if (!text.isEmpty()) {
            parts.add(text);
        }
    }

    private String faults() {
        MarkdownTable table = new MarkdownTable(
                List.of("fault", "strength", "mean best Jaccard of rings", "F1 without", "F1 with", "F1 lost"));
        under.forEach((specs, runs) -> {
            if (kind(specs) == Kind.FAULT) {
                table.add(List.of(
                        title(specs),
                        strength(specs),
                        meanAndWorst(runs, run -> base(run).rings().meanBestJaccard(run.rings()), false),
                        meanAndWorst(runs, run -> base(run).f1(), false),
                        meanAndWorst(runs, StressRun::f1, false),
                        meanAndWorst(runs, run -> base(run).f1() - run.f1(), true)));
            }
        });
        return section(
                table,
                "Faults of the feed, " + worlds()
                        + ", mean (worst): how well each ring flagged without the fault is met by one"
                        + " flagged with it, and what the fault costs.");
    }

    private String evasions() throws IOException {
        MarkdownTable table = new MarkdownTable(List.of(
                "evasion",
                "strength",
                "account recall",
                "against none",
                "things",
                "accounts",
                "events",
                "payments",
                "days"));
        for (Map.Entry<List<StressSpec>, List<StressRun>> entry : under.entrySet()) {
            if (kind(entry.getKey()) == Kind.EVASION) {
                List<StressRun> runs = entry.getValue();
                List<String> line = new ArrayList<>(List.of(
                        title(entry.getKey()),
                        strength(entry.getKey()),
                        meanAndWorst(runs, StressRun::recall, false),
                        String.format(Locale.ROOT, "%.2f", ratio(runs))));
                line.addAll(costs(runs, List.of(Item.THINGS, Item.ACCOUNTS, Item.EVENTS, Item.PAYMENTS, Item.DAYS)));
                table.add(line);
            }
        }
        return section(
                table,
                "Rings that evade, " + worlds()
                        + ": account recall, mean (worst), as a share of that without evasion, and what"
                        + " each account that does it costs the ring beyond what it had: devices, wallets, addresses and shops;"
                        + " accounts bought; events, and payments among them; days of waiting.");
    }

    /** Per evasion, where recall falls to half: between the strengths tried, on a straight line. */
    private String halves() throws IOException {
        Map<Stress, List<Map.Entry<List<StressSpec>, List<StressRun>>>> byStress = under.entrySet().stream()
                .filter(entry ->
                        kind(entry.getKey()) == Kind.EVASION && entry.getKey().size() == 1)
                .collect(Collectors.groupingBy(
                        entry -> entry.getKey().get(0).stress(), LinkedHashMap::new, Collectors.toList()));
        MarkdownTable table =
                new MarkdownTable(List.of("evasion", "recall halves at", "strongest tried", "left there"));
        byStress.forEach((stress, entries) -> {
            StressSpec strongest = entries.get(entries.size() - 1).getKey().get(0);
            double[] strengths = entries.stream()
                    .mapToDouble(entry -> entry.getKey().get(0).strength())
                    .toArray();
            double[] ratios = entries.stream()
                    .mapToDouble(entry -> ratio(entry.getValue()))
                    .toArray();
            double half = half(strengths, ratios);
            table.add(List.of(
                    stress.title(),
                    Double.isNaN(half) ? "not reached" : String.format(Locale.ROOT, "%.2g %s", half, stress.unit()),
                    StressSpec.number(strongest.strength()) + " " + stress.unit(),
                    String.format(Locale.ROOT, "%.2f", ratios[ratios.length - 1])));
        });
        return section(
                table, "Half-recall points: how strong an evasion must be for a ring to halve what is found of it.");
    }

    /**
     * The strength at which the ratio falls to one half, on the line between the two strengths around it; the first strength
     * when it is below at once, not a number when it never is. Of caps, the weakest is the largest.
     */
    static double half(double[] strengths, double[] ratios) {
        for (int i = 0; i < ratios.length; i++) {
            if (ratios[i] <= 0.5) {
                return i == 0
                        ? strengths[0]
                        : strengths[i - 1]
                                + (strengths[i] - strengths[i - 1])
                                        * (ratios[i - 1] - 0.5)
                                        / (ratios[i - 1] - ratios[i]);
            }
        }
        return Double.NaN;
    }

    private String floods() throws IOException {
        MarkdownTable table = new MarkdownTable(
                List.of("flood", "accounts a ring", "recall without", "recall with", "recall lost", "payments"));
        for (Map.Entry<List<StressSpec>, List<StressRun>> entry : under.entrySet()) {
            if (kind(entry.getKey()) == Kind.FLOOD) {
                List<StressRun> runs = entry.getValue();
                table.add(List.of(
                        title(entry.getKey()),
                        strength(entry.getKey()),
                        meanAndWorst(runs, run -> base(run).recall(), false),
                        meanAndWorst(runs, StressRun::recall, false),
                        meanAndWorst(runs, run -> base(run).recall() - run.recall(), true),
                        String.format(
                                Locale.ROOT,
                                "%.0f",
                                sum(runs, Item.PAYMENTS)
                                        / Math.max(1, sum(runs, Item.ACCOUNTS))
                                        * entry.getKey().get(0).strength())));
            }
        }
        return section(
                table,
                "Throw-away accounts on what most of a ring's accounts use, " + worlds()
                        + ": recall of the ring's own accounts,"
                        + " mean (worst), and the payments a ring makes for it.");
    }

    private String framings() throws IOException {
        MarkdownTable table = new MarkdownTable(List.of(
                "framing",
                "accounts at most",
                "targets",
                "flagged",
                "called suspects",
                "accounts",
                "events",
                "payments"));
        for (Map.Entry<List<StressSpec>, List<StressRun>> entry : under.entrySet()) {
            if (kind(entry.getKey()) == Kind.FRAMING) {
                List<StressRun> runs = entry.getValue();
                List<Outcome> targets = new ArrayList<>();
                int rings = 0;
                for (StressRun run : runs) {
                    targets.addAll(run.targets());
                    rings += run.measures().at("/rings/planted").asInt();
                }
                List<String> line = new ArrayList<>(List.of(
                        title(entry.getKey()),
                        strength(entry.getKey()),
                        String.valueOf(targets.size()),
                        share(targets.stream().filter(Outcome::flagged).count(), targets.size()),
                        share(targets.stream().filter(Outcome::suspect).count(), targets.size())));
                for (Item item : List.of(Item.ACTORS, Item.EVENTS, Item.PAYMENTS)) {
                    line.add(String.format(Locale.ROOT, "%.1f", sum(runs, item) / Math.max(1, rings)));
                }
                table.add(line);
            }
        }
        return section(
                table,
                "Rings that frame, " + worlds()
                        + ": one honest target a ring, counted where the ring itself is found; how many"
                        + " targets are flagged with it, and what each target costs: accounts of a ring that gets found for it,"
                        + " events, and payments among them.");
    }

    private static String share(long count, long of) {
        return of == 0 ? "–" : String.format(Locale.ROOT, "%d (%.2f)", count, (double) count / of);
    }

    private static List<String> costs(List<StressRun> runs, List<Item> items) throws IOException {
        List<String> cells = new ArrayList<>();
        double actors = Math.max(1, sum(runs, Item.ACTORS));
        for (Item item : items) {
            double each = sum(runs, item) / actors;
            cells.add(each == 0 ? "–" : String.format(Locale.ROOT, "%.1f", each));
        }
        return cells;
    }

    private static double sum(List<StressRun> runs, Item item) throws IOException {
        double sum = 0;
        for (StressRun run : runs) {
            sum += run.bill().get(item);
        }
        return sum;
    }

    /** Recall under stress against that without, all worlds together. */
    private double ratio(List<StressRun> runs) {
        double with = runs.stream().mapToDouble(StressRun::recall).sum();
        double base = runs.stream().mapToDouble(run -> base(run).recall()).sum();
        return base == 0 ? Double.NaN : with / base;
    }

    private StressRun base(StressRun run) {
        StressRun base = without.get(run.seed());
        if (base == null) {
            throw new IllegalArgumentException(
                    "a world must also be judged without stress but was not: seed " + run.seed());
        }
        return base;
    }

    private interface Value {
        double of(StressRun run);
    }

    private static String meanAndWorst(List<StressRun> runs, Value value, boolean highIsWorse) {
        double[] values = runs.stream().mapToDouble(value::of).sorted().toArray();
        double sum = 0;
        for (double each : values) {
            sum += each;
        }
        return String.format(
                Locale.ROOT, "%.3f (%.3f)", sum / values.length, values[highIsWorse ? values.length - 1 : 0]);
    }

    private String worlds() {
        return without.size() + " " + level + (without.size() == 1 ? " world" : " worlds");
    }

    private static Kind kind(List<StressSpec> specs) {
        return specs.get(0).stress().kind();
    }

    private static String title(List<StressSpec> specs) {
        return specs.stream().map(spec -> spec.stress().title()).collect(Collectors.joining("; "));
    }

    private static String strength(List<StressSpec> specs) {
        return specs.stream()
                .map(spec ->
                        StressSpec.number(spec.strength()) + " " + spec.stress().unit())
                .collect(Collectors.joining("; "));
    }

    private static String section(MarkdownTable table, String intro) {
        return table.isEmpty() ? "" : intro + "\n\n" + table;
    }

    /**
     * Prints the tables, one level after the other.
     *
     * @param args a file as {@link StressRun#read} reads it
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            throw new IllegalArgumentException("one list of runs must be given but were " + args.length);
        }
        Map<String, List<StressRun>> levels = StressRun.read(Path.of(args[0])).stream()
                .collect(Collectors.groupingBy(StressRun::level, LinkedHashMap::new, Collectors.toList()));
        // Whatever the locale: the tables are not ASCII.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        String gap = "";
        for (Map.Entry<String, List<StressRun>> level : levels.entrySet()) {
            out.print(gap + new StressTable(level.getKey(), level.getValue()).toMarkdown());
            gap = "\n";
        }
    }
}
