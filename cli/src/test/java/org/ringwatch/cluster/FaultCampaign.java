// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Runs {@code detect} on a cluster again and again, kills processes of it meanwhile, starts new ones as an orchestrator would,
 * and compares every output with that of a first run in peace. Three kinds of kills take turns: of a task manager at a random moment, of
 * the task manager that is publishing, and of the job manager at a random moment. A kill counts only if the job was running.
 */
final class FaultCampaign {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int TASK_MANAGERS = 2;
    private static final int SLOTS = 2;
    private static final int MOST_KILLS_A_RUN = 3;

    /** Longest time into publishing at which it is killed; publishing takes longer. */
    private static final int PUBLISHING_MILLIS = 300;

    /**
     * How much is killed.
     *
     * @param taskManagers kills of a task manager at a random moment
     * @param publishers kills of the task manager that is publishing
     * @param jobManagers kills of the job manager
     * @param seed of the moments
     */
    record Size(int taskManagers, int publishers, int jobManagers, long seed) {}

    private enum Kill {
        TASK_MANAGER("a task manager"),
        PUBLISHER("the task manager that is publishing"),
        JOB_MANAGER("the job manager");

        private final String whom;

        Kill(String whom) {
            this.whom = whom;
        }
    }

    private final Path folder;
    private final Path events;
    private final Path expected;
    private final Size size;
    private final Random random;
    private final LocalCluster cluster;
    private final FlinkRest rest;
    private final List<Kill> open = new ArrayList<>();
    private final List<Long> disturbedMillis = new ArrayList<>();
    private long peaceMillis = Long.MAX_VALUE;
    private int kills;

    /** A campaign on events; all that it makes is in the folder. */
    FaultCampaign(Path folder, Path events, Size size) throws IOException {
        this.folder = folder;
        this.events = events;
        this.expected = folder.resolve("expected");
        this.size = size;
        this.random = new Random(size.seed());
        this.cluster = LocalCluster.create(
                folder.resolve("cluster"),
                Commands.FLINK,
                new ClusterSettings(
                        TASK_MANAGERS,
                        SLOTS,
                        "1300m",
                        true,
                        Map.of(
                                // To notice a death soon, and to be told how things are, not how they were 3 s ago.
                                "heartbeat.interval",
                                "1 s",
                                "web.refresh-interval",
                                "50",
                                // Who lives for seconds only gains nothing from the thorough compiler.
                                "env.java.opts.all",
                                "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")));
        this.rest = new FlinkRest(cluster.rest());
    }

    /** Runs until everything was killed as often as it shall be; says in one line what that cost. */
    String run() throws IOException, InterruptedException {
        for (Kill kind : Kill.values()) {
            int count =
                    switch (kind) {
                        case TASK_MANAGER -> size.taskManagers();
                        case PUBLISHER -> size.publishers();
                        case JOB_MANAGER -> size.jobManagers();
                    };
            for (int i = 0; i < count; i++) {
                open.add(kind);
            }
        }
        System.out.println("seed " + size.seed());
        try {
            cluster.start();
            // The first one pays for loading classes.
            for (Path output : List.of(expected, folder.resolve("peace"))) {
                peaceMillis = Math.min(peaceMillis, runOnce(output, false));
            }
            while (!open.isEmpty()) {
                assertThat(disturbedMillis)
                        .as("runs, with %s still to be killed", open)
                        .hasSizeLessThan(mostRuns());
                int before = kills;
                long took = runOnce(folder.resolve("disturbed"), true);
                if (kills == before) {
                    // The machine got faster: aim at shorter runs.
                    peaceMillis = Math.min(peaceMillis, took);
                }
                disturbedMillis.add(took);
            }
        } finally {
            cluster.stop();
        }
        long lost = disturbedMillis.stream()
                .mapToLong(millis -> millis - peaceMillis)
                .sum();
        return String.format(
                Locale.ROOT,
                "%d kills of a task manager, %d of the one publishing, %d of the job manager in %d runs, all outputs the same; a run in"
                        + " peace took %.1f s, a kill cost %.1f s",
                size.taskManagers(),
                size.publishers(),
                size.jobManagers(),
                disturbedMillis.size(),
                peaceMillis / 1000.0,
                lost / 1000.0 / kills);
    }

    /** Some runs end before the moment has come. */
    private int mostRuns() {
        return 10 + 3 * (size.taskManagers() + size.publishers() + size.jobManagers());
    }

