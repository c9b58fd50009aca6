// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Gives a watched folder the history of a world, waits until it is known, and feeds the world's last day at a steady rate, a file a second,
 * in order of event time. Tells how long after the file came each change was told: from the moment that the file has its name to the moment
 * that the file of the change has its. Both end the way that users see them, so the wait for the checkpoint is part of it. The day has one
 * midnight, at which everything is judged again, as a day has in truth, though it is over sooner.
 */
public final class WatchFeed {
    private static final Pattern EVENT_TIME = Pattern.compile("\"event_time\":\"([^\"]+)\"");
    private static final Pattern EVENTS = Pattern.compile("\"events\" ?: ?([0-9]+)");
    private static final long PATIENCE_MILLIS = 600_000;
    private static final long SECOND = 1000;
    private static final double HALF = 0.5;
    private static final double NEARLY_ALL = 0.99;
    private static final double ALMOST_ALL = 0.9995;

    private WatchFeed() {}

    /**
     * Feeds and measures.
     *
     * @param args folder of CSV files of events, watched folder, output folder of the watch, events a second
     */
    public static void main(String[] args) throws Exception {
        Path input = Path.of(args[1]);
        Path output = Path.of(args[2]);
        int rate = Integer.parseInt(args[3]);
        List<String> lines = new ArrayList<>();
        String header = read(Path.of(args[0]), lines);
        int column = Arrays.asList(header.split(",", -1)).indexOf("event_time");
        lines.sort(Comparator.comparing(line -> line.split(",", -1)[column]));

        Instant lastDay = time(lines.get(lines.size() - 1), column).minus(Duration.ofDays(1));
        int history = 0;
        while (time(lines.get(history), column).isBefore(lastDay)) {
            history++;
        }
        put(input, "history.csv", header, lines.subList(0, history), 0);
        await(output, distinct(lines.subList(0, history)));

        // Latest event time of each file, and when it came.
        TreeMap<Instant, Long> arrivals = new TreeMap<>();
        long begin = System.currentTimeMillis();
        int files = 0;
        for (int from = history; from < lines.size(); from += rate) {
            List<String> part = lines.subList(from, Math.min(lines.size(), from + rate));
            put(input, String.format(Locale.ROOT, "part-%06d.csv", files), header, part, begin + files * SECOND);
            files++;
            arrivals.put(time(part.get(part.size() - 1), column), System.currentTimeMillis());
        }
        long fed = System.currentTimeMillis();
        long known = await(output, distinct(lines));
        // The changes of the last round come with the next checkpoint.
        Thread.sleep(2 * SECOND * 5);
        long[] latencies = latencies(output, lastDay, arrivals);
        System.out.printf(
                Locale.ROOT,
                "{\"history\":%d,\"events\":%d,\"rate\":%d,\"behind_seconds\":%.1f,\"changes\":%d,\"p50_seconds\":%.2f,"
                        + "\"p99_seconds\":%.2f,\"max_seconds\":%.2f}%n",
                history,
                lines.size() - history,
                rate,
                (known - fed) / (double) SECOND,
                latencies.length,
                quantile(latencies, HALF),
                quantile(latencies, NEARLY_ALL),
                quantile(latencies, 1));
    }

    private static String read(Path folder, List<String> lines) throws IOException {
        String header = "";
        try (Stream<Path> parts = Files.list(folder)) {
            for (Path part : parts.sorted().toList()) {
                List<String> all = Files.readAllLines(part);
                header = all.get(0);
                lines.addAll(all.subList(1, all.size()));
            }
        }
        return header;
    }

    private static Instant time(String line, int column) {
        return Instant.parse(line.split(",", -1)[column]);
    }

    /** Writes a file that appears whole, not before a time. */
    private static void put(Path folder, String name, String header, List<String> lines, long notBefore)
            throws IOException, InterruptedException {
        Path hidden = folder.resolve("." + name);
        List<String> text = new ArrayList<>(List.of(header));
        text.addAll(lines);
        Files.write(hidden, text);
        Thread.sleep(Math.max(0, notBefore - System.currentTimeMillis()));
        Files.move(hidden, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** How many events there are: lines repeat. */
    private static long distinct(List<String> lines) {
        return lines.stream()
                .map(line -> line.substring(0, line.indexOf(',')))
                .distinct()
                .count();
    }

    /** When a snapshot knew the events but for some that may be rejected. */
    private static long await(Path output, long events) throws IOException, InterruptedException {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        Path run = output.resolve("current/run.json");
        while (System.currentTimeMillis() < end) {
            if (Files.exists(run)) {
                Matcher matcher = EVENTS.matcher(Files.readString(run));
                if (matcher.find() && Long.parseLong(matcher.group(1)) >= events * ALMOST_ALL) {
                    return Files.getLastModifiedTime(run).toMillis();
                }
            }
            Thread.sleep(SECOND / 10);
        }
        throw new IllegalStateException("the watch did not read all events");
    }

    private static long[] latencies(Path output, Instant since, TreeMap<Instant, Long> arrivals) throws IOException {
        List<Long> latencies = new ArrayList<>();
        try (Stream<Path> files = Files.list(output.resolve("changes"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                long told = Files.getLastModifiedTime(file).toMillis();
                for (String line : Files.readAllLines(file)) {
                    Matcher matcher = EVENT_TIME.matcher(line);
                    if (matcher.find() && !Instant.parse(matcher.group(1)).isBefore(since)) {
                        Map.Entry<Instant, Long> arrival = arrivals.ceilingEntry(Instant.parse(matcher.group(1)));
                        latencies.add(told - (arrival == null ? arrivals.lastEntry() : arrival).getValue());
                    }
                }
            }
        }
        return latencies.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    private static double quantile(long[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(share * sorted.length) - 1] / (double) SECOND;
    }
}
