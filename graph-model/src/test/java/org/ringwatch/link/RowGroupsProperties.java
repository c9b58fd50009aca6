// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class RowGroupsProperties {

    /** Each row carries its number, so that no row may be lost, doubled or torn. */
    @Property(tries = 300)
    void equalsAHashMapWhateverTheOrderAndTheBlocks(
            @ForAll @Size(max = 400) List<@LongRange(min = -20, max = 20) Long> keys,
            @ForAll @IntRange(min = 1, max = 50) int rowsInABlock,
            @ForAll long seed) {
        Random random = new Random(seed);
        List<long[]> rows = new ArrayList<>();
        Map<List<Long>, List<Long>> expected = new HashMap<>();
        for (int r = 0; r < keys.size(); r++) {
            long first = keys.get(r) * Long.MAX_VALUE / 20;
            long second = keys.get(r) % 3;
            long[] row = new long[4 + random.nextInt(3)];
            row[0] = row.length | 0xabcd00L;
            row[1] = first;
            row[2] = second;
            row[3] = r;
            rows.add(row);
            expected.computeIfAbsent(List.of(first, second), ignored -> new ArrayList<>())
                    .add((long) r);
        }
        Collections.shuffle(rows, random);

        RowGroups groups = new RowGroups(2, 0xff);
        for (int from = 0; from < rows.size(); from += rowsInABlock) {
            RowBuffer block = new RowBuffer(0);
            rows.subList(from, Math.min(rows.size(), from + rowsInABlock))
                    .forEach(row -> block.add(row, 0, row.length));
            groups.add(block.toBlock());
        }
        assertThat(groups.rows()).isEqualTo(keys.size());
        Map<List<Long>, List<Long>> grouped = new HashMap<>();
        groups.forEach(group -> {
            List<Long> numbers = new ArrayList<>();
            for (int r = 0; r < group.size(); r++) {
                numbers.add(group.word(r, 3));
                assertThat(group.block(r)[group.start(r) + 3]).isEqualTo(group.word(r, 3));
            }
            Collections.sort(numbers);
            assertThat(grouped.put(List.of(group.word(0, 1), group.word(0, 2)), numbers))
                    .isNull();
        });

        assertThat(grouped).isEqualTo(expected);
    }
}
