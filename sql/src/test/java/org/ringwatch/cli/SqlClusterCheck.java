// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringwatch.cluster.ClusterSettings;
import org.ringwatch.cluster.FlinkRest;
import org.ringwatch.cluster.LocalCluster;

/** Events from tables on a cluster of several processes, submitted in every way; see pom.xml. */
class SqlClusterCheck {
    private static final Path EVENTS = Path.of("../test-data/sample/events/part-0000.csv");
    private static final Path JOB_JAR =
            Path.of("../cli/target/ringwatch-job.jar").toAbsolutePath();
    private static final Path FLINK = Path.of("../cli/target/flink").toAbsolutePath();
    private static final Path SQL_JAR = Path.of(System.getProperty("ringwatch.sqlJar", "target/ringwatch-sql.jar"));

    /** A connector for databases, and one that runs inside the process that reads it. */
    private static final Path CONNECTORS = Path.of(System.getProperty("ringwatch.connectors", "target/connectors"));

    private static final String GENERATED = "CREATE TABLE t (event_id STRING, event_time TIMESTAMP_LTZ(3), event_type"
            + " STRING, account_id STRING) WITH ('connector' = 'datagen', 'number-of-rows' = '250');\n"
            + "SELECT * FROM t;";

    @TempDir
    static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // JUnit
    private static LocalCluster cluster;

    @SuppressWarnings("NullAway.Init") // JUnit
    private static FlinkRest rest;

    private static Path sql = Path.of("");
    private static Path expected = Path.of("");

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        cluster = LocalCluster.create(
                folder.resolve("a cluster"), FLINK, new ClusterSettings(2, 2, "1200m", false, Map.of()));
        cluster.addLibrary(SQL_JAR);
        cluster.start();
        rest = new FlinkRest(cluster.rest());

