// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import java.util.Arrays;

/** A growing block of {@code long} words to which rows are appended. */
public final class RowBuffer {
    private long[] words;
    private int size;

    /** An empty buffer with room for {@code capacity} words. */
    public RowBuffer(int capacity) {
        words = new long[Math.max(16, capacity)];
    }

    /** Number of words written. */
    public int size() {
        return size;
    }

    /** Forgets all rows; the room stays. */
    public void clear() {
        size = 0;
    }

    /** Appends one word. */
    public void add(long word) {
        if (size == words.length) {
            words = Arrays.copyOf(words, Math.max(size + 1, size + (size >> 1)));
        }
        words[size++] = word;
    }

    /** Overwrites the word at {@code index}. */
    public void set(int index, long word) {
        words[index] = word;
    }

    /** Appends {@code length} words of {@code source}. */
    public void add(long[] source, int from, int length) {
        if (size + length > words.length) {
            words = Arrays.copyOf(words, Math.max(size + length, size + (size >> 1)));
        }
        System.arraycopy(source, from, words, size, length);
        size += length;
    }

    /** The rows as a block of their own. */
    public long[] toBlock() {
        return Arrays.copyOf(words, size);
    }

    /** The words; only the first {@link #size} count. */
    long[] words() {
        return words;
    }
}
