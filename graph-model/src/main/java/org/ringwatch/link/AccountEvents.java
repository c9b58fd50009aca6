// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import org.ringwatch.event.EventType;
import org.ringwatch.event.IpKind;
import org.ringwatch.event.Outcome;
import org.ringwatch.event.TwoFactor;

/**
 * The events of one account without duplicates, in order of time, then type, then content. A view over packed rows, valid
 * until the next account is visited.
 */
public final class AccountEvents {
    private final SortedRows rows;

    AccountEvents(SortedRows rows) {
        this.rows = rows;
    }

    /** Number of events, at least 1. */
    public int size() {
        return rows.size();
    }

    /** The account's order hash: public, so that order by it is the same in every run. */
    public long orderHash() {
        return rows.word(0, EventRow.ACCOUNT_ORDER);
    }

    /** The account's secret hash. */
    public long secretHash() {
        return rows.word(0, EventRow.ACCOUNT_SECRET);
    }

    /** Event time, ms. */
    public long time(int event) {
        return rows.word(event, EventRow.TIME);
    }

    /** What happened. */
    public EventType type(int event) {
        return EventRow.type(rows.word(event, 0));
    }

    /** Where the event stands in the input. */
    public long position(int event) {
        return rows.word(event, EventRow.POSITION);
    }

    Outcome outcome(int event) {
        return EventRow.outcome(rows.word(event, 0));
    }

    TwoFactor twoFactor(int event) {
        return EventRow.twoFactor(rows.word(event, 0));
    }

    IpKind ipKind(int event) {
        return EventRow.ipKind(rows.word(event, 0));
    }

    long amount(int event) {
        return rows.word(event, EventRow.AMOUNT);
    }

    int currencyCode(int event) {
        return EventRow.currencyCode(rows.word(event, 0));
    }

    long contentHash(int event) {
        return rows.word(event, EventRow.CONTENT);
    }

    int mask(int event) {
        return EventRow.mask(rows.word(event, 0));
    }

    /** Whether the event names a resource of that type. */
    public boolean has(int event, ResourceType type) {
        return (mask(event) & 1 << type.ordinal()) != 0;
    }

    /** Order hash of the resource of that type; 0 when the event names none. */
    public long resourceOrder(int event, ResourceType type) {
        int offset = EventRow.resourceOffset(mask(event), type);
        return offset < 0 ? 0 : rows.word(event, offset);
    }

    /** Secret hash of the resource of that type; 0 when the event names none. */
    public long resourceSecret(int event, ResourceType type) {
        int offset = EventRow.resourceOffset(mask(event), type);
        return offset < 0 ? 0 : rows.word(event, offset + 1);
    }

    /** Whether value given to the account came in by this act. */
    public boolean receives(int event) {
        return type(event) == EventType.GIFT_REDEEMED && !refused(event);
    }

    /** Whether value left or came in by this act: purchase, gift, refund or claim that was not declined. */
    public boolean movesValue(int event) {
        return switch (type(event)) {
            case PURCHASE, GIFT_SENT, GIFT_REDEEMED, REFUND, RETURN_CLAIM, REPAIR_CLAIM -> !refused(event);
            default -> false;
        };
    }

    /** Whether the account paid or gave by this act. */
    boolean spends(int event) {
        EventType type = type(event);
        return (type == EventType.PURCHASE || type == EventType.GIFT_SENT) && !refused(event);
    }

    boolean refused(int event) {
        Outcome outcome = outcome(event);
        return outcome == Outcome.DECLINED || outcome == Outcome.BLOCKED;
    }
}
