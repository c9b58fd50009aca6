// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One signal of a community: what it weighs, and how it is told. Most communities never become rings, so nothing is put into
 * words before it is asked for.
 *
 * @param code stable name, one of {@link ScoringParameters#signalCodes}
 * @param weightMicros contribution to the log-odds, millionths
 * @param evidence tells it with the names of resources
 */
record Signal(String code, long weightMicros, Function<Map<SharedResource, String>, Evidence> evidence) {

    /** A signal that a sentence alone tells. */
    static Signal of(String code, long weightMicros, Supplier<String> text) {
        return new Signal(code, weightMicros, names -> Evidence.plain(code, text.get(), weightMicros));
    }

    /** The signal at a share of its weight. */
    Signal times(double share) {
        long weight = Math.round(weightMicros * share);
        return new Signal(code, weight, names -> evidence.apply(names).weighing(weight));
    }
}
