// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * Ids that must not be read. An event of an erased account, and an event whose own id is erased, is left out. An erased device,
 * address, wallet, merchant or beneficiary is left out of the events that name it, and an erased account where others name
 * it as beneficiary; what else these events say remains.
 *
 * <p>Ids are known by keyed hashes of 64 bits, so the list itself is not sent anywhere. The key is drawn anew for each list; no
 * result depends on it. Memory: 8 bytes an id where it is sent, some 24 where it is asked.
 */
public final class Erasures implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The columns whose ids may be erased. */
    public static final Set<EventColumn> COLUMNS = Set.of(
            EventColumn.EVENT_ID,
            EventColumn.ACCOUNT_ID,
            EventColumn.DEVICE_ID,
            EventColumn.IP,
            EventColumn.MERCHANT_ID,
            EventColumn.WALLET,
            EventColumn.BENEFICIARY_ID);

    /** Everything is read. */
    public static final Erasures NONE = new Builder().build();

    private static final int[] V6_PREFIX_LENGTHS = {64, 56, 48};

    private final long key0;
    private final long key1;
    private final EnumMap<EventColumn, long[]> hashes;
    private final transient SipHash hash;
    private final transient Map<EventColumn, LongOpenHashSet> sets = new EnumMap<>(EventColumn.class);

    private Erasures(long key0, long key1, EnumMap<EventColumn, long[]> hashes) {
        this.key0 = key0;
        this.key1 = key1;
        this.hashes = hashes;
        this.hash = new SipHash(key0, key1);
        hashes.forEach((column, values) -> sets.put(column, new LongOpenHashSet(values)));
    }

    /** Gathers what is to be erased, in whatever order. */
    public static final class Builder {
        private final long key0 = new SecureRandom().nextLong();
        private final long key1 = new SecureRandom().nextLong();
        private final SipHash hash = new SipHash(key0, key1);
        private final Map<EventColumn, LongOpenHashSet> sets = new EnumMap<>(EventColumn.class);

        /** A canonical id, or its pseudonym where events have pseudonyms. */
        public Builder add(EventColumn column, String id) {
            if (column == EventColumn.IP) {
                throw new IllegalArgumentException("an address is added by its network");
            }
            return add(column, id.getBytes(StandardCharsets.UTF_8));
        }

        /** An address or network, as {@link ValidEvent#writeNetwork} writes it. */
        public Builder addNetwork(byte[] network) {
            return add(EventColumn.IP, network);
        }

        private Builder add(EventColumn column, byte[] id) {
            if (!COLUMNS.contains(column)) {
                throw new IllegalArgumentException("column must be one of " + COLUMNS + " but was " + column);
            }
            sets.computeIfAbsent(column, ignored -> new LongOpenHashSet()).add(hash.hash(id, 0, id.length));
            return this;
        }

        /** What was added. */
        public Erasures build() {
            EnumMap<EventColumn, long[]> hashes = new EnumMap<>(EventColumn.class);
            sets.forEach((column, set) -> hashes.put(column, set.toLongArray()));
            return new Erasures(key0, key1, hashes);
        }
    }

    /** Whether everything is read. */
    public boolean isEmpty() {
        return hashes.isEmpty();
    }

    /** Whether an account of that name, as events have it, is erased. */
    public boolean erasesAccount(String name) {
        LongOpenHashSet set = sets.get(EventColumn.ACCOUNT_ID);
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return set != null && set.contains(hash.hash(bytes, 0, bytes.length));
    }

    /** Marks a valid event as erased, or takes erased values out of it. */
    void apply(ValidEvent event) {
        if (isEmpty()) {
            return;
        }
        if (holds(EventColumn.ACCOUNT_ID, event, EventColumn.ACCOUNT_ID)
                || holds(EventColumn.EVENT_ID, event, EventColumn.EVENT_ID)) {
            event.isErased = true;
            return;
        }
        takeOut(EventColumn.DEVICE_ID, event, EventColumn.DEVICE_ID);
        takeOut(EventColumn.MERCHANT_ID, event, EventColumn.MERCHANT_ID);
        takeOut(EventColumn.WALLET, event, EventColumn.WALLET);
        takeOut(EventColumn.BENEFICIARY_ID, event, EventColumn.BENEFICIARY_ID);
        takeOut(EventColumn.ACCOUNT_ID, event, EventColumn.BENEFICIARY_ID);
        if (sets.containsKey(EventColumn.IP) && event.has(EventColumn.IP) && isInErasedNetwork(event)) {
            event.clear(EventColumn.IP);
            event.clear(EventColumn.IP_COUNTRY);
            event.ipKind = IpKind.UNKNOWN;
            event.erasedValues++;
        }
    }

    private void takeOut(EventColumn list, ValidEvent event, EventColumn column) {
        if (holds(list, event, column)) {
            event.clear(column);
            event.erasedValues++;
        }
    }

    private boolean holds(EventColumn list, ValidEvent event, EventColumn column) {
        LongOpenHashSet set = sets.get(list);
        return set != null
                && event.has(column)
                && set.contains(hash.hash(event.bytes(column), event.start(column), event.length(column)));
    }

    private boolean isInErasedNetwork(ValidEvent event) {
        LongOpenHashSet set = sets.get(EventColumn.IP);
        byte[] network = new byte[ValidEvent.MAX_NETWORK_LENGTH];
        for (int prefixLength : V6_PREFIX_LENGTHS) {
            int length = event.writeNetwork(prefixLength, network);
            if (set != null && set.contains(hash.hash(network, 0, length))) {
                return true;
            }
            if (!event.ipIsV6()) {
                return false;
            }
        }
        return false;
    }

    private Object readResolve() {
        return new Erasures(key0, key1, hashes);
    }
}
