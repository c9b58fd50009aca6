// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Application mode on processes of their own: the job manager is the program, with the job jar in {@code usrlib/}, and what it
 * is set to is what the Kubernetes Operator sets; see pom.xml.
 */
class ApplicationClusterCheck {

    private static final Path JAR = Path.of(System.getProperty("ringwatch.application", "target/application"))
            .resolve("flink-container.jar");
    private static final String ENTRY_POINT =
            "org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint";
    private static final String ENTRY_POINT_ENDED =
            "Terminating cluster entrypoint process StandaloneApplicationClusterEntryPoint with exit code ";

    /** What the Kubernetes Operator (1.16) sets, beside what is in {@code deploy/}. */
    private static final Map<String, String> OF_THE_OPERATOR = Map.of(
            "execution.shutdown-on-application-finish", "false",
            "execution.submit-failed-job-on-application-error", "true");

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static Path events = Path.of("");
    private static Path expected = Path.of("");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit
    static Path folder;

    @BeforeAll
    static void runInPeace() throws IOException, InterruptedException {
        events = Commands.ROOT.resolve("test-data/sample/events");
        expected = folder.resolve("expected");
        Commands.succeed("detect", "--input", events.toString(), "--output", expected.toString());
    }

    @Test
    void theClusterEndsWithTheProgramAndTheOutputIsThere() throws IOException, InterruptedException {
        Path output = folder.resolve("alone");
        LocalCluster cluster = cluster("a cluster", false, Map.of());
        try {
            cluster.startMissing(ENTRY_POINT, detect(events, output));
            awaitEndOfJobManager(cluster);

            assertThat(log(cluster)).contains("Application completed SUCCESSFULLY", ENTRY_POINT_ENDED + "0.");
            Outputs.assertSame(output, expected);
        } finally {
            cluster.stop();
        }
    }

    @Test
    void wrongUsageIsInTheLogAndEndsTheCluster() throws IOException, InterruptedException {
        Path output = folder.resolve("none");
        LocalCluster cluster = cluster("wrong", false, Map.of());
        try {
            cluster.startMissing(ENTRY_POINT, detect(Path.of("/no/such"), output));
            awaitEndOfJobManager(cluster);

            assertThat(log(cluster))
                    .contains(
                            "ringwatch detect: input must exist but there is no /no/such", ENTRY_POINT_ENDED + "1443.")
                    .doesNotContain("Application completed SUCCESSFULLY");
            assertThat(output).doesNotExist();
        } finally {
            cluster.stop();
        }
    }

    @Test
    void wrongUsageIsAFailedJobForTheOperator() throws IOException, InterruptedException {
        LocalCluster cluster = cluster("wrong for the operator", true, OF_THE_OPERATOR);
        try {
            cluster.startMissing(ENTRY_POINT, detect(Path.of("/no/such"), folder.resolve("none")));
            awaitLog(cluster, "switched from state FAILING to FAILED");

            FlinkRest rest = new FlinkRest(cluster.rest());
            JsonNode jobs = rest.get("/jobs/overview").required("jobs");
            assertThat(jobs).hasSize(1);
            assertThat(jobs.get(0).required("state").asText()).isEqualTo("FAILED");
            assertThat(rest.get("/jobs/" + jobs.get(0).required("jid").asText() + "/exceptions")
                            .toString())
                    .contains("ringwatch detect: input must exist but there is no /no/such");
            assertThat(cluster.jobManager()).isPresent();
        } finally {
            cluster.stop();
        }
    }

    @Test
    void theProgramThatIsStartedAgainGoesOnWithItsJob() throws IOException, InterruptedException {
        Path output = folder.resolve("again");
        LocalCluster cluster = cluster("with recovery", true, OF_THE_OPERATOR);
        try {
            cluster.startMissing(ENTRY_POINT, detect(events, output));
            awaitLog(cluster, "stage accounts: subtask 1 of");
            assertThat(folder.resolve("with recovery/recovery/default")).exists();
            cluster.jobManager().orElseThrow().kill();
            assertThat(output.resolve("_SUCCESS")).doesNotExist();
            cluster.startMissing(ENTRY_POINT, detect(events, output));
            awaitLog(cluster, "Application completed SUCCESSFULLY");

            assertThat(log(cluster)).contains("is recovered successfully");
            Outputs.assertSame(output, expected);
        } finally {
            cluster.stop();
        }
    }

    /** With recovery on, Flink gives every program of a cluster the same job id, unless it is told one. */
    @Test
    void aRunOverOtherEventsNeedsAJobIdOfItsOwn() throws IOException, InterruptedException {
        Path output = folder.resolve("twice");
        Path changed = Files.createDirectory(folder.resolve("changed"));
        List<String> lines = Files.readAllLines(events.resolve("part-0000.csv"));
        Files.write(changed.resolve("part-0000.csv"), lines.subList(0, 15_000));
        LocalCluster cluster = cluster("twice the same", true, Map.of());
        try {
            cluster.startMissing(ENTRY_POINT, detect(events, output));
            awaitEndOfJobManager(cluster);
            Outputs.assertSame(output, expected);

            cluster.startMissing(ENTRY_POINT, detect(events, output));
            awaitEndOfJobManager(cluster);
            assertThat(log(cluster)).doesNotContain("exit code 1443");
            List<String> another = detect(changed, output);
            another.add("--overwrite");
            cluster.startMissing(ENTRY_POINT, another);
            awaitEndOfJobManager(cluster);
            assertThat(log(cluster))
                    .contains("output folder must be this run's own but holds what an earlier one", "exit code 1443");
            Outputs.assertSame(output, expected);

            List<String> ofItsOwn = new ArrayList<>(List.of("--job-id", "5eed0000000000000000000000000001"));
            ofItsOwn.addAll(another);
            cluster.startMissing(ENTRY_POINT, ofItsOwn);
            awaitEndOfJobManager(cluster);
            assertThat(Files.readString(output.resolve("run.json"))).contains("5eed0000000000000000000000000001");
            assertThat(output.resolve("_SUCCESS")).exists();
        } finally {
            cluster.stop();
        }
    }

    private static LocalCluster cluster(String name, boolean recovery, Map<String, String> flink) throws IOException {
        Path home = folder.resolve(name);
        LocalCluster cluster =
                LocalCluster.create(home, Commands.FLINK, new ClusterSettings(2, 2, "1200m", recovery, flink));
        cluster.addLibrary(JAR);
        Path programs = Files.createDirectory(home.resolve("usrlib"));
        Files.copy(Commands.JOB_JAR, programs.resolve("ringwatch-job.jar"));
        return cluster;
    }

    private static List<String> detect(Path input, Path output) {
        return new ArrayList<>(List.of("detect", "--input", input.toString(), "--output", output.toString()));
    }

    private static void awaitEndOfJobManager(LocalCluster cluster) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (cluster.jobManager().isPresent()) {
            assertThat(Instant.now()).as("job manager must end").isBefore(end);
            Thread.sleep(200);
        }
    }

    private static void awaitLog(LocalCluster cluster, String text) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!log(cluster).contains(text)) {
            assertThat(Instant.now()).as("the logs must tell: " + text).isBefore(end);
            Thread.sleep(100);
        }
    }

    /** What all its processes have told so far. */
    private static String log(LocalCluster cluster) throws IOException {
        StringBuilder logs = new StringBuilder();
        try (var files = Files.list(cluster.logs())) {
            for (Path file : files.toList()) {
                logs.append(Files.readString(file));
            }
        }
        return logs.toString();
    }
}
