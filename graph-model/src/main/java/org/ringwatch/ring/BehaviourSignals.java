// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import static org.ringwatch.ring.Telling.accounts;
import static org.ringwatch.ring.Telling.events;
import static org.ringwatch.ring.Telling.micros;
import static org.ringwatch.ring.Telling.millis;
import static org.ringwatch.ring.Telling.number;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.ringwatch.link.Baseline;
import org.ringwatch.link.Behaviour;

/**
 * What members do that few others do. For a behaviour shown by <i>k</i> of <i>n</i> members the signal is <i>k</i> ln(p₁/p₀) +
 * (<i>n</i>−<i>k</i>) ln((1−p₁)/(1−p₀)), with p₀ the population's rate and p₁ the rate assumed in rings, bounded above because
 * members of one ring repeat each other, and below because rings are of several kinds and none shows every behaviour.
 */
final class BehaviourSignals {
    private static final double LEAST_RATE = 0.0005;
    private static final double LEAST_LIFT = 1.5;
    private static final double MOST_RATE = 0.95;

    private final ScoringParameters parameters;
    private final Baseline baseline;
    /** What each behaviour that counts adds for a member, nats. */
    private final Map<Behaviour, Double> lifts = new EnumMap<>(Behaviour.class);

    BehaviourSignals(ScoringParameters parameters, Baseline baseline) {
        this.parameters = parameters;
        this.baseline = baseline;
        for (Behaviour behaviour : parameters.memberRates().keySet()) {
            lifts.put(behaviour, StrictMath.log(memberRate(behaviour) / rate(behaviour)));
        }
    }

    /** A signal for each behaviour that counts here, and one for all together. */
    List<Signal> of(CommunityView view) {
        List<Signal> signals = new ArrayList<>();
        double surplus = 0;
        for (Behaviour behaviour : Behaviour.values()) {
            if (parameters.memberRates().containsKey(behaviour) && baseline.isSeen(behaviour)) {
                int shown = (int) IntStream.range(0, view.size())
                        .filter(m -> behaviour.in(view.behaviours[m]))
                        .count();
                double logRatio = logRatio(behaviour, shown, view.size());
                signals.add(single(view, behaviour, shown, logRatio));
                surplus += Math.max(0, logRatio - parameters.behaviourCap());
            }
        }
        signals.add(combined(surplus));
        return signals;
    }

    /** What a member's own behaviours add to the ring's log-odds, bounded to ±1, millionths. */
    long memberMicros(long behaviours) {
        double sum = 0;
        for (Map.Entry<Behaviour, Double> lift : lifts.entrySet()) {
            sum += lift.getKey().in(behaviours) ? lift.getValue() : 0;
        }
        return micros(Math.max(-1, Math.min(1, sum / 4 - 0.5)));
    }

    /** ln P(as many members show it | ring) − ln P(… | population), as if members were independent. */
    private double logRatio(Behaviour behaviour, int shown, int members) {
        double p0 = rate(behaviour);
        double p1 = memberRate(behaviour);
        return shown * StrictMath.log(p1 / p0) + (members - shown) * StrictMath.log((1 - p1) / (1 - p0));
    }

    private Signal single(CommunityView view, Behaviour behaviour, int shown, double logRatio) {
        IntPredicate shows = m -> behaviour.in(view.behaviours[m]);
        int members = view.size();
        double byChance = members * rate(behaviour);
        double inRing = members * memberRate(behaviour);
        long weight = micros(Math.max(-parameters.behaviourFloor(), Math.min(parameters.behaviourCap(), logRatio)));
        String code = ScoringParameters.code(behaviour);
        return new Signal(
                code,
                weight,
                names -> new Evidence(
                        code,
                        sentence(behaviour, shown, members, byChance, weight < 0 ? inRing : Double.NaN),
                        weight,
                        accounts(view, shows),
                        events(view, act -> behaviour.in(act.shows())),
                        millis(shown),
                        millis(byChance)));
    }

    /**
     * What the cap of single behaviours leaves out. Members of one ring repeat each other, so the surplus of all behaviours
     * together counts with its logarithm only; left out entirely, six of seven accounts that are refunded weigh no more
     * than two of two.
     *
     * @param surplus log-likelihood ratios beyond the cap, summed, nats
     */
    private static Signal combined(double surplus) {
        double orders = surplus / StrictMath.log(10);
        long weight = micros(StrictMath.log1p(surplus));
        return new Signal(
                "combined_behaviours",
                weight,
                names -> new Evidence(
                        "combined_behaviours",
                        "Taken together, what they do is rarer by chance than each signal may count: by another "
                                + number(orders) + " powers of ten",
                        weight,
                        List.of(),
                        List.of(),
                        millis(orders),
                        0));
    }

    /**
     * What is seen beside what chance would show; where it speaks against a ring also beside what a ring would show, and where
     * nobody shows it beside that alone.
     *
     * @param inRing not a number where it does not speak against a ring
     */
    private static String sentence(Behaviour behaviour, int shown, int members, double byChance, double inRing) {
        String who = shown == 0 ? "None of the " + members + " accounts" : shown + " of " + members + " accounts";
        String chance = shown == 0 ? "" : " by chance " + number(byChance);
        String ring = Double.isNaN(inRing) ? "" : (shown == 0 ? "" : ",") + " in a ring " + number(inRing);
        return who + " " + behaviour.predicate() + "; expected" + chance + ring;
    }

    private double rate(Behaviour behaviour) {
        return Math.max(LEAST_RATE, Math.min(MOST_RATE / LEAST_LIFT, baseline.rate(behaviour)));
    }

    private double memberRate(Behaviour behaviour) {
        double assumed = parameters.memberRates().getOrDefault(behaviour, LEAST_RATE);
        return Math.min(MOST_RATE, Math.max(assumed, rate(behaviour) * LEAST_LIFT));
    }
}
