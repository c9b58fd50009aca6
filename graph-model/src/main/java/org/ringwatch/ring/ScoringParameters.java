// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.ringwatch.link.Behaviour;

/**
 * Weights of the additive scorer. All are natural logarithms of likelihood ratios. Rates, caps and signals were set by hand;
 * what each signal counts beside the others was then fitted on simulated worlds ({@link #defaults}).
 *
 * @param prior log-odds of a community before any evidence
 * @param memberRates for each behaviour, the share of a ring's accounts assumed to show it, 0–1 exclusive; a behaviour
 *     left out does not count
 * @param behaviourWeights for each behaviour, what its likelihood ratio counts, 0–10; 1 for one left out. Behaviours come
 *     together, so most count for less than they would alone
 * @param behaviourCap most that one behaviour adds to a ring, over all its members, before its weight
 * @param behaviourFloor most that the absence of one behaviour takes away, ≥ 0, before its weight
 * @param sharing weight of each unit of tie strength per member beyond what one shared thing gives
 * @param sharingCap most that sharing adds
 * @param synchrony weight when the members' acts of value on a shared thing fall within an hour, at full coverage
 * @param independentKinds weight of each kind of shared thing beyond the first, outside a common home
 * @param bornTogether weight when all members signed up on something they share, outside a common home
 * @param organisation what is taken away when all members are managed accounts
 * @param home what is taken away when all ties are explained by a shared home or family
 * @param handover what is taken away when no two accounts act together on anything they share
 */
public record ScoringParameters(
        double prior,
        Map<Behaviour, Double> memberRates,
        Map<Behaviour, Double> behaviourWeights,
        double behaviourCap,
        double behaviourFloor,
        double sharing,
        double sharingCap,
        double synchrony,
        double independentKinds,
        double bornTogether,
        double organisation,
        double home,
        double handover)
        implements Serializable {

    public ScoringParameters {
        memberRates = Map.copyOf(memberRates);
        behaviourWeights = Map.copyOf(behaviourWeights);
        memberRates.forEach((behaviour, rate) -> {
            if (!(rate > 0 && rate < 1)) {
                throw new IllegalArgumentException("memberRates."
                        + behaviour.name().toLowerCase(Locale.ROOT) + " must be between 0 and 1 but was " + rate);
            }
        });
        behaviourWeights.forEach((behaviour, weight) -> {
            if (!(weight >= 0 && weight <= 10)) {
                throw new IllegalArgumentException("behaviourWeights."
                        + behaviour.name().toLowerCase(Locale.ROOT) + " must be between 0 and 10 but was " + weight);
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
        if (!(prior >= -50 && prior <= 50)) {
            throw new IllegalArgumentException("prior must be between -50 and 50 but was " + prior);
        }
    }

    /**
     * The weights in use. The share of each signal and the prior come from a logistic regression (ridge penalty towards 0.7)
     * of "most members belong to a planted ring" on the signals of 2,609 candidates of fourteen simulated worlds: seeds
     * 101–103 and 301–303 of the medium level, 101, 102, 301–303 of the hard and 101, 301, 302 of the easy one, 200 thousand
     * events each.
     */
    public static ScoringParameters defaults() {
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
        Map<Behaviour, Double> weights = new EnumMap<>(Behaviour.class);
        weights.put(Behaviour.TAKEOVER, 0.44);
        weights.put(Behaviour.STRANGE_PURCHASE, 0.34);
        weights.put(Behaviour.BURST, 0.29);
        weights.put(Behaviour.QUICK_START, 0.72);
        weights.put(Behaviour.REFUNDS, 0.52);
        weights.put(Behaviour.CLAIMS, 0.19);
        weights.put(Behaviour.FOREIGN_CLAIM, 1.23);
        weights.put(Behaviour.DECLINED, 0.39);
        weights.put(Behaviour.TWO_FACTOR_OFF, 0.82);
        weights.put(Behaviour.COMPLAINT, 0.18);
        weights.put(Behaviour.SHORT_LIFE, 0.9);
        weights.put(Behaviour.GIFT_CARDS, 0.76);
        weights.put(Behaviour.NO_ORDINARY_LIFE, 0.34);
        return new ScoringParameters(-3.3, rates, weights, 4, 0.1, 0.2, 0.6, 3.9, 0.47, 4.5, 9, 2.2, 1.45);
    }

    private static void notNegative(String name, double value) {
        if (!(value >= 0 && value <= 50)) {
            throw new IllegalArgumentException(name + " must be between 0 and 50 but was " + value);
        }
    }
}
