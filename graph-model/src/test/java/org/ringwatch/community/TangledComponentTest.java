// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.ringwatch.link.EdgeRow;
import org.ringwatch.link.ResourceType;

/** Components where things that are everybody's tie gangs to each other. */
class TangledComponentTest {
    /** Chains of so many accounts are cut: n > 2√(1/γ) = 9. */
    private static final int CHAIN = 260;

    private final List<long[]> ties = new ArrayList<>();

    @Test
    void gangsThatTogetherAreTooManyAreReunitedEachByItself() {
        chain(0, CHAIN, 1_000_000);
        chain(CHAIN, CHAIN, 1_000_000);
        weakTies(0, 2 * CHAIN, 2000, new Random(1));

        assertThat(sizes(find(1_000_000, 20_000))).containsExactly(CHAIN, CHAIN);
        assertThat(sizes(find(0, 20_000))).as("none is suspicious").hasSizeGreaterThan(20);
    }

    @Test
    void whatIsTightenedAgainIsCountedOnce() {
        chain(0, CHAIN, 1_000_000);
        chain(CHAIN, CHAIN, 1_000_000);
        weakTies(0, 2 * CHAIN, 2000, new Random(1));
        chain(2 * CHAIN, 100, 400_000);
        tie(0, 2 * CHAIN, 400_000);
        ComponentPartition partition = partition(2 * CHAIN + 10);
        List<Integer> sizes = new ArrayList<>();
        partition.forEach(community -> 1_000_000, community -> sizes.add(community.size()));

        assertThat(sizes).contains(CHAIN, CHAIN);
        assertThat(partition.tightenedComponents()).isEqualTo(1);
        assertThat(partition.tightenedAccounts()).isEqualTo(2 * CHAIN + 100);
    }

    /** Nothing can be left out, and pieces that are too many together stay apart. */
    @Test
    void piecesThatAllTiesTieEquallyStayApart() {
        chain(0, 2 * CHAIN, 1_000_000);
        ComponentPartition partition = partition(20_000);
        List<Integer> sizes = new ArrayList<>();
        partition.forEach(community -> 1_000_000, community -> sizes.add(community.size()));

        assertThat(sizes).hasSizeGreaterThan(20).allMatch(size -> size < 20);
        assertThat(partition.tightenedAccounts()).isEqualTo(2 * CHAIN);
    }

    @Property(tries = 20)
    void theOrderOfTiesDoesNotMatter(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int gangs, @ForAll @IntRange(max = 400) int weak) {
        ties.clear();
        Random random = new Random(seed);
        int accounts = 0;
        for (int g = 0; g < gangs; g++) {
            int size = 2 + random.nextInt(CHAIN);
            chain(accounts, size, 800_000 + 100_000L * random.nextInt(4));
            accounts += size;
        }
        weakTies(0, accounts, weak, random);
        int maxAccounts = 100 + random.nextInt(1000);
        List<String> expected = texts(find(1_000_000, maxAccounts));

        Collections.shuffle(ties, random);

        assertThat(texts(find(1_000_000, maxAccounts))).isEqualTo(expected);
    }

    /** All communities, where each is judged alike. */
    private List<Community> find(long score, int maxComponentAccounts) {
        TreeMap<Long, Community> found = new TreeMap<>();
        partition(maxComponentAccounts).forEach(community -> score, community -> assertThat(
                        found.put(community.orders()[0], community))
                .isNull());
        return List.copyOf(found.values());
    }

    private ComponentPartition partition(int maxComponentAccounts) {
        ComponentPartition partition = new ComponentPartition(
                ClusteringMethod.LEIDEN,
                ClusteringParameters.defaults().withMaxComponentAccounts(maxComponentAccounts));
        ties.forEach(partition::add);
        return partition;
    }

    private static List<Integer> sizes(List<Community> communities) {
        return communities.stream().map(Community::size).toList();
    }

    private static List<String> texts(List<Community> communities) {
        return communities.stream()
                .map(community -> Arrays.toString(community.toRow()))
                .toList();
    }

    private void chain(int first, int accounts, long weightMicros) {
        for (int a = first; a < first + accounts - 1; a++) {
            tie(a, a + 1, weightMicros);
        }
    }

    /** Ties between any two, each pair once. */
    private void weakTies(int from, int to, int count, Random random) {
        random.ints(count, 0, (to - from) * (to - from))
                .distinct()
                .filter(pair -> pair / (to - from) + 1 < pair % (to - from))
                .forEach(pair -> tie(from + pair / (to - from), from + pair % (to - from), 500_000));
    }

    /** A tie by a device. */
    private void tie(int a, int b, long weightMicros) {
        ties.add(new long[] {
            1,
            2,
            EdgeRow.HEADER + EdgeRow.ITEM,
            a,
            a,
            b,
            b,
            weightMicros,
            0,
            (long) ResourceType.DEVICE.ordinal() << 8,
            a,
            b,
            weightMicros
        });
    }
}
