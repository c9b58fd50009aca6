// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PairRowTest {
    private static long[] row(int gapMinutes, long degree, long weight) {
        return new long[] {PairRow.meta(ResourceType.IP, false, gapMinutes, degree), 1, 2, 3, 4, 5, 6, weight, 7};
    }

    @Test
    void anotherAccountAtTheResourceChangesNothingRoughly() {
        assertThat(PairRow.roughly(row(3, 40, 260_000))).isEqualTo(PairRow.roughly(row(3, 41, 253_600)));
    }

    @Test
    void whatMattersIsNotTheSameRoughly() {
        long[] rough = PairRow.roughly(row(3, 40, 260_000));
        assertThat(rough).isNotEqualTo(PairRow.roughly(row(2, 40, 260_000)));
        assertThat(rough).isNotEqualTo(PairRow.roughly(row(3, 40, 500_000)));
        assertThat(rough).isNotEqualTo(PairRow.roughly(row(3, 40, 0)));
        assertThat(rough).isNotEqualTo(PairRow.roughly(row(3, 40, -260_000)));
    }

    @Test
    void weightsThatAreRoughlyTheSameAreWithinAnEighth() {
        for (long weight = 1; weight < 3_000_000; weight += 997) {
            long rough = PairRow.roughly(row(0, 2, weight))[PairRow.WEIGHT];
            assertThat(weight - rough).isBetween(0L, weight / 8);
        }
    }

    @Test
    void everyRowOfABlockIsLookedAt() {
        long[] first = row(3, 40, 260_000);
        long[] block = new long[2 * PairRow.LENGTH];
        System.arraycopy(first, 0, block, 0, PairRow.LENGTH);
        System.arraycopy(row(3, 41, 253_600), 0, block, PairRow.LENGTH, PairRow.LENGTH);
        long[] rough = PairRow.roughly(block);
        assertThat(Arrays.copyOfRange(rough, PairRow.LENGTH, block.length)).isEqualTo(PairRow.roughly(first));
        assertThat(block[PairRow.WEIGHT]).isEqualTo(260_000);
    }
}
