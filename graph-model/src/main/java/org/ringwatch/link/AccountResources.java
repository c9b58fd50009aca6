// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import it.unimi.dsi.fastutil.ints.IntArrays;
import java.time.Duration;
import java.util.Arrays;

/**
 * What one account was seen with: its events grouped by resource, and which of these things are its own. One object serves
 * many accounts, one after the other.
 *
 * <p>Resources are numbered 0 … {@link #size}−1 in order of type and hash; behind them comes the account itself, if it is a beneficiary. The events of resource <i>r</i> are the mentions
 * {@link #from}(r) … {@link #to}(r)−1, in order of time.
 */
final class AccountResources {
    static final long HABIT_MILLIS = Duration.ofDays(5).toMillis();

    /** First use of a device that only claims speak about, or of no device. */
    static final long NEVER = Long.MAX_VALUE;

    private static final ResourceType[] TYPES = ResourceType.values();

    private static final byte MAIN_DEVICE = 1;
    private static final byte HABITUAL_ADDRESS = 2;

    private AccountEvents events = new AccountEvents(new SortedRows(EventRow.LENGTH_MASK));

    private long[] orders = new long[64];
    private long[] secrets = new long[64];
    /** Mentions of one type before they are sorted: events by index, and keys beside them. */
    private int[] mentions = new int[64];

    private int[] sorted = new int[256];
    private int sortedSize;

    private ResourceType[] types = new ResourceType[32];
    private long[] resourceOrders = new long[32];
    private long[] resourceSecrets = new long[32];
    private int[] starts = new int[33];
    private int size;

    private byte[] place = new byte[64];
    private long[] deviceFirstUse = new long[64];

    /** Reads an account. */
    void read(AccountEvents accountEvents) {
        events = accountEvents;
        size = 0;
        sortedSize = 0;
        int count = events.size();
        if (place.length < count) {
            int room = count + (count >>> 1);
            place = new byte[room];
            deviceFirstUse = new long[room];
            orders = new long[room];
            secrets = new long[room];
            mentions = new int[room];
        }
        Arrays.fill(place, 0, count, (byte) 0);
        Arrays.fill(deviceFirstUse, 0, count, NEVER);
        for (ResourceType type : TYPES) {
            group(type);
        }
        groupReceived();
        findOwn();
    }

    /** Number of resources. */
    int size() {
        return size;
    }

    ResourceType type(int resource) {
        return types[resource];
    }

    long order(int resource) {
        return resourceOrders[resource];
    }

    long secret(int resource) {
        return resourceSecrets[resource];
    }

    int from(int resource) {
        return starts[resource];
    }

    int to(int resource) {
        return starts[resource + 1];
    }

    /** The event of a mention. */
    int event(int mention) {
        return sorted[mention];
    }

    /** Whether the resource is an address where the account was seen at least five days apart. */
    boolean isHabitual(int resource) {
        return types[resource].isAddress()
                && events.time(event(to(resource) - 1)) - events.time(event(from(resource))) >= HABIT_MILLIS;
    }

    /** Whether the event came from the main device. */
    boolean onMainDevice(int event) {
        return (place[event] & MAIN_DEVICE) != 0;
    }

    /** Whether the event came from a habitual address, or network of one home. */
    boolean atHabitualAddress(int event) {
        return (place[event] & HABITUAL_ADDRESS) != 0;
    }

    /** When the event's device was first used, {@link #NEVER} if it has none or one that is only claimed about. */
    long deviceFirstUse(int event) {
        return deviceFirstUse[event];
    }

    private void group(ResourceType type) {
        int count = 0;
        for (int e = 0; e < events.size(); e++) {
            if (events.has(e, type)) {
                orders[e] = events.resourceOrder(e, type);
                secrets[e] = events.resourceSecret(e, type);
                mentions[count++] = e;
            }
        }
        if (count == 0) {
            return;
        }
        IntArrays.stableSort(mentions, 0, count, this::compare);
        makeRoom(count);
        for (int m = 0; m < count; m++) {
            if (m == 0 || compare(mentions[m - 1], mentions[m]) != 0) {
                begin(type, sortedSize + m, orders[mentions[m]], secrets[mentions[m]]);
            }
            sorted[sortedSize + m] = mentions[m];
        }
        sortedSize += count;
        starts[size] = sortedSize;
    }

    /** Who redeems gifts may have been sent them by its name: the account is a beneficiary of its own. */
    private void groupReceived() {
        long order = IdHasher.typed(events.orderHash(), ResourceType.BENEFICIARY);
        long secret = IdHasher.typed(events.secretHash(), ResourceType.BENEFICIARY);
        for (int r = 0; r < size; r++) {
            if (types[r] == ResourceType.BENEFICIARY && resourceOrders[r] == order && resourceSecrets[r] == secret) {
                return;
            }
        }
        int from = sortedSize;
        for (int e = 0; e < events.size(); e++) {
            if (events.receives(e)) {
                makeRoom(1);
                sorted[sortedSize++] = e;
            }
        }
        if (sortedSize > from) {
            begin(ResourceType.BENEFICIARY, from, order, secret);
            starts[size] = sortedSize;
        }
    }

    private void makeRoom(int mentions) {
        if (sorted.length - sortedSize < mentions) {
            sorted = Arrays.copyOf(sorted, Math.max(2 * sorted.length, sortedSize + mentions));
        }
    }

    private void begin(ResourceType type, int mention, long order, long secret) {
        if (size == types.length) {
            types = Arrays.copyOf(types, 2 * size);
            resourceOrders = Arrays.copyOf(resourceOrders, 2 * size);
            resourceSecrets = Arrays.copyOf(resourceSecrets, 2 * size);
            starts = Arrays.copyOf(starts, 2 * size + 1);
        }
        types[size] = type;
        resourceOrders[size] = order;
        resourceSecrets[size] = secret;
        starts[size++] = mention;
    }

    private int compare(int a, int b) {
        int byOrder = Long.compareUnsigned(orders[a], orders[b]);
        return byOrder != 0 ? byOrder : Long.compareUnsigned(secrets[a], secrets[b]);
    }

    private void findOwn() {
        int most = 0;
        long earliest = NEVER;
        for (int r = 0; r < size; r++) {
            if (types[r] == ResourceType.DEVICE) {
                int used = 0;
                long first = NEVER;
                for (int m = from(r); m < to(r); m++) {
                    if (!events.type(event(m)).isClaim()) {
                        first = used == 0 ? events.time(event(m)) : first;
                        used++;
                    }
                }
                for (int m = from(r); m < to(r); m++) {
                    deviceFirstUse[event(m)] = first;
                }
                if (used > most || used == most && first < earliest) {
                    most = used;
                    earliest = first;
                }
            } else if (types[r] != ResourceType.NETWORK_48 && isHabitual(r)) {
                mark(r, HABITUAL_ADDRESS);
            }
        }
        for (int r = 0; r < size && most > 0; r++) {
            if (types[r] == ResourceType.DEVICE && deviceFirstUse[event(from(r))] == earliest && uses(r) == most) {
                mark(r, MAIN_DEVICE);
            }
        }
    }

    private int uses(int device) {
        int used = 0;
        for (int m = from(device); m < to(device); m++) {
            used += events.type(event(m)).isClaim() ? 0 : 1;
        }
        return used;
    }

    private void mark(int resource, byte flag) {
        for (int m = from(resource); m < to(resource); m++) {
            place[event(m)] |= flag;
        }
    }
}
