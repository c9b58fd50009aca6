// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Files that hold keys: small, and for their owner only. Messages name the file, never what is in it. */
public final class KeyFile {
    private static final int MOST_BYTES = 1 << 14;
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private KeyFile() {}

    /**
     * What is in the file.
     *
     * @param option names the file in messages
     * @throws IllegalArgumentException if the file is missing, too long for a key, or open to anybody but its owner
     */
    public static byte[] read(String option, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    option + " must be a key file but " + SafeText.display(file.toString()) + " is none");
        }
        if (PrivateFiles.knowsModes(file) && !OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IllegalArgumentException(option + " must be a file that only its owner can read (chmod 600) but "
                    + SafeText.display(file.toString()) + " is open to others");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] key = in.readNBytes(MOST_BYTES + 1);
            if (key.length > MOST_BYTES) {
                throw new IllegalArgumentException(option + " must be a key file but "
                        + SafeText.display(file.toString()) + " is longer than any key");
            }
            return key;
        }
    }
}
