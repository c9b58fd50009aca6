// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static Reunion reunion(long... scores) {
        return new Reunion(scores, SUSPICIOUS, DOUBTFUL);
    }
}
