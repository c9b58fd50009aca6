// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import static org.ringwatch.ring.Telling.counted;
import static org.ringwatch.ring.Telling.percent;

import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.ringwatch.event.AccountKind;
import org.ringwatch.event.IpKind;
import org.ringwatch.link.Behaviour;
import org.ringwatch.link.ResourceType;

/**
 * The honest readings that are considered for every ring, each with what was seen that speaks for or against it. One that
 * holds may explain what ties the accounts; it does not explain what they did.
 */
final class InnocentExplanations {
    /** Share of the weight of the ties from which something explains them. */
    private static final double MOST = 0.5;
    /** A place that so many times as many accounts as the ring has were seen at is anybody's. */
    private static final int CROWD = 3;
    /** Flatmates are no more. */
    private static final int HOME_SIZE = 4;
    /** Accounts from which one device set up by a helper is a helper's. */
    private static final int HELPED = 3;

    private static final long JOURNEY_MILLIS = Duration.ofDays(14).toMillis();
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    /** What honest crowds hardly ever do. */
    private static final long ODD = Stream.of(
                    Behaviour.TAKEOVER,
                    Behaviour.REFUNDS,
                    Behaviour.CLAIMS,
                    Behaviour.FOREIGN_CLAIM,
                    Behaviour.DECLINED,
                    Behaviour.COMPLAINT,
                    Behaviour.GIFT_CARDS,
                    Behaviour.SHORT_LIFE)
            .mapToLong(Behaviour::bit)
            .sum();

    private static final Set<IpKind> OPEN_NETWORKS = EnumSet.of(IpKind.MOBILE, IpKind.CGNAT, IpKind.VPN, IpKind.RELAY);

    private final CommunityView view;
    private final List<MemberHistory> histories;
    private final Map<SharedResource, Integer> resources;

    private InnocentExplanations(CommunityView view, List<MemberHistory> histories) {
        this.view = view;
        this.histories = histories;
        resources = view.resources();
    }

    /**
     * All that are considered, in order of code.
     *
     * @param histories one for each member, in their order
     */
    static List<InnocentExplanation> of(CommunityView view, List<MemberHistory> histories) {
        InnocentExplanations considered = new InnocentExplanations(view, histories);
        return Stream.of(
                        considered.family(),
                        considered.household(),
                        considered.flatmates(),
                        considered.organisation(),
                        considered.sharedNetwork(),
                        considered.openNetwork(),
                        considered.publicPlace(),
                        considered.travellers(),
                        considered.helper(),
                        considered.secondHand(),
                        considered.fans(),
                        considered.heavyRefunders())
                .sorted(Comparator.comparing(InnocentExplanation::code))
                .toList();
    }

    private InnocentExplanation family() {
        double share = share(CommunityView.Tie::inFamily);
        return told("family", share >= MOST, ofTies(share, "is explained by one family group"));
    }

    private InnocentExplanation household() {
        double share = share(CommunityView.Tie::explained);
        return told("household", share >= MOST, ofTies(share, "is explained by a common address or family"));
    }

    /** A couple or some flatmates with lives of their own, and one tablet or one card in common. */
    private InnocentExplanation flatmates() {
        long things = count(ResourceType.DEVICE) + count(ResourceType.WALLET);
        long others = count(ResourceType.BENEFICIARY) + count(ResourceType.MERCHANT);
        long own = histories.stream().filter(MemberHistory::hasOtherDevices).count();
        boolean holds = view.size() <= HOME_SIZE
                && things == 1
                && others == 0
                && 2 * own >= view.size()
                && 2 * odd() < view.size();
        String seen = counted(view.size(), "account") + ", " + own + " with other devices, share "
                + Telling.things(resources.keySet());
        return told(
                "flatmates",
                holds,
                seen + "; flatmates are at most four and share one device or wallet" + actingOddly());
    }

    private InnocentExplanation organisation() {
        long managed = members(act -> act.accountKind() == AccountKind.MANAGED);
        long told = members(act -> act.accountKind() != AccountKind.UNKNOWN);
        long there = members(act -> act.ipKind().isOrganisation() && act.isOn(resources.keySet()));
        boolean holds = managed > 0 && 2 * managed >= told || 2 * there >= view.size();
        return told(
                "organisation",
                holds,
                managed + " of " + counted(told, "account") + " of known kind managed by an organisation; " + there
                        + " of " + view.size() + " met in the network of a company or school");
    }

    private InnocentExplanation sharedNetwork() {
        double share = share(CommunityView.Tie::byAddressesAlone);
        return told("shared_network", share >= MOST, ofTies(share, "rests on addresses alone"));
    }

    /** Carriers, VPNs and relays put strangers behind one address. */
    private InnocentExplanation openNetwork() {
        Set<SharedResource> open = new HashSet<>();
        view.members.forEach(member -> member.acts.stream()
                .filter(act -> OPEN_NETWORKS.contains(act.ipKind()))
                .forEach(act -> act.resources().stream()
                        .filter(resource -> resource.type().isAddress())
                        .forEach(open::add)));
        double share = share(rests(item -> open.contains(item.resource())));
        return told(
                "open_network",
                share >= MOST,
                ofTies(share, "rests on addresses of mobile networks, carriers, VPNs or relays alone"));
    }

