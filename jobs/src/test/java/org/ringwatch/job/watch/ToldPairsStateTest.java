// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ToldPairsStateTest {
    private static final int HEADER = 3;
    private static final int ROUNDS = 300;

    private final KeptStates states = new KeptStates();
    private final ValueState<long[]> state = states.value();
    private final ListState<long[]> log = states.list();
    private ToldPairsState told = new ToldPairsState(state, log, HEADER);

    @Test
    void keepsWhatWasToldLast() throws Exception {
        for (int pairs : new int[] {2, 80, 90, 3_000}) {
            told.clear();
            assertThat(told.value()).isNull();
            TreeMap<Integer, Long> expected = new TreeMap<>();
            Random random = new Random(pairs);
            for (int round = 1; round <= ROUNDS; round++) {
                int changes = random.nextInt(round % 50 == 1 ? 2 * pairs : 3);
                for (int change = 0; change < changes; change++) {
                    int pair = random.nextInt(pairs);
                    if (random.nextInt(3) == 0) {
                        expected.remove(pair);
                    } else {
                        expected.put(pair, (long) round);
                    }
                }
                long header = random.nextInt(3);
                told.update(told.value(), words(header, expected, random));
                if (random.nextInt(10) == 0) {
                    told = new ToldPairsState(state, log, HEADER);
                }
                assertIs(told.value(), header, expected);
            }
        }
    }

    @Test
    void ofManyPairsWritesWhatIsNew() throws Exception {
        Random random = new Random(1);
        TreeMap<Integer, Long> pairs = new TreeMap<>();
        for (int pair = 0; pair < 3_000; pair++) {
            pairs.put(pair, 1L);
        }
        told.update(null, words(1, pairs, random));
        states.written = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            pairs.put(7, (long) round);
            told.update(told.value(), words(1, pairs, random));
        }
        assertThat(states.written).isBetween(9L * (ROUNDS - 1), 10L * ROUNDS);
        assertIs(told.value(), 1, pairs);
    }

    /** In any order. */
    private static long[] words(long header, Map<Integer, Long> pairs, Random random) {
        Integer[] order = pairs.keySet().toArray(Integer[]::new);
        Collections.shuffle(Arrays.asList(order), random);
        long[] words = new long[HEADER + ToldPairs.WORDS * order.length];
        Arrays.fill(words, 0, HEADER, header);
        for (int i = 0; i < order.length; i++) {
            int at = HEADER + ToldPairs.WORDS * i;
            words[at] = order[i] / 2;
            words[at + 1] = order[i] % 2;
            words[at + ToldPairs.KEY] = pairs.get(order[i]);
        }
        return words;
    }

    private static void assertIs(long @Nullable [] words, long header, Map<Integer, Long> expected) {
        assertThat(words).isNotNull().startsWith(header, header, header);
        TreeMap<Integer, Long> pairs = new TreeMap<>();
        for (int at = HEADER; at < words.length; at += ToldPairs.WORDS) {
            assertThat(pairs.put((int) (2 * words[at] + words[at + 1]), words[at + ToldPairs.KEY]))
                    .isNull();
        }
        assertThat(pairs).isEqualTo(expected);
    }
}
