// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class DiceProperties {

    @Property(tries = 200)
    void ranksStayInRangeAndFavourTheFirst(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 5_000) int size,
            @ForAll @DoubleRange(min = 1.01, max = 1.5) double exponent) {
        Dice dice = new Dice(seed);
        int first = 0;
        int last = 0;
        for (int i = 0; i < 500; i++) {
            int rank = dice.zipf(size, exponent);
            assertThat(rank).isBetween(0, size - 1);
            first += rank == 0 ? 1 : 0;
            last += rank == size - 1 ? 1 : 0;
        }
        assertThat(first).isGreaterThan(last);
    }

    @Property(tries = 50)
    void identifiersNeverCollide(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40_000) int capacity) {
        Names names = new Names(seed, capacity);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < capacity; i++) {
            seen.add(names.of('d', i));
        }
        assertThat(seen).hasSize(capacity);
    }

    @Property
    void shufflingKeepsEveryValue(@ForAll long seed, @ForAll @Size(max = 50) List<Integer> values) {
        assertThat(new Dice(seed).shuffled(values)).containsExactlyInAnyOrderElementsOf(values);
    }

    @Property
    void streamsOfDifferentPurposesDiffer(@ForAll long seed, @ForAll long index) {
        assertThat(Dice.of(seed, 1, index).bits())
                .isNotEqualTo(Dice.of(seed, 2, index).bits());
    }
}
