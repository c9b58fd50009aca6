// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ringwatch.ring.FittedScorer.Uncertainty;

class CalibratorTest {

    private static final ScoringParameters DEFAULTS = ScoringParameters.defaults();
    private static final double PREVALENCE = DEFAULTS.prevalence();

    private static Calibration at(ScoringParameters parameters, long logOddsMicros) {
        FittedScorer fitted = new FittedScorer(-3, PREVALENCE, Map.of(), new Uncertainty(0.04, 0.01, 0));
        return new Calibrator(parameters, fitted).of(logOddsMicros);
    }

    @Test
    void theIntervalIsTwoDeviationsOfTheCurveToEachSide() {
        assertThat(at(DEFAULTS, 0))
                .isEqualTo(new Calibration(
                        Calibration.Source.SIMULATED,
                        Math.round(PREVALENCE * 1e6),
                        RingScorer.scoreMicros(-392_000),
                        RingScorer.scoreMicros(392_000)));
    }

    @Test
    void theIntervalWidensFarFromWhereCandidatesAre() {
        Calibration near = at(DEFAULTS, 0);
        Calibration far = at(DEFAULTS, -2_000_000);

        assertThat(logit(far.highMicros()) - logit(far.lowMicros()))
                .isGreaterThan(logit(near.highMicros()) - logit(near.lowMicros()));
    }

    @Test
    void anotherPrevalenceMovesScoreAndIntervalAlike() {
        ScoringParameters rarer = DEFAULTS.withPrevalence(PREVALENCE / 10);
        long shift = Math.round(rarer.prevalenceShift() * 1e6);

        Calibration moved = at(rarer, shift);

        assertThat(shift).isNegative();
        assertThat(rarer.effectivePrior() - DEFAULTS.effectivePrior())
                .isCloseTo(rarer.prevalenceShift(), within(1e-12));
        assertThat(moved.prevalenceMicros()).isEqualTo(Math.round(PREVALENCE * 1e5));
        assertThat(moved.lowMicros()).isEqualTo(RingScorer.scoreMicros(shift - 392_000));
    }

    @Test
    void scoresOfOtherWeightsAreHeldAgainstNothing() {
        assertThat(at(DEFAULTS.withScorer(Scorer.UNSUPERVISED), 0)).isEqualTo(Calibration.NONE);
        assertThat(at(Rings.scoring(-3), 0)).isEqualTo(Calibration.NONE);
    }

    @Test
    void aPrevalenceIsNothingForTheUnsupervisedScorer() {
        ScoringParameters unsupervised = DEFAULTS.withScorer(Scorer.UNSUPERVISED);

        assertThatThrownBy(() -> unsupervised.withPrevalence(0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("prevalence must be left out for the unsupervised scorer, which knows none, but was 0.5");
        assertThat(unsupervised.effectiveShare("burst")).isEqualTo(1);
        assertThat(unsupervised.effectivePrior()).isEqualTo(unsupervised.unsupervisedPrior());
    }

    @Test
    void refusesAFitWithoutANumber() {
        assertThatThrownBy(() -> read("prior=-3\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("scorer.properties: prevalence must be a number but was \"\"");
        assertThatThrownBy(() -> read("share.burst=much\n"))
                .hasMessage("scorer.properties: share.burst must be a number but was \"much\"");
    }

    @Test
    void aSignalThatWasNotFittedCountsInFull() {
        assertThat(DEFAULTS.shares().keySet()).containsExactlyInAnyOrderElementsOf(ScoringParameters.signalCodes());
        assertThat(Rings.scoring(0).effectiveShare("burst")).isEqualTo(1);
    }

    private static FittedScorer read(String text) throws IOException {
        return FittedScorer.read(new StringReader(text));
    }

    private static double logit(long micros) {
        return Math.log(micros / (1e6 - micros));
    }
}
