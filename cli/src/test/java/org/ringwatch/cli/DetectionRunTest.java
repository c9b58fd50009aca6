// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectionRunTest {
    private static final long SHARE = 256L << 20;

    @ParameterizedTest
    @CsvSource({"0,2,2", "1,2,2", "2,2,2", "3,2,4", "4,2,4", "5,4,8", "400,16,400", "401,16,416", "1,128,128"})
    void everySlotHasAsManySharesAsTheOthers(long sharesOfInput, int parallelism, int shares) {
        assertThat(DetectionRun.shares(sharesOfInput * SHARE, parallelism)).isEqualTo(shares);
    }

    @Test
    void oneMoreByteIsOneMoreWave() {
        assertThat(DetectionRun.shares(2 * SHARE + 1, 2)).isEqualTo(4);
    }

    @Test
    void sharesAreLimited() {
        assertThat(DetectionRun.shares(Long.MAX_VALUE / 4, 2)).isEqualTo(1024);
        assertThat(DetectionRun.shares(Long.MAX_VALUE / 4, 100)).isEqualTo(1000);
    }
}
