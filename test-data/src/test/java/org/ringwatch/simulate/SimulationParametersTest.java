// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SimulationParametersTest {

    @Test
    void negativePrevalenceStandsForTheLevels() {
        assertThat(new SimulationParameters(1_000, Level.HARD, 1, -1).effectivePrevalence())
                .isEqualTo(0.013);
        assertThat(new SimulationParameters(1_000, Level.HARD, 1, 0).effectivePrevalence())
                .isZero();
    }

    @Test
    void refusesTooFewEvents() {
        assertThatThrownBy(() -> new SimulationParameters(999, Level.EASY, 1, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("events must be from 1000 to 10000000000 but was 999");
    }

    @Test
    void refusesImpossiblePrevalence() {
        assertThatThrownBy(() -> new SimulationParameters(1_000, Level.EASY, 1, 0.3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("prevalence must be at most 0.2 (negative: the level's default) but was 0.3");
        assertThatThrownBy(() -> new SimulationParameters(1_000, Level.EASY, 1, Double.NaN))
                .hasMessageContaining("but was NaN");
    }
}
