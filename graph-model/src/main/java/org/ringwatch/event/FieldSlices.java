// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import java.util.Arrays;

/**
 * The fields of one line before validation, as byte ranges by column; an absent field is an empty range.
 *
 * <p>A flyweight that a line reader fills anew for each line: ranges point into the line itself, or, for text that had to
 * be unescaped, into a buffer of this object. Both are valid only until the next line is read.
 */
public final class FieldSlices {

    private static final int COLUMNS = EventColumn.values().length;
    private static final byte[] NO_BYTES = {};

    private byte[] line = NO_BYTES;
    private byte[] copies = new byte[256];
    private int copiesLength;
    private int copiedColumns;
    private boolean printable;
    private final int[] starts = new int[COLUMNS];
    private final int[] ends = new int[COLUMNS];

    /** Forgets all fields; {@link #slice} will refer to {@code line} from here on. */
    public void reset(byte[] line) {
        reset(line, false);
    }

    /**
     * Forgets all fields; {@link #slice} will refer to {@code line} from here on.
     *
     * @param printable whether every slice is known to hold the bytes 0x20 to 0x7E only, which saves looking at them again
     */
    public void reset(byte[] line, boolean printable) {
        this.line = line;
        this.printable = printable;
        copiesLength = 0;
        copiedColumns = 0;
        Arrays.fill(starts, 0);
        Arrays.fill(ends, 0);
    }

    /** Sets a field to the bytes {@code start} (inclusive) to {@code end} (exclusive) of the line; nothing is copied. */
    public void slice(EventColumn column, int start, int end) {
        int index = column.ordinal();
        starts[index] = start;
        ends[index] = end;
    }

    /** Sets a field to a copy of the bytes {@code start} (inclusive) to {@code end} (exclusive) of {@code source}. */
    public void copy(EventColumn column, byte[] source, int start, int end) {
        int begin = beginCopy(column, end - start);
        System.arraycopy(source, start, copies, begin, end - start);
        endCopy(column, begin, begin + end - start);
    }

    /** Sets a field to the text in UTF-8. An unpaired surrogate becomes malformed UTF-8, which validation rejects. */
    public void copy(EventColumn column, CharSequence text) {
        int begin = beginCopy(column, 3 * text.length());
        int at = begin;
        for (int i = 0; i < text.length(); i++) {
            int codePoint = text.charAt(i);
            if (Character.isHighSurrogate((char) codePoint) && i + 1 < text.length()) {
                codePoint = Character.codePointAt(text, i);
                i += Character.charCount(codePoint) - 1;
            }
            at = encode(codePoint, at);
        }
        endCopy(column, begin, at);
    }

    /** Sets a field to bytes given as the characters U+0000 to U+00FF. */
    public void copyLatin1(EventColumn column, CharSequence bytes) {
        int begin = beginCopy(column, bytes.length());
        for (int i = 0; i < bytes.length(); i++) {
            copies[begin + i] = (byte) bytes.charAt(i);
        }
        endCopy(column, begin, begin + bytes.length());
    }

    /** The array that {@link #start} and {@link #end} of this column refer to. */
    public byte[] bytes(EventColumn column) {
        return (copiedColumns >>> column.ordinal() & 1) == 0 ? line : copies;
    }

    /** First byte of the field. */
    public int start(EventColumn column) {
        return starts[column.ordinal()];
    }

    /** End (exclusive) of the field. */
    public int end(EventColumn column) {
        return ends[column.ordinal()];
    }

    /** Whether {@link #bytes} is this object's own buffer rather than the line. */
    boolean isCopy(EventColumn column) {
        return (copiedColumns >>> column.ordinal() & 1) != 0;
    }

    /** Whether the field is known to hold the bytes 0x20 to 0x7E only. */
    boolean isPrintable(EventColumn column) {
        return printable && !isCopy(column);
    }

    /**
     * Whether the field's bytes are what validation keeps of it, if it keeps them at all: printable ASCII without space at
     * its ends.
     */
    public boolean isPlain(EventColumn column) {
        byte[] bytes = bytes(column);
        int start = start(column);
        int end = end(column);
        return start < end
                && bytes[start] != ' '
                && bytes[end - 1] != ' '
                && CanonicalText.isPrintable(bytes, start, end);
    }

    byte[] line() {
        return line;
    }

    private int beginCopy(EventColumn column, int capacity) {
        if (copies.length - copiesLength < capacity) {
            copies = Arrays.copyOf(copies, Math.max(2 * copies.length, copiesLength + capacity));
        }
        copiedColumns |= 1 << column.ordinal();
        return copiesLength;
    }

    private void endCopy(EventColumn column, int start, int end) {
        copiesLength = end;
        slice(column, start, end);
    }

    private int encode(int codePoint, int at) {
        int length = Utf8.length(codePoint);
        if (length == 1) {
            copies[at] = (byte) codePoint;
        } else {
            for (int k = length - 1; k > 0; k--) {
                copies[at + k] = (byte) (0x80 | codePoint >>> 6 * (length - 1 - k) & 0x3F);
            }
            copies[at] = (byte) (0xF00 >> length | codePoint >>> 6 * (length - 1));
        }
        return at + length;
    }
}
