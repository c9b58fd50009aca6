// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LogisticRegressionTest {

    private static final double[][] X = {{0}, {0}, {0}, {0}, {1}, {1}, {1}, {1}};
    private static final double[] ONE_THEN_THREE_OF_FOUR = {1, 0, 0, 0, 1, 1, 1, 0};
    private static final double[] ALIKE = {1, 1, 1, 1, 1, 1, 1, 1};

    /** Two groups: the coefficients are their log-odds and the difference of these. */
    @Test
    void findsTheLogOddsOfTwoGroups() {
        double[] found = new LogisticRegression(X, ONE_THEN_THREE_OF_FOUR, ALIKE, 0, 0).fit();

        assertThat(found[0]).isCloseTo(-Math.log(3), within(1e-5));
        assertThat(found[1]).isCloseTo(2 * Math.log(3), within(1e-5));
    }

    @Test
    void weighsCases() {
        double[] found =
                new LogisticRegression(X, ONE_THEN_THREE_OF_FOUR, new double[] {3, 1, 1, 1, 1, 1, 1, 1}, 0, 0).fit();

        assertThat(found[0]).isCloseTo(0, within(1e-5));
        assertThat(found[1]).isCloseTo(Math.log(3), within(1e-5));
    }

    @Test
    void keepsCoefficientsFromFallingBelowZero() {
        double[] threeThenOne = {1, 1, 1, 0, 1, 0, 0, 0};

        double[] found = new LogisticRegression(X, threeThenOne, ALIKE, 0, 0).fit();

        assertThat(found[0]).isCloseTo(0, within(1e-5));
        assertThat(found[1]).isBetween(0.0, 1e-6);
    }

    @Test
    void aRidgeDrawsToTheCentre() {
        double[] found = new LogisticRegression(X, ONE_THEN_THREE_OF_FOUR, ALIKE, 1e6, 0.7).fit();

        assertThat(found[1]).isCloseTo(0.7, within(1e-4));
    }

    /** Without ridge the best would be infinite. */
    @Test
    void settlesWhereOneValueTellsAll() {
        double[] found = new LogisticRegression(X, new double[] {0, 0, 0, 0, 1, 1, 1, 1}, ALIKE, 1, 0.7).fit();

        assertThat(found[1]).isBetween(0.7, 10.0);
    }
}
