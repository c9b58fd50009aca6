// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.ringwatch.event.EventType;
import org.ringwatch.link.ResourceType;

/** The part that each resource plays. The rules are asked one after the other, and the first that holds decides. */
final class ResourceRules {
    /**
     * How the ring uses a resource.
     *
     * @param accounts accounts seen with it anywhere, members or not
     * @param members members seen with it
     * @param movers members that moved value on it
     * @param suspects members seen with it that are suspects
     * @param born members that signed up on it
     * @param honestOwner whether a victim or bystander had it well before it touched the ring's things
     * @param unknownOwner the same of a member whose part is unknown
     * @param claimedOnly whether it is a device that members only made claims about
     * @param hidden whether members reached it from behind a rented server, VPN or relay
     */
    record Use(
            ResourceType type,
            int accounts,
            int members,
            int movers,
            int suspects,
            int born,
            boolean honestOwner,
            boolean unknownOwner,
            boolean claimedOnly,
            boolean hidden) {

        /** Whether at least half of all accounts seen with it are members. */
        boolean isMostlyTheRings() {
            return 2L * members >= accounts;
        }

        /** Whether nine of ten accounts seen with it are no members. */
        boolean isMostlyOthers() {
            return 10L * members <= accounts;
        }
    }

    /** One rule. */
    record Rule(Set<ResourceType> types, Role role, String reason, Predicate<Use> holds) {}

    private static final Set<ResourceType> ADDRESSES =
            EnumSet.of(ResourceType.IP, ResourceType.NETWORK_56, ResourceType.NETWORK_48);

    static final RoleFinding UNKNOWN = new RoleFinding(Role.UNKNOWN, "The events do not tell whose it is");

    static final List<Rule> RULES = List.of(
            new Rule(
                    EnumSet.of(ResourceType.DEVICE, ResourceType.WALLET),
                    Role.BYSTANDER,
                    "A victim or bystander had it well before",
                    Use::honestOwner),
            new Rule(
                    EnumSet.of(ResourceType.DEVICE, ResourceType.WALLET),
                    Role.UNKNOWN,
                    "An account whose part is unknown had it well before",
                    Use::unknownOwner),
            new Rule(
                    EnumSet.of(ResourceType.DEVICE),
                    Role.INFRASTRUCTURE,
                    "Several of the accounts made claims about it, and none was seen using it",
                    use -> use.claimedOnly && use.movers >= 2),
            new Rule(
                    EnumSet.of(ResourceType.DEVICE, ResourceType.WALLET),
                    Role.INFRASTRUCTURE,
                    "Several of the accounts moved value on it",
                    use -> use.movers >= 2),
            new Rule(
                    EnumSet.of(ResourceType.DEVICE),
                    Role.INFRASTRUCTURE,
                    "Several of the accounts signed up on it",
                    use -> use.born >= 2),
            new Rule(
                    EnumSet.of(ResourceType.DEVICE, ResourceType.WALLET),
                    Role.INFRASTRUCTURE,
                    "All of the accounts seen with it are suspects",
                    use -> use.suspects >= 2 && use.suspects == use.members),
            new Rule(
                    EnumSet.of(ResourceType.BENEFICIARY),
                    Role.INFRASTRUCTURE,
                    "It received value from several of the accounts, and from few others",
                    use -> use.movers >= 2 && use.isMostlyTheRings()),
            new Rule(
                    EnumSet.of(ResourceType.MERCHANT),
                    Role.INFRASTRUCTURE,
                    "Most accounts that ever bought there are in the ring",
                    use -> use.movers >= 2 && use.isMostlyTheRings()),
            new Rule(
                    EnumSet.of(ResourceType.MERCHANT, ResourceType.BENEFICIARY),
                    Role.BYSTANDER,
                    "Nine of ten accounts seen with it are outside the ring",
                    Use::isMostlyOthers),
            new Rule(
                    ADDRESSES,
                    Role.INFRASTRUCTURE,
                    "A rented server, VPN or relay that nobody else was seen at",
                    use -> use.hidden && use.members >= 2 && use.members == use.accounts),
            new Rule(
                    ADDRESSES,
                    Role.BYSTANDER,
                    "An address that is other people's, too",
                    use -> !use.isMostlyTheRings()));

    private ResourceRules() {}

    /** What each resource that ties the ring is, in the order of {@link CommunityView#resources}. */
    static Map<SharedResource, RoleFinding> of(
            CommunityView view, List<MemberHistory> histories, List<RoleFinding> accounts) {
        Map<SharedResource, Tally> tallies = new LinkedHashMap<>();
        view.resources().forEach((resource, degree) -> tallies.put(resource, new Tally(degree)));
        for (int m = 0; m < view.size(); m++) {
            MemberHistory history = histories.get(m);
            Role role = accounts.get(m).role();
            view.members.get(m).actsOn(tallies.keySet()).forEach((resource, acts) -> Objects.requireNonNull(
                            tallies.get(resource))
                    .add(acts, role, history.hadBefore(resource)));
        }
        Map<SharedResource, RoleFinding> findings = new LinkedHashMap<>();
        tallies.forEach((resource, tally) -> findings.put(resource, finding(tally.use(resource.type()))));
        return findings;
    }

    private static RoleFinding finding(Use use) {
        return RULES.stream()
                .filter(rule -> rule.types.contains(use.type) && rule.holds.test(use))
                .findFirst()
                .map(rule -> new RoleFinding(rule.role, rule.reason))
                .orElse(UNKNOWN);
    }

    /** Adds up what members do with one resource. */
    private static final class Tally {
        private final int degree;
        private int members;
        private int movers;
        private int suspects;
        private int born;
        private boolean honestOwner;
        private boolean unknownOwner;
        private boolean used;
        private boolean hidden;

        Tally(int degree) {
            this.degree = degree;
        }

        /** A member by its acts on the resource, at least one. */
        void add(List<CommunityMember.Act> acts, Role role, boolean hadBefore) {
            members++;
            movers += acts.stream().anyMatch(CommunityMember.Act::movesValue) ? 1 : 0;
            suspects += role == Role.SUSPECT ? 1 : 0;
            born += acts.stream().anyMatch(act -> act.type() == EventType.SIGN_UP) ? 1 : 0;
            honestOwner |= hadBefore && (role == Role.VICTIM || role == Role.BYSTANDER);
            unknownOwner |= hadBefore && role == Role.UNKNOWN;
            used |= acts.stream().anyMatch(act -> !act.type().isClaim());
            hidden |= acts.stream().anyMatch(act -> act.ipKind().hides());
        }

        Use use(ResourceType type) {
            return new Use(
                    type,
                    Math.max(degree, members),
                    members,
                    movers,
                    suspects,
                    born,
                    honestOwner,
                    unknownOwner,
                    !used,
                    hidden);
        }
    }
}
