// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A fast 64-bit hash without a key: the same in every run, so order by it is, too. Whoever wants can make two texts that
 * collide, so nothing may rest on it alone.
 *
 * <p>Each word of eight bytes is multiplied by 2^64 over the golden ratio after the state was mixed in by exclusive or, and
 * its upper half is folded down; the end is the finaliser of SplitMix64 (Steele, Lea, Flood 2014,
 * doi:10.1145/2660193.2660195), a bijection that spreads every bit. Allocates nothing; linear in the input.
 */
public final class WordHash {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MULTIPLIER = 0x9e37_79b9_7f4a_7c15L;

    private static final long SPREAD = 0xbf58_476d_1ce4_e5b9L;

    private WordHash() {}

    /** The hash of {@code length} bytes from {@code offset}. */
    public static long of(byte[] bytes, int offset, int length) {
        // Spread over the word, or a longer text could make up for its length in its first byte.
        long state = length * SPREAD;
        int at = offset;
        for (int end = offset + (length & ~7); at < end; at += 8) {
            state = add(state, (long) LONG.get(bytes, at));
        }
        return finish(add(state, tail(bytes, at, length & 7)));
    }

    /** Fewer than eight bytes as one little-endian word, zeros above; read as a whole word where the array reaches back. */
    static long tail(byte[] bytes, int start, int count) {
        int end = start + count;
        if (end >= Long.BYTES && count > 0) {
            return (long) LONG.get(bytes, end - Long.BYTES) >>> Long.SIZE - 8 * count;
        }
        long word = 0;
        for (int k = 0; k < count; k++) {
            word |= (bytes[start + k] & 0xFFL) << 8 * k;
        }
        return word;
    }

    /** The state after one more word; states start from any number. */
    public static long add(long state, long word) {
        long product = (state ^ word) * MULTIPLIER;
        return product ^ product >>> 32;
    }

    /** The hash of what was added. */
    public static long finish(long state) {
        long z = (state ^ state >>> 30) * SPREAD;
        z = (z ^ z >>> 27) * 0x94d0_49bb_1331_11ebL;
        return z ^ z >>> 31;
    }
}
