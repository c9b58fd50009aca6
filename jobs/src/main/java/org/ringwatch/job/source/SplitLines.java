// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * The lines that start in a split, read in blocks of a megabyte and shown in place.
 *
 * <p>A split that does not begin the file begins reading one byte early and passes over everything up to the first line
 * feed; at its end it reads on until its last line is complete. So each line is delivered by exactly one split wherever the
 * file is cut. A byte order mark at the file's start belongs to the first line and is not shown. Lines end with a line feed
 * or the file.
 *
 * <p>Memory: one buffer of 1 MiB whatever the lines are like; of a line over {@link #MAX_LINE_BYTES} only the beginning is
 * kept. Not thread-safe.
 */
public final class SplitLines implements EventLines {

    /** Longest line that is read, in bytes without its end. */
    public static final int MAX_LINE_BYTES = 64 << 10;
    /** How much is shown of a line that is longer. */
    public static final int MAX_PREFIX_BYTES = 4 << 10;

    private static final int BLOCK_BYTES = 1 << 20;
    /** How much is read at once to complete the last line. */
    private static final int TAIL_BYTES = 8 << 10;

    private static final int MARK_BYTES = 3;
    private static final byte[] NO_BYTES = {};

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LINE_FEEDS = '\n' * LOW_BITS;

    private final InputFile file;
    private final InputSplit split;
    /** Byte of the decompressed file that no line of the split starts at or behind. */
    private final long end;

    private final int maxLine;
    private final FileBytes bytes;
    private final byte[] buffer;
    /** Offset of the buffer's first byte in the decompressed file. */
    private long bufferOffset;
    /** The buffer has content that is not delivered from here … */
    private int from;
    /** … up to here. */
    private int limit;

    private boolean begun;
    /** Whether the content is the rest of a line that is not wanted. */
    private boolean skipping;

    private boolean exhausted;
    private boolean ended;
    private long lines;

    /** Opens the file at the split. */
    public SplitLines(InputFile file, InputSplit split) throws IOException {
        this(file, split, MAX_LINE_BYTES, BLOCK_BYTES);
    }

    /** As above with other limits, for tests. */
    SplitLines(InputFile file, InputSplit split, int maxLine, int blockBytes) throws IOException {
        if (split.end() > file.length()) {
            throw new IllegalArgumentException("split must end at or before byte " + file.length() + " of "
                    + file.shownPath() + " but was " + split);
        }
        this.file = file;
        this.split = split;
        this.end = file.compression() == Compression.NONE ? split.end() : Long.MAX_VALUE;
        this.maxLine = maxLine;
        this.skipping = split.start() > 0;
        this.bufferOffset = skipping ? split.start() - 1 : 0;
        // Of many small files each needs little.
        long content = file.compression() == Compression.NONE ? file.length() - bufferOffset + TAIL_BYTES : blockBytes;
        this.buffer = new byte[(int) Math.max(Math.min(blockBytes, content), maxLine + 2)];
        this.exhausted = split.start() == split.end();
        this.bytes = new FileBytes(file, bufferOffset);
    }

    @Override
    public boolean read(LineVisitor visitor) throws IOException {
        if (exhausted) {
            return false;
        }
        fill();
        if (!begun) {
            begin(visitor);
        }
        deliverLines(visitor);
        if (!exhausted) {
            keepPartialLine(visitor);
        }
        if (ended && !exhausted) {
            finish(visitor);
        }
        return !exhausted;
    }

    /**
     * Physical lines that start in the split, as far as it was read: header, empty and overlong lines included, and a last
     * line without a line feed.
     */
    @Override
    public long lines() {
        return lines;
    }

    @Override
    public long bytes() {
        if (exhausted) {
            return split.end() - split.start();
        }
        return file.compression() == Compression.NONE
                ? Math.max(0, Math.min(bufferOffset + from, end) - split.start())
                : Math.min(bytes.storedBytes(), file.length());
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    /**
     * The first line of a file without byte order mark and line end; nothing if the file is empty or breaks before.
     *
     * @throws HeaderException if it is longer than {@link #MAX_LINE_BYTES}
     */
    static Optional<byte[]> readHeader(InputFile file) throws IOException {
        byte[] start = new byte[MARK_BYTES + MAX_LINE_BYTES + 2];
        try (FileBytes bytes = new FileBytes(file, 0)) {
            int length = 0;
            int lineFeed = 0;
            boolean ended = false;
            while (!ended && lineFeed == length && length < start.length) {
                int read = bytes.read(start, length, Math.min(TAIL_BYTES, start.length - length));
                ended = read < 0;
                length += Math.max(read, 0);
                lineFeed = indexOfLineFeed(start, lineFeed, length);
            }
            int first = markLength(start, length);
            if (ended && (first == length || bytes.fault().isPresent())) {
                return Optional.empty();
            }
            int lineEnd = lineEnd(start, first, lineFeed);
            requireHeaderLength(file, lineEnd - first, MAX_LINE_BYTES);
            return Optional.of(Arrays.copyOfRange(start, first, lineEnd));
        }
    }

    /** Moves what is left to the buffer's start and fills it, beyond the split's end only in small steps. */
    private void fill() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, limit - from);
        bufferOffset += from;
        limit -= from;
        from = 0;
        long blockEnd = Math.max(end, split.start() + MARK_BYTES);
        long rest = blockEnd - bufferOffset - limit;
        long wanted = Math.min(buffer.length, limit + (rest > 0 ? rest : TAIL_BYTES));
        while (limit < wanted && !ended) {
            int read = bytes.read(buffer, limit, (int) wanted - limit);
            ended = read < 0;
            limit += Math.max(read, 0);
        }
    }

    private void begin(LineVisitor visitor) throws IOException {
        begun = true;
        if (split.start() == 0) {
            from = markLength(buffer, limit);
        } else if (file.format() == InputFormat.CSV) {
            byte[] header = readHeader(file).orElse(NO_BYTES);
            visitor.header(header, 0, header.length);
        }
    }

    private void deliverLines(LineVisitor visitor) {
        while (!exhausted) {
            int lineFeed = indexOfLineFeed(buffer, from, limit);
            if (lineFeed == limit) {
                return;
            }
            if (skipping) {
                skipping = false;
            } else {
                deliver(visitor, lineEnd(buffer, from, lineFeed));
            }
            from = lineFeed + 1;
            exhausted = bufferOffset + from >= end;
        }
    }

    /** What is left has no line feed: keeps it if it can still become a line. */
    private void keepPartialLine(LineVisitor visitor) {
        if (!skipping && limit - from > maxLine + 1) {
            deliver(visitor, limit);
            skipping = true;
        }
        if (skipping) {
            from = limit;
            exhausted = bufferOffset + limit >= end;
        }
    }

    private void finish(LineVisitor visitor) {
        exhausted = true;
        Optional<String> fault = bytes.fault();
        if (fault.isPresent()) {
            visitor.broken(fault.get(), bufferOffset + from, lines);
        } else if (!skipping && from < limit) {
            deliver(visitor, lineEnd(buffer, from, limit));
        }
        from = limit;
    }

    private void deliver(LineVisitor visitor, int lineEnd) {
        int length = lineEnd - from;
        if (lines == 0 && split.start() == 0 && file.format() == InputFormat.CSV) {
            requireHeaderLength(file, length, maxLine);
            visitor.header(buffer, from, lineEnd);
        } else if (length > maxLine) {
            int shown = Math.min(maxLine, MAX_PREFIX_BYTES);
            visitor.overlong(Arrays.copyOfRange(buffer, from, from + shown), shown, bufferOffset + from, lines);
        } else if (length > 0) {
            visitor.line(buffer, from, lineEnd, bufferOffset + from, lines);
        }
        lines++;
    }

    private static void requireHeaderLength(InputFile file, int length, int maxLine) {
        if (length > maxLine) {
            throw new HeaderException(
                    file.shownPath(), "header must be one line of at most " + maxLine + " bytes but is longer");
        }
    }

    private static int lineEnd(byte[] buffer, int start, int end) {
        return end > start && buffer[end - 1] == '\r' ? end - 1 : end;
    }

    private static int markLength(byte[] buffer, int length) {
        boolean marked = length >= MARK_BYTES
                && buffer[0] == (byte) 0xEF
                && buffer[1] == (byte) 0xBB
                && buffer[2] == (byte) 0xBF;
        return marked ? MARK_BYTES : 0;
    }

    /** Index of the first line feed, or {@code end}; eight bytes at a time (Warren, Hacker's Delight 2012, 6-1). */
    private static int indexOfLineFeed(byte[] buffer, int start, int end) {
        int i = start;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            long zeroAtFeed = (long) LONGS.get(buffer, i) ^ LINE_FEEDS;
            long feeds = (zeroAtFeed - LOW_BITS) & ~zeroAtFeed & HIGH_BITS;
            if (feeds != 0) {
                return i + (Long.numberOfTrailingZeros(feeds) >>> 3);
            }
        }
        while (i < end && buffer[i] != '\n') {
            i++;
        }
        return i;
    }
}
