// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.sql;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.ringwatch.event.ShownValue;
import org.ringwatch.job.prior.SideInputFile;
import org.ringwatch.job.source.ColumnMapping;
import org.ringwatch.job.source.InputFile;
import org.ringwatch.job.source.InputFiles;
import org.ringwatch.job.source.InputFormat;

/**
 * A file of Flink SQL: statements that define tables and set options, and last a {@code SELECT} of events. A job of its own
 * writes the rows to a folder, from where they are read like any file.
 *
 * <p>The order of the rows, and how they are spread over files, is that in which tables deliver them: it may differ from run
 * to run.
 */
public final class SqlFile {
    /** Name of the job in Flink. */
    public static final String JOB = "ringwatch read tables";

    private static final long MAX_BYTES = 1L << 20;
    private static final int MAX_MESSAGE = 400;

    private final String option;
    private final Path file;
    private final String sha256;
    private final long bytes;
    private final List<SqlStatements.Statement> statements;

    private SqlFile(String option, Path file, byte[] content, List<SqlStatements.Statement> statements) {
        this.option = option;
        this.file = file;
        this.bytes = content.length;
        this.sha256 = sha256(content);
        this.statements = statements;
    }

    /**
     * Reads the file.
     *
     * @param option that names it, for messages
     * @throws IllegalArgumentException if it is no readable file of UTF-8 of at most 1 MiB, something in it is not closed, or
     *     Flink's table planner is not there
     */
    public static SqlFile read(String option, Path file) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IllegalArgumentException(option + " must be a readable file but was " + shown(file.toString()));
        }
        if (!isPlannerThere()) {
            throw new IllegalArgumentException(plannerIsMissing(option));
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new IllegalArgumentException(
                    option + " must be a file of at most 1 MiB but " + shown(file.toString()) + " is larger");
        }
        byte[] content = Files.readAllBytes(file);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return new SqlFile(option, file, content, SqlStatements.of(text));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(shown(file.toString()) + " must be UTF-8 but is not", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(shown(file.toString()) + ", " + e.getMessage(), e);
        }
    }

    /**
     * Lays out the job: runs the statements, and writes what the last one selects.
     *
     * @param mapping what columns are called
     * @param most how many rows are wanted, whichever; empty for all
     * @param folder where the rows go, absolute; it need not be there
     * @throws IllegalArgumentException if something in the file is wrong, saying where and what
     */
    public void define(StreamExecutionEnvironment env, ColumnMapping mapping, OptionalInt most, Path folder) {
        try {
            new TableJob(shown(file.toString()), statements).define(env, mapping, most, folder);
        } catch (NoClassDefFoundError e) {
            throw new IllegalArgumentException(
                    plannerIsMissing(option) + "; there is no " + shown(String.valueOf(e.getMessage())), e);
        }
    }

    /** What the job wrote, each file named by the SQL file and a number from 1. A table without rows gives an empty file. */
    public List<InputFile> staged(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> parts = Files.list(folder)) {
            if (parts.allMatch(part -> part.getFileName().toString().startsWith("."))) {
                Files.createFile(folder.resolve("empty"));
            }
        }
        List<InputFile> files = new ArrayList<>();
        for (InputFile part : InputFiles.list(List.of(asFlinkReadsIt(folder)), Optional.of(InputFormat.JSON_LINES))) {
            files.add(part.named(name() + "#" + (files.size() + 1)));
        }
        return files;
    }

    /** Where it is. */
    public Path path() {
        return file;
    }

    /** For {@code run.json}: what decided about the input, beside the rows. */
    public SideInputFile record() {
        return new SideInputFile(option, file.toString(), bytes, sha256, statements.size(), 0, List.of());
    }

    private String name() {
        return asFlinkReadsIt(file);
    }

    /** Flink takes what a URI has encoded for the name itself. */
    private static String asFlinkReadsIt(Path path) {
        return new org.apache.flink.core.fs.Path(path.toAbsolutePath().toUri()).toString();
    }

    private static boolean isPlannerThere() {
        try {
            Class.forName(
                    "org.apache.flink.table.api.bridge.java.StreamTableEnvironment",
                    false,
                    SqlFile.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | NoClassDefFoundError e) {
            return false;
        }
    }

    private static String plannerIsMissing(String option) {
        return option + " needs Flink's table planner, which is not there: flink-table-planner-loader,"
                + " flink-table-runtime, flink-cep and flink-table-api-java-bridge in lib/ of Flink, or ringwatch-sql.jar"
                + " (docs/input.md)";
    }

    private static String shown(String text) {
        return ShownValue.clean(text, MAX_MESSAGE);
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
