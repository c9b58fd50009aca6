// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.community;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringwatch.graph.TextGraph;
import org.ringwatch.link.EdgeRow;
import org.ringwatch.link.ResourceType;

/** Ties as texts; the account {@code c} has the order hash 3 and the secret hash 103. */
class ComponentPartitionTest {
    private static final String TWO_CLIQUES =
            TextGraph.clique("a b c d") + " " + TextGraph.clique("e f g h") + " d-e:0.5";

    /** The row of {@code "a-b:0.5"} in the component of {@code label}; its items are its own hashes. */
    private static long[] tie(char label, String text) {
        String[] parts = text.split("[-:]", -1);
        long first = parts[0].charAt(0) - 'a' + 1;
        long second = parts[1].charAt(0) - 'a' + 1;
        long weight = parts.length < 3 ? 1_000_000 : Math.round(Double.parseDouble(parts[2]) * 1e6);
        long component = label - 'a' + 1;
        return new long[] {
            component,
            component + 100,
            EdgeRow.HEADER + EdgeRow.ITEM,
            first,
            first + 100,
            second,
            second + 100,
            weight,
            first | second << 32,
            7,
            first,
            second,
            weight
        };
    }

    private static List<long[]> ties(char label, String text) {
        List<long[]> ties = new ArrayList<>();
        for (String tie : text.split(" ", -1)) {
            ties.add(tie(label, tie));
        }
        return ties;
    }

    private static List<Community> communities(ClusteringMethod method, List<long[]> ties) {
        ComponentPartition partition = new ComponentPartition(method, ClusteringParameters.defaults());
        ties.forEach(partition::add);
        TreeMap<Long, Community> communities = new TreeMap<>();
        partition.forEach(community -> 0, community -> assertThat(
                        communities.put(community.orders()[0], community))
                .isNull());
        return List.copyOf(communities.values());
    }

    private static String members(Community community) {
        StringBuilder names = new StringBuilder();
        for (int m = 0; m < community.size(); m++) {
            assertThat(community.secrets()[m]).isEqualTo(community.orders()[m] + 100);
            names.append((char) ('a' + community.orders()[m] - 1));
        }
        return names.toString();
    }

    /** All that a community says. */
    private static String text(Community community) {
        return Arrays.toString(community.toRow());
    }

    @Test
    void aComponentThatIsTooLargeFallsApartAtItsWeakestTies() {
        ComponentPartition partition = new ComponentPartition(
                ClusteringMethod.COMPONENTS, ClusteringParameters.defaults().withMaxComponentAccounts(5));
        ties('a', TWO_CLIQUES + " h-i:0.4").forEach(partition::add);
        List<String> found = new ArrayList<>();
        partition.forEach(community -> 0, community -> found.add(members(community)));

        assertThat(found).containsExactlyInAnyOrder("abcd", "efgh");
        assertThat(partition.tightenedComponents()).isEqualTo(1);
        assertThat(partition.tightenedAccounts()).isEqualTo(9);
    }

    @Test
    void suspiciousPiecesTiedByADeviceAreOneAgain() {
        assertThat(found(1_000_000, (long) ResourceType.DEVICE.ordinal() << 8)).containsExactly("abcdefgh");
        assertThat(found(0, (long) ResourceType.DEVICE.ordinal() << 8)).containsExactlyInAnyOrder("abcd", "efgh");
    }

    @Test
    void shopsAndAddressesReuniteNobody() {
        assertThat(found(1_000_000, (long) ResourceType.MERCHANT.ordinal() << 8))
                .containsExactlyInAnyOrder("abcd", "efgh");
        assertThat(found(1_000_000, (long) ResourceType.IP.ordinal() << 8)).containsExactlyInAnyOrder("abcd", "efgh");
    }

    /** Two cliques whose ties rest on that kind of item, judged alike. */
    private static List<String> found(long score, long item) {
        ComponentPartition partition = new ComponentPartition(ClusteringMethod.LEIDEN, ClusteringParameters.defaults());
        for (long[] tie : ties('a', TWO_CLIQUES.replace("d-e:0.5", "d-e:0.05"))) {
            tie[2 + EdgeRow.HEADER] = item;
            partition.add(tie);
        }
        List<String> found = new ArrayList<>();
        partition.forEach(community -> score, community -> found.add(members(community)));
        return found;
    }

    @Test
    void twoCliquesWithOneTieBetweenThemAreTwoCommunities() {
        List<Community> communities = communities(
                ClusteringMethod.LEIDEN,
                ties(
                        'a',
                        (TextGraph.clique("a b c d e f g h") + " " + TextGraph.clique("i j k l m n o p"))
                                        .replaceAll("(\\S+)", "$1:2")
                                + " h-i:0.01"));

        assertThat(communities).extracting(ComponentPartitionTest::members).containsExactly("abcdefgh", "ijklmnop");
        assertThat(communities).extracting(Community::ties).containsExactly(28, 28);
    }

