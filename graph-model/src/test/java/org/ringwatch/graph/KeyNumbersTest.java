// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class KeyNumbersTest {
    @Property(tries = 200)
    void numbersKeysInTheOrderInWhichTheyCome(
            @ForAll List<List<@IntRange(min = -40, max = 40) Integer>> rounds,
            @ForAll @IntRange(max = 50) int expected) {
        KeyNumbers keys = new KeyNumbers(expected);
        for (List<Integer> round : rounds) {
            Map<Integer, Integer> numbers = new HashMap<>();
            for (int key : round) {
                int number = numbers.computeIfAbsent(key, ignored -> numbers.size());
                assertThat(keys.add(key / 3, key % 3)).isEqualTo(number);
            }
            assertThat(keys.size()).isEqualTo(numbers.size());
            numbers.forEach((key, number) -> {
                assertThat(keys.indexOf(key / 3, key % 3)).isEqualTo(number);
                assertThat(keys.high(number)).isEqualTo(key / 3);
                assertThat(keys.low(number)).isEqualTo(key % 3);
            });
            assertThat(keys.indexOf(99, 0)).isEqualTo(-1);
            keys.clear(expected);
            assertThat(keys.size()).isZero();
            assertThat(round).allSatisfy(key -> assertThat(keys.indexOf(key / 3, key % 3))
                    .isEqualTo(-1));
        }
    }

    @Example
    void refusesANumberThatNoKeyHas() {
        KeyNumbers keys = new KeyNumbers();
        keys.add(1, 1);
        assertThatThrownBy(() -> keys.high(1)).hasMessage("number must be from 0 to 0 but was 1");
        keys.clear(100);
        assertThatThrownBy(() -> keys.low(0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> keys.clear(-1)).hasMessage("expectedKeys must be from 0 to 700000000 but was -1");
    }
}
