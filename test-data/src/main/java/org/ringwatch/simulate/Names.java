// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

/**
 * Identifiers that give nothing away: an entity's index is scrambled by a seeded bijection, so neither order nor
 * closeness of two identifiers says anything about their bearers, and no two entities collide.
 */
final class Names {

    private static final char[] ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789".toCharArray();
    private static final int BITS_PER_CHARACTER = 5;

    private final long seed;
    private final int bits;

    /** Room for {@code capacity} entities of each kind. */
    Names(long seed, long capacity) {
        int needed = 64 - Long.numberOfLeadingZeros(Math.max(1, capacity - 1));
        this.bits = (needed + BITS_PER_CHARACTER - 1) / BITS_PER_CHARACTER * BITS_PER_CHARACTER;
        this.seed = seed;
    }

    /** The bare identifier of the event {@code index}. */
    String event(long index) {
        return of('e', index).substring(1);
    }

    /** The identifier of entity {@code index} of the kind that {@code prefix} stands for. */
    String of(char prefix, long index) {
        long rest = scramble(index, Dice.mix(seed ^ prefix));
        char[] name = new char[1 + bits / BITS_PER_CHARACTER];
        name[0] = prefix;
        for (int i = 1; i < name.length; i++) {
            name[i] = ALPHABET[(int) (rest & (ALPHABET.length - 1))];
            rest >>>= BITS_PER_CHARACTER;
        }
        return new String(name);
    }

    /** Odd multiplication, addition and xor-shift are bijections on {@code bits} bits. */
    private long scramble(long index, long key) {
        long mask = (1L << bits) - 1;
        long value = index & mask;
        for (int round = 0; round < 3; round++) {
            long roundKey = Dice.mix(key + round);
            value = (value * (roundKey | 1) + (roundKey >>> 20)) & mask;
            value ^= value >>> (bits / 2);
        }
        return value;
    }
}
