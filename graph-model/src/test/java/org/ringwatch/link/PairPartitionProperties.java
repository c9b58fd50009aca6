// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PairPartitionProperties {

    /** Sums in floating point would differ in the last digit. */
    @Property(tries = 200)
    void orderOfTheEvidenceDoesNotMatter(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 3_000_000) Integer> weights, @ForAll long seed) {
        List<long[]> items = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) {
            int weight = weights.get(i);
            items.add(PairPartitionTest.item(ResourceType.of(weight % 7), i, weight, weight % 11 == 0));
        }
        long[] edges = PairPartitionTest.edges(items);
        Collections.shuffle(items, new Random(seed));

        assertThat(PairPartitionTest.edges(items)).isEqualTo(edges);
    }
}