    /** Cafés, hotels, counters and demo devices. */
    private InnocentExplanation publicPlace() {
        double share = share(rests(item -> (item.resource().type() == ResourceType.DEVICE
                        || item.resource().type().isAddress())
                && item.degree() >= (long) CROWD * view.size()));
        return told(
                "public_place",
                share >= MOST,
                ofTies(
                        share,
                        "rests on devices and addresses alone at which three times as many accounts as the ring has were"
                                + " seen"));
    }

    /** People who stay at one hotel or visit one event. */
    private InnocentExplanation travellers() {
        double share = share(CommunityView.Tie::byAddressesAlone);
        long days = daysAtSharedAddresses();
        return told(
                "travellers",
                share >= MOST && days * DAY_MILLIS <= JOURNEY_MILLIS,
                ofTies(share, "rests on addresses alone")
                        + (days == 0 ? "" : ", and all were seen there within " + counted(days, "day")));
    }

    /** A shop that sets devices up, or somebody who helps friends. */
    private InnocentExplanation helper() {
        long once = histories.stream().filter(MemberHistory::cameOnce).count();
        boolean onDevices = count(ResourceType.DEVICE) > 0 && count(ResourceType.WALLET) == 0;
        boolean holds = onDevices && view.size() >= HELPED && once >= view.size() - 1 && 2 * odd() < view.size();
        return told(
                "helper",
                holds,
                once + " of " + view.size()
                        + " accounts came to what they share on one visit only, for two acts of value or fewer"
                        + actingOddly());
    }

    private InnocentExplanation secondHand() {
        int together = view.synchronous(TieSignals.SAME_DAY_MINUTES).size();
        boolean holds = view.size() == 2 && together == 0;
        return told(
                "second_hand",
                holds,
                holds
                        ? "the two accounts never used what they share on the same day: it may have changed hands"
                        : together + " of " + view.size() + " accounts used a shared thing on the same day as another"
                                + (together == 0
                                        ? ", but more than two accounts share it"
                                        : ": it did not just change hands"));
    }

    /** Fans of a small app or shop, a guild with one game account. */
    private InnocentExplanation fans() {
        double share = share(rests(item -> item.resource().type() == ResourceType.MERCHANT
                || item.resource().type() == ResourceType.BENEFICIARY));
        return told(
                "fans",
                share >= MOST && 2 * odd() < view.size(),
                ofTies(share, "rests on merchants and beneficiaries alone") + actingOddly());
    }

    /** A couple that returns a lot. */
    private InnocentExplanation heavyRefunders() {
        long refunded =
                histories.stream().filter(MemberHistory::isMostlyRefunded).count();
        long things = count(ResourceType.DEVICE) + count(ResourceType.WALLET);
        return told(
                "heavy_refunders",
                view.size() == 2 && refunded > 0 && things <= 1,
                refunded + " of " + view.size()
                        + " accounts had at least half as many refunds as purchases; they share "
                        + Telling.things(resources.keySet()));
    }

    private static InnocentExplanation told(String code, boolean holds, String text) {
        return new InnocentExplanation(code, holds, Character.toUpperCase(text.charAt(0)) + text.substring(1));
    }

    private static String ofTies(double share, String what) {
        return (share == 0 ? "none of the ties " : percent(share) + " of the weight of the ties ") + what;
    }

    private double share(Predicate<CommunityView.Tie> which) {
        return TieSignals.explainedShare(view, which);
    }

    /** Whether a tie is evidence by such items only. */
    private static Predicate<CommunityView.Tie> rests(Predicate<CommunityView.Item> on) {
        return tie -> {
            List<CommunityView.Item> items =
                    tie.items().stream().filter(item -> !item.explains()).toList();
            return !items.isEmpty() && items.stream().allMatch(on);
        };
    }

    private long count(ResourceType type) {
        return resources.keySet().stream()
                .filter(resource -> resource.type() == type)
                .count();
    }

    private long members(Predicate<CommunityMember.Act> which) {
        return view.members.stream()
                .filter(member -> member.acts.stream().anyMatch(which))
                .count();
    }

    private String actingOddly() {
        return "; acting oddly otherwise: " + odd() + " of " + view.size();
    }

    private long odd() {
        return view.members.stream()
                .filter(member -> (member.behaviours & ODD) != 0)
                .count();
    }

    /** Days from the first to the last event at an address that ties them, begun days counted; 0 if there is none. */
    private long daysAtSharedAddresses() {
        Set<SharedResource> addresses = new HashSet<>(resources.keySet());
        addresses.removeIf(resource -> !resource.type().isAddress());
        long[] times = view.members.stream()
                .flatMap(member -> member.acts.stream())
                .filter(act -> act.isOn(addresses))
                .mapToLong(CommunityMember.Act::time)
                .sorted()
                .toArray();
        return times.length == 0 ? 0 : 1 + (times[times.length - 1] - times[0]) / DAY_MILLIS;
    }
}
