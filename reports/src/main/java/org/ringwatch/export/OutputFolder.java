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
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder that a run writes its output to. Files are staged in {@code .staging/} inside it and moved into place by
 * {@link #publish()}; it is complete if and only if {@code _SUCCESS} is there. While a run writes, the folder holds the marker
 * {@code .ringwatch-staging}, so that what a crashed run left can be told from other people's files.
 *
 * <p>The marker, and later {@code run.json}, say which run the folder belongs to: the run itself takes it up again after a
 * failure, and another run's is refused.
 *
 * <p>Nothing is deleted in a folder that is not ours, and no symbolic link is followed in it. Two runs at the same time must
 * not be given the same folder.
 */
public final class OutputFolder {

    /** Name of the file that tells that a run writes to the folder, and which. */
    public static final String MARKER = ".ringwatch-staging";

    static final String STAGING = ".staging";
    /** Input that a run had to write down first, while it runs. */
    static final String INPUT = ".input";

    /** Key of {@code run.json} that names the run. */
    public static final String RUN_ID = "run_id";

    /** Name of the file that tells about the run. */
    public static final String RUN_FILE = "run.json";

    /** Keys by which we know a {@code run.json} as ours. */
    private static final Set<String> RUN_KEYS = Set.of("events_digest", "signals_off");

    private static final String MARKER_TEXT =
            "A ringwatch run writes here or was stopped. --overwrite clears this folder.\n";
    private static final JsonFactory JSON = new JsonFactory();

    private final Path folder;
    private final String runId;

    private OutputFolder(Path folder, String runId) {
        this.folder = folder;
        this.runId = runId;
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
        Path real = checkPlace(folder, inputs);
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
     * Tells whether an output may be at that place, whatever is there already.
     *
     * @param inputs every local file or folder that the run reads
     * @return the real path
     * @throws IllegalArgumentException naming the option, the rule and the value, if it must not
     */
    public static Path checkPlace(Path folder, Collection<Path> inputs) throws IOException {
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
        return real;
    }

    /**
     * Checks the folder, clears or creates it, and opens the staging folder. What the same run left there stays: a cluster
     * that recovers starts a program again whose job lives on.
     *
     * @param folder where the output shall be
     * @param overwrite whether an earlier output there may be cleared
     * @param inputs every local file or folder that the run reads
     * @param runId names the run: printable, no line break
     * @throws IllegalArgumentException naming the option, the rule and the value, if the folder must not be used
     */
    public static OutputFolder open(Path folder, boolean overwrite, Collection<Path> inputs, String runId)
            throws IOException {
        OutputFolder output = new OutputFolder(PathTrail.real(folder), runId);
        if (!Files.isSymbolicLink(folder) && output.isOfThisRun()) {
            return output;
        }
        check(folder, overwrite, inputs);
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
     * Takes up a folder that {@link #open} prepared, maybe in another process or before a restart. What was staged is
     * cleared, as it may be half written; what is published already stays.
     *
     * @param runId as given to {@link #open}
     * @throws IllegalStateException if the folder is gone or belongs to another run
     */
    public static OutputFolder resume(Path folder, String runId) throws IOException {
        OutputFolder output = new OutputFolder(PathTrail.real(folder), runId);
        if (!output.isOfThisRun()) {
            throw new IllegalStateException(
                    "output folder must be the one that this run prepared but is gone or another's: "
                            + SafeText.display(folder.toString()));
        }
        if (!output.isPublished()) {
            output.mark();
            PrivateFiles.deleteTree(output.staging());
            PrivateFiles.createFolders(output.staging());
        }
        return output;
    }

    /** Whether the output of this run is complete. */
    public boolean isPublished() throws IOException {
        return Files.exists(folder.resolve(Manifest.SUCCESS), LinkOption.NOFOLLOW_LINKS)
                && !Files.exists(folder.resolve(MARKER), LinkOption.NOFOLLOW_LINKS)
                && isOfThisRun();
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

    /** Where a run may keep what it reads, until {@link #publish()} or {@link #abandon()}; a manifest leaves it out. */
    public static Path input(Path folder) {
        return folder.resolve(INPUT);
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
        PrivateFiles.deleteTree(input(folder));
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

    /** What the marker of a run says. */
    public static byte[] marker(String runId) {
        return (MARKER_TEXT + runId + "\n").getBytes(UTF_8);
    }

    /** The marker is there as a whole or not at all, whenever the process dies. */
    private void mark() throws IOException {
        Path marker = folder.resolve(MARKER);
        byte[] text = marker(runId);
        if (Files.isRegularFile(marker, LinkOption.NOFOLLOW_LINKS) && Arrays.equals(Files.readAllBytes(marker), text)) {
            return;
        }
        Path whole = folder.resolve(MARKER + ".new");
        PrivateFiles.deleteTree(whole);
        try (OutputStream out = PrivateFiles.newOutputStream(whole)) {
            out.write(text);
        }
        PrivateFiles.deleteTree(marker);
        Files.move(whole, marker, StandardCopyOption.ATOMIC_MOVE);
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
                || runFile(folder.resolve(RUN_FILE)).isPresent();
    }

    private boolean isOfThisRun() throws IOException {
        Path marker = folder.resolve(MARKER);
        return Files.isRegularFile(marker, LinkOption.NOFOLLOW_LINKS)
                ? Files.readString(marker).equals(MARKER_TEXT + runId + "\n")
                : runFile(folder.resolve(RUN_FILE)).filter(runId::equals).isPresent();
    }

    /** The run that a {@code run.json} names, or nothing if it names none; empty if the file is not ours. */
    private static Optional<String> runFile(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return runOf(in);
        }
    }

    /** The run that the text of a {@code run.json} names, or nothing if it names none; empty if the text is not ours. */
    public static Optional<String> runOf(InputStream in) throws IOException {
        String run = "";
        Set<String> missing = new HashSet<>(RUN_KEYS);
        try (JsonParser parser = JSON.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                missing.remove(key);
                parser.nextToken();
                if (key.equals(RUN_ID) && parser.currentToken() == JsonToken.VALUE_STRING) {
                    run = parser.getText();
                }
                parser.skipChildren();
            }
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        return missing.isEmpty() ? Optional.of(run) : Optional.empty();
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
