// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ringwatch.community.ClusteringMethod;
import org.ringwatch.community.ClusteringParameters;
import org.ringwatch.community.Community;
import org.ringwatch.community.ComponentPartition;
import org.ringwatch.event.CanonicalTexts;
import org.ringwatch.link.Behaviour;
import org.ringwatch.link.ConfirmedAccounts;
import org.ringwatch.link.World;

/** The rings of a world, through communities and scores. */
final class Rings {
    /** Flags every ring. */
    static final long ALL = 0;

    private Rings() {}

    /** Scoring for tests: numbers that do not move when the defaults are tuned. */
    static ScoringParameters scoring(double prior) {
        return scoring(prior, Map.of());
    }

    /** The same with shares of signals. */
    static ScoringParameters scoring(double prior, Map<String, Double> shares) {
        return new ScoringParameters(
                Scorer.ADDITIVE,
                prior,
                0.02,
                0.02,
                shares,
                -7,
                Map.of(
                        Behaviour.BURST, 0.35,
                        Behaviour.QUICK_START, 0.3,
                        Behaviour.DECLINED, 0.2,
                        Behaviour.COMPLAINT, 0.2,
                        Behaviour.GIFT_CARDS, 0.3),
                4,
                0.4,
                1.0,
                3,
                4,
                0.7,
                2.5,
                8,
                3,
                1.5,
                0.05,
                7);
    }

    /** The communities of a world, in order of their smallest hash. */
    static List<Community> communities(World world, ClusteringMethod method) {
        return communities(world, method, ConfirmedAccounts.NONE);
    }

    /** The same, where some accounts are confirmed. */
    static List<Community> communities(World world, ClusteringMethod method, ConfirmedAccounts confirmed) {
        ComponentPartition partition =
                new ComponentPartition(method, ClusteringParameters.defaults(), confirmed::contains);
        partition.add(world.labelledTies());
        List<Community> communities = new ArrayList<>();
        partition.forEach(community -> 0, communities::add);
        communities.sort((a, b) -> Long.compareUnsigned(a.orders()[0], b.orders()[0]));
        return communities;
    }

    /** The only component of a world. */
    static Community community(World world) {
        List<Community> communities = communities(world, ClusteringMethod.COMPONENTS);
        if (communities.size() != 1) {
            throw new AssertionError("one component was expected but these are tied: " + world.ties());
        }
        return communities.get(0);
    }

    /** The events of a community's members, as the second pass brings them. */
    static List<MemberEvent> events(World world, Community community) {
        Set<String> members = new HashSet<>();
        for (int m = 0; m < community.size(); m++) {
            members.add(world.name(community.orders()[m], community.secrets()[m]));
        }
        List<MemberEvent> events = new ArrayList<>();
        for (int e = 0; e < world.size(); e++) {
            if (members.contains(world.event(e).accountId())) {
                events.add(new MemberEvent(world.row(e), CanonicalTexts.encode(world.event(e))));
            }
        }
        return events;
    }

    /** The ring of the world's only component, whatever its merit. */
    static Ring ring(World world) {
        return ring(world, community(world));
    }

    /** The same, with the members that a screen would leave out. */
    static Ring unscreened(World world) {
        Community community = community(world);
        return new RingFactory(scoring(20), world.baseline(), ALL)
                .create(community, events(world, community), world.canonicalSource())
                .orElseThrow(() -> new AssertionError("no ring"));
    }

    static Ring ring(World world, Community community) {
        return ring(world, community, scoring(20), ALL).orElseThrow(() -> new AssertionError("no ring"));
    }

    /** The ring of a community, screened and scored. */
    static Optional<Ring> ring(World world, Community community, ScoringParameters scoring, long minScoreMicros) {
        return ring(world, community, scoring, minScoreMicros, Priors.NONE);
    }

    /** The same, where people said something. */
    static Optional<Ring> ring(
            World world, Community community, ScoringParameters scoring, long minScoreMicros, Priors priors) {
        RingFactory factory = new RingFactory(scoring, world.baseline(), minScoreMicros, priors);
        return new RingScreen(scoring, world.baseline())
                .screen(community)
                .flatMap(candidate -> factory.create(candidate, events(world, candidate), world.canonicalSource()));
    }

    /** All rings in order of id, where people said something. */
    static List<Ring> rings(World world, ClusteringMethod method, ScoringParameters scoring, Priors priors) {
        List<Ring> rings = new ArrayList<>();
        for (Community community : communities(world, method, priors.confirmed())) {
            ring(world, community, scoring, 500_000, priors).ifPresent(rings::add);
        }
        rings.sort(Comparator.comparing(Ring::ringId));
        return rings;
    }

    /** The ids of a ring's accounts. */
    static List<String> accounts(Ring ring) {
        return ring.members().stream()
                .filter(member -> member.type() == EntityType.ACCOUNT)
                .map(Member::id)
                .toList();
    }

    /** All rings in order of id. */
    static List<Ring> rings(World world, ClusteringMethod method) {
        List<Ring> rings = new ArrayList<>();
        for (Community community : communities(world, method)) {
            ring(world, community, scoring(0), 500_000).ifPresent(rings::add);
        }
        rings.sort(Comparator.comparing(Ring::ringId));
        return rings;
    }
}
