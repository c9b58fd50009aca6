// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.ringwatch.event.AccountEvent;
import org.ringwatch.link.ResourceType;

/** What evidence names and how it puts numbers: the same for every signal. */
final class Telling {

    private static final double MICRO = 1e6;
    private static final double MILLI = 1e3;

    private Telling() {}

    /** The members that pass a test, which is asked for their numbers. */
    static List<EntityRef> accounts(CommunityView view, IntPredicate which) {
        TreeSet<String> ids = new TreeSet<>(Ids.ORDER);
        for (int m = 0; m < view.size(); m++) {
            if (which.test(m)) {
                ids.add(view.members.get(m).accountId());
            }
        }
        return ids.stream().map(id -> new EntityRef(EntityType.ACCOUNT, id)).toList();
    }

    /** The resources that have a name. */
    static List<EntityRef> entities(Set<SharedResource> resources, Map<SharedResource, String> names) {
        return resources.stream()
                .filter(names::containsKey)
                .map(resource -> new EntityRef(EntityType.of(resource.type()), names.getOrDefault(resource, "")))
                .distinct()
                .sorted(Comparator.comparing(EntityRef::type).thenComparing(EntityRef::id, Ids.ORDER))
                .toList();
    }

    /** The first {@link Evidence#MAX_EVENTS} events of members that pass a test, by time. */
    static List<EventRef> events(CommunityView view, Predicate<CommunityMember.Act> which) {
        return view.members.stream()
                .flatMap(member -> member.acts.stream().filter(which).limit(Evidence.MAX_EVENTS))
                .map(CommunityMember.Act::event)
                .sorted(Comparator.comparingLong(AccountEvent::eventTime)
                        .thenComparing(AccountEvent::accountId, Ids.ORDER)
                        .thenComparing(AccountEvent::eventId, Ids.ORDER))
                .limit(Evidence.MAX_EVENTS)
                .map(event -> new EventRef(event.accountId(), event.eventId()))
                .toList();
    }

    /** How many of each kind, as {@code 2 devices, 1 wallet}. */
    static String things(Set<SharedResource> resources) {
        List<String> parts = new ArrayList<>();
        for (EntityType type : EntityType.values()) {
            long count = resources.stream()
                    .filter(resource ->
                            resource.type() != ResourceType.FAMILY && EntityType.of(resource.type()) == type)
                    .count();
            if (count > 0) {
                parts.add(count + " " + noun(type, count));
            }
        }
        return parts.isEmpty() ? "nothing" : String.join(", ", parts);
    }

    /** One such thing, or several. */
    static String noun(EntityType type, long count) {
        String one = type == EntityType.IP ? "address" : type.name().toLowerCase(Locale.ROOT);
        if (count == 1) {
            return one;
        }
        return switch (type) {
            case IP -> "addresses";
            case BENEFICIARY -> "beneficiaries";
            default -> one + "s";
        };
    }

    /** A count and its noun, in the plural where it is not one. */
    static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** A share in per cent; what is more than nothing never reads as nothing. */
    static String percent(double share) {
        return share > 0 && share < 0.005 ? "less than 1 %" : Math.round(100 * share) + " %";
    }

    /** Two digits behind the point; what is more than nothing never reads as nothing. */
    static String number(double value) {
        return value > 0 && value < 0.005 ? "less than 0.01" : String.format(Locale.ROOT, "%.2f", value);
    }

    /** The day of a time, UTC. */
    static String day(long epochMillis) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(epochMillis), ZoneOffset.UTC)
                .toString();
    }

    /** In millionths. */
    static long micros(double value) {
        return Math.round(value * MICRO);
    }

    /** In thousandths. */
    static long millis(double value) {
        return Math.round(value * MILLI);
    }
}
