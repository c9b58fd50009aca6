// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringwatch.export.ChangeJson;
import org.ringwatch.export.OutputFolder;
import org.ringwatch.export.PrivateFiles;
import org.ringwatch.export.SafeText;
import org.ringwatch.link.IdHasher;

/**
 * The output folder of a watch: {@code changes/}, {@code current/} and {@code rejected/}, which others read, and {@code state/}, which
 * nobody else should. Held by one process at a time.
 */
final class WatchFolder implements AutoCloseable {
    private static final String STATE = "state";
    private static final String WATCH_FILE = "watch.json";
    private static final String LOCK_FILE = "lock";
    private static final String SCHEMA_FILE = "changes.schema.json";
    private static final String CHECKPOINT_FILE = "_metadata";

    /** {@code checkpoints/JOB/chk-N/_metadata}, {@code savepoints/NAME/_metadata}. */
    private static final int CHECKPOINT_DEPTH = 4;

    private static final int FORMAT = 1;
    private static final String KEY_FORMAT = "format";
    private static final String KEY_HASHER = "hasher_key";
    private static final String KEY_PARAMETERS = "parameters";
    private static final String KEY_COMPLETE = "complete";

    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;
    private final ObjectNode watch;

    private WatchFolder(Path folder, FileChannel channel, FileLock lock, ObjectNode watch) {
        this.folder = folder;
        this.channel = channel;
        this.lock = lock;
        this.watch = watch;
    }

    /** What the parameters are, when hashes are keyed by that. */
    interface Fingerprint {
        StateParameters under(String secret) throws IOException;
    }

