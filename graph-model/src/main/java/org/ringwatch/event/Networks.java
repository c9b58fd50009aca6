// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/**
 * What stands behind networks: of all that hold an address the one with the longest prefix counts. The order in which
 * networks are given does not matter; of one network given with several kinds a kind that {@linkplain IpKind#neverLinks
 * never links} counts, else the first in alphabetical order.
 *
 * <p>An address is found by bisection in the borders of the networks. Memory: at most 34 bytes a network, once in a process.
 */
public final class Networks implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Nothing is known. */
    public static final Networks NONE = new Networks(new long[0], new long[0], new byte[0]);

    private static final OneCopy<Networks> COPIES = new OneCopy<>();

    private static final IpKind[] KINDS = IpKind.values();
    private static final int BITS = 128;
    private static final int V4_BITS = 32;
    /** Where IPv4 lies among IPv6 addresses. */
    private static final long V4 = 0xFFFFL << 32;

    /** The kind that counts first, among several of one network. */
    private static final Comparator<IpKind> PRECEDENCE =
            Comparator.comparing((IpKind kind) -> !kind.neverLinks()).thenComparing(IpKind::name);

    /**
     * A network and what it is.
     *
     * @param high upper half of its first address; IPv4 as mapped into IPv6
     * @param low lower half
     * @param prefixLength bits that its addresses share, 0–128 (96–128 for IPv4)
     * @param kind what stands behind its addresses
     */
    public record Network(long high, long low, int prefixLength, IpKind kind) {

        /**
         * Reads {@code 203.0.113.0/24}, {@code 2001:db8::/32} or a single address.
         *
         * @throws IllegalArgumentException naming the rule when the text is no network
         */
        public static Network parse(String cidr, IpKind kind) {
            int slash = cidr.indexOf('/');
            String text = slash < 0 ? cidr : cidr.substring(0, slash);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            IpAddress address = new IpAddress();
            if (!address.parse(bytes, 0, bytes.length)) {
                throw refused("an IPv4 or IPv6 address with a prefix length", cidr);
            }
            // An IPv4 address in IPv6 notation has the prefix length of that notation.
            boolean mapped = !address.isV6() && text.indexOf(':') >= 0;
            int most = address.isV6() || mapped ? BITS : V4_BITS;
            int given = slash < 0 ? most : prefixLength(cidr.substring(slash + 1), most, cidr);
            int length = most == V4_BITS ? given + BITS - V4_BITS : given;
            if (!address.isV6() && length < BITS - V4_BITS) {
                throw refused("either IPv4 or IPv6", cidr);
            }
            long high = address.isV6() ? address.high() : 0;
            long low = lowOf(address);
            if ((high & ~highMask(length)) != 0 || (low & ~lowMask(length)) != 0) {
                throw refused("without bits beyond its prefix", cidr);
            }
            return new Network(high, low, length, kind);
        }

        private static int prefixLength(String text, int most, String cidr) {
            boolean digits =
                    !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
            int length = digits ? Integer.parseInt(text) : -1;
            if (length < 0 || length > most) {
                throw refused("with a prefix length from 0 to " + most, cidr);
            }
            return length;
        }

        private static IllegalArgumentException refused(String rule, String cidr) {
            return new IllegalArgumentException("cidr must be " + rule + " but was " + ShownValue.quote(cidr));
        }

        private long lastHigh() {
            return high | ~highMask(prefixLength);
        }

        private long lastLow() {
            return low | ~lowMask(prefixLength);
        }
    }

    /** First addresses of the stretches of one kind, ascending unsigned, and the kind of each. */
    private final long[] highs;

    private final long[] lows;
    private final byte[] kinds;

    private Networks(long[] highs, long[] lows, byte[] kinds) {
        this.highs = highs;
        this.lows = lows;
        this.kinds = kinds;
    }

    /** These networks, in whatever order. */
    public static Networks of(Collection<Network> networks) {
        Network[] sorted = networks.toArray(Network[]::new);
        Arrays.sort(
                sorted,
                ((Comparator<Network>) (a, b) -> compare(a.high, a.low, b.high, b.low))
                        .thenComparing(Network::prefixLength)
                        .thenComparing(Network::kind, PRECEDENCE));
        Borders borders = new Borders(2 * sorted.length);
        ArrayDeque<Network> around = new ArrayDeque<>();
        Network previous = null;
        for (Network network : sorted) {
            if (previous != null
                    && compare(previous.high, previous.low, network.high, network.low) == 0
                    && previous.prefixLength == network.prefixLength) {
                continue;
            }
            while (!around.isEmpty()
                    && compare(around.peek().lastHigh(), around.peek().lastLow(), network.high, network.low) < 0) {
                leave(around, borders);
            }
            around.push(network);
            borders.add(network.high, network.low, network.kind);
            previous = network;
        }
        while (!around.isEmpty()) {
            leave(around, borders);
        }
        return COPIES.of(borders.toNetworks());
    }

    /** Whether nothing is known of any network. */
    public boolean isEmpty() {
        return kinds.length == 0;
    }

    /** The kind of the longest network around an address, {@link IpKind#UNKNOWN} if there is none. */
    public IpKind kindOf(IpAddress address) {
        long high = address.isV6() ? address.high() : 0;
        long low = lowOf(address);
        int from = 0;
        int to = kinds.length;
        while (from < to) {
            int middle = from + to >>> 1;
            if (compare(highs[middle], lows[middle], high, low) <= 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from == 0 ? IpKind.UNKNOWN : KINDS[kinds[from - 1]];
    }

    /**
     * Tells an event the kind of its address. What the event says itself counts, except that a network listed as relay or
     * CGNAT is one: not to tie strangers is the safer mistake.
     */
    void apply(ValidEvent event) {
        if (isEmpty() || !event.has(EventColumn.IP)) {
            return;
        }
        IpKind listed = kindOf(event.address);
        if (listed != IpKind.UNKNOWN && (event.ipKind == IpKind.UNKNOWN || listed.neverLinks())) {
            event.ipKind = listed;
        }
    }

    /** The kind of that name in lower case, as the contract writes it; {@link IpKind#UNKNOWN} if there is none. */
    public static IpKind kindNamed(String name) {
        return Arrays.stream(KINDS)
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(IpKind.UNKNOWN);
    }

    /** Behind the last address of the innermost network the one around it goes on. */
    private static void leave(ArrayDeque<Network> around, Borders borders) {
        Network left = around.pop();
        long low = left.lastLow() + 1;
        long high = low == 0 ? left.lastHigh() + 1 : left.lastHigh();
        boolean isLastOfAll = low == 0 && high == 0;
        if (!isLastOfAll) {
            borders.add(high, low, around.isEmpty() ? IpKind.UNKNOWN : around.peek().kind);
        }
    }

    private static long lowOf(IpAddress address) {
        return address.isV6() ? address.low() : V4 | address.low();
    }

    private static int compare(long highA, long lowA, long highB, long lowB) {
        int order = Long.compareUnsigned(highA, highB);
        return order != 0 ? order : Long.compareUnsigned(lowA, lowB);
    }

    private static long highMask(int length) {
        return length == 0 ? 0 : -1L << Math.max(0, Long.SIZE - length);
    }

    private static long lowMask(int length) {
        return length <= Long.SIZE ? 0 : -1L << BITS - length;
    }

    private Object readResolve() {
        return COPIES.of(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Networks networks
                && Arrays.equals(highs, networks.highs)
                && Arrays.equals(lows, networks.lows)
                && Arrays.equals(kinds, networks.kinds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(lows);
    }

    /** Borders in ascending order; of several at one address the last counts. */
    private static final class Borders {
        private final long[] highs;
        private final long[] lows;
        private final byte[] kinds;
        private int size;

        Borders(int most) {
            highs = new long[most];
            lows = new long[most];
            kinds = new byte[most];
        }

        void add(long high, long low, IpKind kind) {
            if (size > 0 && compare(highs[size - 1], lows[size - 1], high, low) == 0) {
                size--;
            }
            highs[size] = high;
            lows[size] = low;
            kinds[size++] = (byte) kind.ordinal();
        }

        Networks toNetworks() {
            return size == 0
                    ? NONE
                    : new Networks(Arrays.copyOf(highs, size), Arrays.copyOf(lows, size), Arrays.copyOf(kinds, size));
        }
    }
}
