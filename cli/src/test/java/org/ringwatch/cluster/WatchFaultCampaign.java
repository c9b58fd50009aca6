// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.ringwatch.cli.WatchedOutput;

/**
 * Runs {@code watch} on a cluster while files appear, kills processes of it at random moments, starts new ones as an orchestrator
 * would, and at last compares what it knows with what {@code detect} finds, and looks whether each change was told once.
 */
final class WatchFaultCampaign {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int TASK_MANAGERS = 2;
    private static final int SLOTS = 2;
    private static final int MOST_MILLIS_BETWEEN_KILLS = 8000;

    /**
     * How much is killed.
     *
     * @param events of the simulated world
     * @param taskManagers kills of a task manager
     * @param jobManagers kills of the job manager
     * @param seed of the world and the moments
     * @param log whether checkpoints take what changed from a log of the changes
     */
    record Size(long events, int taskManagers, int jobManagers, long seed, boolean log) {}

    private final Size size;
    private final Path folder;
    private final Path output;
    private final Random random;
    private final LocalCluster cluster;
    private final FlinkRest rest;

    WatchFaultCampaign(Path folder, Size size) throws IOException {
        this.folder = folder;
        this.size = size;
        this.output = folder.resolve("watched");
        this.random = new Random(size.seed());
        this.cluster = LocalCluster.create(
                folder.resolve("cluster"),
                Commands.FLINK,
                new ClusterSettings(TASK_MANAGERS, SLOTS, "1500m", true, configuration()));
        this.rest = new FlinkRest(cluster.rest());
    }

    private Map<String, String> configuration() {
        Map<String, String> configuration =
                new HashMap<>(Map.of("heartbeat.interval", "1 s", "web.refresh-interval", "50"));
        if (size.log()) {
            configuration.put("state.changelog.enabled", "true");
            configuration.put("state.changelog.storage", "filesystem");
            configuration.put("state.changelog.periodic-materialize.interval", "10 s");
            configuration.put(
                    "dstl.dfs.base-path", folder.resolve("changelog").toUri().toString());
        }
        return configuration;
    }

    /** Kills as often as it shall; says in one line what that came to. */
    String run() throws IOException, InterruptedException {
        Path events = Commands.simulate(folder.resolve("world"), size.events(), size.seed());
        int kills = size.taskManagers() + size.jobManagers();
        List<Path> parts = deal(events, kills + 1);
        Path input = Files.createDirectories(folder.resolve("incoming"));
        Path expected = folder.resolve("expected");
        Commands.succeed("detect", "--input", events.toString(), "--output", expected.toString(), "--no-report");
        Instant start = Instant.now();
        try {
            cluster.start();
            String job = submit(input);
            appear(parts.get(0), input);
            awaitEvents(1);
            List<Boolean> ofJobManager = new ArrayList<>(Collections.nCopies(size.jobManagers(), true));
            ofJobManager.addAll(Collections.nCopies(size.taskManagers(), false));
            Collections.shuffle(ofJobManager, random);
            for (int k = 0; k < kills; k++) {
                appear(parts.get(k + 1), input);
                Thread.sleep(random.nextInt(MOST_MILLIS_BETWEEN_KILLS));
                awaitState(job, "RUNNING");
                kill(ofJobManager.get(k));
            }
            awaitState(job, "RUNNING");
            awaitEvents(WatchedOutput.events(expected));
            drain(job);
        } finally {
            cluster.stop();
        }
        assertThat(WatchedOutput.rings(output.resolve("current")))
                .isEqualTo(WatchedOutput.rings(expected))
                .isNotEmpty();
        int changes = WatchedOutput.assertEachChangeIsToldOnce(output);
        return String.format(
                Locale.ROOT,
                "%,d events, %s: %d kills of a task manager, %d of the job manager in %d s; the rings of detect, %d changes told once",
                size.events(),
                size.log() ? "with a log" : "without a log",
                size.taskManagers(),
                size.jobManagers(),
                Duration.between(start, Instant.now()).toSeconds(),
                changes);
    }

    /** Deals the lines out to so many files. */
    private List<Path> deal(Path events, int files) throws IOException {
        List<String> lines = new ArrayList<>();
        String header = "";
        try (Stream<Path> parts = Files.list(events)) {
            for (Path part : parts.sorted().toList()) {
                List<String> all = Files.readAllLines(part);
                header = all.get(0);
                lines.addAll(all.subList(1, all.size()));
            }
        }
        Path dealt = Files.createDirectories(folder.resolve("dealt"));
        List<Path> parts = new ArrayList<>();
        for (int f = 0; f < files; f++) {
            List<String> part = new ArrayList<>(List.of(header));
            part.addAll(lines.subList(
                    (int) ((long) lines.size() * f / files), (int) ((long) lines.size() * (f + 1) / files)));
            parts.add(Files.write(dealt.resolve("part-" + f + ".csv"), part));
        }
        return parts;
    }

    private static void appear(Path part, Path input) throws IOException {
        Path hidden = Files.copy(part, input.resolve("." + part.getFileName()));
        Files.move(hidden, input.resolve(part.getFileName()));
    }

    private String submit(Path input) throws IOException, InterruptedException {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("parallelism", TASK_MANAGERS * SLOTS);
        List<String> arguments = List.of(
                "watch",
                "--input",
                input.toString(),
                "--output",
                output.toString(),
                "--no-report",
                "--retention",
                "400d",
                "--checkpoint-every",
                "1s",
                "--snapshot-every",
                "2s");
        arguments.forEach(request.putArray("programArgsList")::add);
        String jar = rest.upload(Commands.JOB_JAR);
        return rest.post("/jars/" + jar + "/run", request).required("jobid").asText();
    }

    private void kill(boolean jobManager) throws IOException, InterruptedException {
        List<ClusterProcess> taskManagers = cluster.taskManagers();
        ClusterProcess victim =
                jobManager ? cluster.jobManager().orElseThrow() : taskManagers.get(random.nextInt(taskManagers.size()));
        victim.kill();
        cluster.startMissing();
    }

    private void awaitState(String job, String wanted) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        String state = "";
        while (!state.equals(wanted)) {
            assertThat(Instant.now())
                    .as("job must be " + wanted + " but was " + state)
                    .isBefore(end);
            try {
                state = rest.get("/jobs/" + job).required("state").asText();
            } catch (IOException e) {
                state = "unknown: " + e.getMessage();
            }
            assertThat(state).isNotIn("FAILED", "CANCELED");
            Thread.sleep(POLL_INTERVAL.toMillis());
        }
    }

    /** Waits until a snapshot knows so many events. */
    private void awaitEvents(long wanted) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        long known = 0;
        while (known < wanted) {
            assertThat(Instant.now())
                    .as("%d events must be known but %d were", wanted, known)
                    .isBefore(end);
            Thread.sleep(POLL_INTERVAL.toMillis());
            known = WatchedOutput.events(output.resolve("current"));
        }
    }

    /** Ends the job as if there were no more events for ever. */
    private void drain(String job) throws IOException, InterruptedException {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("drain", true);
        request.put("targetDirectory", folder.resolve("savepoint").toUri().toString());
        rest.post("/jobs/" + job + "/stop", request);
        awaitState(job, "FINISHED");
    }
}
