// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * SipHash-1-3 with 64-bit result: a keyed hash for which nobody without the key can craft collisions.
 *
 * <p>Source: J.-P. Aumasson and D. J. Bernstein, 2012, SipHash: a fast short-input PRF, doi:10.1007/978-3-642-34931-7_28.
 * One round a word and three at the end are what hash tables of several languages use where, as here, no hash is ever
 * shown. Immutable, allocates nothing; time is linear in the input.
 */
public final class SipHash implements Serializable {

    private static final long serialVersionUID = 1;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** First half of the key, as the paper's k0: its bytes in little-endian order. */
    private final long key0;

    private final long key1;

    public SipHash(long key0, long key1) {
        this.key0 = key0;
        this.key1 = key1;
    }

    /** The hash of {@code length} bytes from {@code offset}. */
    public long hash(byte[] bytes, int offset, int length) {
        long v0 = key0 ^ 0x736f6d6570736575L;
        long v1 = key1 ^ 0x646f72616e646f6dL;
        long v2 = key0 ^ 0x6c7967656e657261L;
        long v3 = key1 ^ 0x7465646279746573L;
        int blocksEnd = offset + (length & ~7);
        long word;
        for (int i = offset; i <= blocksEnd; i += 8) {
            // The bytes that fill no word, with the length in the highest byte.
            word = i < blocksEnd
                    ? (long) LONG.get(bytes, i)
                    : (long) length << 56 | WordHash.tail(bytes, i, length & 7);
            v3 ^= word;
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
            v0 ^= word;
        }
        v2 ^= 0xff;
        for (int round = 0; round < 3; round++) {
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }
}
