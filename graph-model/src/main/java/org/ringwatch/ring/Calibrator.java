// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import org.ringwatch.ring.FittedScorer.Uncertainty;

/**
 * Tells how sure the share of real rings is that a score stands for: the 95 % interval of the calibration curve at the ring's
 * log-odds, from its jackknife variance over variants of fraud and look-alikes. Parameters other than those that were calibrated have none.
 */
final class Calibrator {
    private static final double MICRO = 1e6;
    /** Quantile of the normal distribution. */
    private static final double TWO_SIDED_95 = 1.96;

    private final ScoringParameters parameters;
    private final Uncertainty uncertainty;
    private final boolean calibrated;

    Calibrator(ScoringParameters parameters, FittedScorer fitted) {
        this.parameters = parameters;
        this.uncertainty = fitted.uncertainty();
        this.calibrated = parameters.hasCalibratedWeights();
    }

    /** The calibration of a ring with these log-odds, millionths. */
    Calibration of(long logOddsMicros) {
        if (!calibrated) {
            return Calibration.NONE;
        }
        double shift = parameters.prevalenceShift();
        double fitted = logOddsMicros / MICRO - shift;
        double deviation = TWO_SIDED_95 * StrictMath.sqrt(uncertainty.variance(fitted));
        return new Calibration(
                Calibration.Source.SIMULATED,
                Math.round(parameters.prevalence() * MICRO),
                RingScorer.scoreMicros(logOddsMicros - Math.round(deviation * MICRO)),
                RingScorer.scoreMicros(logOddsMicros + Math.round(deviation * MICRO)));
    }
}
