// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.ringwatch.event.EventType;
import org.ringwatch.link.ResourceType;

/**
 * The ring's things from one member's side: what ties it to others outside a common home, and the devices and wallets that
 * it and others were seen with. Addresses are left out, and so is what was its own before: a device or wallet that it had two
 * days before any other member, or whose serial others only make claims about.
 *
 * @param things the ring's things
 * @param others those of them that a thief does not find in an account: beneficiaries, and wallets that others had first
 * @param claimed devices of its own that others only make claims about
 * @param outsideHome whether anything ties it beyond a common home or family
 */
record MemberThings(
        Set<SharedResource> things, Set<SharedResource> others, Set<SharedResource> claimed, boolean outsideHome) {
    /** Who has a thing for so long before all others is its owner. */
    private static final long OWNER_MILLIS = Duration.ofDays(2).toMillis();

    /** The things of each member, in the order of the members. */
    static List<MemberThings> of(CommunityView view) {
        Map<SharedResource, List<Contact>> contacts = contacts(view);
        List<MemberThings> things = new ArrayList<>(view.size());
        for (int m = 0; m < view.size(); m++) {
            things.add(of(view, m, contacts));
        }
        return things;
    }

    /** A member seen with a thing: since when, epoch milliseconds, whether it only made claims about it or signed up on it. */
    private record Contact(int member, long since, boolean claimsOnly, boolean signedUp) {
        /** With a later contact of the member with the thing. */
        Contact and(Contact later) {
            return new Contact(member, since, claimsOnly && later.claimsOnly, signedUp || later.signedUp);
        }
    }

    private static Map<SharedResource, List<Contact>> contacts(CommunityView view) {
        Set<SharedResource> shared = view.resources().keySet();
        Map<SharedResource, List<Contact>> contacts = new LinkedHashMap<>();
        for (int m = 0; m < view.size(); m++) {
            Map<SharedResource, Contact> own = new LinkedHashMap<>();
            for (CommunityMember.Act act : view.members.get(m).acts) {
                Contact contact = new Contact(m, act.time(), act.type().isClaim(), act.type() == EventType.SIGN_UP);
                for (SharedResource resource : act.resources()) {
                    if (isInTheHand(resource) || shared.contains(resource)) {
                        own.merge(resource, contact, Contact::and);
                    }
                }
            }
            own.forEach((resource, contact) -> contacts.computeIfAbsent(resource, ignored -> new ArrayList<>())
                    .add(contact));
        }
        return contacts;
    }

    private static boolean isInTheHand(SharedResource resource) {
        return resource.type() == ResourceType.DEVICE || resource.type() == ResourceType.WALLET;
    }

    private static MemberThings of(CommunityView view, int member, Map<SharedResource, List<Contact>> contacts) {
        Set<Integer> household = new HashSet<>(List.of(member));
        Set<SharedResource> candidates = new LinkedHashSet<>();
        boolean outside = false;
        for (CommunityView.Tie tie : view.ties) {
            if (tie.first() == member || tie.second() == member) {
                if (tie.explained()) {
                    household.add(tie.first() == member ? tie.second() : tie.first());
                } else {
                    outside = true;
                    tie.items().stream()
                            .filter(item -> item.weightMicros() > 0)
                            .forEach(item -> candidates.add(item.resource()));
                }
            }
        }
        contacts.forEach((resource, seen) -> {
            boolean others = seen.stream().anyMatch(contact -> !household.contains(contact.member));
            if (isInTheHand(resource) && others && seen.stream().anyMatch(contact -> contact.member == member)) {
                candidates.add(resource);
            }
        });
        Set<SharedResource> things = new LinkedHashSet<>();
        Set<SharedResource> others = new LinkedHashSet<>();
        Set<SharedResource> claimed = new LinkedHashSet<>();
        for (SharedResource resource : candidates) {
            List<Contact> seen = contacts.getOrDefault(resource, List.of());
            if (isClaimedByOthers(member, resource, seen)) {
                claimed.add(resource);
            } else if (!resource.type().isAddress() && !isOwner(member, resource, seen)) {
                things.add(resource);
                if (resource.type() == ResourceType.BENEFICIARY
                        || resource.type() == ResourceType.WALLET && leadMillis(member, seen) < 0) {
                    others.add(resource);
                }
            }
        }
        return new MemberThings(things, others, claimed, outside);
    }

    /** Whether the member uses the device while the others only make claims about it. */
    private static boolean isClaimedByOthers(int member, SharedResource device, List<Contact> seen) {
        return device.type() == ResourceType.DEVICE
                && seen.size() > 1
                && seen.stream().allMatch(contact -> contact.claimsOnly == (contact.member != member));
    }

    /** Nobody is the owner of a device on which several signed up. */
    private static boolean isOwner(int member, SharedResource resource, List<Contact> seen) {
        return isInTheHand(resource)
                && leadMillis(member, seen) >= OWNER_MILLIS
                && seen.stream().filter(Contact::signedUp).count() < 2;
    }

    /** How long the member was seen with a thing before any other; below 0 if after, and if one of them never was. */
    private static long leadMillis(int member, List<Contact> seen) {
        OptionalLong own = since(seen, contact -> contact.member == member);
        OptionalLong others = since(seen, contact -> contact.member != member);
        return own.isEmpty() || others.isEmpty() ? -1 : others.getAsLong() - own.getAsLong();
    }

    private static OptionalLong since(List<Contact> seen, Predicate<Contact> which) {
        return seen.stream().filter(which).mapToLong(Contact::since).min();
    }
}
