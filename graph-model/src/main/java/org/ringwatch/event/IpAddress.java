// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

/**
 * An IPv4 or IPv6 address read from text, reusable: {@link #parse} replaces it.
 *
 * <p>Reads dotted IPv4 without leading zeros and the forms of RFC 4291 §2.2 without zone; an IPv4-mapped address is the
 * IPv4 address. Writes IPv4 dotted and IPv6 as RFC 5952 §4 says, embedded IPv4 in hexadecimal. Nothing is ever looked up.
 */
public final class IpAddress {

    /** Room that any address with its prefix length takes. */
    public static final int MAX_TEXT_LENGTH = 43;

    private static final int GROUPS = 8;
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private boolean v6;
    private long high;
    private long low;

    /** Reads the text; on {@code false} it is no address, and this object must be parsed anew before use. */
    public boolean parse(byte[] bytes, int start, int end) {
        long v4 = parseV4(bytes, start, end);
        if (v4 >= 0) {
            setV4(v4);
            return true;
        }
        if (!parseV6(bytes, start, end)) {
            return false;
        }
        if (high == 0 && low >>> 32 == 0xFFFF) {
            setV4(low & 0xFFFF_FFFFL);
        }
        return true;
    }

    /** Whether the address is IPv6 and not IPv4-mapped. */
    public boolean isV6() {
        return v6;
    }

    /** The upper 64 bits of an IPv6 address; 0 for IPv4. */
    public long high() {
        return high;
    }

    /** The lower 64 bits of an IPv6 address; the address as an unsigned number for IPv4. */
    public long low() {
        return low;
    }

    /**
     * Whether the address can be one place on the Internet: not unspecified, loopback, link-local, private (RFC 1918, RFC
     * 4193, the former site-local) or shared by a carrier (100.64/10, RFC 6598).
     */
    public boolean isGlobal() {
        return v6 ? isGlobalV6() : isGlobalV4((int) low);
    }

    /** Writes the canonical text at {@code offset} and returns the end of what was written. */
    public int write(byte[] target, int offset) {
        return v6 ? writeV6(high, low, target, offset) : writeV4(target, offset);
    }

    /**
     * Writes the network of an IPv6 address, such as {@code 2001:db8:0:1::/64}, at {@code offset}; an IPv4 address is
     * written whole, without a prefix length.
     *
     * @param prefixLength 1 to 64
     * @return the end of what was written
     */
    public int writeNetwork(int prefixLength, byte[] target, int offset) {
        if (prefixLength < 1 || prefixLength > 64) {
            throw new IllegalArgumentException("prefixLength must be from 1 to 64 but was " + prefixLength);
        }
        if (!v6) {
            return writeV4(target, offset);
        }
        int end = writeV6(high & -1L << 64 - prefixLength, 0, target, offset);
        target[end++] = '/';
        return writeDecimal(prefixLength, target, end);
    }

    private void setV4(long address) {
        v6 = false;
        high = 0;
        low = address;
    }

    private static boolean isGlobalV4(int address) {
        int first = address >>> 24;
        int firstTwo = address >>> 16;
        return address != 0
                && first != 127
                && first != 10
                && firstTwo >>> 4 != 0xAC1
                && firstTwo != 0xC0A8
                && firstTwo != 0xA9FE
                && address >>> 22 != 0x6440 >>> 6;
    }

    private boolean isGlobalV6() {
        boolean unspecifiedOrLoopback = high == 0 && (low == 0 || low == 1);
        int firstTen = (int) (high >>> 54);
        boolean linkOrSiteLocal = firstTen == 0xFE80 >>> 6 || firstTen == 0xFEC0 >>> 6;
        boolean uniqueLocal = high >>> 57 == 0xFC >>> 1;
        return !unspecifiedOrLoopback && !linkOrSiteLocal && !uniqueLocal;
    }

    /** The address as an unsigned number, or −1. */
    private static long parseV4(byte[] bytes, int start, int end) {
        long address = 0;
        int i = start;
        for (int octet = 0; octet < 4; octet++) {
            if (octet > 0 && (i >= end || bytes[i++] != '.')) {
                return -1;
            }
            int first = i;
            int value = 0;
            while (i < end && i - first < 3 && bytes[i] >= '0' && bytes[i] <= '9') {
                value = 10 * value + (bytes[i++] - '0');
            }
            if (i == first || value > 255 || bytes[first] == '0' && i - first > 1) {
                return -1;
            }
            address = address << 8 | value;
        }
        return i == end ? address : -1;
    }

