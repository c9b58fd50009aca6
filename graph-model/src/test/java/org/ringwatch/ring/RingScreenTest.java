// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.ringwatch.community.ClusteringMethod;
import org.ringwatch.community.Community;
import org.ringwatch.link.LinkRule;
import org.ringwatch.link.PlainLinks;
import org.ringwatch.link.World;

class RingScreenTest {

    private static final ScoringParameters SCORING = Rings.scoring(20);

    /** Random small worlds: the bound holds whatever the members' events, and is met where no chance is taken off. */
    @Test
    void noEventsLiftAScoreAboveItsBound() {
        Random random = new Random(5);
        int communities = 0;
        int met = 0;
        for (int round = 0; round < 300; round++) {
            World world = world(random);
            RingScorer scorer = new RingScorer(SCORING, world.baseline());
            RingFactory factory = new RingFactory(SCORING, world.baseline(), 0);
            for (Community community : Rings.communities(world, ClusteringMethod.COMPONENTS)) {
                long most = scorer.mostLogOddsMicros(CommunityView.of(community));
                Ring ring = factory.create(community, Rings.events(world, community), world.canonicalSource())
                        .orElseThrow();
                assertThat(ring.logOddsMicros()).isLessThanOrEqualTo(most);
                communities++;
                met += most - ring.logOddsMicros() <= 2_500_000 ? 1 : 0;
            }
        }
        assertThat(communities).isGreaterThan(100);
        assertThat(met).isGreaterThan(communities / 2);
    }

    @Test
    void stopsWhatCannotReachTheLeastScore() {
        World world = World.world("a d1 PURCHASE 0T10:00 CNY:100", "b d1 PURCHASE 0T10:05 CNY:100");
        Community community = Rings.community(world);
        double evidence =
                (new RingScorer(SCORING, world.baseline()).mostLogOddsMicros(CommunityView.of(community))) / 1e6 - 20;
        double least = Math.log(0.05 / 0.95);

        assertThat(screened(world, community, least - evidence + 0.001)).isTrue();
        assertThat(screened(world, community, least - evidence - 0.001)).isFalse();
    }

    @Test
    void saysWhyWhoLeaves() {
        World weak = World.world(
                "a d1 PURCHASE 0T10:00 card:1",
                "b d1 PURCHASE 0T10:05 card:1",
                "a d2 PURCHASE 0T11:00 card:2",
                "b d2 PURCHASE 0T11:05 card:2",
                "b d3 PURCHASE 0T12:00",
                "c d3 PURCHASE 0T12:05");
        assertThat(leaving(weak)).isEqualTo(Map.of("c", LinkRule.WEAKLY_TIED));

        World late = World.world(
                "a d1 PURCHASE 0T10:00", "b d1 PURCHASE 0T10:05", "c d1 PURCHASE 0T10:10", "d d1 PURCHASE 9T10:00");
        assertThat(leaving(late)).isEqualTo(Map.of("d", LinkRule.NEVER_WITHIN_A_DAY));

        World place = World.world(
                "a d1 PURCHASE 0T10:00 91.0.0.1",
                "b d1 PURCHASE 0T20:05 91.0.0.1",
                "c PURCHASE 0T15:00 91.0.0.1",
                "c PURCHASE 0T16:00 91.0.0.2",
                "a PURCHASE 0T16:00 91.0.0.2");
        assertThat(leaving(place.with(PlainLinks.links().threshold(0.1)))).isEqualTo(Map.of("c", LinkRule.PLACES_ONLY));

        World chain =
                late.and(World.world("d event_id=x d9 WALLET_LINKED 9T10:00", "e event_id=x d9 CHARGEBACK 9T10:00"));
        assertThat(leaving(chain))
                .containsEntry("d", LinkRule.NEVER_WITHIN_A_DAY)
                .containsEntry("e", LinkRule.TIED_TO_THOSE_LEFT_OUT);
    }

    private static Map<String, LinkRule> leaving(World world) {
        Community community = Rings.community(world);
        Map<String, LinkRule> leaving = new TreeMap<>();
        new RingScreen(SCORING, world.baseline())
                .leaving(community)
                .forEach((m, rule) ->
                        leaving.put(world.name(community.orders()[m], community.secrets()[m]), rule));
        return leaving;
    }

    private static boolean screened(World world, Community community, double prior) {
        return new RingScreen(Rings.scoring(prior), world.baseline())
                .screen(community)
                .isPresent();
    }

    private static World world(Random random) {
        List<String> events = new ArrayList<>();
        for (int e = 0; e < 14; e++) {
            char account = (char) ('a' + random.nextInt(4));
            String type = List.of("SIGN_IN", "PURCHASE", "SIGN_UP", "REFUND").get(random.nextInt(4));
            events.add(account + " d" + random.nextInt(2) + " " + type + " " + random.nextInt(3) + "T"
                    + String.format("%02d", random.nextInt(24)) + ":00");
        }
        return World.world(events.toArray(String[]::new));
    }
}
