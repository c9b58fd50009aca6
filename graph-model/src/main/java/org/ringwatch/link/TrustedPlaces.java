// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.ringwatch.event.IpAddress;
import org.ringwatch.event.Pseudonymiser;
import org.ringwatch.event.ShownValue;

/**
 * Resources that people know to be good though many share them: being seen there ties nobody. They are known by their
 * secret hashes, so nobody can prepare an id that passes for one of them.
 *
 * <p>Memory: 8 bytes a place where they are sent, some 24 where they are asked.
 */
public final class TrustedPlaces implements Serializable {
    private static final long serialVersionUID = 1L;

    /** No place is trusted. */
    public static final TrustedPlaces NONE = new TrustedPlaces(new long[0]);

    /**
     * One trusted place.
     *
     * @param type what it is; never a family
     * @param key the bytes that are hashed: the canonical id, or those of an address or network
     */
    public record Place(ResourceType type, byte[] key) {

        /** A device, wallet, merchant or beneficiary by its canonical id. */
        public static Place named(ResourceType type, String id) {
            if (type.isAddress() || type == ResourceType.FAMILY) {
                throw new IllegalArgumentException(
                        "type must be DEVICE, WALLET, MERCHANT or BENEFICIARY but was " + type);
            }
            return new Place(type, id.getBytes(StandardCharsets.UTF_8));
        }

        /**
         * An IPv4 address, an IPv6 address (which stands for its /64) or an IPv6 /64, /56 or /48.
         *
         * @throws IllegalArgumentException when the text is none of these
         */
        public static Place address(String text) {
            IpAddress address = new IpAddress();
            int prefixLength = prefixLength(text, address);
            return new Place(
                    network(prefixLength),
                    address.isV6()
                            ? leading(address.high(), prefixLength / Byte.SIZE)
                            : leading(address.low() << Integer.SIZE, Integer.BYTES));
        }

        /**
         * The same where ids are pseudonyms; the text may be the name of one of these in an output.
         *
         * @throws IllegalArgumentException when the text is none of these
         */
        public static Place address(String text, Pseudonymiser pseudonymiser) {
            String name = text;
            if (!pseudonymiser.isPseudonym(text)) {
                IpAddress address = new IpAddress();
                int prefixLength = prefixLength(text, address);
                name = pseudonymiser.network(address, prefixLength);
            }
            ResourceType type = name.endsWith("/48")
                    ? ResourceType.NETWORK_48
                    : name.endsWith("/56") ? ResourceType.NETWORK_56 : ResourceType.IP;
            return new Place(type, name.getBytes(StandardCharsets.UTF_8));
        }

        /** Reads the address and says how long the prefix of its network is; 32 for IPv4. */
        private static int prefixLength(String text, IpAddress address) {
            int slash = text.indexOf('/');
            byte[] bytes = (slash < 0 ? text : text.substring(0, slash)).getBytes(StandardCharsets.UTF_8);
            boolean parsed = address.parse(bytes, 0, bytes.length);
            String length = slash >= 0 ? text.substring(slash + 1) : address.isV6() ? "64" : "32";
            List<String> lengths = address.isV6() ? List.of("64", "56", "48") : List.of("32");
            if (!parsed || !lengths.contains(length)) {
                throw new IllegalArgumentException(
                        "entity_id must be an address or an IPv6 /64, /56 or /48 but was " + ShownValue.quote(text));
            }
            return Integer.parseInt(length);
        }

        private static ResourceType network(int prefixLength) {
            return switch (prefixLength) {
                case 56 -> ResourceType.NETWORK_56;
                case 48 -> ResourceType.NETWORK_48;
                default -> ResourceType.IP;
            };
        }

        private static byte[] leading(long bits, int count) {
            byte[] bytes = new byte[count];
            for (int i = 0; i < count; i++) {
                bytes[i] = (byte) (bits >>> Long.SIZE - Byte.SIZE * (i + 1));
            }
            return bytes;
        }
    }

    private final long[] secrets;
    private final transient LongOpenHashSet set;

    private TrustedPlaces(long[] secrets) {
        this.secrets = secrets;
        this.set = new LongOpenHashSet(secrets);
    }

    /** These places, in whatever order, under the run's hasher. */
    public static TrustedPlaces of(Collection<Place> places, IdHasher hasher) {
        return new TrustedPlaces(places.stream()
                .mapToLong(place -> IdHasher.typed(hasher.secret(place.key, 0, place.key.length), place.type))
                .sorted()
                .distinct()
                .toArray());
    }

    /** Whether no place is trusted. */
    public boolean isEmpty() {
        return secrets.length == 0;
    }

    /** Whether the resource with that secret hash, type mixed in, is trusted. */
    public boolean contains(long secret) {
        return set.contains(secret);
    }

    /** Whether the event is one at a trusted address, or in a trusted network. */
    boolean isAt(AccountEvents events, int event) {
        return events.has(event, ResourceType.IP)
                && (contains(events.resourceSecret(event, ResourceType.IP))
                        || events.has(event, ResourceType.NETWORK_56)
                                && (contains(events.resourceSecret(event, ResourceType.NETWORK_56))
                                        || contains(events.resourceSecret(event, ResourceType.NETWORK_48))));
    }

    private Object readResolve() {
        return new TrustedPlaces(secrets);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrustedPlaces places && Arrays.equals(secrets, places.secrets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(secrets);
    }
}
