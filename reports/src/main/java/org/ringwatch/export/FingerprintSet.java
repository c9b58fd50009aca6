// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * A set of texts that keeps 128 bits of the SHA-256 of each, in a hash table of two longs a place that is never more than
 * three quarters full: 21 to 43 bytes a text, however long. Nobody can craft two texts that it takes for one.
 */
final class FingerprintSet {

    private final MessageDigest digest = Sha256.digest();
    private long[] places = new long[2 << 10];
    private int size;

    /** Adds a text; false if it was there. */
    boolean add(String text) {
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(text.getBytes(UTF_8)));
        // A place of two zeros is free; the odd first half keeps fingerprints apart from it.
        boolean isNew = put(places, hash.getLong() | 1, hash.getLong());
        if (isNew && ++size > places.length / 8 * 3) {
            grow();
        }
        return isNew;
    }

    private void grow() {
        long[] larger = new long[Math.multiplyExact(places.length, 2)];
        for (int i = 0; i < places.length; i += 2) {
            if (places[i] != 0) {
                put(larger, places[i], places[i + 1]);
            }
        }
        places = larger;
    }

    private static boolean put(long[] places, long high, long low) {
        int mask = places.length - 1;
        for (int i = (int) (low << 1) & mask; ; i = (i + 2) & mask) {
            if (places[i] == 0) {
                places[i] = high;
                places[i + 1] = low;
                return true;
            }
            if (places[i] == high && places[i + 1] == low) {
                return false;
            }
        }
    }
}
