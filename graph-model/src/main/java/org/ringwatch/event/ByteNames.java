// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A fixed dictionary from names to small numbers that is asked with bytes, whatever the case of their ASCII letters.
 * Open addressing with linear probing, at most a quarter full, hashed by length, first, middle and last byte; a look-up
 * allocates nothing.
 */
final class ByteNames {

    static final int NONE = -1;

    private static final byte[] FREE = {};

    private final byte[][] names;
    private final int[] values;
    private final int maxLength;

    /** The names must be in canonical form; no two may be equal but for case. */
    ByteNames(Map<String, Integer> valueByName) {
        int capacity = Integer.highestOneBit(Math.max(2, valueByName.size())) * 8;
        names = new byte[capacity][];
        Arrays.fill(names, FREE);
        values = new int[capacity];
        Arrays.fill(values, NONE);
        int longest = 0;
        for (Map.Entry<String, Integer> entry : new TreeMap<>(valueByName).entrySet()) {
            byte[] name = entry.getKey().getBytes(StandardCharsets.UTF_8);
            longest = Math.max(longest, name.length);
            int slot = slotOf(name, 0, name.length);
            names[slot] = name;
            values[slot] = entry.getValue();
        }
        maxLength = longest;
    }

    /** The names of the enum constants except {@code UNKNOWN}, which is what an absent text means. */
    static <E extends Enum<E>> ByteNames of(E[] constants) {
        Map<String, Integer> ordinals = new TreeMap<>();
        for (E constant : constants) {
            if (!constant.name().equals("UNKNOWN")) {
                ordinals.put(constant.name(), constant.ordinal());
            }
        }
        return new ByteNames(ordinals);
    }

    /** The canonical texts of the constants by ordinal: their names in lower case, nothing for {@code UNKNOWN}. */
    static <E extends Enum<E>> byte[][] lowerCaseTexts(E[] constants) {
        return Arrays.stream(constants)
                .map(constant ->
                        constant.name().equals("UNKNOWN") ? "" : constant.name().toLowerCase(Locale.ROOT))
                .map(text -> text.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }

    /** The number of that name, or {@link #NONE}. */
    int find(byte[] bytes, int start, int end) {
        return end == start || end - start > maxLength ? NONE : values[slotOf(bytes, start, end)];
    }

    private int slotOf(byte[] bytes, int start, int end) {
        int hash = (end - start) * 0x9E3779B1
                + (bytes[start] | 0x20) * 0x85EBCA77
                + (bytes[end - 1] | 0x20) * 0xC2B2AE3D
                + (bytes[(start + end) >>> 1] | 0x20) * 0x27D4EB2F;
        int mask = names.length - 1;
        int slot = hash >>> 15 & mask;
        byte[] name = names[slot];
        while (name != FREE && !equalIgnoringCase(name, bytes, start, end)) {
            slot = slot + 1 & mask;
            name = names[slot];
        }
        return slot;
    }

    private static boolean equalIgnoringCase(byte[] name, byte[] bytes, int start, int end) {
        if (name.length != end - start) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (name[i] != bytes[start + i] && lower(name[i]) != lower(bytes[start + i])) {
                return false;
            }
        }
        return true;
    }

    static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
    }
}
