// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whole lines of a CSV file, mapped into memory.
 *
 * @param file where they are from
 * @param bytes the lines, without the header
 * @param wordOfColumn for each column the word of an {@link EventRows row} that its hash goes to, or -1; columns behind
 *     the last are not looked at
 */
record CsvSplit(Path file, ByteBuffer bytes, int[] wordOfColumn) {
    private static final int PEEK_BYTES = 64 << 10;

    /** The splits of a file, or of the {@code .csv} files below a folder by name, each about {@code splitBytes} long. */
    static List<CsvSplit> of(Path input, int splitBytes) throws IOException {
        List<CsvSplit> splits = new ArrayList<>();
        for (Path file : files(input)) {
            try (FileChannel channel = FileChannel.open(file)) {
                long start = lineAfter(file, channel, 0);
                int[] wordOfColumn = wordOfColumn(file, channel, (int) start);
                while (start < channel.size()) {
                    long end = lineAfter(file, channel, Math.min(start + splitBytes, channel.size()) - 1);
                    ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, start, end - start);
                    splits.add(new CsvSplit(file, bytes, wordOfColumn));
                    start = end;
                }
            }
        }
        return splits;
    }

    private static List<Path> files(Path input) throws IOException {
        try (Stream<Path> paths = Files.walk(input)) {
            List<Path> files = paths.filter(path ->
                            path.equals(input) || path.getFileName().toString().endsWith(".csv"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new IllegalArgumentException("input must be or hold a .csv file but was " + input);
            }
            return files;
        }
    }

    /** Where the first line begins behind byte {@code from}. */
    private static long lineAfter(Path file, FileChannel channel, long from) throws IOException {
        byte[] peek = new byte[PEEK_BYTES];
        int length = Math.max(0, channel.read(ByteBuffer.wrap(peek), from));
        for (int i = 0; i < length; i++) {
            if (peek[i] == '\n') {
                return from + i + 1;
            }
        }
        if (from + length < channel.size()) {
            throw new IllegalArgumentException(
                    file + ": a line must have at most 64 KiB but the one at byte " + from + " has more");
        }
        return channel.size();
    }

    private static int[] wordOfColumn(Path file, FileChannel channel, int headerLength) throws IOException {
        byte[] header = new byte[headerLength];
        channel.read(ByteBuffer.wrap(header), 0);
        List<String> names =
                Arrays.asList(new String(header, StandardCharsets.UTF_8).strip().split(",", -1));
        int[] words = names.stream().mapToInt(EventRows.COLUMNS::indexOf).toArray();
        if (!names.contains(EventRows.COLUMNS.get(EventRows.ACCOUNT))
                || !names.contains(EventRows.COLUMNS.get(EventRows.EVENT))) {
            throw new IllegalArgumentException(file + ": header must name account_id and event_id but was " + names);
        }
        int columns = words.length;
        while (words[columns - 1] < 0) {
            columns--;
        }
        return Arrays.copyOf(words, columns);
    }
}
