// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongArrays;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.time.Duration;
import org.ringwatch.event.EventType;
import org.ringwatch.event.TwoFactor;

/**
 * Reads one account's events and tells what it was seen with and how it behaves. One object serves many accounts, one
 * after the other; the results are those of the last {@link #read}.
 *
 * <p>An address is <em>habitual</em> when the account was seen there at least five days apart. The <em>main device</em> is
 * the one with the most events, ties by order hash. A spending act is <em>strange</em> when it comes neither from the main
 * device nor from a habitual address, and the account is known for at least seven days: a younger account has no habits,
 * which is not known, not strange.
 */
public final class AccountAnalysis {
    static final long HABIT_MILLIS = Duration.ofDays(5).toMillis();
    static final long KNOWN_MILLIS = Duration.ofDays(7).toMillis();
    static final long TAKEOVER_MILLIS = Duration.ofHours(48).toMillis();
    static final long BURST_MILLIS = Duration.ofHours(2).toMillis();
    static final long QUICK_START_MILLIS = Duration.ofHours(1).toMillis();
    static final long SHORT_LIFE_MILLIS = Duration.ofDays(3).toMillis();
    static final long ESTABLISHED_MILLIS = Duration.ofDays(2).toMillis();

    /** 2000-01-01T00:00:00Z, from which contacts count minutes. */
    static final long EPOCH_MILLIS = 946_684_800_000L;

    private static final ResourceType[] TYPES = ResourceType.values();
    private static final int TYPE_SHIFT = 32;

    /** One entry for each resource an event names: type in the high half, event in the low half. */
    private final LongArrayList mentions = new LongArrayList();

    private AccountEvents events;
    /** The most used devices; of these the ones first used first: names must not decide, so there may be several. */
    private final LongOpenHashSet mainDevices = new LongOpenHashSet();

    private boolean known;
    private final LongOpenHashSet habitual = new LongOpenHashSet();

    /** When each device was first used, by order hash; claims do not use a device. */
    private final Long2LongOpenHashMap firstUse = new Long2LongOpenHashMap();

    private long behaviour;

    /** An analysis that has read nothing yet. */
    public AccountAnalysis() {
        events = new AccountEvents(new RowGroups.Group(new long[0][], new long[0]));
    }

    /** Reads an account. */
    public void read(AccountEvents accountEvents) {
        events = accountEvents;
        known = events.time(events.size() - 1) - events.time(0) >= KNOWN_MILLIS;
        sortMentions();
        findHabits();
        behaviour = behaviour();
    }

    /** The account's behaviours, a bit each. */
    public long behaviours() {
        return behaviour;
    }

