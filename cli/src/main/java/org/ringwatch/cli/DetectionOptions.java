// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ringwatch.job.source.InputFile;
import org.ringwatch.job.source.InputFiles;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What decides what a detection finds: every command that detects takes these, so that all find the same. */
final class DetectionOptions {

    @Option(
            names = "--input",
            required = true,
            arity = "1..*",
            paramLabel = "PATH",
            description = "Event files, or folders of them (all below is read, except names that start with . or _)."
                    + " CSV or JSON Lines, plain or .gz .zst .bz2 .xz, or Parquet.")
    private List<String> inputs = List.of();

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli
    private ParameterOptions parameters;

    /**
     * Checks the options; the input is not looked at yet.
     *
     * @throws UsageException naming what is wrong
     */
    ParameterOptions.Choice choose() throws IOException {
        return parameters.choose();
    }

    /**
     * The files of the input, whose headers fit.
     *
     * @throws UsageException naming what is wrong
     */
    List<InputFile> files(ParameterOptions.Choice choice) throws IOException {
        return Options.checked(() -> {
            List<InputFile> files = InputFiles.list(inputs, choice.format());
            InputFiles.checkHeaders(files, choice.parameters().columns());
            return files;
        });
    }

    /** The inputs on this machine, and the key: an output must lie apart from them. */
    List<Path> localInputs() {
        return Stream.concat(
                        inputs.stream()
                                .map(input -> input.startsWith("file:") ? Path.of(URI.create(input)) : Path.of(input)),
                        parameters.key().stream())
                .filter(Files::exists)
                .toList();
    }
}
