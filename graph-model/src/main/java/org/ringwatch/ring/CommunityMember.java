// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ringwatch.event.AccountEvent;
import org.ringwatch.link.AccountAnalysis;
import org.ringwatch.link.AccountEvents;
import org.ringwatch.link.Behaviour;
import org.ringwatch.link.ResourceType;

/** A member account with its events, in order of time and then event id. */
final class CommunityMember {
    /** One event and what it means for its account. */
    record Act(AccountEvent event, List<SharedResource> resources, long shows, boolean movesValue) {}

    final String accountId;
    final long behaviours;
    final List<Act> acts;

    private CommunityMember(String accountId, long behaviours, List<Act> acts) {
        this.accountId = accountId;
        this.behaviours = behaviours;
        this.acts = acts;
    }

    /** Reads a member; {@code events} holds the event behind each of {@code packed}, in the same order. */
    static CommunityMember of(AccountEvents packed, List<AccountEvent> events, AccountAnalysis analysis) {
        analysis.read(packed);
        List<Act> acts = new ArrayList<>(events.size());
        for (int e = 0; e < events.size(); e++) {
            long shows = 0;
            for (Behaviour behaviour : Behaviour.values()) {
                boolean shown = behaviour.in(analysis.behaviours()) && analysis.shows(behaviour, e);
                shows |= shown ? behaviour.bit() : 0;
            }
            List<SharedResource> resources = new ArrayList<>();
            for (ResourceType type : ResourceType.values()) {
                if (packed.has(e, type)) {
                    resources.add(
                            new SharedResource(type, packed.resourceOrder(e, type), packed.resourceSecret(e, type)));
                }
            }
            acts.add(new Act(events.get(e), resources, shows, packed.movesValue(e)));
        }
        acts.sort(Comparator.comparingLong((Act act) -> act.event().eventTime())
                .thenComparing(act -> act.event().eventId(), Ids.ORDER));
        return new CommunityMember(events.get(0).accountId(), analysis.behaviours(), acts);
    }
}
