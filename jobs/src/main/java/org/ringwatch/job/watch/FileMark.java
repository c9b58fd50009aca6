// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.ringwatch.job.source.FolderListing;
import org.ringwatch.job.source.InputFile;

/**
 * Tells whether a file is one that was read: 128 bits of the SHA-256 of its path, length and time of modification. Names
 * are anybody's choice, so it takes a hash for which nobody finds two files alike.
 *
 * @param high first half
 * @param low second half
 */
record FileMark(long high, long low) {
    private static final long NONE = -1;

    /** The mark of a file as it was listed; when it changes, so does its mark. */
    static FileMark of(InputFile file) {
        return of(file.path(), file.length(), file.modifiedMillis());
    }

    /** The mark of what cannot be read, whatever happens to it: it is told once. */
    static FileMark of(FolderListing.Fault fault) {
        return of(fault.path(), NONE, NONE);
    }

    private static FileMark of(String path, long length, long modifiedMillis) {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        ByteBuffer text = ByteBuffer.allocate(2 * Long.BYTES + name.length)
                .putLong(length)
                .putLong(modifiedMillis)
                .put(name);
        try {
            ByteBuffer hash =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.array()));
            return new FileMark(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