    /** How long the run took, milliseconds. */
    private long runOnce(Path output, boolean disturbed) throws IOException, InterruptedException {
        Instant start = Instant.now();
        String job = submit(output);
        for (int k = 0; disturbed && k < MOST_KILLS_A_RUN && !open.isEmpty(); k++) {
            Kill kind = open.get(random.nextInt(open.size()));
            boolean killed = kind == Kill.PUBLISHER ? killPublisher(job, output) : killAtRandom(kind, job, output);
            if (!killed) {
                break;
            }
            open.remove(kind);
            kills++;
            System.out.println("killed " + kind.whom + " "
                    + Duration.between(start, Instant.now()).toMillis() + " ms into run "
                    + (disturbedMillis.size() + 1));
            cluster.startMissing();
        }
        awaitEnd(job, output);
        long took = Duration.between(start, Instant.now()).toMillis();
        Outputs.assertSame(output, expected);
        cluster.start();
        return took;
    }

    private String submit(Path output) throws IOException, InterruptedException {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("parallelism", TASK_MANAGERS * SLOTS);
        request.putArray("programArgsList")
                .add("detect")
                .add("--overwrite")
                .add("--input")
                .add(events.toString())
                .add("--output")
                .add(output.toString());
        // A new job manager does not know the jars that the one before was given.
        String jar = rest.upload(Commands.JOB_JAR);
        return rest.post("/jars/" + jar + "/run", request).required("jobid").asText();
    }

    private boolean killAtRandom(Kill kind, String job, Path output) throws IOException, InterruptedException {
        Instant moment = Instant.now().plusMillis(random.nextLong(Math.max(1, peaceMillis)));
        while (Instant.now().isBefore(moment)) {
            Thread.sleep(POLL_INTERVAL.toMillis());
        }
        while (kind == Kill.JOB_MANAGER && isRunning(job, output) && !canRecover(job)) {
            Thread.sleep(POLL_INTERVAL.toMillis());
        }
        if (!isRunning(job, output)) {
            return false;
        }
        List<ClusterProcess> taskManagers = cluster.taskManagers();
        Optional<ClusterProcess> victim = kind == Kill.JOB_MANAGER
                ? cluster.jobManager()
                : Optional.of(taskManagers.get(random.nextInt(taskManagers.size())));
        victim.orElseThrow().kill();
        return true;
    }

    /**
     * Flink 2.3 loses a job whose job manager dies before it has put the first event of the job on disk: the next one waits for ever
     * with nothing to do.
     */
    private boolean canRecover(String job) throws IOException {
        Path events = folder.resolve("cluster/recovery/default").resolve(job).resolve("job-events/events.0");
        return Files.exists(events) && Files.size(events) > 0;
    }

    /** Waits until files are being staged or moved, and kills who does it. */
    private boolean killPublisher(String job, Path output) throws IOException, InterruptedException {
        Optional<ClusterProcess> publisher = Optional.empty();
        while (publisher.isEmpty()) {
            if (!isRunning(job, output)) {
                return false;
            }
            publisher = isPublishing(output) ? publisher(job) : Optional.empty();
            Thread.sleep(POLL_INTERVAL.toMillis());
        }
        Thread.sleep(random.nextInt(PUBLISHING_MILLIS));
        if (!isRunning(job, output)) {
            return false;
        }
        publisher.get().kill();
        return true;
    }

    private static boolean isPublishing(Path output) throws IOException {
        Path staging = output.resolve(".staging");
        if (!Files.isDirectory(staging)) {
            return false;
        }
        try (Stream<Path> staged = Files.list(staging)) {
            return staged.findAny().isPresent();
        }
    }

    private Optional<ClusterProcess> publisher(String job) throws InterruptedException {
        try {
            return publisherToldBy(rest, job);
        } catch (IOException e) {
            // The job manager is being started.
            return Optional.empty();
        }
    }

    private Optional<ClusterProcess> publisherToldBy(FlinkRest rest, String job)
            throws IOException, InterruptedException {
        for (JsonNode vertex : rest.get("/jobs/" + job).required("vertices")) {
            if (vertex.required("name").asText().endsWith("publish")) {
                JsonNode subtask = rest.get("/jobs/" + job + "/vertices/"
                                + vertex.required("id").asText())
                        .required("subtasks")
                        .get(0);
                String name = subtask.path("taskmanager-id").asText();
                return cluster.taskManagers().stream()
                        .filter(taskManager -> taskManager.name().equals(name))
                        .findFirst();
            }
        }
        return Optional.empty();
    }

    private void awaitEnd(String job, Path output) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (isRunning(job, output)) {
            assertThat(Instant.now()).as("job must end").isBefore(end);
            Thread.sleep(POLL_INTERVAL.toMillis());
        }
    }

    /** A job that a new job manager does not know any more had ended; a job manager that does not answer is being started. */
    private boolean isRunning(String job, Path output) throws InterruptedException {
        String state;
        try {
            state = rest.get("/jobs/" + job).required("state").asText();
        } catch (IOException e) {
            boolean gone = String.valueOf(e.getMessage()).startsWith("Flink answered 404");
            return !gone || !Files.exists(output.resolve("_SUCCESS"));
        }
        assertThat(state).as("job " + job).isNotIn("FAILED", "CANCELED", "FAILING", "CANCELLING");
        return !state.equals("FINISHED");
    }
}
