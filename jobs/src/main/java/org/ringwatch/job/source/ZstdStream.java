// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads Zstandard frames one after the other as one stream (RFC 8878), passing over skippable ones.
 *
 * <p>The library keeps back a whole window (2 MiB by default) until the frame ends and would lose it if the file is cut off.
 * So if the stored bytes are known to end too early, it is given whole blocks only, an empty last one in place of the block
 * that is cut off, and no checksums, which it would ask for first.
 */
final class ZstdStream extends InputStream {

    private final Frames frames;
    private final ZstdInputStream in;

    ZstdStream(InputStream stored, boolean knownToBeCutOff) {
        frames = new Frames(stored, knownToBeCutOff);
        in = new ZstdInputStream(frames);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count;
        try {
            count = in.read(target, offset, length);
        } catch (IOException | RuntimeException e) {
            if (frames.cutOff) {
                throw new EOFException();
            }
            throw e;
        }
        if (count < 0 && frames.cutOff) {
            throw new EOFException();
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** The stored bytes, handed out by whole frame headers, blocks and checksums. */
    private static final class Frames extends InputStream {

        private static final int MAGIC = 0xFD2FB528;
        private static final int SKIPPABLE_MAGIC = 0x184D2A50;
        private static final int[] DICTIONARY_ID_BYTES = {0, 1, 2, 4};
        private static final int[] CONTENT_SIZE_BYTES = {0, 2, 4, 8};
        private static final byte[] EMPTY_LAST_BLOCK = {1, 0, 0};
        private static final int RUN_BLOCK = 1;
        private static final int CHECKSUM_FLAG = 1 << 2;
        private static final int CHECKSUM_BYTES = 4;

        private enum Step {
            FRAME,
            BLOCK,
            CHECKSUM,
            /** What is no frame; the library refuses it. */
            REST,
            END
        }

        private final InputStream in;
        private final boolean repairing;
        private Step step = Step.FRAME;
        private boolean checksum;
        private boolean cutOff;
        private byte[] unit = new byte[1 << 17];
        private int next;
        private int limit;

        Frames(InputStream in, boolean repairing) {
            this.in = in;
            this.repairing = repairing;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            while (next == limit && step != Step.END) {
                nextUnit();
            }
            if (next == limit) {
                return -1;
            }
            int count = Math.min(length, limit - next);
            System.arraycopy(unit, next, target, offset, count);
            next += count;
            return count;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }

        private void nextUnit() throws IOException {
            next = 0;
            limit = 0;
            switch (step) {
                case FRAME -> readFrameHeader();
                case BLOCK -> readBlock();
                case CHECKSUM -> {
                    if (load(CHECKSUM_BYTES)) {
                        step = Step.FRAME;
                        limit = repairing ? 0 : limit;
                    }
                }
                case REST -> {
                    limit = Math.max(0, in.read(unit, 0, unit.length));
                    step = limit == 0 ? Step.END : Step.REST;
                }
                case END -> {}
            }
        }

        private void readFrameHeader() throws IOException {
            limit = in.readNBytes(unit, 0, 4);
            if (limit == 0) {
                step = Step.END;
            } else if (limit < 4) {
                step = Step.REST;
            } else if (littleEndian(0, 4) == MAGIC) {
                if (load(1)) {
                    readDescribedHeader(unit[4] & 0xFF);
                }
            } else if ((littleEndian(0, 4) & ~0xF) == SKIPPABLE_MAGIC) {
                if (load(4)) {
                    passOver(littleEndian(4, 4) & 0xFFFF_FFFFL);
                }
            } else {
                step = Step.REST;
            }
        }

        private void readDescribedHeader(int descriptor) throws IOException {
            boolean oneSegment = (descriptor & 1 << 5) != 0;
            int contentSize = CONTENT_SIZE_BYTES[descriptor >>> 6];
            int rest = DICTIONARY_ID_BYTES[descriptor & 3] + (oneSegment ? Math.max(1, contentSize) : 1 + contentSize);
            checksum = (descriptor & CHECKSUM_FLAG) != 0;
            if (repairing) {
                unit[4] &= ~CHECKSUM_FLAG;
            }
            if (load(rest)) {
                step = Step.BLOCK;
            }
        }

        private void readBlock() throws IOException {
            if (load(3)) {
                int header = littleEndian(0, 3);
                int size = header >>> 3;
                if (load((header >>> 1 & 3) == RUN_BLOCK ? 1 : size)) {
                    boolean last = (header & 1) != 0;
                    step = !last ? Step.BLOCK : checksum ? Step.CHECKSUM : Step.FRAME;
                    return;
                }
            }
            if (repairing) {
                System.arraycopy(EMPTY_LAST_BLOCK, 0, unit, 0, EMPTY_LAST_BLOCK.length);
                limit = EMPTY_LAST_BLOCK.length;
            }
        }

        private void passOver(long count) throws IOException {
            limit = 0;
            long rest = count;
            while (rest > 0) {
                int read = in.read(unit, 0, (int) Math.min(unit.length, rest));
                if (read < 0) {
                    cutOff();
                    return;
                }
                rest -= read;
            }
        }

        /** Appends to the unit; without all of it the unit is void and the last. */
        private boolean load(int count) throws IOException {
            if (unit.length < limit + count) {
                unit = Arrays.copyOf(unit, limit + count);
            }
            boolean whole = in.readNBytes(unit, limit, count) == count;
            limit += count;
            if (!whole) {
                cutOff();
            }
            return whole;
        }

        private void cutOff() {
            limit = 0;
            cutOff = true;
            step = Step.END;
        }

        private int littleEndian(int index, int bytes) {
            int value = 0;
            for (int i = bytes - 1; i >= 0; i--) {
                value = (value << 8) | (unit[index + i] & 0xFF);
            }
            return value;
        }
    }
}
