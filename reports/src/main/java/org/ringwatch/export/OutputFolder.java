// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder that a run writes its output to. Files are staged in {@code .staging/} inside it and moved into place by
 * {@link #publish()}; it is complete if and only if {@code _SUCCESS} is there. While a run writes, the folder holds the marker
 * {@code .ringwatch-staging}, so that what a crashed run left can be told from other people's files.
 *
 * <p>Nothing is deleted in a folder that is not ours, and no symbolic link is followed in it. Two runs at the same time must
 * not be given the same folder.
 */
public final class OutputFolder {

    static final String MARKER = ".ringwatch-staging";
    static final String STAGING = ".staging";

    private static final String RUN_FILE = "run.json";
    /** Keys by which we know a {@code run.json} as ours. */
    private static final Set<String> RUN_KEYS = Set.of("events_digest", "signals_off");

    private static final byte[] MARKER_TEXT =
            "A ringwatch run writes here or was stopped. --overwrite clears this folder.\n".getBytes(UTF_8);
    private static final JsonFactory JSON = new JsonFactory();

    private final Path folder;

    private OutputFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Tells whether {@link #open} would succeed, and touches nothing.
     *
     * @param folder where the output shall be
     * @param overwrite whether an earlier output there may be cleared
     * @param inputs every local file or folder that the run reads
     * @throws IllegalArgumentException naming the option, the rule and the value, if the folder must not be used
     */
    public static void check(Path folder, boolean overwrite, Collection<Path> inputs) throws IOException {
        if (Files.isSymbolicLink(folder)) {
            throw refusal("--output must not be a symbolic link (name its target)", folder);
        }
        Path real = PathTrail.real(folder);
        if (Files.exists(real) && !Files.isDirectory(real)) {
            throw refusal("--output must be a folder", folder);
        }
        for (Path input : inputs) {
            requireApart(folder, real, input);
        }
        if (!Files.exists(real) || isEmpty(real)) {
            return;
        }
        if (!overwrite) {
            throw refusal("--output must be absent or empty (or come with --overwrite)", folder);
        }
        if (!isOurs(real)) {
            throw refusal(
                    "--overwrite clears only a folder that a run wrote to (it holds our " + RUN_FILE + " or " + MARKER
                            + "): --output must be such a folder, absent or empty",
                    folder);
        }
    }

    /**
     * Checks the folder, clears or creates it, and opens the staging folder.
     *
     * @param folder where the output shall be
     * @param overwrite whether an earlier output there may be cleared
     * @param inputs every local file or folder that the run reads
     * @throws IllegalArgumentException naming the option, the rule and the value, if the folder must not be used
     */
    public static OutputFolder open(Path folder, boolean overwrite, Collection<Path> inputs) throws IOException {
        check(folder, overwrite, inputs);
        OutputFolder output = new OutputFolder(PathTrail.real(folder));
        try {
            PrivateFiles.createFolders(output.folder);
            PrivateFiles.tightenFolder(output.folder);
            output.mark();
        } catch (FileSystemException e) {
            throw new IllegalArgumentException(
                    "--output must be a folder that can be created and written but "
                            + SafeText.display(folder.toString()) + " cannot: " + SafeText.display(reason(e)),
                    e);
        }
        output.clear();
        PrivateFiles.createFolders(output.staging());
        return output;
    }

    /**
     * Takes up a folder that {@link #open} prepared, maybe in another process or before a restart. What is staged or already
     * published in it stays.
     *
     * @throws IllegalStateException if no run prepared the folder
     */
    public static OutputFolder resume(Path folder) throws IOException {
        OutputFolder output = new OutputFolder(PathTrail.real(folder));
        if (!Files.isDirectory(output.folder) || !isOurs(output.folder)) {
            throw new IllegalStateException(
                    "output folder must be prepared by a run but was not: " + SafeText.display(folder.toString()));
        }
        output.mark();
        PrivateFiles.createFolders(output.staging());
        return output;
    }

    /** Where the output will be. */
    public Path folder() {
        return folder;
    }

    /** Where files are written until {@link #publish()}; names and folders are those of the output. */
    public Path staging() {
        return staging(folder);
    }

    /** Where files of a folder wait until they are whole; a manifest leaves it out. */
    public static Path staging(Path folder) {
        return folder.resolve(STAGING);
    }

    /**
     * Moves everything staged into place, then writes the manifest and, last, {@code _SUCCESS}. Can be repeated after a
     * failure: an entry staged again replaces the one that was published.
     */
    public void publish() throws IOException {
        mark();
        Files.deleteIfExists(folder.resolve(Manifest.SUCCESS));
        PrivateFiles.createFolders(staging());
        PrivateFiles.tighten(staging());
        for (Path staged : entries(staging())) {
            Path target = folder.resolve(staged.getFileName());
            PrivateFiles.deleteTree(target);
            Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
        }
        PrivateFiles.deleteTree(staging());
        Manifest.write(folder);
        Files.delete(folder.resolve(MARKER));
        Manifest.succeed(folder);
    }

    /**
     * Empties the folder after a run that failed or was interrupted; leaves a complete output alone. Nobody may write to it
     * any more.
     */
    public void abandon() throws IOException {
        if (Files.exists(folder.resolve(Manifest.SUCCESS), LinkOption.NOFOLLOW_LINKS) || !isOurs(folder)) {
            return;
        }
        mark();
        clear();
        Files.delete(folder.resolve(MARKER));
    }

    private void mark() throws IOException {
        Path file = folder.resolve(MARKER);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            PrivateFiles.deleteTree(file);
        }
        try (OutputStream marker = PrivateFiles.newOutputStream(file)) {
            marker.write(MARKER_TEXT);
        }
    }

    /** Deletes all but the marker, and first what says that the output is complete. */
    private void clear() throws IOException {
        Files.deleteIfExists(folder.resolve(Manifest.SUCCESS));
        for (Path entry : entries(folder)) {
            if (!entry.equals(folder.resolve(MARKER))) {
                PrivateFiles.deleteTree(entry);
            }
        }
    }

    private static void requireApart(Path folder, Path real, Path input) throws IOException {
        List<Path> trail = PathTrail.of(input);
        if (trail.stream().anyMatch(place -> place.startsWith(real))) {
            throw refusal("--output must not hold the input " + SafeText.display(input.toString()), folder);
        }
        if (real.startsWith(trail.get(trail.size() - 1))) {
            throw refusal("--output must not lie in the input " + SafeText.display(input.toString()), folder);
        }
    }

    private static boolean isOurs(Path folder) throws IOException {
        return Files.isRegularFile(folder.resolve(MARKER), LinkOption.NOFOLLOW_LINKS)
                || isOurRunFile(folder.resolve(RUN_FILE));
    }

    private static boolean isOurRunFile(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        Set<String> missing = new HashSet<>(RUN_KEYS);
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
                JsonParser parser = JSON.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                missing.remove(key);
                parser.nextToken();
                parser.skipChildren();
            }
        } catch (JsonProcessingException e) {
            return false;
        }
        return missing.isEmpty();
    }

    /** What the system says; where it says nothing, the exception's type tells. */
    private static String reason(FileSystemException e) {
        if (e.getReason() != null) {
            return e.getReason();
        }
        if (e instanceof AccessDeniedException) {
            return "this user must not write there";
        }
        return e instanceof FileAlreadyExistsException
                ? e.getFile() + " is no folder"
                : "no folder can be made at " + e.getFile();
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }

    private static IllegalArgumentException refusal(String rule, Path folder) {
        return new IllegalArgumentException(rule + " but was " + SafeText.display(folder.toString()));
    }
}
