// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringwatch.job.source.InputFile;
import org.ringwatch.job.source.InputFiles;
import org.ringwatch.job.sql.SqlFile;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What decides what a detection finds: every command that detects takes these, so that all find the same. */
final class DetectionOptions {
    private static final String SQL = "--source-sql";

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli
    private Source source;

    /** Where the events are. */
    static final class Source {
        @Option(
                names = "--input",
                required = true,
                arity = "1..*",
                paramLabel = "PATH",
                description =
                        "Event files, or folders of them (all below is read, except names that start with . or _)."
                                + " CSV or JSON Lines, plain or .gz .zst .bz2 .xz, or Parquet.")
        private List<String> inputs = List.of();

        @Option(
                names = SQL,
                required = true,
                paramLabel = "FILE",
                description =
                        "Instead of --input: a file of Flink SQL that defines tables and, last, selects the columns of"
                                + " events.")
        private @Nullable Path sql;
    }

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli
    private ParameterOptions parameters;

    /**
     * Checks the options; the input is not looked at yet.
     *
     * @throws UsageException naming what is wrong
     */
    ParameterOptions.Choice choose() throws IOException {
        ParameterOptions.Choice choice = parameters.choose();
        if (source.sql != null && choice.format().isPresent()) {
            throw new UsageException("--format must not be given with " + SQL + ", whose rows come from tables");
        }
        if (source.sql != null && parameters.key().isPresent()) {
            throw new UsageException("--pseudonymise must not be given with " + SQL
                    + ": the rows lie on disk in clear while the run reads them");
        }
        return choice;
    }

    /**
     * What selects the input; nothing if files are the input.
     *
     * @throws UsageException naming what is wrong
     */
    Optional<SqlFile> sql() throws IOException {
        Path file = source.sql;
        return file == null ? Optional.empty() : Optional.of(Options.checked(() -> SqlFile.read(SQL, file)));
    }

    /**
     * The files of the input, whose headers fit.
     *
     * @throws UsageException naming what is wrong
     */
    List<InputFile> files(ParameterOptions.Choice choice) throws IOException {
        return Options.checked(() -> {
            List<InputFile> files = InputFiles.list(source.inputs, choice.format());
            InputFiles.checkHeaders(files, choice.parameters().columns());
            return files;
        });
    }

    /** The files and folders of the input, as they were given. */
    List<String> inputs() {
        return source.inputs;
    }

    /** The inputs on this machine, and the key: an output must lie apart from them. */
    List<Path> localInputs() {
        return Stream.of(
                        source.inputs.stream()
                                .map(input -> input.startsWith("file:") ? Path.of(URI.create(input)) : Path.of(input)),
                        Stream.ofNullable(source.sql),
                        parameters.key().stream())
                .flatMap(paths -> paths)
                .filter(Files::exists)
                .toList();
    }
}
