// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events from S3 and rings to S3 by Flink's own plugin, on processes of their own; see pom.xml. */
class S3ClusterCheck {
    private static final Path JARS = Path.of(System.getProperty("ringwatch.s3", "target/s3"));
    private static final String PLUGIN = System.getProperty("ringwatch.s3.plugin", "flink-s3-fs-hadoop");

    /** The scheme that a plugin has beside s3. */
    private static final String ITS_SCHEME = PLUGIN.endsWith("presto") ? "s3p" : "s3a";

    private static final Path SAMPLE = Commands.ROOT.resolve("test-data/sample/events/part-0000.csv");

    private static final String BUCKET = "ringwatch";
    private static final Pattern STARTED = Pattern.compile("Tomcat started on ports.* (\\d+) \\(http\\)");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit
    static Path folder;

    @SuppressWarnings("NullAway.Init") // JUnit
    private static Process store;

    @SuppressWarnings("NullAway.Init") // JUnit
    private static URI address;

    @SuppressWarnings("NullAway.Init") // JUnit
    private static LocalCluster cluster;

    private static Path expected = Path.of("");

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Path log = folder.resolve("store.log");
        store = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Djava.io.tmpdir=" + folder,
                        "-jar",
                        JARS.resolve("s3mock.jar").toAbsolutePath().toString(),
                        "--server.address=127.0.0.1",
                        "--server.port=0",
                        "--com.adobe.testing.s3mock.httpPort=0",
                        "--com.adobe.testing.s3mock.store.initialBuckets=" + BUCKET)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        address = URI.create("http://127.0.0.1:" + port(store, log));
        cluster = LocalCluster.create(
                folder.resolve("a cluster"),
                Commands.FLINK,
                new ClusterSettings(
                        2,
                        1,
                        "1200m",
                        false,
                        Map.of(
                                "s3.endpoint",
                                address.toString(),
                                // This store does not know an If-Match without quotes.
                                "s3.change.detection.mode",
                                "client",
                                "s3.path.style.access",
                                "true",
                                "s3.access-key",
                                "any",
                                "s3.secret-key",
                                "any")));
        cluster.addPlugin(JARS.resolve(PLUGIN + ".jar"));
        cluster.start();
        List<String> lines = Files.readAllLines(SAMPLE);
        Path events = Files.createDirectory(folder.resolve("events"));
        Path first = events.resolve("a.csv");
        Path second = events.resolve("b.csv");
        Files.write(first, lines.subList(0, 9_000));
        Files.write(second, lines.subList(9_000, lines.size()));
        // The header is every file's own.
        Files.writeString(second, lines.get(0) + "\n" + Files.readString(second));
        put("in/events/a.csv", first);
        put("in/events/b.csv", second);
        put("in/events/_ignored.csv", second);
        expected = folder.resolve("expected");
        Commands.succeed("detect", "--input", events.toString(), "--output", expected.toString());
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        cluster.stop();
        store.destroy();
        assertThat(store.waitFor()).isNotZero();
    }

    @Test
    void eventsOfABucketGiveTheRingsOfFilesInABucket() throws IOException, InterruptedException {
        String output = "s3://" + BUCKET + "/out/rings";
        Commands.Answer answer = detect("s3://" + BUCKET + "/in/events", output);
        assertThat(answer.exitCode()).as(answer.err()).isZero();
        assertThat(answer.out())
                .contains("rings        8 flagged of 11")
                .contains("output       " + output + "\n")
                .contains("report       " + output + "/report/index.html\n");
        assertSame("out/rings/");

        Commands.Answer again = detect("s3://" + BUCKET + "/in/events", output);
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err())
                .contains("--output must be absent or empty (or come with --overwrite) but was " + output);
        assertSame("out/rings/");

        put("out/rings/report/rings/R-OLD.html", SAMPLE);
        Commands.Answer over = detect("s3://" + BUCKET + "/in/events", output, "--overwrite");
        assertThat(over.exitCode()).as(over.err()).isZero();
        assertSame("out/rings/");
    }

    @Test
    void whoeverGoesAtOnceLeavesAJobThatPublishes() throws IOException, InterruptedException {
        Commands.Answer answer = flink(
                "run",
                "-d",
                jar(),
                "detect",
                "--input",
                folder.resolve("events").toString(),
                "--output",
                "s3://" + BUCKET + "/out/detached/");
        assertThat(answer.exitCode()).as(answer.err()).isZero();
        assertThat(answer.out()).contains("s3://" + BUCKET + "/out/detached/_SUCCESS is there");
        while (keys("out/detached/").stream().noneMatch(key -> key.equals("out/detached/_SUCCESS"))) {
            Thread.sleep(200);
        }
        assertSame("out/detached/");
    }

    @Test
    void whatIsNotOursIsNotCleared() throws IOException, InterruptedException {
        put("others/events.csv", SAMPLE);
        String output = "s3://" + BUCKET + "/others";
        Commands.Answer answer = detect("s3://" + BUCKET + "/in/events", output, "--overwrite");
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.err()).contains("--overwrite clears only a folder that a run wrote to");
        assertThat(detect("s3://" + BUCKET + "/in/events", ITS_SCHEME + "://" + BUCKET + "/in", "--overwrite")
                        .err())
                .contains("--output must lie apart from the input");
        assertThat(keys("others/")).containsExactly("others/events.csv");
        assertThat(keys("in/")).hasSize(3);
    }

    /** The objects under a prefix are the files of the expected output, but for what tells times and places. */
    private static void assertSame(String prefix) throws IOException, InterruptedException {
        Path copy = Files.createTempDirectory(folder, "copy");
        for (String key : keys(prefix)) {
            Path file = copy.resolve(key.substring(prefix.length()));
            Files.createDirectories(file.getParent());
            Files.write(file, get(key));
        }
        Outputs.assertSameFiles(copy, expected);
        Commands.succeed("verify", copy.toString());
    }

    private static List<String> keys(String prefix) throws IOException, InterruptedException {
        String list = new String(get("?list-type=2&max-keys=1000&prefix=" + prefix), UTF_8);
        List<String> keys = new ArrayList<>();
        Matcher key = Pattern.compile("<Key>([^<]*)</Key>").matcher(list);
        while (key.find()) {
            if (!key.group(1).endsWith("/")) {
                keys.add(key.group(1));
            }
        }
        return keys;
    }

    private static byte[] get(String key) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address.resolve("/" + BUCKET + "/" + key))
                .GET());
    }

    private static void put(String key, Path file) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(address.resolve("/" + BUCKET + "/" + key))
                .PUT(BodyPublishers.ofByteArray(Files.readAllBytes(file))));
    }

    private static byte[] send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).as(new String(response.body(), UTF_8)).isEqualTo(200);
        return response.body();
    }

    /** The port that it tells, once it answers. */
    private static String port(Process store, Path log) throws IOException, InterruptedException {
        while (true) {
            boolean isAlive = store.isAlive();
            String said = Files.readString(log);
            Matcher started = STARTED.matcher(said);
            if (started.find()) {
                return started.group(1);
            }
            if (!isAlive) {
                throw new IOException("the store must start but did not:\n" + said);
            }
            Thread.sleep(200);
        }
    }

    private static Commands.Answer detect(String input, String output, String... more)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("run", jar(), "detect", "--input", input, "--output", output));
        arguments.addAll(List.of(more));
        return flink(arguments.toArray(String[]::new));
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
