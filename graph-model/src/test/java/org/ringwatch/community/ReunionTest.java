// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReunionTest {
    private static final long SUSPICIOUS = 500;
    private static final long DOUBTFUL = 200;

    @Test
    void suspiciousNeighboursAreOne() {
        Reunion reunion = reunion(900, 600, 700);
        reunion.tie(0, 1);

        assertThat(reunion.of(0)).isEqualTo(reunion.of(1)).isNotEqualTo(reunion.of(2));
    }

    @Test
    void aDoubtfulOneJoinsTheMoreSuspiciousOfItsNeighboursAndLeadsNoFurther() {
        Reunion reunion = reunion(600, 300, 900, 300);
        reunion.tie(1, 0);
        reunion.tie(2, 1);
        reunion.tie(1, 3);

        assertThat(reunion.of(1)).isEqualTo(reunion.of(2)).isNotEqualTo(reunion.of(0));
        assertThat(reunion.of(3)).isEqualTo(3);
    }

    @Test
    void anHonestOneStaysApart() {
        Reunion reunion = reunion(900, 199);
        reunion.tie(0, 1);

        assertThat(reunion.of(1)).isNotEqualTo(reunion.of(0));
    }

    @Test
    void theOrderOfTiesDoesNotMatter() {
        Reunion forth = reunion(600, 600, 300, 600);
        forth.tie(0, 2);
        forth.tie(2, 3);
        forth.tie(3, 1);
        Reunion back = reunion(600, 600, 300, 600);
        back.tie(1, 3);
        back.tie(3, 2);
        back.tie(2, 0);

        for (int c = 0; c < 4; c++) {
            assertThat(forth.of(c)).isEqualTo(back.of(c));
        }
    }

    @Test
    void whatWouldBeTooManyTogetherStaysApart() {
        long[] scores = {900, 900, 900, 900, 900, 300};
        int[] sizes = {Reunion.MAX_ACCOUNTS - 20, 10, 10, Reunion.MAX_ACCOUNTS, 10, 1};
        Reunion reunion = new Reunion(sizes, scores, SUSPICIOUS, DOUBTFUL);
        reunion.tie(0, 1);
        reunion.tie(1, 2);
        reunion.tie(3, 5);

        assertThat(List.of(reunion.of(0), reunion.of(1), reunion.of(2))).containsOnly(0);
        assertThat(reunion.of(3)).isEqualTo(3);
        assertThat(reunion.of(5)).isEqualTo(5);
        assertThat(reunion.apart()).isEqualTo(Reunion.MAX_ACCOUNTS + 1);
    }

    private static Reunion reunion(long... scores) {
        int[] sizes = new int[scores.length];
        Arrays.fill(sizes, 2);
        return new Reunion(sizes, scores, SUSPICIOUS, DOUBTFUL);
    }
}
