// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Moves files into a watched folder, one a second, and tells from time to time what the watch holds, how far it is behind and what its
 * checkpoints take: whether that stays the same.
 */
public final class WatchSoak {
    private static final long SECOND = 1000;
    private static final double MEGABYTE = 1 << 20;
    private static final double KILOBYTES = 1 << 10;
    private static final double MINUTE = 60;
    private static final Pattern CLOCK = Pattern.compile("\"clock\" ?: ?\"([^\"]+)\"");
    private static final Pattern LINKS = Pattern.compile("\"links\" ?: ?([0-9]+)");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+([0-9]+)");
    private static final Pattern USED = Pattern.compile("(?:PSYoungGen|ParOldGen).* used ([0-9]+)K");

    private final Path output;
    private final String process;
    private final CheckpointProbe checkpoints;

    private WatchSoak(Path output, URI web, String process) throws IOException, InterruptedException {
        this.output = output;
        this.process = process;
        checkpoints = new CheckpointProbe(web, output.resolve("state/checkpoints"));
    }

    /**
     * Feeds and tells.
     *
     * @param args folder of CSV files in order of event time, watched folder, output folder of the watch, address of its web
     *     interface, its process id, seconds between two rows
     */
    public static void main(String[] args) throws Exception {
        Path input = Path.of(args[1]);
        WatchSoak soak = new WatchSoak(Path.of(args[2]), URI.create(args[3]), args[4]);
        int every = Integer.parseInt(args[5]);
        List<Path> files;
        try (Stream<Path> all = Files.list(Path.of(args[0]))) {
            files = all.sorted().toList();
        }
        System.out.println(
                "| minute | behind s | links | resident MB | heap in use MB | state MB | checkpoints | median s | MB a minute |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        // Latest event times of the files.
        List<Instant> latest = new ArrayList<>();
        long begin = System.currentTimeMillis();
        for (int f = 0; f < files.size(); f++) {
            Thread.sleep(Math.max(0, begin + f * SECOND - System.currentTimeMillis()));
            latest.add(lastTime(files.get(f)));
            Files.move(files.get(f), input.resolve(files.get(f).getFileName()), StandardCopyOption.ATOMIC_MOVE);
            soak.checkpoints.look();
            if ((f + 1) % every == 0) {
                soak.row(latest, every / MINUTE);
            }
        }
    }

    private static Instant lastTime(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        int column = Arrays.asList(lines.get(0).split(",", -1)).indexOf("event_time");
        return Instant.parse(lines.get(lines.size() - 1).split(",", -1)[column]);
    }

    private void row(List<Instant> latest, double minutes) throws IOException, InterruptedException {
        CheckpointProbe.Reading reading = checkpoints.read();
        int seconds = latest.size();
        String run = Files.readString(output.resolve("current/run.json"));
        System.out.printf(
                Locale.ROOT,
                "| %.0f | %d | %d | %.0f | %.0f | %.0f | %d | %.1f | %.0f |%n",
                seconds / MINUTE,
                seconds - known(latest, Instant.parse(find(CLOCK, run))),
                number(LINKS, run),
                number(RESIDENT, Files.readString(Path.of("/proc", process, "status"))) / KILOBYTES,
                heapInUse() / KILOBYTES,
                reading.stateBytes() / MEGABYTE,
                reading.checkpoints(),
                reading.medianMillis() / (double) SECOND,
                reading.bytes() / MEGABYTE / minutes);
    }

    /** Kilobytes of the heap after a full collection. */
    private long heapInUse() throws IOException, InterruptedException {
        jcmd("GC.run");
        Matcher used = USED.matcher(jcmd("GC.heap_info"));
        long kilobytes = 0;
        while (used.find()) {
            kilobytes += Long.parseLong(used.group(1));
        }
        return kilobytes;
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder("jcmd", process, command)
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IllegalStateException("jcmd " + command + ": " + said);
        }
        return said;
    }

    /** Files whose events are all in what has that latest event time. */
    private static long known(List<Instant> latest, Instant clock) {
        return latest.stream().filter(time -> !time.isAfter(clock)).count();
    }

    private static long number(Pattern pattern, String text) {
        return Long.parseLong(find(pattern, text));
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }
}
