// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import java.util.Optional;
import java.util.Set;
import org.ringwatch.community.Community;
import org.ringwatch.link.Baseline;

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
        CommunityView view = CommunityView.of(community);
        boolean[] kept = attached(view);
        if (count(kept) == community.size()) {
            return isPossible(view) ? Optional.of(community) : Optional.empty();
        }
        Community left = community.keep(kept);
        Community peeled = left.keep(CommunityView.of(left).tied());
        return peeled.size() > 1 && isPossible(CommunityView.of(peeled)) ? Optional.of(peeled) : Optional.empty();
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
     * Which members stay. Those leave that do nothing odd themselves and are tied far less than the others, or never moved
     * value on a shared thing within a day of another while most did, or are tied by addresses, a common home or family only
     * while others are tied beyond: bystanders who share what a ring uses, the homes it comes through, and families of its
     * victims. Whoever was tied to such members only leaves with them.
     */
    private boolean[] attached(CommunityView view) {
        long[] strength = view.strengthMicros();
        double least = PEEL_SHARE * CommunityView.median(strength);
        Set<Integer> sameHour = view.synchronous(RingScorer.SYNCHRONY_MINUTES);
        Set<Integer> sameDay = view.synchronous(RingScorer.SAME_DAY_MINUTES);
        boolean mostTogether = 2 * sameHour.size() > view.size();
        boolean[] core = view.tiedByThings();
        boolean hasCore = count(core) >= 2;
        boolean[] kept = new boolean[view.size()];
        for (int m = 0; m < kept.length; m++) {
            boolean attached = strength[m] >= least && (!mostTogether || sameDay.contains(m)) && (!hasCore || core[m]);
            kept[m] = attached || scorer.memberMicros(view.behaviours[m]) > 0;
        }
        return kept;
    }
}