    @Test
    void componentsStayWholeUnderTheComponentsMethod() {
        List<Community> communities = communities(ClusteringMethod.COMPONENTS, ties('a', TWO_CLIQUES));

        assertThat(communities).extracting(ComponentPartitionTest::members).containsExactly("abcdefgh");
        assertThat(communities.get(0).ties()).isEqualTo(13);
    }

    @ParameterizedTest
    @EnumSource(ClusteringMethod.class)
    void unconnectedAccountsAreNeverInOneCommunity(ClusteringMethod method) {
        List<long[]> ties = ties('a', TextGraph.clique("a b c"));
        ties.addAll(ties('e', TextGraph.clique("e f g")));

        assertThat(communities(method, ties))
                .extracting(ComponentPartitionTest::members)
                .containsExactly("abc", "efg");
    }

    @ParameterizedTest
    @EnumSource(ClusteringMethod.class)
    void componentsWhoseLabelsCollideAreStillToldApart(ClusteringMethod method) {
        List<long[]> ties = ties('a', TextGraph.clique("a b c"));
        ties.addAll(ties('a', TextGraph.clique("e f g")));

        assertThat(communities(method, ties))
                .extracting(ComponentPartitionTest::members)
                .containsExactly("abc", "efg");
    }

    @ParameterizedTest
    @EnumSource(ClusteringMethod.class)
    void orderOfTiesAndBlocksDoesNotMatter(ClusteringMethod method) {
        List<long[]> ties = ties('a', TWO_CLIQUES);
        List<String> expected = communities(method, ties).stream()
                .map(ComponentPartitionTest::text)
                .toList();
        assertThat(expected).isNotEmpty();

        for (long seed = 0; seed < 20; seed++) {
            Collections.shuffle(ties, new Random(seed));
            long[] half =
                    ties.subList(0, 7).stream().flatMapToLong(Arrays::stream).toArray();
            List<long[]> blocks = new ArrayList<>(ties.subList(7, ties.size()));
            blocks.add(half);

            assertThat(communities(method, blocks))
                    .extracting(ComponentPartitionTest::text)
                    .isEqualTo(expected);
        }
    }

    @Test
    void aTieKeepsItsWeightAndWhatItRestsOn() {
        Community community = communities(ClusteringMethod.COMPONENTS, ties('a', "b-c:0.75 a-c:2"))
                .get(0);

        assertThat(community.first()).containsExactly(0, 1);
        assertThat(community.second()).containsExactly(2, 2);
        assertThat(community.weightMicros()).containsExactly(2_000_000, 750_000);
        assertThat(community.items()).isDeepEqualTo(new long[][] {{7, 1, 3, 2_000_000}, {7, 2, 3, 750_000}});
    }

    @Test
    void membersAreInUnsignedOrderOfTheirHashes() {
        long[] tie = tie('a', "a-b");
        tie[3] = 5;
        tie[5] = -5;

        Community community =
                communities(ClusteringMethod.COMPONENTS, List.of(tie)).get(0);

        assertThat(community.orders()).containsExactly(5, -5);
        assertThat(community.secrets()).containsExactly(101, 102);
    }

    @Test
    void accountsOfOneOrderHashAreTwo() {
        long[] tie = tie('a', "a-b");
        tie[5] = tie[3];

        Community community =
                communities(ClusteringMethod.COMPONENTS, List.of(tie)).get(0);

        assertThat(community.secrets()).containsExactly(101, 102);
    }

    @Test
    void countsTiesAndForgetsThem() {
        ComponentPartition partition =
                new ComponentPartition(ClusteringMethod.COMPONENTS, ClusteringParameters.defaults());
        ties('a', "a-b b-c").forEach(partition::add);
        ties('e', "e-f").forEach(partition::add);
        assertThat(partition.ties()).isEqualTo(3);

        partition.forEach(community -> 0, community -> {});

        assertThat(partition.ties()).isZero();
    }

    @Test
    void aCommunityGoesThroughARow() {
        List<Community> communities = new ArrayList<>(communities(ClusteringMethod.COMPONENTS, ties('a', TWO_CLIQUES)));
        communities.addAll(communities(ClusteringMethod.COMPONENTS, ties('i', "i-j i-k:3")));
        long[] block = communities.stream()
                .flatMapToLong(community -> Arrays.stream(community.toRow()))
                .toArray();

        int at = 0;
        for (Community community : communities) {
            Community read = Community.ofRow(block, at);
            assertThat(read).usingRecursiveComparison().isEqualTo(community);
            assertThat(block[at + 1]).isEqualTo(community.orders()[0]);
            assertThat(block[at + 2]).isEqualTo(community.secrets()[0]);
            at += (int) block[at];
        }
        assertThat(at).isEqualTo(block.length);
        assertThat(IntStream.range(0, communities.get(0).ties())
                        .allMatch(t -> communities.get(0).first()[t]
                                < communities.get(0).second()[t]))
                .isTrue();
    }
}
