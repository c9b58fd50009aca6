// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.ringwatch.link.Behaviour;

/**
 * Weights of the scorer. All are natural logarithms of likelihood ratios. Rates, caps and the weight of each signal by
 * itself were set by hand; what each signal counts beside the others ({@code shares}) and the prior were fitted on simulated
 * worlds ({@link FittedScorer}) and hold for the additive scorer only.
 *
 * @param scorer whether the fitted shares and prior count
 * @param prior log-odds of a community before any evidence, at {@code priorPrevalence}; additive scorer
 * @param priorPrevalence share of accounts in rings where the prior was fitted, 0–1 exclusive
 * @param prevalence share of accounts that are thought to be in rings, 0–1 exclusive; moves the prior by
 *     logit(prevalence) − logit(priorPrevalence); must be {@code priorPrevalence} for the unsupervised scorer
 * @param shares for each signal's code, what its weight counts, 0–10; 1 for one left out. Signals come together, so most
 *     count for less than they would alone; additive scorer
 * @param unsupervisedPrior as {@code prior}, of the unsupervised scorer
 * @param memberRates for each behaviour, the share of a ring's accounts assumed to show it, 0–1 exclusive; a behaviour
 *     left out does not count
 * @param behaviourCap most that one behaviour adds to a ring, over all its members
 * @param behaviourFloor most that the absence of one behaviour takes away, ≥ 0
 * @param sharing weight of each unit of tie strength per member beyond what one shared thing gives
 * @param sharingCap most that sharing adds
 * @param synchrony weight when the members' acts of value on a shared thing fall within an hour, at full coverage
 * @param independentKinds weight of each kind of shared thing beyond the first, outside a common home
 * @param bornTogether weight when all members, at least four, signed up on a device they share, outside a common home
 * @param organisation what is taken away when all members are managed accounts
 * @param home what is taken away when all ties are explained by a shared home or family
 * @param handover what is taken away when no two accounts act together on anything they share
 * @param leastScore score below which a ring is not worth a line, 0–1
 * @param maxEvidence signals that are told one by one, strongest first, at least 0; the rest is told as a sum
 */