        List<String> lines = Files.readAllLines(EVENTS);
        Path table = Files.createDirectory(folder.resolve("table"));
        Files.write(table.resolve("rows.csv"), lines.subList(1, lines.size()));
        sql = Files.writeString(
                folder.resolve("events.sql"),
                "CREATE TEMPORARY TABLE logged ("
                        + lines.get(0).replace(",", " STRING, ").replace("outcome", "`outcome`")
                        + " STRING) WITH ('connector' = 'filesystem', 'format' = 'csv', 'path' = '" + table + "');\n"
                        + "SELECT * FROM logged;\n");
        expected = folder.resolve("expected");
        StringWriter err = new StringWriter();
        String[] detect = {"detect", "--input", EVENTS.toString(), "--output", expected.toString(), "--no-report"};
        assertThat(Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err), detect))
                .as(err.toString())
                .isZero();
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        cluster.stop();
        assertThat(folder.resolve("a cluster/lib")).doesNotExist();
    }

    @Test
    void rowsGiveTheRingsOfFiles() throws IOException, InterruptedException {
        Path output = folder.resolve("attached");
        String said = flink(0, "run", JOB_JAR.toString(), "detect", "--source-sql", sql + "", "--output", output + "");
        assertThat(said).contains("events       19,966").contains("rings        8 flagged of 11");
        assertSameRings(output);
    }

    @Test
    void anApplicationThatIsAttachedGivesTheSame() throws IOException, InterruptedException {
        Path output = folder.resolve("application");
        ObjectNode request = request(output);
        request.putObject("flinkConfiguration").put("execution.attached", "true");
        assertThat(runApplication(request)).isEqualTo("FINISHED");
        assertSameRings(output);
    }

    @Test
    void otherConnectorsAreRead() throws IOException, InterruptedException {
        Path output = folder.resolve("generated");
        Path generated = Files.writeString(folder.resolve("generated.sql"), GENERATED);
        String[] command = {"run", JOB_JAR.toString(), "detect", "--source-sql", generated + "", "--output", output + ""
        };
        assertThat(flink(0, command)).contains("events       250\n");
    }

    @Test
    void aDatabaseIsReadByJarsThatTheSqlNames() throws Exception {
        Path database = folder.resolve("database");
        List<String> columns = fill(database);
        StringBuilder statements = new StringBuilder();
        for (Path jar : connectors()) {
            statements.append("ADD JAR '").append(jar).append("';\n");
        }
        Path jdbc = Files.writeString(
                folder.resolve("jdbc.sql"),
                statements + "CREATE TEMPORARY TABLE logged ("
                        + String.join(" STRING, ", columns).replace("outcome", "`outcome`")
                        + " STRING) WITH ('connector' = 'jdbc', 'url' = 'jdbc:derby:" + database
                        + "', 'driver' = 'org.apache.derby.jdbc.EmbeddedDriver', 'table-name' = 'logins');\n"
                        + "SELECT * FROM logged WHERE account_id IS NOT NULL;\n");
        Path output = folder.resolve("of a database");
        String said = flink(0, "run", JOB_JAR.toString(), "detect", "--source-sql", jdbc + "", "--output", output + "");
        assertThat(said).contains("events       19,966");
        assertSameRings(output);
    }

    /** A database that holds the sample, and that nobody has open; its columns. */
    private static List<String> fill(Path database) throws Exception {
        List<String> lines = Files.readAllLines(EVENTS);
        List<String> columns = List.of(lines.get(0).split(",", -1));
        System.setProperty(
                "derby.stream.error.file", folder.resolve("derby.log").toString());
        List<URL> jars = new ArrayList<>();
        for (Path jar : connectors()) {
            jars.add(jar.toUri().toURL());
        }
        try (URLClassLoader loader =
                new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Driver driver = (Driver) loader.loadClass("org.apache.derby.jdbc.EmbeddedDriver")
                    .getDeclaredConstructor()
                    .newInstance();
            String url = "jdbc:derby:" + database;
            try (Connection connection = driver.connect(url + ";create=true", new Properties());
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("CREATE TABLE logins (" + String.join(" VARCHAR(200), ", columns) + " VARCHAR(200))");
                try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO logins VALUES (?" + ", ?".repeat(columns.size() - 1) + ")")) {
                    for (String line : lines.subList(1, lines.size())) {
                        String[] fields = line.split(",", -1);
                        for (int f = 0; f < fields.length; f++) {
                            insert.setString(f + 1, fields[f].isEmpty() ? null : fields[f]);
                        }
                        insert.addBatch();
                    }
                    insert.executeBatch();
                }
                connection.commit();
            }
            // That it is shut down it tells by an exception.
            assertThatThrownBy(() -> driver.connect(url + ";shutdown=true", new Properties()))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("shutdown");
        }
        return columns;
    }

    private static List<Path> connectors() throws IOException {
        try (Stream<Path> jars = Files.list(CONNECTORS)) {
            return jars.map(Path::toAbsolutePath).sorted().toList();
        }
    }

    @Test
    void whoeverGoesAtOnceIsToldBeforeAnythingIsWritten() throws IOException, InterruptedException {
        Path output = folder.resolve("none");
        String rule =
                "--source-sql must be run by `flink run` without -d, or as an application with execution.attached";
        String[] detached = {
            "run", "-d", JOB_JAR.toString(), "detect", "--source-sql", sql + "", "--output", output + ""
        };
        assertThat(flink(1, detached)).contains(rule);
        String id = rest.upload(JOB_JAR);
        assertThatThrownBy(() -> rest.post("/jars/" + id + "/run", request(output)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(rule);
        assertThat(runApplication(request(output))).isEqualTo("FAILED");
        assertThat(output).doesNotExist();
    }

    @Test
    void aSourceThatCannotBeReadFailsTheRunAndLeavesNoRows() throws IOException, InterruptedException {
        Path output = folder.resolve("unread");
        Path unread = Files.writeString(
                folder.resolve("unread.sql"),
                "CREATE TABLE t (event_id STRING, event_time STRING, event_type STRING, account_id STRING) WITH"
                        + " ('connector' = 'filesystem', 'format' = 'csv', 'path' = '/no/such'); SELECT * FROM t");
        String[] command = {"run", JOB_JAR.toString(), "detect", "--source-sql", unread + "", "--output", output + ""};
        assertThat(flink(1, command)).contains("/no/such does not exist");
        assertThat(output.resolve("_SUCCESS")).doesNotExist();
        assertThat(output.resolve(".input")).doesNotExist();
    }

    private static void assertSameRings(Path output) {
        for (String file : List.of("rings.jsonl", "ring_members.csv", "ring_events.csv", "hubs.csv", "baseline.json")) {
            assertThat(output.resolve(file)).as(file).hasSameBinaryContentAs(expected.resolve(file));
        }
        assertThat(output.resolve("_SUCCESS")).exists();
        assertThat(output.resolve(".input")).doesNotExist();
    }

    /** Runs it to its end; its state then. */
    private static String runApplication(ObjectNode request) throws IOException, InterruptedException {
        String jar = rest.upload(JOB_JAR);
        String id = rest.post("/jars/" + jar + "/run-application", request)
                .required("applicationid")
                .asText();
        while (true) {
            for (JsonNode application : rest.get("/applications/overview").required("applications")) {
                String status = application.required("status").asText();
                if (application.required("id").asText().equals(id)
                        && List.of("FINISHED", "FAILED", "CANCELED").contains(status)) {
                    return status;
                }
            }
            Thread.sleep(200);
        }
    }

    private static ObjectNode request(Path output) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("parallelism", 2);
        request.putArray("programArgsList")
                .add("detect")
                .add("--source-sql")
                .add(sql.toString())
                .add("--output")
                .add(output.toString());
        return request;
    }

    private static String flink(int exitCode, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(cluster.client().toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(exitCode);
        return said;
    }
}
