// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.bench;

/**
 * Numbers 64-bit keys 0, 1, 2 … in the order of their first arrival. Key 0 is not allowed: it marks an empty slot.
 *
 * <p>Open addressing with linear probing, key and number side by side, at most 5/8 full: 26 to 51 bytes a key. One probe
 * of a table larger than the cache waits about 100 ns for memory. So keys come in batches: a first loop touches the slot
 * of each without needing any of them, which lets the processor fetch many at once; the second finds them in the cache.
 */
final class Dictionary {
    /** Keys that are worth looking up together. */
    static final int BATCH = 64;

    private static final long SPREAD = 0x9e37_79b9_7f4a_7c15L;

    private long[] slots;
    private int shift;
    private int size;
    private long touched;

    /** An empty dictionary with room for about {@code expected} keys; it grows when there are more. */
    Dictionary(long expected) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(1024, expected * 8 / 5));
        slots = new long[Math.toIntExact(2L << bits)];
        shift = Long.SIZE - bits;
    }

    /** Number of keys. */
    int size() {
        return size;
    }

    /**
     * Writes the numbers of {@code keys[from … from + count - 1]} to the same places of {@code numbers}. New keys are
     * numbered in order: a number equal to the size before, plus the new keys met so far, is a key's first arrival.
     */
    void number(long[] keys, int from, int count, int[] numbers) {
        while (size + count > slots.length / 16 * 5) {
            grow();
        }
        long seen = 0;
        for (int i = from; i < from + count; i++) {
            seen |= slots[slot(keys[i])];
        }
        touched = seen;
        for (int i = from; i < from + count; i++) {
            int slot = slotOf(keys[i]);
            if (slots[slot] == 0) {
                slots[slot] = keys[i];
                slots[slot + 1] = size++;
            }
            numbers[i] = (int) slots[slot + 1];
        }
    }

    /** The numbers of all these keys. */
    int[] numberAll(long[] keys) {
        int[] numbers = new int[keys.length];
        for (int at = 0; at < keys.length; at += BATCH) {
            number(keys, at, Math.min(BATCH, keys.length - at), numbers);
        }
        return numbers;
    }

    /** The keys by number. */
    long[] keys() {
        long[] keys = new long[size];
        for (int slot = 0; slot < slots.length; slot += 2) {
            if (slots[slot] != 0) {
                keys[(int) slots[slot + 1]] = slots[slot];
            }
        }
        return keys;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[Math.multiplyExact(old.length, 2)];
        shift--;
        for (int from = 0; from < old.length; from += 2) {
            if (old[from] != 0) {
                int slot = slotOf(old[from]);
                slots[slot] = old[from];
                slots[slot + 1] = old[from + 1];
            }
        }
    }

    private int slot(long key) {
        return (int) (key * SPREAD >>> shift) << 1;
    }

    private int slotOf(long key) {
        int slot = slot(key);
        while (slots[slot] != key && slots[slot] != 0) {
            slot = (slot + 2) & (slots.length - 1);
        }
        return slot;
    }
}