    /** Whether the account paid or gave at least once. */
    public boolean spent() {
        for (int e = 0; e < events.size(); e++) {
            if (events.spends(e)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the event is a spending act away from the main device and every habitual address. */
    public boolean strange(int event) {
        return known
                && events.spends(event)
                && (events.has(event, ResourceType.DEVICE) || events.has(event, ResourceType.IP))
                && !onMainDevice(event)
                && !atHabitualAddress(event);
    }

    /** Whether the event is one that shows {@code behaviour}, given that the account does. */
    public boolean shows(Behaviour behaviour, int event) {
        EventType type = events.type(event);
        return switch (behaviour) {
            case TAKEOVER -> events.spends(event) || changesGuard(type);
            case STRANGE_PURCHASE -> strange(event);
            case BURST -> events.spends(event);
            case QUICK_START -> events.spends(event) || type == EventType.SIGN_UP;
            case REFUNDS -> type == EventType.REFUND;
            case CLAIMS, FOREIGN_CLAIM -> type.isClaim();
            case DECLINED -> events.refused(event);
            case TWO_FACTOR_OFF -> events.twoFactor(event) == TwoFactor.OFF;
            case COMPLAINT -> type == EventType.CHARGEBACK || type == EventType.VICTIM_REPORT;
            case GIFT_CARDS -> type == EventType.GIFT_REDEEMED;
            case SHORT_LIFE, NO_ORDINARY_LIFE -> true;
        };
    }

    private static boolean changesGuard(EventType type) {
        return type == EventType.PASSWORD_RESET
                || type == EventType.CREDENTIAL_CHANGED
                || type == EventType.TWO_FACTOR_CHANGED
                || type == EventType.WALLET_LINKED;
    }

    /** Writes one {@link LinkRow} for each resource, in order of type and hash. */
    public void writeLinks(LinkSink sink) {
        for (int from = 0; from < mentions.size(); ) {
            int to = from + 1;
            while (to < mentions.size() && sameResource(from, to)) {
                to++;
            }
            writeLink(sink.buffer(order(from), type(from)), from, to);
            from = to;
        }
    }

    /** Where link rows go: the buffer of the share that the resource belongs to. */
    public interface LinkSink {
        RowBuffer buffer(long resourceOrder, ResourceType type);
    }

    private void sortMentions() {
        mentions.clear();
        for (int e = 0; e < events.size(); e++) {
            int mask = events.mask(e);
            for (ResourceType type : TYPES) {
                if ((mask & 1 << type.ordinal()) != 0) {
                    mentions.add((long) type.ordinal() << TYPE_SHIFT | e);
                }
            }
        }
        LongArrays.stableSort(mentions.elements(), 0, mentions.size(), (a, b) -> {
            int byType = Long.compare(a >>> TYPE_SHIFT, b >>> TYPE_SHIFT);
            if (byType != 0) {
                return byType;
            }
            ResourceType type = ResourceType.of((int) (a >>> TYPE_SHIFT));
            int byOrder =
                    Long.compareUnsigned(events.resourceOrder((int) a, type), events.resourceOrder((int) b, type));
            return byOrder != 0
                    ? byOrder
                    : Long.compareUnsigned(events.resourceSecret((int) a, type), events.resourceSecret((int) b, type));
        });
    }

    private void findHabits() {
        mainDevices.clear();
        habitual.clear();
        firstUse.clear();
        int most = 0;
        long earliest = 0;
        for (int from = 0; from < mentions.size(); ) {
            int to = from;
            int used = 0;
            for (; to < mentions.size() && sameResource(from, to); to++) {
                if (!events.type(event(to)).isClaim()) {
                    used++;
                    if (type(from) == ResourceType.DEVICE) {
                        firstUse.putIfAbsent(order(from), events.time(event(to)));
                    }
                }
            }
            if (type(from) == ResourceType.DEVICE && used > 0 && used >= most) {
                long first = firstUse.get(order(from));
                if (used > most || first < earliest) {
                    mainDevices.clear();
                    most = used;
                    earliest = first;
                }
                if (first == earliest) {
                    mainDevices.add(order(from));
                }
            } else if (type(from).isAddress() && isHabit(from, to)) {
                habitual.add(order(from));
            }
            from = to;
        }
    }

    private boolean isHabit(int from, int to) {
        return events.time(event(to - 1)) - events.time(event(from)) >= HABIT_MILLIS;
    }

    private boolean onMainDevice(int event) {
        return events.has(event, ResourceType.DEVICE)
                && mainDevices.contains(events.resourceOrder(event, ResourceType.DEVICE));
    }

    private boolean atHabitualAddress(int event) {
        return at(event, ResourceType.IP) || at(event, ResourceType.NETWORK_56);
    }

    private boolean at(int event, ResourceType type) {
        return events.has(event, type) && habitual.contains(events.resourceOrder(event, type));
    }

    private long behaviour() {
        int size = events.size();
        long signUp = Long.MIN_VALUE;
        int purchases = 0;
        int refunds = 0;
        int claims = 0;
        int refused = 0;
        int sensitive = 0;
        int gifts = 0;
        TwoFactor twoFactor = TwoFactor.UNKNOWN;
        LongArrayList guardChanges = new LongArrayList();
        int recent = 0;
        LongArrayList spent = new LongArrayList();
        long set = 0;
        for (int e = 0; e < size; e++) {
            EventType type = events.type(e);
            long time = events.time(e);
            sensitive += type.isSensitive() ? 1 : 0;
            refused += events.refused(e) ? 1 : 0;
            twoFactor = events.twoFactor(e) == TwoFactor.UNKNOWN ? twoFactor : events.twoFactor(e);
            if (changesGuard(type)) {
                guardChanges.add(time);
            }
            switch (type) {
                case SIGN_UP -> signUp = time;
                case PURCHASE -> purchases++;
                case REFUND -> refunds++;
                case GIFT_REDEEMED -> gifts++;
                case CHARGEBACK, VICTIM_REPORT -> set |= Behaviour.COMPLAINT.bit();
                case RETURN_CLAIM, REPAIR_CLAIM -> {
                    claims++;
                    set |= isForeignClaim(e) ? Behaviour.FOREIGN_CLAIM.bit() : 0;
                }
                default -> {}
            }
            if (events.spends(e)) {
                while (recent < guardChanges.size() && time - guardChanges.getLong(recent) > TAKEOVER_MILLIS) {
                    recent++;
                }
                boolean changed = recent < guardChanges.size();
                spent.add(time);
                int n = spent.size();
                boolean quick = signUp != Long.MIN_VALUE && time - signUp <= QUICK_START_MILLIS;
                set |= quick ? Behaviour.QUICK_START.bit() : 0;
                set |= n >= 3 && time - spent.getLong(n - 3) <= BURST_MILLIS ? Behaviour.BURST.bit() : 0;
                set |= strange(e) ? Behaviour.STRANGE_PURCHASE.bit() : 0;
                set |= changed && isTakeover(e, guardChanges.getLong(recent)) ? Behaviour.TAKEOVER.bit() : 0;
            }
        }
        long life = events.time(size - 1) - events.time(0);
        set |= refunds >= 2 && 2 * refunds >= purchases ? Behaviour.REFUNDS.bit() : 0;
        set |= claims >= 2 ? Behaviour.CLAIMS.bit() : 0;
        set |= refused >= 2 ? Behaviour.DECLINED.bit() : 0;
        set |= twoFactor == TwoFactor.OFF ? Behaviour.TWO_FACTOR_OFF.bit() : 0;
        set |= gifts >= 2 ? Behaviour.GIFT_CARDS.bit() : 0;
        set |= size >= 3 && life < SHORT_LIFE_MILLIS ? Behaviour.SHORT_LIFE.bit() : 0;
        set |= size >= 4 && 5 * sensitive >= 4 * size ? Behaviour.NO_ORDINARY_LIFE.bit() : 0;
        return set;
    }

    private boolean isForeignClaim(int claim) {
        return events.has(claim, ResourceType.DEVICE)
                && !firstUse.containsKey(events.resourceOrder(claim, ResourceType.DEVICE));
    }

    /**
     * Whether the account was established on another device, then something that guards it changed, and within two days
     * it spends from a device first used no earlier than an hour before that change. Of the changes within two days the
     * earliest decides: if the device is not new to it, it is not new to a later one.
     */
    private boolean isTakeover(int act, long earliestChange) {
        if (!events.has(act, ResourceType.DEVICE)) {
            return false;
        }
        long used = firstUse.get(events.resourceOrder(act, ResourceType.DEVICE));
        return used - events.time(0) >= ESTABLISHED_MILLIS && used >= earliestChange - QUICK_START_MILLIS;
    }

    private void writeLink(RowBuffer row, int from, int to) {
        ResourceType type = type(from);
        int start = row.size();
        boolean sensitive = false;
        long largest = 0;
        int currency = 0;
        int firstValue = -1;
        for (int m = from; m < to; m++) {
            int e = event(m);
            sensitive |= events.type(e).isSensitive();
            if (events.movesValue(e)) {
                firstValue = firstValue < 0 ? e : firstValue;
                if (events.amount(e) > largest) {
                    largest = events.amount(e);
                    currency = events.currencyCode(e);
                }
            }
        }
        boolean habit = type.isAddress() && isHabit(from, to);
        row.add(0);
        row.add(order(from));
        row.add(events.resourceSecret(event(from), type));
        row.add(events.orderHash());
        row.add(events.secretHash());
        row.add(behaviour);
        row.add(LinkRow.amount(largest, currency));
        if (LinkRow.hasContext(type)) {
            row.add(firstValue < 0 ? 0 : events.resourceOrder(firstValue, ResourceType.DEVICE));
            row.add(firstValue < 0 ? 0 : events.resourceOrder(firstValue, ResourceType.WALLET));
        }
        int contacts = writeContacts(row, from, to);
        row.set(start, LinkRow.meta(row.size() - start, type, habit, sensitive, contacts, to - from));
    }

    /** Appends the distinct contacts in order of time; beyond the limit the first and last half. */
    private int writeContacts(RowBuffer row, int from, int to) {
        LongArrayList contacts = new LongArrayList(to - from);
        for (int m = from; m < to; m++) {
            int contact = contact(event(m));
            if (contacts.isEmpty() || contacts.getLong(contacts.size() - 1) != contact) {
                contacts.add(contact);
            }
        }
        int half = LinkRow.MAX_CONTACTS / 2;
        if (contacts.size() > LinkRow.MAX_CONTACTS) {
            contacts.removeElements(half, contacts.size() - half);
        }
        for (int c = 0; c < contacts.size(); c += 2) {
            long high = c + 1 < contacts.size() ? contacts.getLong(c + 1) : 0;
            row.add(contacts.getLong(c) | high << 32);
        }
        return contacts.size();
    }

    private int contact(int event) {
        int minute = (int) ((events.time(event) - EPOCH_MILLIS) / 60_000);
        return minute
                | (events.type(event).isSensitive() ? LinkRow.SENSITIVE : 0)
                | (events.movesValue(event) ? LinkRow.VALUE : 0)
                | (strange(event) ? LinkRow.STRANGE : 0)
                | (events.type(event).isClaim() ? LinkRow.CLAIM : 0);
    }

    private ResourceType type(int mention) {
        return ResourceType.of((int) (mentions.getLong(mention) >>> TYPE_SHIFT));
    }

    private int event(int mention) {
        return (int) mentions.getLong(mention);
    }

    private long order(int mention) {
        return events.resourceOrder(event(mention), type(mention));
    }

    private boolean sameResource(int a, int b) {
        return type(a) == type(b)
                && order(a) == order(b)
                && events.resourceSecret(event(a), type(a)) == events.resourceSecret(event(b), type(b));
    }
}
