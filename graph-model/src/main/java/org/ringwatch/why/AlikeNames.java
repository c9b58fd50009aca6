// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.why;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/**
 * Which account names read like the one asked about: those that differ by upper and lower case, by blanks or by signs such as
 * {@code - . _} only. Quick to say no, for it is asked about every line.
 */
public final class AlikeNames {
    private final byte[] asked;
    private final String folded;

    /** Names like that one. */
    public AlikeNames(String name) {
        asked = name.getBytes(StandardCharsets.UTF_8);
        folded = fold(name);
    }

    /** Whether another name reads alike; the name itself does not. */
    public boolean includes(byte[] bytes, int start, int length) {
        int at = 0;
        for (int i = start; i < start + length; i++) {
            int letter = bytes[i];
            if (letter < 0) {
                return includes(new String(bytes, start, length, StandardCharsets.UTF_8));
            }
            if (Character.isLetterOrDigit(letter)) {
                if (at == folded.length() || folded.charAt(at++) != Character.toLowerCase(letter)) {
                    return false;
                }
            }
        }
        return at > 0 && at == folded.length() && !Arrays.equals(bytes, start, start + length, asked, 0, asked.length);
    }

    private boolean includes(String name) {
        return !folded.isEmpty()
                && fold(name).equals(folded)
                && !Arrays.equals(name.getBytes(StandardCharsets.UTF_8), asked);
    }

    private static String fold(String name) {
        StringBuilder folded = new StringBuilder(name.length());
        Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }
}