public record ScoringParameters(
        Scorer scorer,
        double prior,
        double priorPrevalence,
        double prevalence,
        Map<String, Double> shares,
        double unsupervisedPrior,
        Map<Behaviour, Double> memberRates,
        double behaviourCap,
        double behaviourFloor,
        double sharing,
        double sharingCap,
        double synchrony,
        double independentKinds,
        double bornTogether,
        double organisation,
        double home,
        double handover,
        double leastScore,
        int maxEvidence)
        implements Serializable {

    /** Codes of the signals that are no single behaviours. */
    private static final List<String> OTHER_SIGNALS = List.of(
            "born_together",
            "combined_behaviours",
            "common_home",
            "independent_kinds",
            "met_again",
            "never_together",
            "organisation",
            "several_wallets",
            "sharing",
            "synchrony");

    /** Tried on simulated worlds of training variants: what is flagged at score 0.5 is nearly always a ring. */
    private static final double UNSUPERVISED_PRIOR = -8;

    private static final double MAX_SHARE = 10;
    /** Of the output contract. */
    private static final double DEFAULT_LEAST_SCORE = 0.05;
    /** What one reads before the rest does not matter any more. */
    private static final int DEFAULT_MAX_EVIDENCE = 7;

    public ScoringParameters {
        memberRates = Map.copyOf(memberRates);
        shares = Map.copyOf(shares);
        memberRates.forEach((behaviour, rate) -> between0And1("memberRates." + code(behaviour), rate));
        shares.forEach((code, share) -> {
            if (!signalCodes().contains(code)) {
                throw new IllegalArgumentException("shares must be of signals " + signalCodes() + " but had " + code);
            }
            if (!(share >= 0 && share <= MAX_SHARE)) {
                throw new IllegalArgumentException("shares." + code + " must be between 0 and 10 but was " + share);
            }
        });
        notNegative("behaviourCap", behaviourCap);
        notNegative("behaviourFloor", behaviourFloor);
        notNegative("sharing", sharing);
        notNegative("sharingCap", sharingCap);
        notNegative("synchrony", synchrony);
        notNegative("independentKinds", independentKinds);
        notNegative("bornTogether", bornTogether);
        notNegative("organisation", organisation);
        notNegative("home", home);
        notNegative("handover", handover);
        if (!(leastScore >= 0 && leastScore <= 1)) {
            throw new IllegalArgumentException("leastScore must be between 0 and 1 but was " + leastScore);
        }
        if (maxEvidence < 0) {
            throw new IllegalArgumentException("maxEvidence must be at least 0 but was " + maxEvidence);
        }
        logOdds("prior", prior);
        logOdds("unsupervisedPrior", unsupervisedPrior);
        between0And1("priorPrevalence", priorPrevalence);
        between0And1("prevalence", prevalence);
        if (scorer == Scorer.UNSUPERVISED && prevalence != priorPrevalence) {
            throw new IllegalArgumentException(
                    "prevalence must be left out for the unsupervised scorer, which knows none, but was " + prevalence);
        }
    }

    /** The fitted scorer with the weights in use. */
    public static ScoringParameters defaults() {
        FittedScorer fitted = FittedScorer.load();
        Map<Behaviour, Double> rates = new EnumMap<>(Behaviour.class);
        rates.put(Behaviour.TAKEOVER, 0.35);
        rates.put(Behaviour.STRANGE_PURCHASE, 0.4);
        rates.put(Behaviour.BURST, 0.35);
        rates.put(Behaviour.QUICK_START, 0.3);
        rates.put(Behaviour.REFUNDS, 0.2);
        rates.put(Behaviour.CLAIMS, 0.2);
        rates.put(Behaviour.FOREIGN_CLAIM, 0.2);
        rates.put(Behaviour.DECLINED, 0.2);
        rates.put(Behaviour.TWO_FACTOR_OFF, 0.7);
        rates.put(Behaviour.COMPLAINT, 0.2);
        rates.put(Behaviour.SHORT_LIFE, 0.4);
        rates.put(Behaviour.GIFT_CARDS, 0.3);
        rates.put(Behaviour.NO_ORDINARY_LIFE, 0.4);
        rates.put(Behaviour.HIDDEN_ADDRESS, 0.5);
        rates.put(Behaviour.YOUNG, 0.3);
        return new ScoringParameters(
                Scorer.ADDITIVE,
                fitted.prior(),
                fitted.prevalence(),
                fitted.prevalence(),
                allShares(fitted.shares()),
                UNSUPERVISED_PRIOR,
                rates,
                4,
                0.1,
                1.0,
                3,
                6,
                0.7,
                2.5,
                8,
                3,
                0.7,
                DEFAULT_LEAST_SCORE,
                DEFAULT_MAX_EVIDENCE);
    }

    /** Signals that were not there when the scorer was fitted count in full. */
    private static Map<String, Double> allShares(Map<String, Double> fitted) {
        Map<String, Double> shares = new TreeMap<>(fitted);
        signalCodes().forEach(code -> shares.putIfAbsent(code, 1.0));
        return shares;
    }

    /** These parameters for another scorer. */
    public ScoringParameters withScorer(Scorer other) {
        return with(other, prevalence, leastScore, maxEvidence);
    }

    /**
     * These parameters for a population of which another share of accounts is in rings.
     *
     * @throws IllegalArgumentException when it is not between 0 and 1, or the scorer is unsupervised
     */
    public ScoringParameters withPrevalence(double other) {
        return with(scorer, other, leastScore, maxEvidence);
    }

    private ScoringParameters with(
            Scorer otherScorer, double otherPrevalence, double otherLeastScore, int otherMaxEvidence) {
        return new ScoringParameters(
                otherScorer,
                prior,
                priorPrevalence,
                otherPrevalence,
                shares,
                unsupervisedPrior,
                memberRates,
                behaviourCap,
                behaviourFloor,
                sharing,
                sharingCap,
                synchrony,
                independentKinds,
                bornTogether,
                organisation,
                home,
                handover,
                otherLeastScore,
                otherMaxEvidence);
    }

    /** The codes of all signals there are, in ascending order. */
    public static List<String> signalCodes() {
        List<String> codes = new ArrayList<>(OTHER_SIGNALS);
        for (Behaviour behaviour : Behaviour.values()) {
            codes.add(code(behaviour));
        }
        Collections.sort(codes);
        return codes;
    }

    static String code(Behaviour behaviour) {
        return behaviour.name().toLowerCase(Locale.ROOT);
    }

    /** Log-odds of a community before any evidence, as the scorer in use sees them. */
    double effectivePrior() {
        return scorer == Scorer.UNSUPERVISED ? unsupervisedPrior : prior + prevalenceShift();
    }

    /** What the assumed prevalence adds to the log-odds of every community. */
    double prevalenceShift() {
        return logit(prevalence) - logit(priorPrevalence);
    }

    /** Whether scores are those that were calibrated, at whatever prevalence. */
    boolean hasCalibratedWeights() {
        return equals(defaults().with(Scorer.ADDITIVE, prevalence, leastScore, maxEvidence));
    }

    /** What a signal's weight counts, as the scorer in use sees it. */
    double effectiveShare(String code) {
        return scorer == Scorer.UNSUPERVISED ? 1 : shares.getOrDefault(code, 1.0);
    }

    /** {@link #leastScore} in millionths. */
    public long leastScoreMicros() {
        return Math.round(leastScore * 1e6);
    }

    private static double logit(double share) {
        return StrictMath.log(share / (1 - share));
    }

    private static void between0And1(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be between 0 and 1 but was " + value);
        }
    }

    private static void logOdds(String name, double value) {
        if (!(value >= -50 && value <= 50)) {
            throw new IllegalArgumentException(name + " must be between -50 and 50 but was " + value);
        }
    }

    private static void notNegative(String name, double value) {
        if (!(value >= 0 && value <= 50)) {
            throw new IllegalArgumentException(name + " must be between 0 and 50 but was " + value);
        }
    }
}
