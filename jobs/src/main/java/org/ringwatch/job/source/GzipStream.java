// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads gzip members one after the other as one stream (RFC 1952). In contrast to {@link java.util.zip.GZIPInputStream},
 * what follows a member and is no member is an error unless it is zeros, with which tapes are padded; and all that could be
 * decompressed is delivered before an error is thrown.
 */
final class GzipStream extends InputStream {

    private static final int BUFFER_BYTES = 64 << 10;
    private static final int MAGIC = 0x8b1f;
    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 1 << 1;
    private static final int EXTRA = 1 << 2;
    private static final int NAME = 1 << 3;
    private static final int COMMENT = 1 << 4;
    private static final int RESERVED = 0xE0;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int next;
    private int limit;
    private boolean inMember;
    private boolean first = true;

    GzipStream(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (inMember || beginMember()) {
            int count = inflate(target, offset, length);
            if (count > 0) {
                crc.update(target, offset, count);
                return count;
            }
            endMember();
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }

    /** At least a byte, or 0 at the member's end. */
    private int inflate(byte[] target, int offset, int length) throws IOException {
        try {
            while (true) {
                int count = inflater.inflate(target, offset, length);
                if (count > 0 || inflater.finished()) {
                    return count;
                }
                if (inflater.needsDictionary()) {
                    throw new IOException("it needs a dictionary");
                }
                if (next == limit && !fill()) {
                    throw new EOFException();
                }
                inflater.setInput(buffer, next, limit - next);
                next = limit;
            }
        } catch (DataFormatException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private boolean beginMember() throws IOException {
        if (!first && !skipZeros()) {
            return false;
        }
        if (readShort() != MAGIC) {
            throw new IOException(first ? "it is not in gzip format" : "garbage after a gzip member");
        }
        first = false;
        int method = readByte();
        int flags = readByte();
        if (method != DEFLATE || (flags & RESERVED) != 0) {
            throw new IOException("its header is unknown");
        }
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(readShort());
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            skip(2);
        }
        inflater.reset();
        crc.reset();
        inMember = true;
        return true;
    }

    private void endMember() throws IOException {
        next = limit - inflater.getRemaining();
        long sum = readInt();
        long size = readInt();
        if (sum != crc.getValue()) {
            throw new IOException("its checksum does not fit");
        }
        if (size != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
            throw new IOException("its length does not fit");
        }
        inMember = false;
    }

    /** Whether there is something behind the zeros. */
    private boolean skipZeros() throws IOException {
        while (next < limit || fill()) {
            if (buffer[next] != 0) {
                return true;
            }
            next++;
        }
        return false;
    }

    private boolean fill() throws IOException {
        next = 0;
        limit = Math.max(0, in.read(buffer, 0, buffer.length));
        return limit > 0;
    }

    private int readByte() throws IOException {
        if (next == limit && !fill()) {
            throw new EOFException();
        }
        return buffer[next++] & 0xFF;
    }

    private int readShort() throws IOException {
        int low = readByte();
        return low | readByte() << 8;
    }

    private long readInt() throws IOException {
        long low = readShort();
        return low | (long) readShort() << 16;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            readByte();
        }
    }

    private void skipText() throws IOException {
        while (readByte() != 0) {}
    }
}
