// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SignIntervalTest {

    /** Of ten, the second smallest and largest: the true median lies outside in 22 of 1024 cases. */
    @Test
    void leavesOutAsManyAsTheSignTestAllows() {
        SignInterval interval = SignInterval.of(new double[] {10, 9, 8, 7, 6, 5, 4, 3, 2, -1});
        assertThat(interval).isEqualTo(new SignInterval(9, 0, 1, 5.5, 2, 9));
        assertThat(interval).hasToString("+5.500 [+2.000, +9.000] 9–0–1");
    }

    @Test
    void fiveWorldsAreTooFewForAnInterval() {
        assertThat(SignInterval.of(new double[] {1, 2, 0.0001, 4, 5})).hasToString("+2.000 4–1–0");
    }

    @Test
    void noWorldIsRefused() {
        assertThatThrownBy(() -> SignInterval.of(new double[0])).hasMessage("differences must not be empty but were");
    }
}
