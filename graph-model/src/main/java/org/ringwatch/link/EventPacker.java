// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import org.ringwatch.event.EventColumn;
import org.ringwatch.event.ValidEvent;
import org.ringwatch.event.WordHash;

/**
 * Packs a validated event into an {@link EventRow}: ids become hashes. First {@link #read} an event, then ask for its
 * account or {@link #write} it. One object serves one thread.
 */
public final class EventPacker {
    /** Texts that are no resource, or not in full. */
    private static final EventColumn[] OTHER_TEXTS = {
        EventColumn.EVENT_ID, EventColumn.IP, EventColumn.ORDER_ID, EventColumn.PRODUCT_ID, EventColumn.IP_COUNTRY
    };

    /** Networks follow from the address. */
    private static final int NOT_NETWORKS = ~(1 << ResourceType.IP.ordinal()
            | 1 << ResourceType.NETWORK_56.ordinal()
            | 1 << ResourceType.NETWORK_48.ordinal());

    private static final int IP_64 = 64;
    private static final int IP_56 = 56;
    private static final int IP_48 = 48;

    private final IdHasher hasher;
    private final byte[] address = new byte[ValidEvent.MAX_NETWORK_LENGTH];
    private final long[] orders = new long[ResourceType.values().length];
    private final long[] secrets = new long[ResourceType.values().length];
    private long accountOrder;
    private long accountSecret;
    private int mask;

    /** A packer with the run's hasher. */
    public EventPacker(IdHasher hasher) {
        this.hasher = hasher;
    }

    /** Hashes the account of {@code event}; {@link #accountOrder} and {@link #accountSecret} tell it. */
    public void read(ValidEvent event) {
        byte[] bytes = event.bytes(EventColumn.ACCOUNT_ID);
        int start = event.start(EventColumn.ACCOUNT_ID);
        int length = event.length(EventColumn.ACCOUNT_ID);
        accountOrder = hasher.order(bytes, start, length);
        accountSecret = hasher.secret(bytes, start, length);
    }

    /** Order hash of the account last read. */
    public long accountOrder() {
        return accountOrder;
    }

    /** Secret hash of the account last read. */
    public long accountSecret() {
        return accountSecret;
    }

    /** Appends the row of {@code event}, which was read last. */
    public void write(ValidEvent event, long position, RowBuffer rows) {
        readResources(event);
        long meta = EventRow.meta(
                mask,
                event.eventType(),
                event.outcome(),
                event.twoFactor(),
                event.accountKind(),
                event.ipKind(),
                currencyCode(event));
        rows.add(meta);
        rows.add(accountOrder);
        rows.add(accountSecret);
        rows.add(hasher.secret(
                event.bytes(EventColumn.EVENT_ID),
                event.start(EventColumn.EVENT_ID),
                event.length(EventColumn.EVENT_ID)));
        rows.add(contentHash(event, meta));
        rows.add(event.eventTime());
        rows.add(event.amountMinor());
        rows.add(position);
        for (int type = 0; type < orders.length; type++) {
            if ((mask & 1 << type) != 0) {
                rows.add(orders[type]);
                rows.add(secrets[type]);
            }
        }
    }

    /** Hashes the resources of {@code event}; {@link #names}, {@link #order} and {@link #secret} tell them. */
    public void readResources(ValidEvent event) {
        mask = 0;
        resource(event, EventColumn.DEVICE_ID, ResourceType.DEVICE);
        resource(event, EventColumn.WALLET, ResourceType.WALLET);
        resource(event, EventColumn.MERCHANT_ID, ResourceType.MERCHANT);
        resource(event, EventColumn.BENEFICIARY_ID, ResourceType.BENEFICIARY);
        resource(event, EventColumn.FAMILY_ID, ResourceType.FAMILY);
        if (event.ipLinks()) {
            network(event, ResourceType.IP, IP_64);
            if (event.ipIsV6()) {
                network(event, ResourceType.NETWORK_56, IP_56);
                network(event, ResourceType.NETWORK_48, IP_48);
            }
        }
    }

    /** Whether the event whose resources were read last names one of that type. */
    public boolean names(ResourceType type) {
        return (mask & 1 << type.ordinal()) != 0;
    }

    /** Order hash of that resource. */
    public long order(ResourceType type) {
        return orders[type.ordinal()];
    }

    /** Secret hash of that resource. */
    public long secret(ResourceType type) {
        return secrets[type.ordinal()];
    }

    private void resource(ValidEvent event, EventColumn column, ResourceType type) {
        if (event.has(column)) {
            put(type, event.bytes(column), event.start(column), event.length(column));
        }
    }

    private void network(ValidEvent event, ResourceType type, int prefixLength) {
        put(type, address, 0, event.writeNetwork(prefixLength, address));
    }

    private void put(ResourceType type, byte[] bytes, int start, int length) {
        mask |= 1 << type.ordinal();
        orders[type.ordinal()] = IdHasher.typed(hasher.order(bytes, start, length), type);
        secrets[type.ordinal()] = IdHasher.typed(hasher.secret(bytes, start, length), type);
    }

    /**
     * A hash of everything the event says, the same in every run: two events of one account and id say the same if and only
     * if these are equal, but for chance of 2^-64. {@code meta} holds what is kept as an enum constant.
     */
    private long contentHash(ValidEvent event, long meta) {
        long state = WordHash.add(accountOrder, meta);
        state = WordHash.add(state, event.eventTime());
        state = WordHash.add(state, event.amountMinor());
        state = WordHash.add(state, event.utcOffsetMinutes());
        for (int rest = mask & NOT_NETWORKS; rest != 0; rest &= rest - 1) {
            state = WordHash.add(state, orders[Integer.numberOfTrailingZeros(rest)]);
        }
        for (EventColumn column : OTHER_TEXTS) {
            state = WordHash.add(state, WordHash.of(event.bytes(column), event.start(column), event.length(column)));
        }
        return WordHash.finish(state);
    }

    private static int currencyCode(ValidEvent event) {
        return event.has(EventColumn.CURRENCY)
                ? EventRow.currencyCode(event.bytes(EventColumn.CURRENCY), event.start(EventColumn.CURRENCY))
                : 0;
    }
}
