// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.Locale;
import org.ringwatch.event.IpKind;

/**
 * An address as the events show it.
 *
 * @param network an IPv4 address in the low 32 bits, or the high half of an IPv6 address; 0 is none
 * @param kind what really stands behind it
 * @param country where it is registered, ISO 3166
 */
record Spot(long network, IpKind kind, String country) {

    /** No address at all. */
    static final Spot NOWHERE = new Spot(0, IpKind.UNKNOWN, "");

    private static final long IPV4_MAX = 0xFFFF_FFFFL;

    /** A public IPv4 address; never from a block that the contract or a registry sets aside. */
    static long randomIpv4(Dice dice) {
        while (true) {
            int first = dice.whole(1, 223);
            boolean setAside =
                    switch (first) {
                        case 10, 100, 127, 169, 172, 192, 198, 203 -> true;
                        default -> false;
                    };
            if (!setAside) {
                return ((long) first << 24) | (dice.bits() >>> 40);
            }
        }
    }

    /** A global IPv6 /64. */
    static long randomIpv6(Dice dice) {
        return ((long) (0x2400 + dice.whole(1, 0x0FE)) << 48)
                | ((long) dice.whole(1, 0xFFFF) << 32)
                | ((long) dice.whole(1, 0xFFFF) << 16)
                | dice.whole(1, 0xFFFF);
    }

    /** The address that links accounts: an IPv4 address, or an IPv6 /64 written {@code …::/64}; empty for none. */
    String networkText() {
        if (network == 0 || network <= IPV4_MAX) {
            return text(0);
        }
        return groups() + "::/64";
    }

    /** The address as text (RFC 5952); {@code host} chooses among the addresses of an IPv6 network. */
    String text(int host) {
        if (network == 0) {
            return "";
        }
        if (network <= IPV4_MAX) {
            return (network >>> 24) + "." + (network >>> 16 & 255) + "." + (network >>> 8 & 255) + "."
                    + (network & 255);
        }
        return groups() + "::" + hex((host & 0xFFFF) | 1);
    }

    /** The kind as the input contract writes it, empty when unknown. */
    String kindText() {
        return kind == IpKind.UNKNOWN ? "" : kind.name().toLowerCase(Locale.ROOT);
    }

    private String groups() {
        return hex(network >>> 48) + ":" + hex(network >>> 32 & 0xFFFF) + ":" + hex(network >>> 16 & 0xFFFF) + ":"
                + hex(network & 0xFFFF);
    }

    private static String hex(long group) {
        return Long.toHexString(group);
    }
}
