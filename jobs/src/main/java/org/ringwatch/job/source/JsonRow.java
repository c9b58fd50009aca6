// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * A row of a table as a JSON object, written into a given array; what does not fit is cut off. Bytes of texts stay as they
 * are, so that whoever reads the object sees whether they are UTF-8.
 *
 * <p>Values are written down as they would be in a file of text: a time without time zone as ISO 8601 without offset, a
 * number without exponent. A floating-point number that is whole is written as such, and one that is none ({@code NaN}) as
 * {@code null}: so pandas writes whole numbers some of which are absent.
 */
public final class JsonRow {
    /** Up to here a double tells whole numbers apart. */
    private static final double MAX_WHOLE = 1L << 53;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] target = {};
    private int length;

    /** Begins an object. */
    public void begin(byte[] array) {
        target = array;
        length = 0;
        put('{');
    }

    /** Ends the object; how long it is. */
    public int end() {
        put('}');
        return length;
    }

    /** The key of the value that follows, as {@link #key} made it. */
    public void field(byte[] key) {
        if (length > 1) {
            put(',');
        }
        plain(key);
    }

    /** What leads to a value: the quoted name and a colon. */
    public static byte[] key(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        JsonRow row = new JsonRow();
        row.target = new byte[6 * bytes.length + 3];
        row.text(bytes);
        row.put(':');
        return Arrays.copyOf(row.target, row.length);
    }

    /** A number or truth value. */
    public void plain(String value) {
        for (int i = 0; i < value.length(); i++) {
            put(value.charAt(i));
        }
    }

    /** A text of ASCII characters that need no escape. */
    public void quoted(String value) {
        put('"');
        plain(value);
        put('"');
    }

    /** A text. */
    public void text(byte[] bytes) {
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

    /** A floating-point number. */
    public void number(double value) {
        if (Double.isNaN(value)) {
            plain("null");
        } else if (Math.rint(value) == value && Math.abs(value) <= MAX_WHOLE) {
            plain(Long.toString((long) value));
        } else if (Double.isInfinite(value)) {
            quoted(Double.toString(value));
        } else {
            plain(new BigDecimal(value).toPlainString());
        }
    }

    /** A decimal, with as many places as its scale. */
    public void decimal(BigInteger unscaled, int scale) {
        plain(new BigDecimal(unscaled, scale).toPlainString());
    }

    /** A date, in days since 1970. */
    public void date(long day) {
        quoted(LocalDate.ofEpochDay(day).toString());
    }

    /** A time of the day, in nanoseconds from 0 to below 24 hours. */
    public void timeOfDay(long nanos) {
        quoted(LocalTime.ofNanoOfDay(nanos).toString());
    }

    /** A time without time zone, in milliseconds since 1970 as if it were UTC. */
    public void local(long millis) {
        quoted(LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC)
                .toString());
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
