// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoissonBoundTest {

    /** Half the 95 % quantile of the chi-squared distribution with 2 (count + 1) degrees of freedom. */
    @ParameterizedTest
    @CsvSource({"0, 2.9957", "1, 4.7439", "2, 6.2958", "10, 16.9622", "1000, 1053.6031"})
    void isTheTabulatedBound(long count, double bound) {
        assertThat(PoissonBound.upper(count)).isCloseTo(bound, within(0.001));
    }
}
