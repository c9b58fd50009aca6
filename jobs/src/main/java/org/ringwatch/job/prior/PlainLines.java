// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.prior;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The physical lines of a file as bytes, with its size and hash at the end. A byte order mark is passed over. */
final class PlainLines implements Closeable {
    /** As for events. */
    static final int MAX_LINE_BYTES = 64 << 10;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final MessageDigest digest;
    private final InputStream in;
    private byte[] line = new byte[256];
    private int length;
    private long number;
    private long bytes;
    private boolean overlong;

    PlainLines(Path file) throws IOException {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        in = new BufferedInputStream(new DigestInputStream(Files.newInputStream(file), digest), 1 << 16);
    }

    /** Goes to the next line; false at the end. */
    boolean next() throws IOException {
        length = 0;
        overlong = false;
        int read = in.read();
        if (read < 0) {
            return false;
        }
        number++;
        for (; read >= 0 && read != '\n'; read = in.read()) {
            bytes++;
            if (length == MAX_LINE_BYTES) {
                overlong = true;
            } else {
                line = length == line.length ? Arrays.copyOf(line, 2 * length) : line;
                line[length++] = (byte) read;
            }
        }
        bytes += read < 0 ? 0 : 1;
        length -= length > 0 && line[length - 1] == '\r' ? 1 : 0;
        return true;
    }

    /** Number of the line, from 1. */
    long number() {
        return number;
    }

    /** The bytes of the line as the characters U+0000 to U+00FF, nothing if there are too many. */
    @Nullable
    String latin1() {
        boolean marked = number == 1
                && length >= BYTE_ORDER_MARK.length
                && Arrays.equals(line, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
        int start = marked ? BYTE_ORDER_MARK.length : 0;
        return overlong ? null : new String(line, start, length - start, StandardCharsets.ISO_8859_1);
    }

    /** Size of what was read, at the end the whole file. */
    long bytes() {
        return bytes;
    }

    /** SHA-256 of the file; call it once, at the end. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
