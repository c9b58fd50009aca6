// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SortedRowsTest {
    private final SortedRows rows = new SortedRows(0xff);

    @Test
    void sortsFewAndManyRowsAndKeepsEqualOnesInTheirOrder() {
        for (int size : new int[] {0, 1, 2, 24, 25, 1000}) {
            read(size, size / 3 + 1);

            rows.sort((a, b) -> Long.compare(rows.at(a, 2), rows.at(b, 2)));

            assertThat(rows.size()).isEqualTo(size);
            for (int r = 1; r < size; r++) {
                assertThat(rows.word(r - 1, 2)).isLessThanOrEqualTo(rows.word(r, 2));
                if (rows.word(r - 1, 2) == rows.word(r, 2)) {
                    assertThat(rows.word(r - 1, 3)).isLessThan(rows.word(r, 3));
                }
            }
        }
    }

    @Test
    void forgetsTheGroupBefore() {
        read(40, 40);
        read(2, 2);

        assertThat(rows.size()).isEqualTo(2);
        assertThat(List.of(rows.word(0, 3), rows.word(1, 3))).containsExactly(0L, 1L);
    }

    @Test
    void keepsTheRowsThatAreMovedToTheFront() {
        read(5, 5);

        rows.move(3, 0);
        rows.move(4, 1);
        rows.truncate(2);

        assertThat(rows.size()).isEqualTo(2);
        assertThat(List.of(rows.word(0, 3), rows.word(1, 3))).containsExactly(3L, 4L);
    }

    /** Rows of four to six words: length, key 1, a random value below {@code values}, the row's number. */
    private void read(int size, int values) {
        Random random = new Random(size);
        RowGroups groups = new RowGroups(1, 0xff);
        for (int r = 0; r < size; r++) {
            long[] row = new long[4 + random.nextInt(3)];
            row[0] = row.length;
            row[1] = 1;
            row[2] = random.nextInt(values);
            row[3] = r;
            groups.add(row);
        }
        List<Long> none = new ArrayList<>(Collections.nCopies(size, 0L));
        if (size == 0) {
            groups.forEach(group -> none.add(0L));
            assertThat(none).isEmpty();
            return;
        }
        groups.forEach(rows::read);
        assertThat(LongStream.range(0, size).map(r -> rows.word((int) r, 3)))
                .containsExactly(LongStream.range(0, size).boxed().toArray(Long[]::new));
    }
}
