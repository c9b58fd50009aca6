// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TighteningTest {
    private final List<int[]> ends = new ArrayList<>();
    private final List<Long> weights = new ArrayList<>();

    @Test
    void aComponentThatIsSmallEnoughStaysWhole() {
        clique(0, 5, 1_000_000);

        Tightening pieces = tighten(5, 5);

        assertThat(pieces.raised()).isZero();
        assertThat(pieces.pieceOf(4)).isZero();
    }

    @Test
    void strongGroupsInAWeakWebStayWholeWithTheirWeakTies() {
        int groups = 50;
        for (int g = 0; g < groups; g++) {
            clique(4 * g, 3, 2_000_000);
            tie(4 * g + 2, 4 * g + 3, 900_000);
            tie(4 * g, 4 * ((g + 1) % groups), 600_000);
        }

        Tightening pieces = tighten(4 * groups, 10);

        assertThat(pieces.raised()).isPositive();
        for (int g = 0; g < groups; g++) {
            for (int m = 0; m < 4; m++) {
                assertThat(pieces.pieceOf(4 * g + m)).isEqualTo(4 * g);
            }
        }
    }

    @Test
    void whatIsTiedEquallyEverywhereIsKept() {
        clique(0, 30, 700_000);

        Tightening pieces = tighten(30, 10);

        assertThat(pieces.pieceOf(29)).isZero();
    }

    private void clique(int first, int size, long weightMicros) {
        for (int i = 0; i < size; i++) {
            for (int j = i + 1; j < size; j++) {
                tie(first + i, first + j, weightMicros);
            }
        }
    }

    private void tie(int a, int b, long weightMicros) {
        ends.add(new int[] {a, b});
        weights.add(weightMicros);
    }

    private Tightening tighten(int nodes, int maxNodes) {
        return new Tightening(
                nodes,
                ends.stream().mapToInt(tie -> tie[0]).toArray(),
                ends.stream().mapToInt(tie -> tie[1]).toArray(),
                weights.stream().mapToLong(Long::longValue).toArray(),
                maxNodes);
    }
}
