// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Untrusted text made fit for a message: at most {@value #MAX_CODE_POINTS} code points, on one line, and nothing in it
 * that a terminal or a reader's eye could take for something else.
 */
public final class ShownValue {

    static final int MAX_CODE_POINTS = 40;

    /** What leads to a value in a reason. */
    private static final List<String> VALUE_TAILS = List.of(" but was ", " but were ", " but has ", " but had ");

    private ShownValue() {}

    /** The text in double quotes, shortened; malformed bytes as {@code \xHH}, invisible characters as {@code \}{@code uHHHH}. */
    public static String quote(byte[] bytes, int start, int end) {
        StringBuilder shown = new StringBuilder("\"");
        int i = start;
        for (int count = 0; i < end && count < MAX_CODE_POINTS; count++) {
            int codePoint = Utf8.codePointAt(bytes, i, end);
            if (codePoint < 0) {
                shown.append(String.format("\\x%02x", bytes[i] & 0xFF));
                i++;
            } else {
                append(shown, codePoint);
                i += Utf8.length(codePoint);
            }
        }
        return shown.append(i < end ? "…\"" : "\"").toString();
    }

    /** The text in double quotes, shortened; invisible characters as {@code \}{@code uHHHH}. */
    public static String quote(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return quote(bytes, 0, bytes.length);
    }

    /** A reason for a refusal without the value that it shows; the rule remains. */
    public static String withoutValue(String reason) {
        int quoted = reason.indexOf('"');
        int detail = reason.indexOf(": ");
        int end = quoted < 0 ? reason.length() : quoted;
        end = detail < 0 ? end : Math.min(end, detail);
        String rule = reason.substring(0, end);
        for (String tail : VALUE_TAILS) {
            rule = rule.endsWith(tail) ? rule.substring(0, rule.length() - tail.length()) : rule;
        }
        return rule;
    }

    /** The text on one line without quotes, at most {@code maxCodePoints} long; for messages of libraries. */
    public static String clean(String text, int maxCodePoints) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(maxCodePoints).forEach(codePoint -> {
            if (isInvisible(codePoint)) {
                append(shown, codePoint);
            } else {
                shown.appendCodePoint(codePoint);
            }
        });
        return text.codePointCount(0, text.length()) > maxCodePoints
                ? shown.append('…').toString()
                : shown.toString();
    }

    private static void append(StringBuilder shown, int codePoint) {
        if (codePoint == '"' || codePoint == '\\') {
            shown.append('\\').appendCodePoint(codePoint);
        } else if (isInvisible(codePoint)) {
            shown.append(String.format(codePoint > 0xFFFF ? "\\U%08x" : "\\u%04x", codePoint));
        } else {
            shown.appendCodePoint(codePoint);
        }
    }

    private static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SPACE_SEPARATOR -> codePoint != ' ';
            default -> false;
        };
    }
}
