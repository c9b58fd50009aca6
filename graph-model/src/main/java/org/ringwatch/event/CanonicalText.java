// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes texts canonical: UTF-8, NFC, trimmed, missing tokens absent, and neither control characters (tabs too) nor more characters than the
 * column may have.
 *
 * <p>Plain ASCII is read in one pass over its bytes without allocating; other text takes the way through {@link String}.
 */
final class CanonicalText {
    private final Set<String> missingTokens;
    private final ByteNames missingNames;
    private final boolean[] startsMissingToken = new boolean[128];
    private final int minMissingZeros;

    CanonicalText(EventRules rules) {
        missingTokens = rules.missingTokens();
        missingNames =
                new ByteNames(missingTokens.stream().collect(Collectors.toUnmodifiableMap(token -> token, token -> 1)));
        for (String token : missingTokens) {
            if (token.charAt(0) < 128) {
                startsMissingToken[token.charAt(0)] = true;
                startsMissingToken[Character.toUpperCase(token.charAt(0))] = true;
            }
        }
        minMissingZeros = rules.minMissingZeros();
    }

    /**
     * Reads a column's text into {@code event}.
     *
     * @return nothing if it is valid, else the reason
     */
    @Nullable
    String read(FieldSlices fields, ValidEvent event, EventColumn column) {
        int start = fields.start(column);
        int end = fields.end(column);
        if (start == end) {
            event.clear(column);
            return column.required() ? missing(fields, column) : null;
        }
        byte[] bytes = fields.bytes(column);
        if (!fields.isPrintable(column) && !isPrintable(bytes, start, end)) {
            return otherText(fields, event, column);
        }
        while (start < end && bytes[start] == ' ') {
            start++;
        }
        while (end > start && bytes[end - 1] == ' ') {
            end--;
        }
        if (start == end || isMissing(bytes, start, end) || column.isId() && isZeros(bytes, start, end)) {
            event.clear(column);
            return column.required() ? missing(fields, column) : null;
        }
        if (end - start > column.maxLength()) {
            return tooLong(column, end - start);
        }
        event.keep(column, fields, start, end);
        return null;
    }

    /** The same for text that is not printable ASCII. */
    private @Nullable String otherText(FieldSlices fields, ValidEvent event, EventColumn column) {
        byte[] bytes = fields.bytes(column);
        int start = fields.start(column);
        int end = fields.end(column);
        if (!Utf8.isValid(bytes, start, end)) {
            return column.columnName() + " must be valid UTF-8 but was " + ShownValue.quote(bytes, start, end);
        }
        String raw = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        if (raw.chars().anyMatch(Character::isISOControl)) {
            return column.columnName() + " must not contain control characters but was " + ShownValue.quote(raw);
        }
        String text = Normalizer.normalize(EventText.trim(raw), Normalizer.Form.NFC);
        byte[] canonical = text.getBytes(StandardCharsets.UTF_8);
        if (canonical.length == 0
                || missingTokens.contains(text.toLowerCase(Locale.ROOT))
                || column.isId() && isZeros(canonical, 0, canonical.length)) {
            event.clear(column);
            return column.required() ? missing(fields, column) : null;
        }
        int length = text.codePointCount(0, text.length());
        if (length > column.maxLength()) {
            return tooLong(column, length);
        }
        event.copy(column, canonical, 0, canonical.length);
        return null;
    }

    static boolean isPrintable(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] < 0x20 || bytes[i] == 0x7F) {
                return false;
            }
        }
        return true;
    }

    /** Whether the text stands for none, whatever its case. */
    boolean isMissing(byte[] bytes, int start, int end) {
        byte first = bytes[start];
        return (first < 0 || startsMissingToken[first]) && missingNames.find(bytes, start, end) != ByteNames.NONE;
    }

    /** Whether the text is so many zeros, and dashes, that it stands for none. */
    boolean isZeros(byte[] bytes, int start, int end) {
        if (bytes[start] != '0') {
            return false;
        }
        int zeros = 0;
        for (int i = start; i < end; i++) {
            if (bytes[i] == '0') {
                zeros++;
            } else if (bytes[i] != '-') {
                return false;
            }
        }
        return zeros >= minMissingZeros;
    }

    private static String missing(FieldSlices fields, EventColumn column) {
        int start = fields.start(column);
        int end = fields.end(column);
        String actual = start == end ? "empty" : ShownValue.quote(fields.bytes(column), start, end);
        return column.columnName() + " is required but was " + actual;
    }

    private static String tooLong(EventColumn column, int length) {
        return column.columnName() + " must be at most " + column.maxLength() + " characters long but had " + length;
    }
}
