// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        Set<SharedResource> shared = view.resources().keySet();
        Map<SharedResource, Users> users = new HashMap<>();
        List<Set<SharedResource>> seenWith = new ArrayList<>(view.size());
        for (int m = 0; m < view.size(); m++) {
            Map<SharedResource, Contact> contacts = contacts(view.members.get(m), shared);
            int member = m;
            contacts.forEach((resource, contact) ->
                    users.computeIfAbsent(resource, ignored -> new Users()).add(member, contact));
            seenWith.add(contacts.keySet());
        }
        List<MemberThings> things = new ArrayList<>(view.size());
        for (int m = 0; m < view.size(); m++) {
            things.add(of(view, m, seenWith.get(m), users));
        }
        return things;
    }

    /** A member seen with a thing: since when, epoch milliseconds, whether it only made claims about it or signed up on it. */
    private record Contact(long since, boolean claimsOnly, boolean signedUp) {
        /** With a later contact of the member with the thing. */
        Contact and(Contact later) {
            return new Contact(since, claimsOnly && later.claimsOnly, signedUp || later.signedUp);
        }
    }

    private static Map<SharedResource, Contact> contacts(CommunityMember member, Set<SharedResource> shared) {
        Map<SharedResource, Contact> contacts = new LinkedHashMap<>();
        for (CommunityMember.Act act : member.acts) {
            Contact contact = new Contact(act.time(), act.type().isClaim(), act.type() == EventType.SIGN_UP);
            for (SharedResource resource : act.resources()) {
                if (isInTheHand(resource) || shared.contains(resource)) {
                    contacts.merge(resource, contact, Contact::and);
                }
            }
        }
        return contacts;
    }

    /** The members seen with one thing. What is asked of it takes no longer the more they are. */
    private static final class Users {
        private final Map<Integer, Contact> contacts = new LinkedHashMap<>();
        private int first = -1;
        private long firstSince = Long.MAX_VALUE;
        /** Since when any but the first. */
        private long secondSince = Long.MAX_VALUE;

        private int claimsOnly;
        private int signedUp;

        void add(int member, Contact contact) {
            contacts.put(member, contact);
            if (contact.since < firstSince) {
                secondSince = firstSince;
                firstSince = contact.since;
                first = member;
            } else {
                secondSince = Math.min(secondSince, contact.since);
            }
            claimsOnly += contact.claimsOnly ? 1 : 0;
            signedUp += contact.signedUp ? 1 : 0;
        }

        boolean anyOutside(Set<Integer> household) {
            return !household.containsAll(contacts.keySet());
        }

        /** Whether the member uses the thing while the others only make claims about it. */
        boolean areClaimantsBut(int member) {
            Contact own = contacts.get(member);
            return contacts.size() > 1
                    && (own == null || !own.claimsOnly)
                    && claimsOnly == contacts.size() - (own == null ? 0 : 1);
        }

        boolean didSeveralSignUp() {
            return signedUp > 1;
        }

        /** How long the member was seen with it before any other; below 0 if after, and if one of them never was. */
        long leadMillis(int member) {
            if (contacts.size() < 2 || !contacts.containsKey(member)) {
                return -1;
            }
            return member == first ? secondSince - firstSince : firstSince - contacts.get(member).since;
        }
    }

    private static boolean isInTheHand(SharedResource resource) {
        return resource.type() == ResourceType.DEVICE || resource.type() == ResourceType.WALLET;
    }

    private static MemberThings of(
            CommunityView view, int member, Set<SharedResource> seenWith, Map<SharedResource, Users> users) {
        Set<Integer> household = new HashSet<>(List.of(member));
        Set<SharedResource> candidates = new LinkedHashSet<>();
        Users nobody = new Users();
        boolean outside = false;
        for (CommunityView.Tie tie : view.ties(member)) {
            if (tie.explained()) {
                household.add(tie.first() == member ? tie.second() : tie.first());
            } else {
                outside = true;
                tie.items().stream()
                        .filter(item -> item.weightMicros() > 0)
                        .forEach(item -> candidates.add(item.resource()));
            }
        }
        for (SharedResource resource : seenWith) {
            if (isInTheHand(resource) && users.getOrDefault(resource, nobody).anyOutside(household)) {
                candidates.add(resource);
            }
        }
        Set<SharedResource> things = new LinkedHashSet<>();
        Set<SharedResource> others = new LinkedHashSet<>();
        Set<SharedResource> claimed = new LinkedHashSet<>();
        for (SharedResource resource : candidates) {
            Users seen = users.getOrDefault(resource, nobody);
            if (resource.type() == ResourceType.DEVICE && seen.areClaimantsBut(member)) {
                claimed.add(resource);
            } else if (!resource.type().isAddress() && !isOwner(member, resource, seen)) {
                things.add(resource);
                if (resource.type() == ResourceType.BENEFICIARY
                        || resource.type() == ResourceType.WALLET && seen.leadMillis(member) < 0) {
                    others.add(resource);
                }
            }
        }
        return new MemberThings(things, others, claimed, outside);
    }

    /** Nobody is the owner of a device on which several signed up. */
    private static boolean isOwner(int member, SharedResource resource, Users seen) {
        return isInTheHand(resource) && seen.leadMillis(member) >= OWNER_MILLIS && !seen.didSeveralSignUp();
    }
}
