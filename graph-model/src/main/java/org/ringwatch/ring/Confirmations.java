// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import static org.ringwatch.ring.Telling.micros;
import static org.ringwatch.ring.Telling.millis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.ringwatch.community.Community;
import org.ringwatch.graph.DisjointSets;
import org.ringwatch.link.ConfirmedAccounts;

/**
 * What confirmed accounts add to a ring: those among its members, and those tied to members. They are bounded, and speak only
 * for members that ties which hold without hubs lead to: of <i>c</i> confirmed accounts, which lead to the share <i>s</i> of
 * the members, <i>b s c / (c + 1)</i>, where <i>b</i> is the bound. So the first counts half of it, and no number exceeds it.
 */
final class Confirmations {
    static final String MEMBERS = "confirmed";
    static final String NEIGHBOURS = "confirmed_neighbour";

    private static final Set<String> CODES = Set.of(MEMBERS, NEIGHBOURS);

    private final PriorParameters parameters;
    private final ConfirmedAccounts confirmed;

    Confirmations(Priors priors) {
        this.parameters = priors.parameters();
        this.confirmed = priors.confirmed();
    }

    /** Whether a signal is one of these. */
    static boolean isOne(Signal signal) {
        return CODES.contains(signal.code());
    }

    /** The signals of the confirmed accounts in and around a community that weigh anything. */
    List<Signal> of(Community community, CommunityView view) {
        if (confirmed.isEmpty()) {
            return List.of();
        }
        DisjointSets reached = new DisjointSets(view.size());
        for (CommunityView.Tie tie : view.ties) {
            if (!tie.restsOnHub()) {
                reached.union(tie.first(), tie.second());
            }
        }
        List<Signal> signals = new ArrayList<>();
        signals.add(members(community, view, reached));
        signals.add(neighbours(community, view, reached));
        signals.removeIf(signal -> signal.weightMicros() == 0);
        return signals;
    }

    /** What a confirmation of the whole ring adds in place of {@code members}: as of confirmed members all over it. */
    List<Signal> ofRing(Disposition decided, CommunityView view, List<Signal> members) {
        List<Signal> signals = new ArrayList<>(members);
        signals.removeIf(signal -> signal.code().equals(MEMBERS));
        signals.add(ofRing(decided, view));
        signals.removeIf(signal -> signal.weightMicros() == 0);
        return signals;
    }

    private Signal ofRing(Disposition decided, CommunityView view) {
        long weight = weight(parameters.confirmedMember(), view.size(), view.size(), view.size());
        return new Signal(
                MEMBERS,
                weight,
                names -> new Evidence(
                        MEMBERS,
                        "The whole ring was confirmed to be fraud on " + Telling.day(decided.utc()),
                        weight,
                        Telling.accounts(view, m -> true),
                        List.of(),
                        millis(view.size()),
                        Evidence.NO_EXPECTATION));
    }

    private Signal members(Community community, CommunityView view, DisjointSets reached) {
        int[] found = IntStream.range(0, view.size())
                .filter(m -> confirmed.contains(community.secrets()[m]))
                .toArray();
        // Whoever is tied through hubs only speaks for nobody here.
        int[] speaking = IntStream.of(found)
                .filter(m -> count(reached, Set.of(reached.find(m))) > 1)
                .toArray();
        int spokenFor = count(reached, roots(reached, speaking));
        long weight = weight(parameters.confirmedMember(), speaking.length, spokenFor, view.size());
        Set<Integer> who = IntStream.of(speaking).boxed().collect(Collectors.toSet());
        return new Signal(
                MEMBERS,
                weight,
                names -> new Evidence(
                        MEMBERS,
                        String.format(
                                Locale.ROOT,
                                "%d of %d accounts are confirmed to be part of fraud; they are tied to %d by more than what"
                                        + " many share",
                                speaking.length,
                                view.size(),
                                spokenFor),
                        weight,
                        Telling.accounts(view, who::contains),
                        List.of(),
                        millis(speaking.length),
                        Evidence.NO_EXPECTATION));
    }

    private Signal neighbours(Community community, CommunityView view, DisjointSets reached) {
        Set<Long> members = LongStream.of(community.secrets()).boxed().collect(Collectors.toSet());
        // In order of a hash that is the same in every run.
        TreeMap<Long, Long> around = new TreeMap<>(Long::compareUnsigned);
        Set<Integer> touched = new TreeSet<>();
        for (int m = 0; m < view.size(); m++) {
            long[] accounts = community.confirmed()[m];
            for (int i = 0; i < accounts.length; i += 2) {
                if (!members.contains(accounts[i + 1]) && confirmed.contains(accounts[i + 1])) {
                    around.put(accounts[i], accounts[i + 1]);
                    touched.add(reached.find(m));
                }
            }
        }
        int spokenFor = count(reached, touched);
        long weight = weight(parameters.confirmedNeighbour(), around.size(), spokenFor, view.size());
        return new Signal(
                NEIGHBOURS,
                weight,
                names -> new Evidence(
                        NEIGHBOURS,
                        String.format(
                                Locale.ROOT,
                                "Confirmed accounts outside the ring, of which %d counted here, are tied to %d of %d accounts by"
                                        + " more than what many share",
                                around.size(),
                                spokenFor,
                                view.size()),
                        weight,
                        around.values().stream()
                                .limit(Evidence.MAX_EVENTS)
                                .map(confirmed::name)
                                .sorted(Ids.ORDER)
                                .map(id -> new EntityRef(EntityType.ACCOUNT, id))
                                .toList(),
                        List.of(),
                        millis(around.size()),
                        Evidence.NO_EXPECTATION));
    }

    private static Set<Integer> roots(DisjointSets reached, int[] members) {
        Set<Integer> roots = new TreeSet<>();
        IntStream.of(members).map(reached::find).forEach(roots::add);
        return roots;
    }

    private static int count(DisjointSets reached, Set<Integer> roots) {
        return (int) IntStream.range(0, reached.size())
                .filter(m -> roots.contains(reached.find(m)))
                .count();
    }

    private static long weight(double bound, int confirmed, int reached, int members) {
        return micros(bound * confirmed / (confirmed + 1) * reached / members);
    }
}
