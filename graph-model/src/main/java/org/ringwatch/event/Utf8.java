// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

/** UTF-8 read by hand, because the JDK's decoders either replace malformed input or allocate. */
public final class Utf8 {

    private static final int MALFORMED = -1;

    private Utf8() {}

    /** Whether the bytes are well-formed UTF-8 (Unicode 15, table 3-7: no overlong forms, no surrogates). */
    public static boolean isValid(byte[] bytes, int start, int end) {
        int i = start;
        while (i < end) {
            if (bytes[i] >= 0) {
                i++;
                continue;
            }
            int codePoint = codePointAt(bytes, i, end);
            if (codePoint == MALFORMED) {
                return false;
            }
            i += length(codePoint);
        }
        return true;
    }

    /** The code point that starts at {@code i}, or −1 if the bytes there are malformed. */
    static int codePointAt(byte[] bytes, int i, int end) {
        int lead = bytes[i];
        if (lead >= 0) {
            return lead;
        }
        int count = (lead & 0xE0) == 0xC0 ? 1 : (lead & 0xF0) == 0xE0 ? 2 : (lead & 0xF8) == 0xF0 ? 3 : 0;
        if (count == 0 || end - i <= count) {
            return MALFORMED;
        }
        int codePoint = lead & (0x3F >> count);
        for (int k = 1; k <= count; k++) {
            int next = bytes[i + k];
            if ((next & 0xC0) != 0x80) {
                return MALFORMED;
            }
            codePoint = codePoint << 6 | next & 0x3F;
        }
        boolean wellFormed = length(codePoint) == count + 1
                && codePoint <= Character.MAX_CODE_POINT
                && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
        return wellFormed ? codePoint : MALFORMED;
    }

    /** How many bytes the code point takes. */
    static int length(int codePoint) {
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }

    /** How many code points the well-formed bytes hold. */
    static int countCodePoints(byte[] bytes, int start, int end) {
        int count = 0;
        for (int i = start; i < end; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                count++;
            }
        }
        return count;
    }
}
