// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.ringwatch.export.PrivateFiles;
import org.ringwatch.job.source.InputFile;
import org.ringwatch.job.sql.SqlFile;

/** The events that a file of SQL selects: written down by a job of its own, then read like files, then deleted. */
final class TableInput {
    private static final String DOING = "reading tables";

    private final SqlFile sql;
    private final ParameterOptions.Choice choice;
    private final JobRunner runner;

    TableInput(SqlFile sql, ParameterOptions.Choice choice, JobRunner runner) {
        this.sql = sql;
        this.choice = choice;
        this.runner = runner;
    }

    /** What is done when the SQL is known to be right, before anything is written. */
    interface Ready {
        void begin() throws Exception;
    }

    /** What is done with the rows while they are there. */
    interface Work {
        void read(List<InputFile> files) throws Exception;
    }

    /** Where the rows go in the folder of a runner that has one of its own. */
    static Path scratch(JobRunner runner) {
        return runner.scratch()
                .orElseThrow(() -> new UsageException("--check must not be given with --source-sql on a cluster"))
                .resolve("rows");
    }

    /**
     * Writes the rows down and has them read.
     *
     * @param most how many rows are wanted; empty for all
     * @param folder where they go; made when the SQL is known to be right, and deleted at the end, unless a job may be
     *     reading there that nobody knows about
     * @param ready called when the SQL is known to be right
     * @throws UsageException if something in the file is wrong
     */
    void within(OptionalInt most, Path folder, Ready ready, Work work) throws Exception {
        int parallelism = runner.parallelism(choice.parallelism());
        AtomicBoolean isOurs = new AtomicBoolean();
        boolean isRead = false;
        try {
            runner.prepare(
                    SqlFile.JOB,
                    parallelism,
                    env -> {
                        define(env, most, folder);
                        ready.begin();
                        isOurs.set(true);
                    },
                    DOING);
            List<InputFile> files = sql.staged(folder);
            isRead = runner.outlivesUs();
            work.read(files);
            isRead = false;
        } catch (Exception e) {
            isRead = isRead && !Failure.isEndOfJob(e);
            throw e;
        } finally {
            if (isOurs.get() && !isRead) {
                PrivateFiles.deleteTree(folder);
            }
        }
    }

    private void define(StreamExecutionEnvironment env, OptionalInt most, Path folder) throws IOException {
        Options.checked(() -> {
            sql.define(env, choice.parameters().columns(), most, folder);
            return sql;
        });
    }
}
