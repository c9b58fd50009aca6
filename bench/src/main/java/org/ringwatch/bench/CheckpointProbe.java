// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.bench;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Flink's web interface tells of the checkpoints of the one job that runs there, looked at from time to time, and how much is written
 * for them. That is counted in files: of what is stored whole now and then beside the log, the interface does not tell.
 */
final class CheckpointProbe {
    private static final Pattern JOB = Pattern.compile("\"jid\":\"([0-9a-f]+)\"");

    private static final Pattern COMPLETED = Pattern.compile("\"id\":([0-9]+),\"status\":\"COMPLETED\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI address;
    private final File folder;
    private final String job;
    private final Map<File, Long> sizes = new HashMap<>();

    private long lastSeen;
    private long bytes;
    private long stateBytes;
    private final List<Long> durations = new ArrayList<>();

    /** Checkpoints that completed between two readings, and bytes of the files that appeared meanwhile. */
    record Reading(int checkpoints, long medianMillis, long bytes, long stateBytes) {}

    /**
     * Looks at the job.
     *
     * @param address of the web interface
     * @param folder of the checkpoints
     */
    CheckpointProbe(URI address, Path folder) throws IOException, InterruptedException {
        this.address = address;
        this.folder = folder.toFile();
        job = first(JOB, get("/jobs/overview"));
        look();
        read();
    }

    /** To be called at least once in the time of a checkpoint. */
    void look() throws IOException, InterruptedException {
        String text = get("/jobs/" + job + "/checkpoints");
        long newest = lastSeen;
        Matcher completed = COMPLETED.matcher(text);
        completed.region(text.indexOf("\"history\":["), text.length());
        while (completed.find()) {
            long id = Long.parseLong(completed.group(1));
            if (id > lastSeen) {
                durations.add(number("end_to_end_duration", text, completed.end()));
            }
            if (id > newest) {
                newest = id;
                stateBytes = number("state_size", text, completed.end());
            }
        }
        lastSeen = newest;
        lookInto(folder);
    }

    /** A file may still grow, and any may go away meanwhile. */
    private void lookInto(File place) {
        File[] files = place.listFiles();
        for (File file : files == null ? new File[0] : files) {
            if (file.isDirectory()) {
                lookInto(file);
            } else {
                long size = file.length();
                bytes += Math.max(0, size - sizes.getOrDefault(file, 0L));
                sizes.put(file, size);
            }
        }
    }

    /** What was seen since the last reading. */
    Reading read() {
        List<Long> sorted = durations.stream().sorted().toList();
        Reading reading =
                new Reading(sorted.size(), sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2), bytes, stateBytes);
        durations.clear();
        bytes = 0;
        return reading;
    }

    private static long number(String field, String text, int from) {
        Matcher matcher = Pattern.compile("\"" + field + "\":([0-9]+)").matcher(text);
        if (!matcher.find(from)) {
            throw new IllegalStateException("no " + field + " in " + text);
        }
        return Long.parseLong(matcher.group(1));
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }

    private String get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(address.resolve(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
