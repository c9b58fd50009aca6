// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ringwatch.link.PairRow;

class ToldPairsTest {
    private static final int HEADER = 3;
    private static final int ACCOUNTS = 12;
    private static final int WEIGHT = 7;

    private final ToldPairs pairs = new ToldPairs();

    /** Whoever listens knows what there is: exactly after a refresh, and before it within an eighth. */
    @Test
    void tellsWhatIsNew() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            long[] told = new long[HEADER];
            Map<List<Long>, long[]> heard = new HashMap<>();
            for (int round = 0; round < 20; round++) {
                boolean refresh = random.nextInt(4) == 0;
                Map<List<Long>, List<long[]>> now = new HashMap<>();
                long[] rows = rows(random, now);
                told = pairs.tell(told, HEADER, rows, refresh, (words, at, evidence) -> {
                    List<Long> key = key(words, at);
                    if (evidence.length == 0) {
                        assertThat(heard.remove(key)).isNotNull();
                    } else {
                        assertThat(evidence).isNotEqualTo(heard.put(key, evidence));
                    }
                });
                assertThat(ToldPairs.count(told, HEADER)).isEqualTo(now.size());
                assertThat(heard.keySet()).isEqualTo(now.keySet());
                now.forEach((key, own) -> {
                    long[] exact = own.stream().flatMapToLong(Arrays::stream).toArray();
                    assertThat(PairRow.roughly(heard.get(key))).isEqualTo(PairRow.roughly(exact));
                    if (refresh) {
                        assertThat(heard.get(key)).isEqualTo(exact);
                    }
                });
            }
        }
    }

    @Test
    void littleChangesWaitForARefresh() {
        List<long[]> heard = new ArrayList<>();
        ToldPairs.Output output = (words, at, evidence) -> heard.add(evidence);
        long[] told = pairs.tell(new long[HEADER], HEADER, row(1, 2, 1000), false, output);
        told = pairs.tell(told, HEADER, row(1, 2, 1001), false, output);
        assertThat(heard).containsExactly(row(1, 2, 1000));
        told = pairs.tell(told, HEADER, row(1, 2, 1001), true, output);
        assertThat(heard).containsExactly(row(1, 2, 1000), row(1, 2, 1001));
        pairs.tell(told, HEADER, row(1, 2, 1500), false, output);
        assertThat(heard).hasSize(3);
    }

    private static long[] rows(Random random, Map<List<Long>, List<long[]>> now) {
        int count = random.nextInt(60);
        long[] rows = new long[count * PairRow.LENGTH];
        for (int r = 0; r < count; r++) {
            int first = random.nextInt(ACCOUNTS);
            long[] row = row(first, first + 1 + random.nextInt(ACCOUNTS), 1000 + random.nextInt(200));
            System.arraycopy(row, 0, rows, r * PairRow.LENGTH, PairRow.LENGTH);
            now.computeIfAbsent(key(row, PairRow.KEY), ignored -> new ArrayList<>())
                    .add(row);
        }
        return rows;
    }

    /** Accounts with hashes that are alike: only all words tell them apart. */
    private static long[] row(int first, int second, long weight) {
        long[] row = new long[PairRow.LENGTH];
        row[0] = PairRow.LENGTH;
        row[1] = first / 2;
        row[2] = first % 2;
        row[3] = second / 2;
        row[4] = second % 2;
        row[WEIGHT] = weight;
        return row;
    }

    private static List<Long> key(long[] words, int at) {
        return List.of(words[at], words[at + 1], words[at + 2], words[at + 3]);
    }
}
