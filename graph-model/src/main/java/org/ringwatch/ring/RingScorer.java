// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import static org.ringwatch.ring.Telling.micros;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.ringwatch.link.Baseline;

/**
 * Additive score of a community: a prior and named signals, each a log-likelihood ratio; those of behaviours come from {@link
 * BehaviourSignals}, those of ties from {@link TieSignals}.
 *
 * <p>Weights are rounded to millionths before they are summed: the log-odds are their exact sum.
 */
final class RingScorer {
    private static final double MICRO = 1e6;
    private static final Comparator<Signal> STRONGEST_FIRST = Comparator.comparingLong(
                    (Signal signal) -> -Math.abs(signal.weightMicros()))
            .thenComparing(Signal::code);

    private final ScoringParameters parameters;
    private final BehaviourSignals behaviours;
    private final TieSignals ties;

    RingScorer(ScoringParameters parameters, Baseline baseline) {
        this.parameters = parameters;
        this.behaviours = new BehaviourSignals(parameters, baseline);
        this.ties = new TieSignals(parameters, baseline);
    }

    /** The signals of a community that weigh anything, strongest first; needs the members' events. */
    List<Signal> signals(CommunityView view) {
        List<Signal> signals = signalsOfTies(view);
        signals.addAll(ties.withEvents(view));
        signals.replaceAll(this::atItsShare);
        signals.removeIf(signal -> signal.weightMicros() == 0);
        signals.sort(STRONGEST_FIRST);
        return signals;
    }

    /** The signal at what it counts beside the others. */
    private Signal atItsShare(Signal signal) {
        return signal.times(parameters.effectiveShare(signal.code()));
    }

    /** What no events could lift the log-odds above, millionths. */
    long mostLogOddsMicros(CommunityView view) {
        List<Signal> signals = signalsOfTies(view);
        signals.addAll(ties.mostWithEvents(view));
        signals.replaceAll(this::atItsShare);
        return logOddsMicros(signals);
    }

    /** The signals that show in ties and behaviours alone. */
    private List<Signal> signalsOfTies(CommunityView view) {
        List<Signal> signals = behaviours.of(view);
        signals.addAll(ties.of(view));
        return signals;
    }

    /** Log-odds of a community with these signals, millionths. */
    long logOddsMicros(List<Signal> signals) {
        return micros(parameters.effectivePrior())
                + signals.stream().mapToLong(Signal::weightMicros).sum();
    }

    /**
     * The signals told: at most {@link ScoringParameters#maxEvidence}, strongest first but what people confirmed always, then
     * {@code baseline} and {@code other}; the sum is the log-odds.
     */
    List<Evidence> evidence(List<Signal> signals, Map<SharedResource, String> names) {
        List<Signal> told = signals.stream()
                .sorted(Comparator.comparing((Signal signal) -> !Confirmations.isOne(signal))
                        .thenComparing(STRONGEST_FIRST))
                .limit(parameters.maxEvidence())
                .sorted(STRONGEST_FIRST)
                .toList();
        List<Evidence> shown = new ArrayList<>();
        for (Signal signal : told) {
            shown.add(signal.evidence().apply(names));
        }
        List<Signal> rest =
                signals.stream().filter(signal -> !told.contains(signal)).toList();
        shown.add(Evidence.plain("baseline", baselineText(), micros(parameters.effectivePrior())));
        shown.add(Evidence.plain(
                "other",
                rest.isEmpty() ? "No weaker signals" : Telling.counted(rest.size(), "weaker signal") + " together",
                rest.stream().mapToLong(Signal::weightMicros).sum()));
        return shown;
    }

    private String baselineText() {
        double prior = parameters.effectivePrior();
        String text = "How rare rings are among groups of accounts that share something";
        return prior < 0 ? text + ": one in " + Math.round(1 + StrictMath.exp(-prior)) + " before any evidence" : text;
    }

    /** What a member's own behaviours add to the ring's log-odds, bounded to ±1, millionths. */
    long memberMicros(long shown) {
        return behaviours.memberMicros(shown);
    }

    /** The logistic function of log-odds, both in millionths. */
    static long scoreMicros(long logOddsMicros) {
        return Math.round(MICRO / (1 + StrictMath.exp(-logOddsMicros / MICRO)));
    }
}
