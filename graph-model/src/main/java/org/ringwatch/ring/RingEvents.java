// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ringwatch.event.AccountEvent;
import org.ringwatch.event.EventType;

/**
 * The events that tell what happened in a ring: those on its resources, those that changed a member's account, wallets or
 * devices, and those that evidence names or
 * that moved value in a way that counts as a behaviour. What members did elsewhere is nobody's business.
 */
final class RingEvents {
    private static final Set<EventType> TURNS = Set.of(
            EventType.SIGN_UP,
            EventType.PASSWORD_RESET,
            EventType.CREDENTIAL_CHANGED,
            EventType.TWO_FACTOR_CHANGED,
            EventType.DEVICE_ADDED,
            EventType.DEVICE_REMOVED,
            EventType.WALLET_LINKED,
            EventType.WALLET_UNLINKED,
            EventType.CHARGEBACK,
            EventType.VICTIM_REPORT);

    private RingEvents() {}

    /** The events in order of time, account and event id. */
    static List<AccountEvent> of(CommunityView view, List<Evidence> evidence) {
        Set<SharedResource> shared = view.resources().keySet();
        Set<EventRef> shown = new HashSet<>();
        evidence.forEach(item -> shown.addAll(item.eventIds()));
        return view.members.stream()
                .flatMap(member -> member.acts.stream())
                .filter(act -> act.isOn(shared)
                        || act.movesValue() && act.shows() != 0
                        || TURNS.contains(act.type())
                        || shown.contains(new EventRef(
                                act.event().accountId(), act.event().eventId())))
                .map(CommunityMember.Act::event)
                .sorted(Comparator.comparingLong(AccountEvent::eventTime)
                        .thenComparing(AccountEvent::accountId, Ids.ORDER)
                        .thenComparing(AccountEvent::eventId, Ids.ORDER))
                .toList();
    }
}
