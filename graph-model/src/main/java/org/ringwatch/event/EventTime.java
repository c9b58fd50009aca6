// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

/**
 * Reads event times: epoch milliseconds, or ISO 8601 with an offset.
 *
 * <p>Accepted are the extended form {@code 2024-02-29T12:30:15.123+08:00} and the basic form {@code 20240229T123015Z};
 * {@code T}, {@code t} or a space before the time; seconds optional; a fraction after a point or a comma, cut to
 * milliseconds; as offset {@code Z}, {@code z}, {@code ±hh}, {@code ±hhmm} or {@code ±hh:mm} up to 18 hours, after an
 * optional space. A leap second reads as the second before it, 24:00:00 as the midnight that follows.
 */
final class EventTime {

    /** The text is neither form. */
    static final long MALFORMED = Long.MIN_VALUE;

    private static final int MAX_EPOCH_DIGITS = 18;
    private static final long MILLIS_PER_DAY = 86_400_000L;

    private EventTime() {}

    /** Milliseconds since the epoch, or {@link #MALFORMED}; an integer beyond all times reads as one far out of range. */
    static long parse(byte[] bytes, int start, int end) {
        return isInteger(bytes, start, end) ? parseEpoch(bytes, start, end) : parseIso(bytes, start, end);
    }

    private static boolean isInteger(byte[] bytes, int start, int end) {
        int i = start < end && bytes[start] == '-' ? start + 1 : start;
        if (i == end) {
            return false;
        }
        while (i < end && isDigit(bytes[i])) {
            i++;
        }
        return i == end;
    }

    private static long parseEpoch(byte[] bytes, int start, int end) {
        if (bytes[start] == '-') {
            return -1;
        }
        int i = start;
        while (i < end && bytes[i] == '0') {
            i++;
        }
        if (end - i > MAX_EPOCH_DIGITS) {
            return Long.MAX_VALUE;
        }
        long value = 0;
        for (; i < end; i++) {
            value = 10 * value + (bytes[i] - '0');
        }
        return value;
    }

    private static long parseIso(byte[] bytes, int start, int end) {
        boolean extended = at(bytes, start + 4, end) == '-';
        int width = extended ? 3 : 2;
        int year = digits(bytes, start, 4, end);
        int month = digits(bytes, start + (extended ? 5 : 4), 2, end);
        int dayAt = start + (extended ? 8 : 6);
        int day = digits(bytes, dayAt, 2, end);
        int separator = at(bytes, dayAt + 2, end);
        int hour = digits(bytes, dayAt + 3, 2, end);
        int minute = digits(bytes, dayAt + 3 + width, 2, end);
        if (!isDate(year, month, day)
                || separator != 'T' && separator != 't' && separator != ' '
                || extended && (bytes[start + 7] != '-' || at(bytes, dayAt + 5, end) != ':')
                || hour < 0
                || hour > 24
                || minute < 0
                || minute > 59) {
            return MALFORMED;
        }
        int i = dayAt + 5 + width;
        int second = 0;
        int millis = 0;
        int next = at(bytes, i, end);
        if (extended ? next == ':' : isDigit(next)) {
            second = digits(bytes, i + width - 2, 2, end);
            i += width;
            int point = at(bytes, i, end);
            if (point == '.' || point == ',') {
                int fraction = i + 1;
                i = skipDigits(bytes, fraction, end);
                if (i == fraction) {
                    return MALFORMED;
                }
                millis = millis(bytes, fraction, i);
            }
        }
        if (second == 60 && minute == 59) {
            second = 59;
        }
        long offsetMinutes = offsetMinutes(bytes, at(bytes, i, end) == ' ' ? i + 1 : i, end);
        if (second < 0 || second > 59 || hour == 24 && (minute | second | millis) != 0 || offsetMinutes == MALFORMED) {
            return MALFORMED;
        }
        long minutes = hour * 60L + minute - offsetMinutes;
        return daysSinceEpoch(year, month, day) * MILLIS_PER_DAY + minutes * 60_000 + second * 1000L + millis;
    }

    private static long offsetMinutes(byte[] bytes, int start, int end) {
        int sign = at(bytes, start, end);
        if (sign == 'Z' || sign == 'z') {
            return start + 1 == end ? 0 : MALFORMED;
        }
        int hours = digits(bytes, start + 1, 2, end);
        if (sign != '+' && sign != '-' || hours < 0) {
            return MALFORMED;
        }
        int minutes = 0;
        int i = start + 3;
        if (i < end) {
            i += bytes[i] == ':' ? 1 : 0;
            minutes = digits(bytes, i, 2, end);
            i += 2;
        }
        if (i != end || minutes < 0 || minutes > 59 || hours * 60 + minutes > 18 * 60) {
            return MALFORMED;
        }
        return (sign == '-' ? -1 : 1) * (hours * 60 + minutes);
    }

    private static boolean isDate(int year, int month, int day) {
        return year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
    }

    private static int daysInMonth(int year, int month) {
        if (month == 2) {
            return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    /** Days by counting years from March, so that the leap day is the last of its year. */
    private static long daysSinceEpoch(int year, int month, int day) {
        int marchYear = month > 2 ? year : year - 1;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        return 365L * marchYear
                + Math.floorDiv(marchYear, 4)
                - Math.floorDiv(marchYear, 100)
                + Math.floorDiv(marchYear, 400)
                + dayOfYear
                - 719_468;
    }

    private static int millis(byte[] bytes, int start, int end) {
        int millis = 0;
        for (int i = start; i < start + 3; i++) {
            millis = 10 * millis + (i < end ? bytes[i] - '0' : 0);
        }
        return millis;
    }

    /** The number that exactly {@code count} digits give, or −1. */
    private static int digits(byte[] bytes, int start, int count, int end) {
        if (end - start < count) {
            return -1;
        }
        int value = 0;
        for (int i = start; i < start + count; i++) {
            if (!isDigit(bytes[i])) {
                return -1;
            }
            value = 10 * value + (bytes[i] - '0');
        }
        return value;
    }

    private static int skipDigits(byte[] bytes, int start, int end) {
        int i = start;
        while (i < end && isDigit(bytes[i])) {
            i++;
        }
        return i;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static int at(byte[] bytes, int i, int end) {
        return i < end ? bytes[i] : -1;
    }
}
