// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lines that go into files of a folder exactly once, whatever fails: a commit in two phases. Lines gather in a file of
 * {@code .staging/}; a checkpoint seals it, the file's name becomes part of the checkpoint, and when the checkpoint is complete the
 * file is moved into place as a whole. Lines that came after the checkpoint that a job goes on from are written again, under the
 * same numbers.
 *
 * <p>Lines are numbered from 1; a file is called by the number of its first line, twelve digits. So the names in order give all
 * lines in order, and none is missing if the next name is always the number after the last line.
 *
 * <p>Memory: none that grows with the lines.
 */
final class LineFiles {
    /** Where files wait until they are whole and certain. */
    static final String STAGING = ".staging";

    private static final String SUFFIX = ".jsonl";
    private static final int BUFFER_BYTES = 1 << 16;
    private static final FileAttribute<?> FILE_MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> FOLDER_MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path folder;
    private final String prefix;
    private final Pattern names;
    private final List<SealedFile> sealed = new ArrayList<>();
    private long next;

    private @Nullable String staged;
    private @Nullable OutputStream output;
    private @Nullable FileChannel channel;
    private long first;

    /**
     * Takes up a folder as a checkpoint left it, and puts in place what belongs to that checkpoint.
     *
     * @param folder created if it is not there
     * @param prefix what names of files begin with
     * @param next number of the next line: 1 for a job that begins
     * @param pending what the checkpoint sealed
     * @throws OtherStateException if the folder holds lines that this job has not written yet, or lacks some that it has
     */
    LineFiles(Path folder, String prefix, long next, List<SealedFile> pending) throws IOException {
        this.folder = folder;
        this.prefix = prefix;
        this.names = Pattern.compile(Pattern.quote(prefix) + "([0-9]{12})" + Pattern.quote(SUFFIX));
        this.next = next;
        this.sealed.addAll(pending);
        createFolders(staging());
        requireNothingAhead();
        commit(Long.MAX_VALUE);
        clearStaging();
    }

    /** Number of the next line. */
    long next() {
        return next;
    }

    /** Adds a line. */
    void add(String line) throws IOException {
        OutputStream out = output == null ? open() : output;
        out.write(line.getBytes(UTF_8));
        out.write('\n');
        next++;
    }

    /** Completes the file of the lines so far, if there are any, as part of a checkpoint; the files to be remembered with it. */
    List<SealedFile> seal(long checkpoint) throws IOException {
        if (output != null && channel != null && staged != null) {
            output.flush();
            channel.force(true);
            output.close();
            sealed.add(new SealedFile(checkpoint, first, staged));
            output = null;
            channel = null;
            staged = null;
        }
        return List.copyOf(sealed);
    }

    /** Puts the files of all checkpoints up to this one in place. */
    void commit(long checkpoint) throws IOException {
        for (SealedFile file : List.copyOf(sealed)) {
            if (file.checkpoint() <= checkpoint) {
                place(file);
                sealed.remove(file);
            }
        }
    }

    /** Lets go of the file that lines gather in; nothing of it is published. */
    void close() throws IOException {
        if (output != null) {
            output.close();
            output = null;
        }
    }

    private void place(SealedFile file) throws IOException {
        Path from = staging().resolve(file.staged());
        Path to = folder.resolve(name(file.first()));
        if (Files.exists(from)) {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } else if (!Files.exists(to)) {
            throw new OtherStateException("the output folder must be as the checkpoint left it but neither " + from
                    + " nor " + to + " is there");
        }
    }

    private OutputStream open() throws IOException {
        // A task that was given up but lives on must not write to our file.
        staged = UUID.randomUUID() + SUFFIX;
        first = next;
        Set<StandardOpenOption> isNew = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        FileChannel opened = FileChannel.open(
                staging().resolve(staged),
                isNew,
                knowsModes() ? new FileAttribute<?>[] {FILE_MODE} : new FileAttribute<?>[0]);
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(opened), BUFFER_BYTES);
        channel = opened;
        output = out;
        return out;
    }

    private void requireNothingAhead() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Optional<Path> ahead =
                    files.filter(file -> number(file) >= next).sorted().findFirst();
            if (ahead.isPresent()) {
                throw new OtherStateException(
                        "the output folder must not be ahead of the state that the job goes on from, but "
                                + ahead.get()
                                + " was written after it; go on from the latest state, or move that file and those after"
                                + " it away");
            }
        }
    }

    private void clearStaging() throws IOException {
        Set<String> known = new HashSet<>();
        sealed.forEach(file -> known.add(file.staged()));
        try (Stream<Path> files = Files.list(staging())) {
            for (Path file : files.toList()) {
                if (!known.contains(file.getFileName().toString())) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Number of a file's first line; 0 for a file that is none of ours. */
    private long number(Path file) {
        Matcher matcher = names.matcher(file.getFileName().toString());
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    }

    private String name(long line) {
        return String.format(Locale.ROOT, "%s%012d%s", prefix, line, SUFFIX);
    }

    private Path staging() {
        return folder.resolve(STAGING);
    }

    private void createFolders(Path path) throws IOException {
        Files.createDirectories(path, knowsModes() ? new FileAttribute<?>[] {FOLDER_MODE} : new FileAttribute<?>[0]);
    }

    private boolean knowsModes() {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
