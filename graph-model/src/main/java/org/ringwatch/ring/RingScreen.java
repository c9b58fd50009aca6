// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.ringwatch.community.Community;
import org.ringwatch.link.Baseline;
import org.ringwatch.link.LinkRule;

/**
 * Tells which communities may become rings, before their members' events are read again: most are families and neighbours,
 * and what ties them shows it. Weakly attached members leave here, too.
 */
public final class RingScreen {
    private static final double PEEL_SHARE = 0.35;

    private final RingScorer scorer;
    private final long leastScoreMicros;

    /** A screen that scores like {@link RingFactory} with the same parameters. */
    public RingScreen(ScoringParameters parameters, Baseline baseline) {
        this.scorer = new RingScorer(parameters, baseline);
        this.leastScoreMicros = parameters.leastScoreMicros();
    }

    /**
     * The community without weakly attached members, or nothing when no events could lift its score to {@link
     * ScoringParameters#leastScore}.
     */
    public Optional<Community> screen(Community community) {
        Community peeled = peel(community, leaving(community));
        return peeled.size() > 1 && isPossible(CommunityView.of(peeled)) ? Optional.of(peeled) : Optional.empty();
    }

    /** The community without those who leave it. */
    public static Community peel(Community community, Map<Integer, LinkRule> leaving) {
        boolean[] kept = new boolean[community.size()];
        for (int m = 0; m < kept.length; m++) {
            kept[m] = !leaving.containsKey(m);
        }
        return leaving.isEmpty() ? community : community.keep(kept);
    }

    private boolean isPossible(CommunityView view) {
        return mostScoreMicros(view) >= leastScoreMicros;
    }

    /** What no events could lift the community's score above, millionths. */
    public long mostScoreMicros(Community community) {
        return mostScoreMicros(CommunityView.of(community));
    }

    private long mostScoreMicros(CommunityView view) {
        return RingScorer.scoreMicros(scorer.mostLogOddsMicros(view));
    }

    private static int count(boolean[] which) {
        int count = 0;
        for (boolean each : which) {
            count += each ? 1 : 0;
        }
        return count;
    }

    /**
     * Which members leave, and why. Those do that do nothing odd themselves and are tied far less than the others, or never
     * moved value on a shared thing within a day of another while most did, or are tied by addresses, a common home or family
     * only while others are tied beyond: bystanders who share what a ring uses, the homes it comes through, and families of its
     * victims. Whoever was tied to such members only leaves with them.
     */
    public Map<Integer, LinkRule> leaving(Community community) {
        Map<Integer, LinkRule> leaving = detached(CommunityView.of(community));
        if (!leaving.isEmpty()) {
            boolean[] tied = tiedTo(community, leaving);
            for (int m = 0; m < tied.length; m++) {
                if (!tied[m]) {
                    leaving.putIfAbsent(m, LinkRule.TIED_TO_THOSE_LEFT_OUT);
                }
            }
        }
        return leaving;
    }

    private Map<Integer, LinkRule> detached(CommunityView view) {
        long[] strength = view.strengthMicros();
        double least = PEEL_SHARE * CommunityView.median(strength);
        Set<Integer> sameHour = view.synchronous(TieSignals.SYNCHRONY_MINUTES);
        Set<Integer> sameDay = view.synchronous(TieSignals.SAME_DAY_MINUTES);
        boolean mostTogether = 2 * sameHour.size() > view.size();
        boolean[] core = view.tiedByThings();
        boolean hasCore = count(core) >= 2;
        Map<Integer, LinkRule> detached = new TreeMap<>();
        for (int m = 0; m < view.size(); m++) {
            if (scorer.memberMicros(view.behaviours[m]) > 0) {
                continue;
            }
            if (strength[m] < least) {
                detached.put(m, LinkRule.WEAKLY_TIED);
            } else if (mostTogether && !sameDay.contains(m)) {
                detached.put(m, LinkRule.NEVER_WITHIN_A_DAY);
            } else if (hasCore && !core[m]) {
                detached.put(m, LinkRule.PLACES_ONLY);
            }
        }
        return detached;
    }

    /** For each member whether a tie joins it to another one that stays. */
    private static boolean[] tiedTo(Community community, Map<Integer, LinkRule> leaving) {
        boolean[] tied = new boolean[community.size()];
        for (int t = 0; t < community.ties(); t++) {
            int first = community.first()[t];
            int second = community.second()[t];
            if (!leaving.containsKey(first) && !leaving.containsKey(second)) {
                tied[first] = true;
                tied[second] = true;
            }
        }
        return tied;
    }
}
