// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.lineage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** How rings and cases get their names. */
public final class RingNames {
    /** RFC 4648 base 32. */
    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private static final int LENGTH = 12;
    private static final int BITS = 5;

    private RingNames() {}

    /** {@code R-} and the first 60 bits, in base 32, of the SHA-256 over the parts, a zero byte between them. */
    public static String of(String... parts) {
        byte[] hash = sha256(String.join("\0", parts));
        StringBuilder name = new StringBuilder("R-");
        for (int c = 0; c < LENGTH; c++) {
            int bits = 0;
            for (int b = c * BITS; b < (c + 1) * BITS; b++) {
                bits = bits << 1 | hash[b >> 3] >> (7 - (b & 7)) & 1;
            }
            name.append(BASE_32.charAt(bits));
        }
        return name.toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
