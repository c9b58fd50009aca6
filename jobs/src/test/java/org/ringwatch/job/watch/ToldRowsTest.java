// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.java.tuple.Tuple2;
import org.junit.jupiter.api.Test;

class ToldRowsTest {
    private static final String KEY = "key";
    private static final int ROUNDS = 300;

    /** Length, teller (two words), what it says. */
    private static final ToldRows.Layout LAYOUT = new ToldRows.Layout() {
        @Override
        public int length(long[] rows, int at) {
            return (int) rows[at];
        }

        @Override
        public Tuple2<Long, Long> teller(long[] rows, int at) {
            return Updates.id(rows, at + 1);
        }
    };

    private final KeptStates states = new KeptStates();
    private final ValueState<long[]> state = states.value();
    private final ListState<long[]> log = states.list();

    /** Few tellers and many, and as many as there may be with a log, which come and go. */
    @Test
    void keepsWhatEachTellerSaidLast() throws Exception {
        for (int tellers : new int[] {1, 5, 100, 2_000}) {
            state.clear();
            log.clear();
            ToldRows<String> rows = new ToldRows<>(state, log, LAYOUT);
            Map<Long, Long> expected = new HashMap<>();
            Random random = new Random(tellers);
            for (int round = 0; round < ROUNDS; round++) {
                int changes = random.nextInt(round % 50 == 0 ? 2 * tellers : 3);
                for (int change = 0; change < changes; change++) {
                    long teller = random.nextInt(tellers);
                    boolean goes = random.nextInt(3) == 0;
                    rows.put(KEY, Tuple2.of(teller, -teller), goes ? new long[0] : row(teller, round));
                    if (goes) {
                        expected.remove(teller);
                    } else {
                        expected.put(teller, (long) round);
                    }
                }
                if (random.nextBoolean()) {
                    rows.save(KEY);
                } else {
                    assertThat(said(rows.settle(KEY))).isEqualTo(expected);
                }
                assertThat(rows.changedKeys()).isEmpty();
                assertThat(said(new ToldRows<String>(state, log, LAYOUT).settle(KEY)))
                        .isEqualTo(expected);
                if (random.nextInt(10) == 0) {
                    rows = new ToldRows<>(state, log, LAYOUT);
                }
            }
        }
    }

    @Test
    void ofManyTellersWritesWhatIsNew() throws Exception {
        ToldRows<String> rows = ofManyTellers();
        int words = rows.before().length;
        states.written = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            rows.put(KEY, Tuple2.of(7L, -7L), row(7, round));
            rows.settle(KEY);
        }
        assertThat(states.written).isBetween(4L * ROUNDS, 7L * ROUNDS + words);
    }

    @Test
    void aLogIsNeverLongerThanHalfOfTheValue() throws Exception {
        ToldRows<String> rows = ofManyTellers();
        int words = rows.before().length;
        for (int round = 1; round <= 10 * ROUNDS; round++) {
            rows.put(KEY, Tuple2.of(7L, -7L), row(7, round));
            rows.save(KEY);
            int logged = 0;
            for (long[] entry : log.get()) {
                logged += entry.length;
            }
            assertThat(logged).isLessThanOrEqualTo(words / 2);
        }
    }

    @Test
    void ofManyTellersWhatIsNewIsSavedUnread() throws Exception {
        ToldRows<String> rows = ofManyTellers();
        states.reads = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            rows.put(KEY, Tuple2.of(7L, -7L), row(7, round));
            rows.save(KEY);
        }
        assertThat(states.reads).isZero();
    }

    private ToldRows<String> ofManyTellers() throws Exception {
        ToldRows<String> rows = new ToldRows<>(state, log, LAYOUT);
        for (long teller = 0; teller < 2_000; teller++) {
            rows.put(KEY, Tuple2.of(teller, -teller), row(teller, 0));
        }
        rows.settle(KEY);
        return rows;
    }

    private static long[] row(long teller, long says) {
        return new long[] {4, teller, -teller, says};
    }

    private static Map<Long, Long> said(long[] rows) {
        Map<Long, Long> said = new HashMap<>();
        for (int at = 0; at < rows.length; at += 4) {
            assertThat(said.put(rows[at + 1], rows[at + 3]))
                    .as("twice in %s", Arrays.toString(rows))
                    .isNull();
        }
        return said;
    }
}
