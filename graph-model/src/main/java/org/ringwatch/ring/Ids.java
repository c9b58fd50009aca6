// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import org.ringwatch.event.AccountEvent;
import org.ringwatch.event.IpAddress;
import org.ringwatch.event.PseudonymousAddress;
import org.ringwatch.lineage.RingNames;
import org.ringwatch.link.ResourceType;

/** Names: their order, and how they are made. */
public final class Ids {
    /** Code points, which is the order of unsigned UTF-8 bytes: the order of all ties. */
    public static final Comparator<String> ORDER = Ids::compareCodePoints;

    private Ids() {}

    private static int compareCodePoints(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        for (int i = 0; i < shorter; i++) {
            if (a.charAt(i) != b.charAt(i)) {
                return Integer.compare(rank(a.charAt(i)), rank(b.charAt(i)));
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /** Halves of a surrogate pair come after all other characters, though their numbers do not. */
    private static int rank(char c) {
        return Character.isSurrogate(c) ? c + Character.MAX_VALUE : c;
    }

    /**
     * The name of a ring: {@code R-} and the first 60 bits, in base 32, of the SHA-256 over founding account, a zero byte
     * and founding event.
     */
    static String ring(String accountId, String eventId) {
        return RingNames.of(accountId, eventId);
    }

    /** The name under which {@code event} knows its resource of that type. */
    public static String resource(AccountEvent event, ResourceType type) {
        return switch (type) {
            case DEVICE -> event.deviceId();
            case IP -> network(event.ip(), 64);
            case NETWORK_56 -> network(event.ip(), 56);
            case NETWORK_48 -> network(event.ip(), 48);
            case WALLET -> event.wallet();
            case MERCHANT -> event.merchantId();
            case BENEFICIARY -> event.beneficiaryId();
            case FAMILY -> event.familyId();
        };
    }

    private static String network(String ip, int prefixLength) {
        if (PseudonymousAddress.is(ip)) {
            return PseudonymousAddress.network(ip, prefixLength);
        }
        byte[] text = ip.getBytes(StandardCharsets.US_ASCII);
        IpAddress address = new IpAddress();
        address.parse(text, 0, text.length);
        byte[] name = new byte[IpAddress.MAX_TEXT_LENGTH];
        return new String(name, 0, address.writeNetwork(prefixLength, name, 0), StandardCharsets.US_ASCII);
    }
}
