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

    /** A screen that scores like {@link RingFactory} with the same parameters. */
    public RingScreen(ScoringParameters parameters, Baseline baseline) {
        this.scorer = new RingScorer(parameters, baseline);
    }

    /**
     * The community without weakly attached members, or nothing when no events could lift its score to {@link
     * RingFactory#LEAST_SCORE_MICROS}.
     */
    public Optional<Community> screen(Community community) {
        Community peeled = peel(community);
        boolean possible = peeled.size() > 1 && mostScoreMicros(peeled) >= RingFactory.LEAST_SCORE_MICROS;
        return possible ? Optional.of(peeled) : Optional.empty();
    }

    /** What no events could lift the community's score above, millionths. */
    public long mostScoreMicros(Community community) {
        return RingScorer.scoreMicros(scorer.mostLogOddsMicros(CommunityView.of(community)));
    }

    private static int count(boolean[] which) {
        int count = 0;
        for (boolean each : which) {
            count += each ? 1 : 0;
        }
        return count;
    }

    /**
     * Removes members that do nothing odd themselves and are tied far less than the others, or never moved value on a
     * shared thing within a day of another while most did, or are tied by addresses, a common home or family only
     * while others are tied beyond: bystanders who share what a ring uses, the homes it comes through, and families of its
     * victims. Whoever was tied to such
     * members only leaves with them.
     */
    private Community peel(Community community) {
        CommunityView view = CommunityView.of(community);
        long[] strength = view.strengthMicros();
        double least = PEEL_SHARE * CommunityView.median(strength);
        Set<Integer> sameHour = view.synchronous(RingScorer.SYNCHRONY_MINUTES);
        Set<Integer> sameDay = view.synchronous(RingScorer.SAME_DAY_MINUTES);
        boolean mostTogether = 2 * sameHour.size() > view.size();
        boolean[] core = view.tiedByThings();
        boolean hasCore = count(core) >= 2;
        boolean[] kept = new boolean[view.size()];
        boolean all = true;
        for (int m = 0; m < kept.length; m++) {
            boolean attached = strength[m] >= least && (!mostTogether || sameDay.contains(m)) && (!hasCore || core[m]);
            kept[m] = attached || scorer.memberMicros(view.behaviours[m]) > 0;
            all &= kept[m];
        }
        if (all) {
            return community;
        }
        Community left = community.keep(kept);
        return left.keep(CommunityView.of(left).tied());
    }
}
