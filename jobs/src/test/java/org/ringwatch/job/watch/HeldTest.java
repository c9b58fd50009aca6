// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.java.tuple.Tuple2;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldTest {
    private static final int KEYS = 5;
    private static final int STEPS = 400;

    private final KeyedList state = new KeyedList();
    private final List<Integer> taken = new ArrayList<>();

    private Held<Integer, Integer> held(int mostInMemory) {
        return new Held<>(mostInMemory, state, key -> state.current = key, taken::add);
    }

    /** Whatever is put into the state, and lost from memory, when: of each key all comes once, by round and in order. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 10, 1_000})
    void givesEachElementOnceInItsRound(int mostInMemory) throws Exception {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Held<Integer, Integer> held = held(mostInMemory);
            Map<Integer, List<Tuple2<Long, Integer>>> expected = new HashMap<>();
            long round = 0;
            for (int step = 0; step < STEPS; step++) {
                int dice = random.nextInt(100);
                if (dice < 80) {
                    int key = random.nextInt(KEYS);
                    long of = round + 1 + random.nextInt(3);
                    state.current = key;
                    held.add(of, key, step);
                    expected.computeIfAbsent(key, ignored -> new ArrayList<>()).add(Tuple2.of(of, step));
                } else if (dice < 88) {
                    held.save();
                } else if (dice < 92) {
                    held.save();
                    held = held(mostInMemory);
                    for (int key : state.lists.keySet()) {
                        state.current = key;
                        held.restore(key);
                    }
                } else {
                    round++;
                    endRound(held, round, expected);
                }
            }
            endRound(held, round + 3, expected);
            assertThat(expected.values()).allMatch(List::isEmpty);
            assertThat(state.lists).isEmpty();
        }
    }

    private void endRound(Held<Integer, Integer> held, long round, Map<Integer, List<Tuple2<Long, Integer>>> expected)
            throws Exception {
        Set<Integer> due = new TreeSet<>();
        held.addKeys(round, due);
        for (int key = 0; key < KEYS; key++) {
            taken.clear();
            if (due.contains(key)) {
                state.current = key;
                held.take(round, key);
            }
            List<Tuple2<Long, Integer>> all = expected.computeIfAbsent(key, ignored -> new ArrayList<>());
            List<Integer> wanted = all.stream()
                    .filter(element -> element.f0 <= round)
                    .map(element -> element.f1)
                    .toList();
            assertThat(taken).containsExactlyInAnyOrderElementsOf(wanted);
            for (long of = round - 2; of <= round; of++) {
                long each = of;
                List<Integer> own = all.stream()
                        .filter(element -> element.f0 == each)
                        .map(element -> element.f1)
                        .toList();
                assertThat(taken.stream().filter(own::contains).toList()).isEqualTo(own);
            }
            all.removeIf(element -> element.f0 <= round);
        }
        held.forget(round);
    }

    /** State by key, as a stage has it. */
    private static final class KeyedList implements ListState<Tuple2<Long, Integer>> {
        private final Map<Integer, List<Tuple2<Long, Integer>>> lists = new HashMap<>();
        private int current;

        @Override
        public void add(Tuple2<Long, Integer> value) {
            lists.computeIfAbsent(current, ignored -> new ArrayList<>()).add(value);
        }

        @Override
        public Iterable<Tuple2<Long, Integer>> get() {
            return List.copyOf(lists.getOrDefault(current, List.of()));
        }

        @Override
        public void update(List<Tuple2<Long, Integer>> values) {
            clear();
            addAll(values);
        }

        @Override
        public void addAll(List<Tuple2<Long, Integer>> values) {
            values.forEach(this::add);
        }

        @Override
        public void clear() {
            lists.remove(current);
        }
    }
}
