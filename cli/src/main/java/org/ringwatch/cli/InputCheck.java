// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ringwatch.event.EventColumn;
import org.ringwatch.event.ShownValue;
import org.ringwatch.event.ValidEvent;
import org.ringwatch.job.DetectionParameters;
import org.ringwatch.job.source.EventReader;
import org.ringwatch.job.source.InputFile;
import org.ringwatch.job.source.InputSplit;
import org.ringwatch.job.source.InputSplits;

/**
 * Reads the first lines of every input file, {@value #MAX_LINES} in all, and says what would be read and which signals lack
 * data. Without Flink.
 */
final class InputCheck {

    static final int MAX_LINES = 10_000;

    private static final int MAX_REASONS = 5;
    private static final int MAX_REASON_LENGTH = 100;
    private static final double BYTES_PER_MB = 1e6;

    /** What a column is for, where it is for something. */
    private static final Map<EventColumn, String> SIGNALS = new EnumMap<>(Map.ofEntries(
            Map.entry(EventColumn.DEVICE_ID, "shared devices, purchases from new devices"),
            Map.entry(EventColumn.IP, "shared addresses, homes"),
            Map.entry(EventColumn.MERCHANT_ID, "suspicious merchants"),
            Map.entry(EventColumn.WALLET, "shared wallets, gift cards"),
            Map.entry(EventColumn.BENEFICIARY_ID, "shared beneficiaries"),
            Map.entry(EventColumn.AMOUNT_MINOR, "losses"),
            Map.entry(EventColumn.ORDER_ID, "which refund belongs to which purchase"),
            Map.entry(EventColumn.TWO_FACTOR, "two-factor authentication off"),
            Map.entry(EventColumn.FAMILY_ID, "families, which explain what looks suspicious"),
            Map.entry(EventColumn.ACCOUNT_KIND, "managed accounts, which explain what looks suspicious"),
            Map.entry(EventColumn.IP_KIND, "hidden addresses, and relays and carriers, whose addresses say nothing")));

    private final List<InputFile> files;
    private final DetectionParameters parameters;
    private final Map<EventColumn, Long> filled = new EnumMap<>(EventColumn.class);
    private final Map<String, Long> reasons = new HashMap<>();
    private final Map<String, Long> unknownTypes = new HashMap<>();
    private long events;
    private long rejected;

    InputCheck(List<InputFile> files, DetectionParameters parameters) {
        this.files = files;
        this.parameters = parameters;
    }

    /** Reads; {@link #lines} and {@link #warnings} then tell what was seen. */
    void run() throws IOException {
        long linesPerFile = Math.max(1, MAX_LINES / Math.max(1, files.size()));
        int previousFile = -1;
        // The first split of a file holds its first lines; other splits are passed over.
        for (InputSplit split : InputSplits.of(files, 1)) {
            if (split.file() != previousFile) {
                previousFile = split.file();
                read(split, linesPerFile);
            }
        }
    }

    private void read(InputSplit split, long most) throws IOException {
        long end = events + rejected + most;
        EventReader.Handler handler = new EventReader.Handler() {
            @Override
            public void event(ValidEvent event, long offset) {
                if (events + rejected < end) {
                    events++;
                    event.unknownEventType().ifPresent(name -> unknownTypes.merge(name, 1L, Long::sum));
                    SIGNALS.keySet().stream()
                            .filter(event::fills)
                            .forEach(column -> filled.merge(column, 1L, Long::sum));
                }
            }

            @Override
            public void rejected(long line, String reason, String raw) {
                if (events + rejected < end) {
                    rejected++;
                    reasons.merge(reason, 1L, Long::sum);
                }
            }
        };
        try (EventReader reader =
                new EventReader(files.get(split.file()), split, parameters.columns(), parameters.rules(), handler)) {
            while (events + rejected < end && reader.read()) {
                // The handler counts.
            }
        }
    }

    /** What the user should mend before a run. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (events == 0) {
            warnings.add("WARNING: no valid event was found");
        } else {
            Warnings.ofRejected(rejected, events, "above are the reasons").ifPresent(warnings::add);
        }
        Warnings.ofUnknownTypes(unknownTypes).ifPresent(warnings::add);
        return warnings;
    }

    /** What was seen, for standard output. */
    List<String> lines() {
        double megabytes = files.stream().mapToLong(InputFile::length).sum() / BYTES_PER_MB;
        List<String> lines = new ArrayList<>();
        lines.add(line("files", String.format(Locale.ROOT, "%,d (%,.1f MB)", files.size(), megabytes)));
        lines.add(line("lines tried", String.format(Locale.ROOT, "%,d", events + rejected)));
        lines.add(line("events", String.format(Locale.ROOT, "%,d", events)));
        lines.add(line("rejected", String.format(Locale.ROOT, "%,d", rejected)));
        reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MAX_REASONS)
                .map(reason -> line(
                        "",
                        String.format(
                                Locale.ROOT,
                                "%,d: %s",
                                reason.getValue(),
                                ShownValue.clean(reason.getKey(), MAX_REASON_LENGTH))))
                .forEach(lines::add);
        if (reasons.size() > MAX_REASONS) {
            lines.add(line("", String.format(Locale.ROOT, "and %,d more reasons", reasons.size() - MAX_REASONS)));
        }
        for (Map.Entry<EventColumn, String> signal : SIGNALS.entrySet()) {
            double share = events == 0 ? 0 : filled.getOrDefault(signal.getKey(), 0L) / (double) events;
            lines.add(line(signal.getKey().columnName(), filled(share, signal.getValue())));
        }
        return lines;
    }

    private static String filled(double share, String signals) {
        if (share == 0) {
            return "  0 % filled; off: " + signals;
        }
        String filled = share < 0.01 ? " <1 % filled" : String.format(Locale.ROOT, "%3.0f %% filled", 100 * share);
        return share < RunFile.LEAST_FILLED ? filled + "; sparse, used where present: " + signals : filled;
    }

    private static String line(String name, String value) {
        return String.format(Locale.ROOT, "%-15s %s", name, value);
    }
}
