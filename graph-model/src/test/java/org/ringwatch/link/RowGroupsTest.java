// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowGroupsTest {
    private static final int LENGTH_MASK = 0xff;

    @Test
    void bringsRowsOfOneKeyTogetherWhateverTheirLength() {
        RowGroups groups = new RowGroups(1, LENGTH_MASK);
        groups.add(new long[] {2, 7, 3, 8, 100, 3, 7, 200});
        groups.add(new long[] {2, 8, 2, 7});

        assertThat(groups.rows()).isEqualTo(5);
        assertThat(lengths(groups)).isEqualTo(Map.of(7L, List.of(2L, 3L, 2L), 8L, List.of(3L, 2L)));
    }

    @Test
    void theKeyMayComeBeforeTheLength() {
        RowGroups groups = RowGroups.behindKey(2);
        groups.add(new long[] {7, 1, 2, 100, 7, 2, 1});
        groups.add(new long[] {7, 1, 3, 200, 300});

        List<String> found = new ArrayList<>();
        groups.forEach(group -> found.add(group.size() + " of " + group.word(0, 0) + " " + group.word(0, 1)));

        assertThat(found).containsExactlyInAnyOrder("2 of 7 1", "1 of 7 2");
    }

    /** Of a thousand random keys in one table some meet in it, whose other word then tells them apart. */
    @Test
    void comparesEveryWordOfTheKey() {
        long[] words = new Random(1).longs(1000).toArray();
        RowGroups groups = new RowGroups(2, LENGTH_MASK);
        for (int r = 0; r < 2 * words.length; r++) {
            groups.add(new long[] {3, 1, words[r % words.length], 3, words[r % words.length], 1});
        }

        List<Integer> sizes = new ArrayList<>();
        groups.forEach(group -> sizes.add(group.size()));

        assertThat(sizes).hasSize(2 * words.length).containsOnly(2);
    }

    @Test
    void veryManyKeysStayApartAsTheTableGrows() {
        int keys = 200_000;
        RowGroups groups = new RowGroups(2, LENGTH_MASK);
        long[] block = new long[3 * 2 * keys];
        for (int r = 0; r < 2 * keys; r++) {
            block[3 * r] = 3;
            block[3 * r + 1] = r % keys;
            block[3 * r + 2] = 5;
        }
        groups.add(block);

        boolean[] seen = new boolean[keys];
        groups.forEach(group -> {
            int key = (int) group.word(0, 1);
            assertThat(seen[key]).isFalse();
            seen[key] = true;
            assertThat(group.size()).isEqualTo(2);
            assertThat(group.word(1, 1)).isEqualTo(key);
        });

        assertThat(seen).doesNotContain(false);
    }

    @Test
    void forgetsWhatWasVisited() {
        RowGroups groups = new RowGroups(1, LENGTH_MASK);
        groups.add(new long[] {2, 1, 2, 2});
        assertThat(lengths(groups)).hasSize(2);

        assertThat(groups.rows()).isZero();
        assertThat(lengths(groups)).isEmpty();
        groups.add(new long[] {2, 3});
        assertThat(lengths(groups)).isEqualTo(Map.of(3L, List.of(2L)));
    }

    /** Enough rows that they are dealt into buckets, some longer than a bucket's block. */
    @Test
    void longRowsAreDealtLikeShortOnes() {
        RowGroups groups = new RowGroups(1, 0xffff);
        long[] lengths = {2, 5, 4000, 3};
        for (int r = 0; r < 3000; r++) {
            long[] row = new long[(int) lengths[r % 4]];
            row[0] = row.length;
            row[1] = r % 1000;
            groups.add(row);
        }

        List<Integer> sizes = new ArrayList<>();
        groups.forEach(group -> {
            sizes.add(group.size());
            for (int r = 0; r < group.size(); r++) {
                assertThat(group.word(r, 1)).isEqualTo(group.word(0, 1));
                assertThat(group.word(r, 0)).isEqualTo(lengths[(int) group.word(0, 1) % 4]);
            }
        });

        assertThat(sizes).hasSize(1000).containsOnly(3);
    }

    private static Map<Long, List<Long>> lengths(RowGroups groups) {
        Map<Long, List<Long>> lengths = new HashMap<>();
        groups.forEach(group -> {
            List<Long> own = new ArrayList<>();
            for (int r = 0; r < group.size(); r++) {
                own.add(group.word(r, 0));
            }
            assertThat(lengths.put(group.word(0, 1), own)).isNull();
        });
        return lengths;
    }
}
