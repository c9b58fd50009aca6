// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;
import org.jspecify.annotations.Nullable;
import org.ringwatch.export.Manifest;
import org.ringwatch.export.OutputFolder;
import org.ringwatch.export.SafeText;

/**
 * An output on a file system that may have no renaming, such as S3. The result is made whole on a local disk, then copied file by
 * file, the manifest behind all that it names, and {@code _SUCCESS} last: there is nothing that would have to be moved. A file
 * that is copied again replaces the earlier one, as a whole, as stores of objects do.
 *
 * <p>The marker and {@code run.json} say whose it is, as in {@link OutputFolder}, and it is complete by the same rule.
 */
final class RemoteOutput implements RunOutput {
    private static final Pattern S3 = Pattern.compile("^s3[anp]?://", Pattern.CASE_INSENSITIVE);

    private final Path root;
    private final FileSystem fileSystem;
    private final String runId;

    private RemoteOutput(String place, String runId) throws IOException {
        this.root = new Path(place);
        this.fileSystem = root.getFileSystem();
        this.runId = runId;
    }

    /** As {@link RunOutput#open}. */
    static RemoteOutput open(String given, boolean overwrite, List<String> inputs, String runId) throws IOException {
        RemoteOutput output;
        try {
            output = new RemoteOutput(given, runId);
        } catch (IllegalArgumentException e) {
            throw refusal("--output must be a path", given, e);
        } catch (UnsupportedFileSystemSchemeException e) {
            throw refusal("--output must be on a file system that Flink has a plugin for", given, e);
        }
        for (String input : inputs) {
            String here = withSlash(given);
            String there = withSlash(input);
            if (here.startsWith(there) || there.startsWith(here)) {
                throw refusal("--output must lie apart from the input " + SafeText.display(input), given, null);
            }
        }
        if (output.isOfThisRun()) {
            return output;
        }
        List<Path> entries = output.entries();
        if (!entries.isEmpty() && !overwrite) {
            throw refusal("--output must be absent or empty (or come with --overwrite)", given, null);
        }
        if (!entries.isEmpty() && !output.isOurs()) {
            throw refusal(
                    "--overwrite clears only a folder that a run wrote to (it holds our " + OutputFolder.RUN_FILE
                            + " or " + OutputFolder.MARKER + "): --output must be such a folder, absent or empty",
                    given,
                    null);
        }
        output.mark();
        output.clear();
        return output;
    }

    /**
     * Takes up an output that {@link #open} prepared, maybe in another process or before a restart.
     *
     * @throws IllegalStateException if it is gone or belongs to another run
     */
    static RemoteOutput resume(String place, String runId) throws IOException {
        RemoteOutput output = new RemoteOutput(place, runId);
        if (!output.isOfThisRun()) {
            throw new IllegalStateException(
                    "output folder must be the one that this run prepared but is gone or another's: "
                            + SafeText.display(place));
        }
        return output;
    }

    @Override
    public String place() {
        return root.toString();
    }

    @Override
    public InputStream openRunFile() throws IOException {
        return fileSystem.open(child(OutputFolder.RUN_FILE));
    }

    @Override
    public void abandon() throws IOException {
        if (!fileSystem.exists(child(Manifest.SUCCESS)) && isOurs()) {
            mark();
            clear();
            fileSystem.delete(child(OutputFolder.MARKER), false);
        }
    }

    /** Whether the output of this run is complete. */
    boolean isPublished() throws IOException {
        return fileSystem.exists(child(Manifest.SUCCESS))
                && !fileSystem.exists(child(OutputFolder.MARKER))
                && isOfThisRun();
    }

    /**
     * Copies a complete output there. Can be repeated after a failure.
     *
     * @param complete folder of this machine that holds it
     */
    void publish(java.nio.file.Path complete) throws IOException {
        mark();
        fileSystem.delete(child(Manifest.SUCCESS), false);
        List<String> names;
        try (Stream<java.nio.file.Path> files = Files.walk(complete)) {
            names = files.filter(Files::isRegularFile)
                    .map(file -> complete.relativize(file).toString().replace(File.separatorChar, '/'))
                    .filter(name -> !name.equals(Manifest.SUCCESS))
                    .sorted(Comparator.<String, Boolean>comparing(Manifest.FILE::equals)
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
        }
        for (String name : names) {
            try (OutputStream out = fileSystem.create(child(name), WriteMode.OVERWRITE)) {
                Files.copy(complete.resolve(name), out);
            }
        }
        fileSystem.delete(child(OutputFolder.MARKER), false);
        write(Manifest.SUCCESS, new byte[0]);
    }

    private void mark() throws IOException {
        byte[] text = OutputFolder.marker(runId);
        if (!Arrays.equals(marker().orElse(new byte[0]), text)) {
            write(OutputFolder.MARKER, text);
        }
    }

    /** Deletes all but the marker, and first what says that the output is complete. */
    private void clear() throws IOException {
        fileSystem.delete(child(Manifest.SUCCESS), false);
        for (Path entry : entries()) {
            if (!entry.getName().equals(OutputFolder.MARKER)) {
                fileSystem.delete(entry, true);
            }
        }
    }

    private boolean isOurs() throws IOException {
        return marker().isPresent() || runFile().isPresent();
    }

    private boolean isOfThisRun() throws IOException {
        Optional<byte[]> marker = marker();
        return marker.isPresent()
                ? Arrays.equals(marker.get(), OutputFolder.marker(runId))
                : runFile().filter(runId::equals).isPresent();
    }

    private Optional<byte[]> marker() throws IOException {
        // What opening throws for what is absent differs by the file system, and so does when.
        if (!fileSystem.exists(child(OutputFolder.MARKER))) {
            return Optional.empty();
        }
        try (InputStream in = fileSystem.open(child(OutputFolder.MARKER))) {
            return Optional.of(in.readAllBytes());
        }
    }

    private Optional<String> runFile() throws IOException {
        if (!fileSystem.exists(child(OutputFolder.RUN_FILE))) {
            return Optional.empty();
        }
        try (InputStream in = openRunFile()) {
            return OutputFolder.runOf(in);
        }
    }

    private void write(String name, byte[] content) throws IOException {
        try (OutputStream out = fileSystem.create(child(name), WriteMode.OVERWRITE)) {
            out.write(content);
        }
    }

    private List<Path> entries() throws IOException {
        List<Path> entries = new ArrayList<>();
        try {
            FileStatus[] found = fileSystem.listStatus(root);
            // Which of the two a file system does about what is absent differs.
            for (FileStatus status : found == null ? new FileStatus[0] : found) {
                entries.add(status.getPath());
            }
        } catch (FileNotFoundException e) {
            // Nothing is there yet.
        }
        return entries;
    }

    private Path child(String name) {
        return new Path(root, name);
    }

    /** Schemes of S3 that differ by the plugin lead to the same. */
    private static String withSlash(String given) {
        String path = RunOutput.isRemote(given) ? new Path(given).toString() : given;
        String same = S3.matcher(path).replaceFirst("s3://");
        return same.endsWith("/") ? same : same + "/";
    }

    private static IllegalArgumentException refusal(String rule, String given, @Nullable Throwable cause) {
        return new IllegalArgumentException(rule + " but was " + SafeText.display(given), cause);
    }
}
