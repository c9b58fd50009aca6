// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

/** What the contract means by a trimmed text. */
public final class EventText {

    private EventText() {}

    /** The text without Unicode white space at either end. */
    public static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** The property White_Space, none of whose characters is outside the basic plane. */
    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }
}
