// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.flink.runtime.client.JobExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringwatch.job.DetectionParameters;
import org.ringwatch.job.source.InputFile;
import org.ringwatch.job.sql.SqlFile;

/** Rows of tables on disk: there while they are read, and no longer. */
class TableInputITCase {
    private static final String ROW =
            "SELECT 'e' AS event_id, '2025-01-01T00:00:00Z' AS event_time, 'OTHER' AS event_type, 'a' AS account_id";

    @TempDir
    Path folder = Path.of("");

    private Path rows = Path.of("");

    @BeforeEach
    void choosePlace() {
        rows = folder.resolve("rows");
    }

    @Test
    void rowsAreThereWhileTheyAreRead() throws Exception {
        within(ROW, false, files -> {
            InputFile file = files.get(0);
            assertThat(files).hasSize(1);
            assertThat(file.name()).endsWith("/a.sql#1");
            assertThat(Path.of(URI.create(file.path())))
                    .startsWith(rows)
                    .content()
                    .isEqualTo(
                            "{\"event_id\":\"e\",\"event_time\":\"2025-01-01T00:00:00Z\",\"event_type\":\"OTHER\",\"account_id\":\"a\"}\n");
        });
        assertThat(rows).doesNotExist();
    }

    @Test
    void rowsAreGoneAfterAFailure() throws IOException {
        assertThatThrownBy(() -> within(ROW, false, files -> fail(new IOException("disk"))))
                .hasMessage("disk");
        assertThat(rows).doesNotExist();
    }

    @Test
    void rowsStayOnlyForAJobThatMayLive() throws IOException {
        assertThatThrownBy(() -> within(ROW, true, files -> fail(new IOException("no answer"))))
                .hasMessage("no answer");
        assertThat(rows).isNotEmptyDirectory();
        assertThatThrownBy(() -> within(
                        ROW, true, files -> fail(new IOException(new JobExecutionException(null, "failed", null)))))
                .hasMessageContaining("failed");
        assertThat(rows).doesNotExist();
    }

    @Test
    void whatIsInTheWayOfWrongSqlStays() throws IOException {
        Files.createDirectory(rows);
        Files.writeString(rows.resolve("other"), "people's");
        assertThatThrownBy(() -> within("SELECT", false, files -> {})).isInstanceOf(UsageException.class);
        assertThat(rows.resolve("other")).exists();
    }

    private static void fail(IOException e) throws IOException {
        throw e;
    }

    private void within(String sql, boolean outlivesUs, TableInput.Work work) throws Exception {
        SqlFile file = SqlFile.read("--source-sql", Files.writeString(folder.resolve("a.sql"), sql));
        ParameterOptions.Choice choice = new ParameterOptions.Choice(
                DetectionParameters.defaults(), Optional.empty(), Optional.empty(), OptionalInt.of(2));
        Path exchange = Files.createDirectories(folder.resolve("exchange"));
        try (Interruption interruption = Interruption.watch()) {
            EmbeddedRun embedded = new EmbeddedRun(
                    exchange,
                    new Progress(new PrintWriter(new StringWriter()), false),
                    interruption,
                    OptionalInt.empty());
            new TableInput(file, choice, outlivesUs ? new Outliving(embedded) : embedded)
                    .within(OptionalInt.empty(), rows, () -> {}, work);
        }
    }

    /** As a cluster's runner is. */
    private record Outliving(JobRunner runner) implements JobRunner {
        @Override
        public int parallelism(OptionalInt chosen) {
            return runner.parallelism(chosen);
        }

        @Override
        public String runId() {
            return runner.runId();
        }

        @Override
        public boolean outlivesUs() {
            return true;
        }

        @Override
        public Optional<Path> scratch() {
            return Optional.empty();
        }

        @Override
        public void prepare(String name, int parallelism, Topology topology, String doing) throws Exception {
            runner.prepare(name, parallelism, topology, doing);
        }

        @Override
        public boolean run(String name, int parallelism, Topology topology, ProgressReader reader) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Ending watch(String name, int parallelism, StateKeeping state, Topology topology, Observer observer) {
            throw new UnsupportedOperationException();
        }
    }
}