    /**
     * Groups before the "::" are shifted into the upper end of the 128 bits as they come, those after it are moved to the
     * lower end at last.
     */
    private boolean parseV6(byte[] bytes, int start, int end) {
        v6 = true;
        high = 0;
        low = 0;
        int groups = 0;
        int gap = -1;
        int i = start;
        if (end - start >= 2 && bytes[start] == ':') {
            if (bytes[start + 1] != ':') {
                return false;
            }
            gap = 0;
            i = start + 2;
        }
        while (i < end) {
            int groupStart = i;
            int value = 0;
            int digit = hexDigit(bytes[i]);
            while (digit >= 0 && i - groupStart < 4) {
                value = value << 4 | digit;
                i++;
                digit = i < end ? hexDigit(bytes[i]) : -1;
            }
            if (i < end && bytes[i] == '.') {
                long v4 = groups <= GROUPS - 2 ? parseV4(bytes, groupStart, end) : -1;
                if (v4 < 0) {
                    return false;
                }
                append(groups, (int) (v4 >>> 16));
                append(groups + 1, (int) v4 & 0xFFFF);
                groups += 2;
                i = end;
                break;
            }
            if (i == groupStart || groups == GROUPS) {
                return false;
            }
            append(groups++, value);
            if (i == end) {
                break;
            }
            if (bytes[i++] != ':' || i == end) {
                return false;
            }
            if (bytes[i] == ':') {
                if (gap >= 0) {
                    return false;
                }
                gap = groups;
                i++;
            }
        }
        if (gap < 0) {
            return groups == GROUPS;
        }
        openGap(gap, groups);
        return groups < GROUPS;
    }

    private void append(int group, int value) {
        if (group < 4) {
            high |= (long) value << 48 - 16 * group;
        } else {
            low |= (long) value << 48 - 16 * (group - 4);
        }
    }

    private void openGap(int gap, int groups) {
        for (int moved = groups - 1, to = GROUPS - 1; moved >= gap && moved != to; moved--, to--) {
            int value = group(high, low, moved);
            clear(moved);
            append(to, value);
        }
    }

    private void clear(int group) {
        if (group < 4) {
            high &= ~(0xFFFFL << 48 - 16 * group);
        } else {
            low &= ~(0xFFFFL << 48 - 16 * (group - 4));
        }
    }

    private static int group(long high, long low, int index) {
        return (int) (index < 4 ? high >>> 48 - 16 * index : low >>> 48 - 16 * (index - 4)) & 0xFFFF;
    }

    private static int hexDigit(byte b) {
        if (b >= '0' && b <= '9') {
            return b - '0';
        }
        int letter = b | 0x20;
        return b > 0 && letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }

    private int writeV4(byte[] target, int offset) {
        int end = offset;
        for (int shift = 24; shift >= 0; shift -= 8) {
            end = writeDecimal((int) (low >>> shift) & 0xFF, target, end);
            if (shift > 0) {
                target[end++] = '.';
            }
        }
        return end;
    }

    /** The longest row of at least two zero groups, the first of equals, is written as "::". */
    private static int writeV6(long high, long low, byte[] target, int offset) {
        int gap = -1;
        int gapLength = 1;
        for (int i = 0, run = 0; i < GROUPS; i++) {
            run = group(high, low, i) == 0 ? run + 1 : 0;
            if (run > gapLength) {
                gapLength = run;
                gap = i + 1 - run;
            }
        }
        int end = offset;
        int i = 0;
        while (i < GROUPS) {
            if (i == gap) {
                target[end++] = ':';
                target[end++] = ':';
                i += gapLength;
            } else {
                if (i > 0 && end > offset && target[end - 1] != ':') {
                    target[end++] = ':';
                }
                end = writeHex(group(high, low, i), target, end);
                i++;
            }
        }
        return end;
    }

    private static int writeHex(int value, byte[] target, int offset) {
        int end = offset;
        for (int shift = 12; shift >= 0; shift -= 4) {
            if (shift == 0 || value >>> shift != 0) {
                target[end++] = HEX[value >>> shift & 0xF];
            }
        }
        return end;
    }

    private static int writeDecimal(int value, byte[] target, int offset) {
        int end = offset;
        if (value >= 100) {
            target[end++] = (byte) ('0' + value / 100);
        }
        if (value >= 10) {
            target[end++] = (byte) ('0' + value / 10 % 10);
        }
        target[end++] = (byte) ('0' + value % 10);
        return end;
    }
}
