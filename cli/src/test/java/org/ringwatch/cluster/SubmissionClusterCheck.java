// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way to submit gives what the embedded run gives, on processes of their own; see pom.xml. */
class SubmissionClusterCheck {

    private static final String SECRET = "bob.miller@example.org";

    /** As in docs/cluster.md; more than there are processes, as some may be taken. */
    private static final int FIRST_METRICS_PORT = 9250;

    private static final int LAST_METRICS_PORT = 9280;

    /** Every way in which a line can be refused or remarked on, each with what must not be told. */
    private static final List<String> REMARKABLE = List.of(
            "event_id,event_time,event_type,account_id,ip,amount_minor,currency",
            SECRET + ",2025-01-01T00:00:00Z,SIGN_IN," + SECRET + "," + SECRET + ",,",
            SECRET + ",2025-01-01T00:00:00Z,SIGN_IN," + SECRET + ",," + SECRET + ",CNY",
            SECRET + ",2025-01-01T00:00:00Z,SIGN_IN,,,,",
            SECRET + "," + SECRET + ",SIGN_IN," + SECRET + ",,,",
            SECRET + ",2025-01-01T00:00:00Z," + SECRET + "," + SECRET + ",,,",
            "\"" + SECRET,
            SECRET);

    private static Path events = Path.of("");

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
                folder.resolve("a cluster"),
                Commands.FLINK,
                new ClusterSettings(
                        2,
                        2,
                        "1200m",
                        false,
                        Map.of(
                                "metrics.reporter.prom.factory.class",
                                "org.apache.flink.metrics.prometheus.PrometheusReporterFactory",
                                "metrics.reporter.prom.port",
                                FIRST_METRICS_PORT + "-" + LAST_METRICS_PORT,
                                "env.java.opts.all",
                                "-Dringwatch.of=all",
                                "env.java.opts.taskmanager",
                                "-Dringwatch.of=taskmanager")));
        cluster.start();
        rest = new FlinkRest(cluster.rest());
        events = Files.createDirectory(folder.resolve("events"));
        Files.copy(Commands.ROOT.resolve("test-data/sample/events/part-0000.csv"), events.resolve("sample.csv"));
        Files.write(events.resolve("remarkable.csv"), REMARKABLE);
        expected = folder.resolve("expected");
        assertThat(Commands.ringwatch("detect", "--input", events.toString(), "--output", expected.toString())
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
                events.toString(),
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
                events.toString(),
                "--output",
                outputs.get(3).toString());
        assertThat(attached.exitCode()).as(attached.err()).isZero();
        assertThat(attached.out()).contains("rings        8 flagged of 11");

        awaitEndOfJobs();
        for (Path output : outputs) {
            Outputs.assertSame(output, expected);
        }
        assertThat(Files.readString(expected.resolve("rejected/part-00000.jsonl")))
                .contains(SECRET);
        assertNobodyIsInTheLogs();
    }

    /** Neither those who are remarkable nor the members of rings. */
    private static void assertNobodyIsInTheLogs() throws IOException {
        StringBuilder logs = new StringBuilder();
        try (Stream<Path> files = Files.list(cluster.logs())) {
            for (Path file : files.toList()) {
                logs.append(Files.readString(file));
            }
        }
        assertThat(logs.toString())
                .contains("stage accounts: subtask 1 of ", "rings=11}")
                .doesNotContain(SECRET);
        Set<String> words = new HashSet<>(Arrays.asList(logs.toString().split("[^\\w.:@-]+")));
        assertThat(Files.readAllLines(expected.resolve("ring_members.csv")).stream()
                        .skip(1)
                        .map(line -> line.split(",")[3]))
                .hasSizeGreaterThan(20)
                .noneMatch(words::contains);
    }

    @Test
    void prometheusReadsMetricsThatNameNobody() throws IOException, InterruptedException {
        Set<String> lines = new HashSet<>();
        // The sample is read in a moment, which a scrape may miss.
        for (int run = 0; run < 5 && lines.stream().noneMatch(line -> line.contains("_events_read")); run++) {
            Path output = folder.resolve("measured-" + run);
            Commands.Answer answer = flink(
                    "run",
                    "-d",
                    "-p",
                    "1",
                    jar(),
                    "detect",
                    "--input",
                    events.toString(),
                    "--output",
                    output.toString());
            assertThat(answer.exitCode()).as(answer.err()).isZero();
            while (runningJobs() > 0) {
                for (int port = FIRST_METRICS_PORT; port <= LAST_METRICS_PORT; port++) {
                    scrape(port).filter(line -> !line.startsWith("#")).forEach(lines::add);
                }
            }
        }

        assertThat(lines.stream().map(line -> line.replaceAll("[{ ].*", "")))
                .contains(
                        "flink_taskmanager_job_task_operator_ringwatch_stage_millis",
                        "flink_taskmanager_job_task_operator_ringwatch_events_read",
                        "flink_taskmanager_job_task_operator_ringwatch_bytes_read");
        // A value of a label is all that could hold a text of the input.
        Set<String> values = new HashSet<>();
        lines.forEach(line ->
                Pattern.compile("\"([^\"]*)\"").matcher(line).results().forEach(label -> values.add(label.group(1))));
        Set<String> known = new HashSet<>();
        List<String> rows = Files.readAllLines(events.resolve("sample.csv"));
        for (String line : rows.subList(1, rows.size())) {
            // What names a person or a thing; a country, a currency or an amount does not.
            Stream.of(line.split(",", -1))
                    .limit(9)
                    .filter(field -> field.length() > 4)
                    .forEach(field -> {
                        known.add(field);
                        known.add(field.replaceAll("[^A-Za-z0-9_]", "_"));
                    });
        }
        assertThat(known).hasSizeGreaterThan(10_000);
        assertThat(values).isNotEmpty().doesNotContainAnyElementsOf(known);
        assertThat(String.join("\n", lines)).doesNotContain(SECRET, SECRET.replaceAll("[@.]", "_"));
    }

    /** The lines that a process tells at a port; none where none answers. */
    private static Stream<String> scrape(int port) {
        try (InputStream in =
                URI.create("http://127.0.0.1:" + port + "/metrics").toURL().openStream()) {
            return new String(in.readAllBytes(), UTF_8).lines();
        } catch (IOException e) {
            return Stream.of();
        }
    }

    @Test
    void javaGetsTheOptionsOfItsKindOfProcessLast() {
        assertThat(options(cluster.jobManager().orElseThrow()))
                .contains("-Dringwatch.of=all")
                .doesNotContain("-Dringwatch.of=taskmanager");
        assertThat(options(cluster.taskManagers().get(0)))
                .containsSubsequence("-Dringwatch.of=all", "-Dringwatch.of=taskmanager");
    }

    private static List<String> options(ClusterProcess process) {
        return List.of(
                ProcessHandle.of(process.pid()).orElseThrow().info().arguments().orElseThrow());
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
                flink("run", "-d", jar(), "detect", "--input", events.toString(), "--output", output.toString());
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

    @Test
    void inputThatIsDeletedFailsTheJobAtOnceAndARerunWorks() throws IOException, InterruptedException {
        Path input = Files.createDirectory(folder.resolve("deleted"));
        Path file = input.resolve("sample.csv");
        Files.copy(events.resolve("sample.csv"), file);
        Files.copy(events.resolve("remarkable.csv"), input.resolve("remarkable.csv"));
        Path output = folder.resolve("of-deleted");
        String[] detect = {"detect", "--input", input.toString(), "--output", output.toString(), "--overwrite"};
        Commands.Answer answer = flink(
                Stream.concat(Stream.of("run", "-d", jar()), Stream.of(detect)).toArray(String[]::new));
        assertThat(answer.exitCode()).as(answer.err()).isZero();
        // It is read while the job still starts.
        Files.delete(file);

        awaitEndOfJobs();

        String job = answer.out().replaceAll("(?s).*JobID (\\w+).*", "$1");
        assertThat(rest.get("/jobs/" + job + "/exceptions").toString())
                .contains(
                        "The failure is not recoverable",
                        "deleted/sample.csv must not change during a run but is gone");
        assertThat(output.resolve("_SUCCESS")).doesNotExist();
        assertThat(output.resolve(".ringwatch-staging")).exists();

        Files.copy(events.resolve("sample.csv"), file);
        Commands.Answer again =
                flink(Stream.concat(Stream.of("run", jar()), Stream.of(detect)).toArray(String[]::new));
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(output.resolve("rings.jsonl")).hasSameBinaryContentAs(expected.resolve("rings.jsonl"));
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
                .add(events.toString())
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