    /**
     * Takes up the folder of a watch, or makes one.
     *
     * @param folder absent, empty, or one that a watch wrote
     * @param inputs every local file or folder that the run reads
     * @throws IllegalArgumentException if the folder is another's, or another process watches into it
     * @throws UsageException if its state was made with other parameters, or is at its end
     */
    static WatchFolder open(Path folder, Collection<Path> inputs, Fingerprint parameters) throws IOException {
        Path real = OutputFolder.checkPlace(folder, inputs);
        requireOurs(folder, real);
        Path state = PrivateFiles.createFolders(real.resolve(STATE));
        FileChannel channel =
                FileChannel.open(state.resolve(LOCK_FILE), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        try {
            FileLock lock = lock(folder, channel);
            ObjectNode watch = read(state.resolve(WATCH_FILE)).orElseGet(WatchFolder::begin);
            StateParameters now = parameters.under(watch.required(KEY_HASHER).asText());
            if (watch.has(KEY_PARAMETERS)) {
                StateParameters.ofJson(watch.required(KEY_PARAMETERS)).requireSame(now);
            }
            if (watch.path(KEY_COMPLETE).asBoolean()) {
                throw new IllegalArgumentException(
                        "--output must not be a watch that read all of its input (--once) but was "
                                + SafeText.display(folder.toString()) + "; watch into a new folder");
            }
            now.write(watch.putObject(KEY_PARAMETERS));
            WatchFolder opened = new WatchFolder(real, channel, lock, watch);
            opened.save();
            opened.writeSchema();
            CurrentOutput.recover(real);
            return opened;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Where it is. */
    Path folder() {
        return folder;
    }

    /** Where the job keeps its state. */
    Path state() {
        return folder.resolve(STATE);
    }

    /** Hashes ids for all runs that share this state. */
    IdHasher hasher() {
        byte[] key = HexFormat.of().parseHex(watch.required(KEY_HASHER).asText());
        return new IdHasher(word(key, 0), word(key, Long.BYTES));
    }

    /** The latest complete checkpoint or savepoint; empty for a watch that begins. */
    Optional<Path> latest() throws IOException {
        try (Stream<Path> files = Files.find(
                state(),
                CHECKPOINT_DEPTH,
                (path, attributes) -> attributes.isRegularFile() && path.endsWith(CHECKPOINT_FILE))) {
            List<Path> complete = files.toList();
            Path latest = null;
            for (Path file : complete) {
                if (latest == null || LATEST_LAST.compare(latest, file) < 0) {
                    latest = file;
                }
            }
            return Optional.ofNullable(latest).map(Path::getParent);
        }
    }

    /**
     * Whether the state was saved since, as it is when a job is stopped in good order.
     *
     * @param from what the job went on from
     */
    boolean isSavedSince(Optional<Path> from) throws IOException {
        Optional<Path> latest = latest();
        return !latest.equals(from)
                && latest.filter(path -> path.startsWith(state().resolve(StreamingConfiguration.SAVEPOINTS)))
                        .isPresent();
    }

    /**
     * Deletes what no later state needs: a savepoint stands alone. Checkpoints share files with the savepoint that their job went on from.
     *
     * @param latest what the job goes on from
     */
    void forgetAllBut(Path latest) throws IOException {
        Path savepoints = state().resolve(StreamingConfiguration.SAVEPOINTS);
        if (!latest.startsWith(savepoints)) {
            return;
        }
        PrivateFiles.deleteTree(state().resolve(StreamingConfiguration.CHECKPOINTS));
        try (Stream<Path> all = Files.list(savepoints)) {
            for (Path savepoint : all.filter(other -> !other.equals(latest)).toList()) {
                PrivateFiles.deleteTree(savepoint);
            }
        }
    }

    /** Remembers that all input was read: such a state cannot go on. */
    void complete() throws IOException {
        watch.put(KEY_COMPLETE, true);
        save();
    }

    @Override
    public void close() throws IOException {
        lock.close();
        channel.close();
    }

    private static final Comparator<Path> LATEST_LAST =
            Comparator.comparing(WatchFolder::modified).thenComparing(WatchFolder::number);

    private static long modified(Path file) {
        return file.toFile().lastModified();
    }

    /** Checkpoints are called {@code chk-} and a number that grows. */
    private static long number(Path file) {
        String digits = file.getName(file.getNameCount() - 2).toString().replaceAll("[^0-9]", "");
        return digits.isEmpty() || digits.length() > 18 ? 0 : Long.parseLong(digits);
    }

    private static void requireOurs(Path folder, Path real) throws IOException {
        if (!Files.exists(real) || isWatch(real.resolve(STATE).resolve(WATCH_FILE))) {
            return;
        }
        try (Stream<Path> entries = Files.list(real)) {
            // A watch that died in its first moment left no more than its lock.
            if (entries.allMatch(entry -> entry.endsWith(STATE) && holdsLockOnly(entry))) {
                return;
            }
        }
        throw new IllegalArgumentException("--output must be absent, empty or a folder that watch wrote (it holds our "
                + STATE + "/" + WATCH_FILE + ") but was " + SafeText.display(folder.toString()));
    }

    private static boolean holdsLockOnly(Path state) {
        String[] names = state.toFile().list();
        return names != null
                && Stream.of(names).allMatch(name -> name.equals(LOCK_FILE) || name.equals(WATCH_FILE + ".new"));
    }

    private static boolean isWatch(Path file) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && read(file).isPresent();
    }

    private static FileLock lock(Path folder, FileChannel channel) throws IOException {
        @Nullable FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new IllegalArgumentException(
                    "--output must not be in use by another watch but was " + SafeText.display(folder.toString()));
        }
        return lock;
    }

    /** The watch that a file tells of; empty if it is not there, or none of ours. */
    private static Optional<ObjectNode> read(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            JsonNode json = new ObjectMapper().readTree(Files.readString(file));
            return json instanceof ObjectNode watch
                            && watch.path(KEY_FORMAT).asInt() == FORMAT
                            && watch.path(KEY_HASHER).asText().matches("[0-9a-f]{32}")
                    ? Optional.of(watch)
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static ObjectNode begin() {
        byte[] key = new byte[2 * Long.BYTES];
        new SecureRandom().nextBytes(key);
        return JsonNodeFactory.instance
                .objectNode()
                .put(KEY_FORMAT, FORMAT)
                .put(KEY_HASHER, HexFormat.of().formatHex(key));
    }

    /** The file is there as a whole or not at all, whenever the process dies. */
    private void save() throws IOException {
        Path whole = state().resolve(WATCH_FILE + ".new");
        try (OutputStream out = PrivateFiles.newOutputStream(whole)) {
            out.write(new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(watch)
                    .getBytes(UTF_8));
        }
        Files.move(whole, state().resolve(WATCH_FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    private void writeSchema() throws IOException {
        try (InputStream schema = ChangeJson.class.getResourceAsStream(SCHEMA_FILE);
                OutputStream out = PrivateFiles.newOutputStream(folder.resolve(SCHEMA_FILE))) {
            if (schema == null) {
                throw new IllegalStateException(SCHEMA_FILE + " must be in the jar but is not");
            }
            schema.transferTo(out);
        }
    }

    private static long word(byte[] bytes, int at) {
        long word = 0;
        for (int b = at; b < at + Long.BYTES; b++) {
            word = word << Byte.SIZE | bytes[b] & 0xff;
        }
        return word;
    }
}
