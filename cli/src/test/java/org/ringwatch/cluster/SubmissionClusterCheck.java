// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way to submit gives what the embedded run gives, on processes of their own; see pom.xml. */
class SubmissionClusterCheck {

    private static final Path EVENTS = Commands.ROOT.resolve("test-data/sample/events");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit
    static Path folder;

    @SuppressWarnings("NullAway.Init") // JUnit
    private static LocalCluster cluster;

    @SuppressWarnings("NullAway.Init") // JUnit
    private static FlinkRest rest;

    private static Path expected = Path.of("");

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        cluster = LocalCluster.create(
                folder.resolve("a cluster"), Commands.FLINK, new ClusterSettings(2, 2, "1200m", false, Map.of()));
        cluster.start();
        rest = new FlinkRest(cluster.rest());
        expected = folder.resolve("expected");
        assertThat(Commands.ringwatch("detect", "--input", EVENTS.toString(), "--output", expected.toString())
                        .exitCode())
                .isZero();
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        cluster.stop();
        assertThat(cluster.isRunning()).isFalse();
        assertThat(folder.resolve("a cluster/tmp")).doesNotExist();
    }

    @Test
    void everyWayOfSubmissionGivesTheSame() throws IOException, InterruptedException {
        List<Path> outputs = List.of(
                folder.resolve("detached"),
                folder.resolve("rest"),
                folder.resolve("application"),
                folder.resolve("attached"));
        Commands.Answer detached = flink(
                "run",
                "-d",
                "-p",
                "1",
                jar(),
                "detect",
                "--input",
                EVENTS.toString(),
                "--output",
                outputs.get(0).toString());
        assertThat(detached.exitCode()).as(detached.err()).isZero();
        assertThat(detached.out())
                .contains("The job runs on. When it is done, " + outputs.get(0) + "/_SUCCESS is there.");

        String id = rest.upload(Commands.JOB_JAR);
        rest.post("/jars/" + id + "/run", request(2, outputs.get(1)));
        rest.post("/jars/" + id + "/run-application", request(3, outputs.get(2)));

        Commands.Answer attached = flink(
                "run",
                jar(),
                "detect",
                "--input",
                EVENTS.toString(),
                "--output",
                outputs.get(3).toString());
        assertThat(attached.exitCode()).as(attached.err()).isZero();
        assertThat(attached.out()).contains("rings        7 flagged of 11");

        awaitEndOfJobs();
        for (Path output : outputs) {
            Outputs.assertSame(output, expected);
        }
    }

    @Test
    void wrongUsageIsToldAndEndsNoProcess() throws IOException, InterruptedException {
        Commands.Answer answer = flink("run", jar(), "detect", "--input", "/no/such", "--output", "/no/where");
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.err()).isEqualTo("ringwatch detect: input must exist but there is no /no/such\n");

        String id = rest.upload(Commands.JOB_JAR);
        assertThatThrownBy(() -> rest.post("/jars/" + id + "/run", request(1, expected)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("--output must be absent or empty");
        assertThat(cluster.jobManager()).isPresent();
        assertThat(cluster.taskManagers()).hasSize(2);
    }

    @Test
    void anOutputFolderThatVanishesFailsTheJobAtOnce() throws IOException, InterruptedException {
        Path output = folder.resolve("vanishing");
        Commands.Answer answer =
                flink("run", "-d", jar(), "detect", "--input", EVENTS.toString(), "--output", output.toString());
        assertThat(answer.exitCode()).as(answer.err()).isZero();
        // It is read while the job still starts.
        Files.delete(output.resolve(".staging"));
        Files.delete(output.resolve(".ringwatch-staging"));
        Files.delete(output);

        awaitEndOfJobs();

        assertThat(output).doesNotExist();
        String job = answer.out().replaceAll("(?s).*JobID (\\w+).*", "$1");
        assertThat(rest.get("/jobs/" + job).required("state").asText()).isEqualTo("FAILED");
        assertThat(rest.get("/jobs/" + job + "/exceptions").toString())
                .contains("output folder must be the one that this run prepared but is gone or another's");
    }

    private static void awaitEndOfJobs() throws IOException, InterruptedException {
        while (runningJobs() > 0) {
            Thread.sleep(200);
        }
    }

    private static long runningJobs() throws IOException, InterruptedException {
        long running = 0;
        for (JsonNode job : rest.get("/jobs/overview").required("jobs")) {
            running += List.of("FINISHED", "FAILED", "CANCELED")
                            .contains(job.required("state").asText())
                    ? 0
                    : 1;
        }
        return running;
    }

    private static ObjectNode request(int parallelism, Path output) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("parallelism", parallelism);
        request.putArray("programArgsList")
                .add("detect")
                .add("--input")
                .add(EVENTS.toString())
                .add("--output")
                .add(output.toString());
        return request;
    }

    private static Commands.Answer flink(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(cluster.client().toString()));
        command.addAll(List.of(arguments));
        return Commands.run(command);
    }

    private static String jar() {
        return Commands.JOB_JAR.toAbsolutePath().toString();
    }
}
