// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.result;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rejected lines on their way to {@code rejected/}. Lines of one split come in order, splits in any; line numbers count
 * within the split until every split has told how many lines it has. So they wait in a temporary folder, a file a split:
 * memory does not grow with them.
 */
public final class RejectedLines implements Closeable {
    /** Receives rejected lines in order of file and line. */
    public interface Visitor {
        /** A rejected line of the file with that number; {@code line} counts from 1. */
        void line(int file, long line, String reason, String raw) throws IOException;
    }

    private record Split(int file, long start) implements Comparable<Split> {
        @Override
        public int compareTo(Split other) {
            return Comparator.comparingInt(Split::file)
                    .thenComparingLong(Split::start)
                    .compare(this, other);
        }
    }

    private final TreeMap<Split, Long> counts = new TreeMap<>();
    private @Nullable Path folder;
    private @Nullable Split open;
    private @Nullable DataOutputStream output;

    /** Takes a line in. */
    public void add(RejectedLine line) throws IOException {
        Split split = new Split(line.file(), line.splitStart());
        DataOutputStream out = outputFor(split);
        out.writeLong(line.line());
        writeText(out, line.reason());
        writeText(out, line.raw());
        counts.merge(split, 1L, Long::sum);
    }

    /** How many there are. */
    public long size() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Visits all lines; {@code facts} tells how many lines the splits have. */
    public void forEach(Facts facts, Visitor visitor) throws IOException {
        closeOutput();
        for (Map.Entry<Split, Long> entry : counts.entrySet()) {
            Split split = entry.getKey();
            long before = facts.linesBefore(split.file, split.start);
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path(split))))) {
                for (long i = 0; i < entry.getValue(); i++) {
                    long line = before + in.readLong() + 1;
                    visitor.line(split.file, line, readText(in), readText(in));
                }
            }
        }
    }

    /** Removes the temporary folder. */
    @Override
    public void close() throws IOException {
        closeOutput();
        if (folder != null) {
            try (Stream<Path> files = Files.list(folder)) {
                files.forEach(RejectedLines::delete);
            }
            Files.deleteIfExists(folder);
            folder = null;
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DataOutputStream outputFor(Split split) throws IOException {
        if (output == null || !split.equals(open)) {
            closeOutput();
            output = new DataOutputStream(new BufferedOutputStream(
                    Files.newOutputStream(path(split), StandardOpenOption.CREATE, StandardOpenOption.APPEND)));
            open = split;
        }
        return output;
    }

    private void closeOutput() throws IOException {
        if (output != null) {
            output.close();
            output = null;
        }
    }

    private Path path(Split split) throws IOException {
        if (folder == null) {
            folder = Files.createTempDirectory("ringwatch-rejected");
        }
        return folder.resolve(split.file + "-" + split.start);
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
