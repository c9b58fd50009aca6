// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import org.apache.flink.core.fs.FSDataInputStream;
import org.jspecify.annotations.Nullable;
import org.ringwatch.event.ShownValue;

/**
 * The bytes of an input file, decompressed. A compressed stream that breaks is an end with a {@link #fault}; a storage that
 * fails is an exception.
 *
 * <p>Decompressors do not say how far they came when they fail, and what they had decompressed in that call would be lost.
 * So the stream is opened a second time then, and read on byte by byte from where it had delivered to.
 */
final class FileBytes implements Closeable {

    private static final int MAX_MESSAGE = 120;

    private final InputFile file;
    private StoredBytes stored;
    private @Nullable InputStream bytes;
    private long delivered;
    private @Nullable String fault;
    /** Whether the stream has a fault and is read on up to it. */
    private boolean ending;

    private long storedBytes;

    /**
     * Opens the file.
     *
     * @param position first byte to read, 0 for a compressed file
     */
    FileBytes(InputFile file, long position) throws IOException {
        if (position > 0 && file.compression() != Compression.NONE) {
            throw new IllegalArgumentException(
                    "position must be 0 in the compressed file " + file.shownPath() + " but was " + position);
        }
        this.file = file;
        this.stored = StoredBytes.open(file, position);
    }

    /** Reads at most {@code length} bytes, at least one; −1 at the end, be it the file's or a break. */
    int read(byte[] target, int offset, int length) throws IOException {
        if (fault != null) {
            return ending ? readUpToFault(target, offset, length) : -1;
        }
        int count;
        try {
            if (bytes == null) {
                bytes = file.compression().decompress(stored);
            }
            count = bytes.read(target, offset, length);
        } catch (IOException | RuntimeException e) {
            stored.throwFailure();
            if (file.compression() == Compression.NONE) {
                throw e;
            }
            fault = reason(e);
            reopen(e instanceof EOFException);
            return readUpToFault(target, offset, length);
        }
        stored.throwFailure();
        delivered += Math.max(count, 0);
        return count;
    }

    /** Why the compressed stream could not be read to its end, once {@link #read} has returned −1. */
    Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    /** Bytes taken from the storage. */
    long storedBytes() {
        return Math.max(storedBytes, stored.count());
    }

    @Override
    public void close() throws IOException {
        try {
            if (bytes != null) {
                bytes.close();
            }
        } finally {
            stored.close();
        }
    }

    private void reopen(boolean cutOff) throws IOException {
        storedBytes = stored.count();
        close();
        stored = StoredBytes.open(file, 0);
        try {
            bytes = file.compression().decompress(stored, cutOff);
            bytes.skipNBytes(delivered);
            ending = true;
        } catch (IOException | RuntimeException e) {
            stored.throwFailure();
        }
    }

    private int readUpToFault(byte[] target, int offset, int length) throws IOException {
        int count = 0;
        try {
            while (ending && count < length) {
                int b = bytes == null ? -1 : bytes.read();
                if (b >= 0) {
                    target[offset + count++] = (byte) b;
                } else {
                    ending = false;
                }
            }
        } catch (IOException | RuntimeException e) {
            ending = false;
        }
        stored.throwFailure();
        return count == 0 ? -1 : count;
    }

    private String reason(Exception e) {
        String message = e.getMessage();
        String detail;
        if (e instanceof EOFException) {
            detail = "it ends too early";
        } else if (message == null || message.isBlank()) {
            detail = e.getClass().getSimpleName();
        } else {
            detail = ShownValue.clean(message, MAX_MESSAGE);
        }
        return file.compression().name().toLowerCase(Locale.ROOT) + " stream is broken: " + detail;
    }

    /** The bytes as stored: counts them, and remembers a failure that a decompressor might mistake for broken content. */
    private static final class StoredBytes extends InputStream {

        private final FSDataInputStream in;
        private long count;
        private @Nullable IOException failure;

        private StoredBytes(FSDataInputStream in) {
            this.in = in;
        }

        static StoredBytes open(InputFile file, long position) throws IOException {
            FSDataInputStream in = file.flinkPath().getFileSystem().open(file.flinkPath());
            try {
                if (position > 0) {
                    in.seek(position);
                }
                return new StoredBytes(in);
            } catch (IOException | RuntimeException e) {
                in.close();
                throw e;
            }
        }

        long count() {
            return count;
        }

        void throwFailure() throws IOException {
            if (failure != null) {
                throw failure;
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                int read = in.read(target, offset, length);
                count += Math.max(read, 0);
                return read;
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
