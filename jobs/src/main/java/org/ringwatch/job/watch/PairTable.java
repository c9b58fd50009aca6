// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.Arrays;

/**
 * Numbers pairs of accounts by their four words, 0, 1, 2, … in the order in which they come: open addressing without objects, as a resource of
 * hundreds of accounts has tens of thousands of pairs and is judged again and again.
 */
final class PairTable {
    private static final int WORDS = 4;
    private static final int FREE = -1;
    private static final long MIX = 0x9e3779b97f4a7c15L;

    private long[] keys = new long[0];
    private int[] slots = new int[0];
    private int size;

    /** Forgets all pairs, and makes room for so many. */
    void reset(int most) {
        size = 0;
        if (keys.length < WORDS * most) {
            keys = new long[WORDS * most];
        }
        // At most half full, and never larger than needed, as all of it is cleared each time.
        slots = slots.length >= 2 * most && slots.length <= 16 * most
                ? slots
                : new int[Integer.highestOneBit(2 * most) * 2];
        Arrays.fill(slots, FREE);
    }

    /** How many pairs there are. */
    int size() {
        return size;
    }

    /** The number of the pair whose words begin at {@code at}, a new one if it is not known. */
    int number(long[] words, int at) {
        int slot = slot(words, at);
        if (slots[slot] == FREE) {
            System.arraycopy(words, at, keys, WORDS * size, WORDS);
            slots[slot] = size++;
        }
        return slots[slot];
    }

    /** The number of a pair, or -1 if it is not known. */
    int find(long[] words, int at) {
        return slots[slot(words, at)];
    }

    /** The slot of the pair, or the free one where it would be. */
    private int slot(long[] words, int at) {
        long hash = ((words[at] * MIX + words[at + 1]) * MIX + words[at + 2]) * MIX + words[at + 3];
        int mask = slots.length - 1;
        int slot = (int) (hash * MIX >>> Integer.SIZE) & mask;
        while (slots[slot] != FREE && !isAt(slots[slot], words, at)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean isAt(int number, long[] words, int at) {
        int key = WORDS * number;
        return Arrays.equals(keys, key, key + WORDS, words, at, at + WORDS);
    }
}
