// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import it.unimi.dsi.fastutil.longs.LongArrayList;
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
    static final long KNOWN_MILLIS = Duration.ofDays(7).toMillis();
    static final long TAKEOVER_MILLIS = Duration.ofHours(48).toMillis();
    static final long BURST_MILLIS = Duration.ofHours(2).toMillis();
    static final long QUICK_START_MILLIS = Duration.ofHours(1).toMillis();
    static final long SHORT_LIFE_MILLIS = Duration.ofDays(3).toMillis();
    static final long ESTABLISHED_MILLIS = Duration.ofDays(2).toMillis();

    /** 2000-01-01T00:00:00Z, from which contacts count minutes. */
    static final long EPOCH_MILLIS = 946_684_800_000L;

    private final AccountResources resources = new AccountResources();
    private int[] contacts = new int[64];
    private int[] mentioned = new int[64];
    private TrustedPlaces trusted = TrustedPlaces.NONE;
    private final LongArrayList guardChanges = new LongArrayList();
    private final LongArrayList spent = new LongArrayList();
    private AccountEvents events = new AccountEvents(new SortedRows(EventRow.LENGTH_MASK));
    private boolean known;
    private long behaviour;

    /** Reads an account. */
    public void read(AccountEvents accountEvents) {
        events = accountEvents;
        known = events.time(events.size() - 1) - events.time(0) >= KNOWN_MILLIS;
        resources.read(events);
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
                && !resources.onMainDevice(event)
                && !resources.atHabitualAddress(event);
    }

    /** Whether the event is one that shows {@code behaviour}, given that the account does. */
    public boolean shows(Behaviour behaviour, int event) {
        EventType type = events.type(event);
        return switch (behaviour) {
            case TAKEOVER -> events.spends(event) || changesGuard(type);
            case STRANGE_PURCHASE -> strange(event);
            case BURST -> events.spends(event);
            case QUICK_START, YOUNG -> events.spends(event) || type == EventType.SIGN_UP;
            case REFUNDS -> type == EventType.REFUND;
            case CLAIMS, FOREIGN_CLAIM -> type.isClaim();
            case DECLINED -> events.refused(event);
            case TWO_FACTOR_OFF -> events.twoFactor(event) == TwoFactor.OFF;
            case COMPLAINT -> type == EventType.CHARGEBACK || type == EventType.VICTIM_REPORT;
            case GIFT_CARDS -> type == EventType.GIFT_REDEEMED;
            case HIDDEN_ADDRESS ->
                events.movesValue(event) && events.ipKind(event).hides();
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
        writeLinks(sink, TrustedPlaces.NONE);
    }

    /**
     * Writes one {@link LinkRow} for each resource that is not trusted, in order of type and hash. What the account did at a
     * trusted address makes no link with the networks around it either.
     *
     * @return links left out
     */
    public int writeLinks(LinkSink sink, TrustedPlaces trustedPlaces) {
        trusted = trustedPlaces;
        int leftOut = 0;
        for (int r = 0; r < resources.size(); r++) {
            int count = mention(r);
            if (count == 0) {
                leftOut++;
            } else {
                writeLink(sink.buffer(resources.order(r), resources.type(r)), r, count);
            }
        }
        return leftOut;
    }

    /** Gathers the events with a resource that may tie; none of a trusted one. */
    private int mention(int resource) {
        int from = resources.from(resource);
        int to = resources.to(resource);
        if (mentioned.length < to - from) {
            mentioned = new int[2 * (to - from)];
        }
        if (!trusted.isEmpty() && trusted.contains(resources.secret(resource))) {
            return 0;
        }
        boolean address = !trusted.isEmpty() && resources.type(resource).isAddress();
        int count = 0;
        for (int m = from; m < to; m++) {
            int e = resources.event(m);
            if (!address || !trusted.isAt(events, e)) {
                mentioned[count++] = e;
            }
        }
        return count;
    }

    /** Where link rows go: the buffer of the share that the resource belongs to. */
    public interface LinkSink {
        RowBuffer buffer(long resourceOrder, ResourceType type);
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
        guardChanges.clear();
        int recent = 0;
        spent.clear();
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
            if (events.movesValue(e)) {
                set |= events.ipKind(e).hides() ? Behaviour.HIDDEN_ADDRESS.bit() : 0;
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
                set |= signUp != Long.MIN_VALUE && time - signUp <= KNOWN_MILLIS ? Behaviour.YOUNG.bit() : 0;
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
        return events.has(claim, ResourceType.DEVICE) && resources.deviceFirstUse(claim) == AccountResources.NEVER;
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
        long used = resources.deviceFirstUse(act);
        return used - events.time(0) >= ESTABLISHED_MILLIS && used >= earliestChange - QUICK_START_MILLIS;
    }

    private void writeLink(RowBuffer row, int resource, int count) {
        ResourceType type = resources.type(resource);
        int start = row.size();
        boolean sensitive = false;
        long largest = 0;
        int currency = 0;
        int firstValue = -1;
        for (int m = 0; m < count; m++) {
            int e = mentioned[m];
            sensitive |= events.type(e).isSensitive();
            if (events.movesValue(e)) {
                firstValue = firstValue < 0 ? e : firstValue;
                if (events.amount(e) > largest) {
                    largest = events.amount(e);
                    currency = events.currencyCode(e);
                }
            }
        }
        row.add(0);
        row.add(resources.order(resource));
        row.add(resources.secret(resource));
        row.add(events.orderHash());
        row.add(events.secretHash());
        row.add(behaviour);
        row.add(LinkRow.amount(largest, currency));
        if (LinkRow.hasContext(type)) {
            row.add(context(firstValue, ResourceType.DEVICE));
            row.add(context(firstValue, ResourceType.WALLET));
        }
        int written = writeContacts(row, count);
        boolean habitual = resources.isHabitual(resource);
        row.set(start, LinkRow.meta(row.size() - start, type, habitual, sensitive, written, count));
    }

    /** What an act came from, if that may tie. */
    private long context(int event, ResourceType type) {
        return event < 0 || trusted.contains(events.resourceSecret(event, type))
                ? 0
                : events.resourceOrder(event, type);
    }

    /** Appends the distinct contacts in order of time; beyond the limit the first and last half. */
    private int writeContacts(RowBuffer row, int mentions) {
        if (contacts.length < mentions) {
            contacts = new int[2 * mentions];
        }
        int count = 0;
        for (int m = 0; m < mentions; m++) {
            int contact = contact(mentioned[m]);
            if (count == 0 || contacts[count - 1] != contact) {
                contacts[count++] = contact;
            }
        }
        if (count > LinkRow.MAX_CONTACTS) {
            int half = LinkRow.MAX_CONTACTS / 2;
            System.arraycopy(contacts, count - half, contacts, half, half);
            count = LinkRow.MAX_CONTACTS;
        }
        for (int c = 0; c < count; c += 2) {
            long high = c + 1 < count ? contacts[c + 1] : 0;
            row.add(contacts[c] | high << 32);
        }
        return count;
    }

    private int contact(int event) {
        int minute = (int) ((events.time(event) - EPOCH_MILLIS) / 60_000);
        return minute
                | (events.type(event).isSensitive() ? LinkRow.SENSITIVE : 0)
                | (events.movesValue(event) ? LinkRow.VALUE : 0)
                | (strange(event) ? LinkRow.STRANGE : 0)
                | (events.type(event).isClaim() ? LinkRow.CLAIM : 0);
    }
}
