// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.parquet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A JSON object that is written into a given array; what does not fit is cut off. Bytes of texts stay as they are, so that
 * whoever reads the object sees whether they are UTF-8.
 */
final class JsonRow {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] target = {};
    private int length;

    /** Begins an object. */
    void begin(byte[] array) {
        target = array;
        length = 0;
        put('{');
    }

    /** Ends the object; how long it is. */
    int end() {
        put('}');
        return length;
    }

    /** The key of the value that follows, as {@link #key} made it. */
    void field(byte[] key) {
        if (length > 1) {
            put(',');
        }
        plain(key);
    }

    /** What leads to a value: the quoted name and a colon. */
    static byte[] key(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        JsonRow row = new JsonRow();
        row.target = new byte[6 * bytes.length + 3];
        row.text(bytes);
        row.put(':');
        return Arrays.copyOf(row.target, row.length);
    }

    /** A number or truth value. */
    void plain(String value) {
        for (int i = 0; i < value.length(); i++) {
            put(value.charAt(i));
        }
    }

    /** A text of ASCII characters that need no escape. */
    void quoted(String value) {
        put('"');
        plain(value);
        put('"');
    }

    /** A text. */
    void text(byte[] bytes) {
        put('"');
        for (int i = 0; i < bytes.length && length < target.length; i++) {
            byte b = bytes[i];
            if (b == '"' || b == '\\') {
                put('\\');
                put(b);
            } else if (b >= 0 && b < ' ') {
                plain("\\u00");
                put(HEX[b >> 4]);
                put(HEX[b & 0xF]);
            } else {
                put(b);
            }
        }
        put('"');
    }

    private void plain(byte[] bytes) {
        int fits = Math.min(bytes.length, target.length - length);
        System.arraycopy(bytes, 0, target, length, fits);
        length += fits;
    }

    private void put(int b) {
        if (length < target.length) {
            target[length++] = (byte) b;
        }
    }
}
