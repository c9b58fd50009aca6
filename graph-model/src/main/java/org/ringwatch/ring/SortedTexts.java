// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.ringwatch.event.OneCopy;

/**
 * A map of texts for few questions over many entries: keys and values in turn as one run of bytes, found by bisection.
 *
 * <p>Memory: the texts in UTF-8 and 8 bytes an entry, once in a process.
 */
final class SortedTexts implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final OneCopy<SortedTexts> COPIES = new OneCopy<>();

    private final byte[] texts;
    private final int[] offsets;

    private SortedTexts(byte[] texts, int[] offsets) {
        this.texts = texts;
        this.offsets = offsets;
    }

    /** Takes entries in order of their keys ({@link String#compareTo}), each key once. */
    static final class Builder {
        private byte[] texts = new byte[64];
        private int length;
        private int[] offsets = new int[9];
        private int parts;

        void add(String key, String value) {
            append(key);
            append(value);
        }

        private void append(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (texts.length - length < bytes.length) {
                texts = Arrays.copyOf(texts, Math.addExact(texts.length + (texts.length >>> 1), bytes.length));
            }
            System.arraycopy(bytes, 0, texts, length, bytes.length);
            length += bytes.length;
            if (offsets.length == parts + 1) {
                offsets = Arrays.copyOf(offsets, 2 * offsets.length);
            }
            offsets[++parts] = length;
        }

        SortedTexts build() {
            return COPIES.of(new SortedTexts(Arrays.copyOf(texts, length), Arrays.copyOf(offsets, parts + 1)));
        }
    }

    /** Number of entries. */
    int size() {
        return offsets.length / 2;
    }

    /** The value of the entry with that number, in order of the keys. */
    String value(int number) {
        return text(2 * number + 1);
    }

    /** The value of a key. */
    Optional<String> find(String key) {
        int from = 0;
        int to = size();
        while (from < to) {
            int middle = from + to >>> 1;
            int order = text(2 * middle).compareTo(key);
            if (order == 0) {
                return Optional.of(value(middle));
            }
            from = order < 0 ? middle + 1 : from;
            to = order < 0 ? to : middle;
        }
        return Optional.empty();
    }

    private Object readResolve() {
        return COPIES.of(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SortedTexts sorted
                && Arrays.equals(texts, sorted.texts)
                && Arrays.equals(offsets, sorted.offsets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(texts);
    }

    private String text(int part) {
        return new String(texts, offsets[part], offsets[part + 1] - offsets[part], StandardCharsets.UTF_8);
    }
}
