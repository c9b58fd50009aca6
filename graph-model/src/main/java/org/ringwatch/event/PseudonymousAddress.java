// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import java.nio.charset.StandardCharsets;
import org.ringwatch.pseudonym.Namespace;
import org.ringwatch.pseudonym.Pseudonyms;

/**
 * Pseudonyms of addresses, which keep what two addresses share. An IPv4 address has the pseudonym of its text. An IPv6 address
 * has those of its /48, /56 and /64, each as the pseudonym of the network's text ({@code 2001:db8:1::/48}), and its own, joined
 * by dots behind one label: {@code address:v1:C48.C56.C64.C128}. The name of one of its networks is {@code address:v1:C64/64}.
 */
public final class PseudonymousAddress {
    private static final String LABEL = Namespace.IP.label() + ":v";
    private static final int[] PREFIX_LENGTHS = {48, 56, 64};

    private PseudonymousAddress() {}

    /** Whether a text that is known to be an address or a pseudonym of one is the latter. */
    public static boolean is(String address) {
        return address.startsWith(LABEL);
    }

    /** The pseudonym of an address. */
    static String of(Pseudonyms pseudonyms, IpAddress address) {
        String own = pseudonyms.of(Namespace.IP, text(address));
        if (!address.isV6()) {
            return own;
        }
        int label = codeStart(own);
        StringBuilder all = new StringBuilder(own.substring(0, label));
        for (int prefixLength : PREFIX_LENGTHS) {
            all.append(pseudonyms.of(Namespace.IP, network(address, prefixLength)), label, own.length())
                    .append('.');
        }
        return all.append(own, label, own.length()).toString();
    }

    /** The name of an IPv6 network of one of the lengths that link, as {@link #network(String, int)} gives it. */
    static String ofNetwork(Pseudonyms pseudonyms, IpAddress address, int prefixLength) {
        return pseudonyms.of(Namespace.IP, network(address, prefixLength)) + '/' + prefixLength;
    }

    /**
     * The name of the network that a pseudonym's address is in.
     *
     * @param pseudonym of an address; that of an IPv4 address is its own network
     * @param prefixLength 48, 56 or 64
     */
    public static String network(String pseudonym, int prefixLength) {
        int start = codeStart(pseudonym);
        if (start + Pseudonyms.CODE_LENGTH == pseudonym.length()) {
            return pseudonym;
        }
        for (int i = 0; i < PREFIX_LENGTHS.length; i++) {
            if (PREFIX_LENGTHS[i] == prefixLength) {
                int from = start + i * (Pseudonyms.CODE_LENGTH + 1);
                return pseudonym.substring(0, start)
                        + pseudonym.substring(from, from + Pseudonyms.CODE_LENGTH)
                        + '/'
                        + prefixLength;
            }
        }
        throw new IllegalArgumentException("prefixLength must be 48, 56 or 64 but was " + prefixLength);
    }

    private static int codeStart(String pseudonym) {
        return pseudonym.indexOf(':', LABEL.length()) + 1;
    }

    private static String text(IpAddress address) {
        byte[] text = new byte[IpAddress.MAX_TEXT_LENGTH];
        return new String(text, 0, address.write(text, 0), StandardCharsets.US_ASCII);
    }

    private static String network(IpAddress address, int prefixLength) {
        byte[] text = new byte[IpAddress.MAX_TEXT_LENGTH];
        return new String(text, 0, address.writeNetwork(prefixLength, text, 0), StandardCharsets.US_ASCII);
    }
}
