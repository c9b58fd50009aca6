// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringwatch.event.AccountEvent;
import org.ringwatch.event.AccountKind;
import org.ringwatch.event.EventType;
import org.ringwatch.event.IpKind;
import org.ringwatch.link.AccountAnalysis;
import org.ringwatch.link.AccountEvents;
import org.ringwatch.link.Behaviour;
import org.ringwatch.link.EventRow;
import org.ringwatch.link.IdHasher;
import org.ringwatch.link.ResourceType;

/** A member account with its events, in order of time and then event id. */
final class CommunityMember {
    /** One event and what it means for its account. Names are read when they are asked for. */
    static final class Act {
        private final MemberEvent source;
        private final long shows;
        private final boolean movesValue;
        private final boolean receives;
        private @Nullable AccountEvent event;
        private @Nullable List<SharedResource> resources;
        private List<SharedResource> devices = List.of();

        private Act(MemberEvent source, long shows, boolean movesValue, boolean receives) {
            this.source = source;
            this.shows = shows;
            this.movesValue = movesValue;
            this.receives = receives;
        }

        /** The event with its names. */
        AccountEvent event() {
            if (event == null) {
                event = source.event();
            }
            return event;
        }

        long time() {
            return EventRow.time(source.row());
        }

        EventType type() {
            return EventRow.typeOf(source.row());
        }

        AccountKind accountKind() {
            return EventRow.accountKindOf(source.row());
        }

        IpKind ipKind() {
            return EventRow.ipKindOf(source.row());
        }

        /** The device in use; a claim names one that it is about instead. */
        Optional<SharedResource> deviceUsed() {
            List<SharedResource> devices = devices();
            return type().isClaim() || devices.isEmpty() ? Optional.empty() : Optional.of(devices.get(0));
        }

        List<SharedResource> devices() {
            resources();
            return devices;
        }

        /** The account as beneficiary, when it receives value by the act. */
        Optional<SharedResource> received() {
            return receives
                    ? Optional.of(new SharedResource(
                            ResourceType.BENEFICIARY,
                            IdHasher.typed(EventRow.accountOrderOf(source.row()), ResourceType.BENEFICIARY),
                            IdHasher.typed(EventRow.accountSecretOf(source.row()), ResourceType.BENEFICIARY)))
                    : Optional.empty();
        }

        /** The name of one of the act's resources. */
        String name(SharedResource resource) {
            boolean own = received().filter(resource::equals).isPresent();
            return own ? event().accountId() : Ids.resource(event(), resource.type());
        }

        /** The resources that the event names, and the account itself if it receives value. */
        List<SharedResource> resources() {
            if (resources == null) {
                List<SharedResource> named = new ArrayList<>();
                EventRow.forEachResource(
                        source.row(), (type, order, secret) -> named.add(new SharedResource(type, order, secret)));
                received().filter(account -> !named.contains(account)).ifPresent(named::add);
                resources = named;
                devices = named.stream()
                        .filter(resource -> resource.type() == ResourceType.DEVICE)
                        .toList();
            }
            return resources;
        }

        /** Whether the event names one of these resources. */
        boolean isOn(Set<SharedResource> things) {
            return resources().stream().anyMatch(things::contains);
        }

        /** The behaviours that the event shows, a bit each. */
        long shows() {
            return shows;
        }

        boolean movesValue() {
            return movesValue;
        }
    }

    final long behaviours;
    /** Number of acts that moved value. */
    final int valueActs;

    final List<Act> acts;

    private CommunityMember(long behaviours, int valueActs, List<Act> acts) {
        this.behaviours = behaviours;
        this.valueActs = valueActs;
        this.acts = acts;
    }

    /** Reads a member; {@code events} holds the event behind each of {@code packed}, in the same order. */
    static CommunityMember of(AccountEvents packed, List<MemberEvent> events, AccountAnalysis analysis) {
        analysis.read(packed);
        List<Act> acts = new ArrayList<>(events.size());
        int valueActs = 0;
        for (int e = 0; e < events.size(); e++) {
            long shows = 0;
            for (Behaviour behaviour : Behaviour.values()) {
                boolean shown = behaviour.in(analysis.behaviours()) && analysis.shows(behaviour, e);
                shows |= shown ? behaviour.bit() : 0;
            }
            valueActs += packed.movesValue(e) ? 1 : 0;
            acts.add(new Act(events.get(e), shows, packed.movesValue(e), packed.receives(e)));
        }
        acts.sort(Comparator.comparingLong(Act::time)
                .thenComparing(act -> act.event().eventId(), Ids.ORDER));
        return new CommunityMember(analysis.behaviours(), valueActs, acts);
    }

    /** The acts on each of these resources, in order; a resource without any is left out. */
    Map<SharedResource, List<Act>> actsOn(Set<SharedResource> resources) {
        Map<SharedResource, List<Act>> on = new LinkedHashMap<>();
        for (Act act : acts) {
            for (SharedResource resource : act.resources()) {
                if (resources.contains(resource)) {
                    on.computeIfAbsent(resource, ignored -> new ArrayList<>()).add(act);
                }
            }
        }
        return on;
    }

    /** The account. */
    String accountId() {
        return acts.get(0).event().accountId();
    }
}
