// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Gives a watched folder the first two thirds of a world's time as history, waits until it is known and stored, and feeds the rest as if it were one
 * day: at a steady rate, a file a second, in order of event time. Tells how long after a file came each change was told that it caused:
 * from the moment that the file has its name to the moment that the file of the change has its. Both end the way that users see them, so
 * the wait for the checkpoint is part of it. The midnight before, at which everything is judged again, is measured apart, by the day's first
 * event.
 */
public final class WatchFeed {
    private static final Pattern EVENT_TIME = Pattern.compile("\"event_time\":\"([^\"]+)\"");
    private static final Pattern EVENTS = Pattern.compile("\"events\" ?: ?([0-9]+)");
    private static final long PATIENCE_MILLIS = 1_200_000;

    /** A watch stores all its state every three minutes: after these, what the history made is stored. */
    private static final long STORING_MILLIS = 200_000;

    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final double MEGABYTE = 1 << 20;
    private static final long DAY = 24 * 60 * 60 * SECOND;
    private static final double HISTORY = 2.0 / 3;
    private static final double HALF = 0.5;
    private static final double NEARLY_ALL = 0.99;
    private static final double ALMOST_ALL = 0.9995;

    /** What rounds without a later event may have added to the time of a change. */
    private static final int ADDED_MILLIS = 100;

    private WatchFeed() {}

    /**
     * Feeds and measures.
     *
     * @param args folder of CSV files of events, watched folder, output folder of the watch, events a second, address of Flink's
     *     web interface, seconds to feed at most
     */
    public static void main(String[] args) throws Exception {
        Path input = Path.of(args[1]);
        Path output = Path.of(args[2]);
        int rate = Integer.parseInt(args[3]);
        CheckpointProbe checkpoints = new CheckpointProbe(URI.create(args[4]), output.resolve("state/checkpoints"));
        int seconds = Integer.parseInt(args[5]);
        List<String> lines = new ArrayList<>();
        String header = read(Path.of(args[0]), lines);
        int column = Arrays.asList(header.split(",", -1)).indexOf("event_time");
        lines.sort(Comparator.comparing(line -> line.split(",", -1)[column]));
        int history = inOneDay(lines, column);
        Instant day = time(lines.get(history), column);

        put(input, "history.csv", header, lines.subList(0, history), 0);
        await(output, distinct(lines.subList(0, history)));
        Thread.sleep(2 * SECOND * 5);
        long midnight = System.currentTimeMillis();
        put(input, "midnight.csv", header, lines.subList(history, history + 1), 0);
        midnight = awaitDay(output, day) - midnight;
        Thread.sleep(STORING_MILLIS);

        // Latest event time of each file, and when it came.
        TreeMap<Instant, Long> arrivals = new TreeMap<>();
        int end = (int) Math.min(lines.size(), history + 1 + (long) seconds * rate);
        checkpoints.look();
        checkpoints.read();
        long begin = System.currentTimeMillis();
        int files = 0;
        for (int from = history + 1; from < end; from += rate) {
            List<String> part = lines.subList(from, Math.min(end, from + rate));
            checkpoints.look();
            put(input, String.format(Locale.ROOT, "part-%06d.csv", files), header, part, begin + files * SECOND);
            files++;
            arrivals.put(time(part.get(part.size() - 1), column), System.currentTimeMillis());
        }
        long fed = System.currentTimeMillis();
        checkpoints.look();
        CheckpointProbe.Reading stored = checkpoints.read();
        long known = await(output, distinct(lines.subList(0, end)));
        // The changes of the last round come with the next checkpoint.
        Thread.sleep(2 * SECOND * 5);
        long[] latencies = latencies(output, day.plusSeconds(1), arrivals);
        System.out.printf(
                Locale.ROOT,
                "{\"history\":%d,\"midnight_seconds\":%.1f,\"events\":%d,\"rate\":%d,\"behind_seconds\":%.1f,\"changes\":%d,"
                        + "\"p50_seconds\":%.2f,\"p99_seconds\":%.2f,\"max_seconds\":%.2f,"
                        + "\"checkpoints\":%d,\"checkpoint_p50_seconds\":%.2f,\"checkpoint_mb_a_minute\":%.0f,\"state_mb\":%.0f}%n",
                history,
                midnight / (double) SECOND,
                end - history,
                rate,
                (known - fed) / (double) SECOND,
                latencies.length,
                quantile(latencies, HALF),
                quantile(latencies, NEARLY_ALL),
                quantile(latencies, 1),
                stored.checkpoints(),
                stored.medianMillis() / (double) SECOND,
                stored.bytes() / MEGABYTE * MINUTE / (fed - begin),
                stored.stateBytes() / MEGABYTE);
    }

    /** Moves what is behind the history into the day that follows it, in proportion; the number of lines before. */
    private static int inOneDay(List<String> lines, int column) {
        long first = time(lines.get(0), column).toEpochMilli();
        long last = time(lines.get(lines.size() - 1), column).toEpochMilli();
        long from = (first + (long) (HISTORY * (last - first))) / DAY * DAY;
        int history = 0;
        for (int l = 0; l < lines.size(); l++) {
            long time = time(lines.get(l), column).toEpochMilli();
            if (time < from) {
                history = l + 1;
            } else {
                String[] cells = lines.get(l).split(",", -1);
                cells[column] = Instant.ofEpochMilli(from + (time - from) / ((last - from) / DAY + 1))
                        .toString();
                lines.set(l, String.join(",", cells));
            }
        }
        return history;
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

    /** When a snapshot knew of the day. */
    private static long awaitDay(Path output, Instant day) throws IOException, InterruptedException {
        String known = "\"" + day.toString().substring(0, "yyyy-mm-dd".length());
        return await(output, text -> text.contains(known));
    }

    /** When a snapshot knew the events but for some that may be rejected. */
    private static long await(Path output, long events) throws IOException, InterruptedException {
        return await(output, text -> {
            Matcher matcher = EVENTS.matcher(text);
            return matcher.find() && Long.parseLong(matcher.group(1)) >= events * ALMOST_ALL;
        });
    }

    private static long await(Path output, Predicate<String> isEnough) throws IOException, InterruptedException {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        Path run = output.resolve("current/run.json");
        while (System.currentTimeMillis() < end) {
            if (Files.exists(run) && isEnough.test(Files.readString(run))) {
                return Files.getLastModifiedTime(run).toMillis();
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
                        Map.Entry<Instant, Long> arrival = arrivals.ceilingEntry(
                                Instant.parse(matcher.group(1)).minusMillis(ADDED_MILLIS));
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
