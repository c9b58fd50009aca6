// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.core.fs.FSDataInputStream;

/**
 * What an input file was, byte for byte: SHA-256 over blocks of {@value #BLOCK_BYTES} stored bytes, which subtasks may hash
 * in any order, and a tree hash over those.
 */
public final class InputDigest {

    /** Bytes of a block; the last one of a file may be shorter. */
    public static final long BLOCK_BYTES = 64L << 20;

    private static final int BUFFER_BYTES = 256 << 10;

    private InputDigest() {}

    /** How many blocks the file has; none if it is empty. */
    public static long blocks(InputFile file) {
        return (file.length() + BLOCK_BYTES - 1) / BLOCK_BYTES;
    }

    /**
     * The SHA-256 of a block of the file as stored.
     *
     * @param block 0 to {@link #blocks} − 1
     * @throws InputChangedException if the file is shorter than it was when the run was planned
     */
    public static byte[] sha256OfBlock(InputFile file, long block) throws IOException {
        if (block < 0 || block >= blocks(file)) {
            throw new IllegalArgumentException(
                    "block must be in 0 to " + (blocks(file) - 1) + " of " + file.shownPath() + " but was " + block);
        }
        long start = block * BLOCK_BYTES;
        long rest = Math.min(BLOCK_BYTES, file.length() - start);
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (FSDataInputStream in = file.flinkPath().getFileSystem().open(file.flinkPath())) {
            in.seek(start);
            while (rest > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, rest));
                if (read < 0) {
                    throw new InputChangedException(
                            file.shownPath() + " must not change during a run but became shorter");
                }
                digest.update(buffer, 0, read);
                rest -= read;
            }
        }
        return digest.digest();
    }

    /**
     * The SHA-256 over the concatenated hashes of all blocks in order, as 64 lower-case hexadecimal digits. An empty file
     * has the SHA-256 of nothing.
     */
    public static String treeHash(List<byte[]> blockHashes) {
        MessageDigest digest = sha256();
        blockHashes.forEach(digest::update);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
