// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringwatch.link.PlainLinks.links;
import static org.ringwatch.link.World.world;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Under plain links: addresses count half up to 1.5, a home halves, the threshold is one half. */
class PairPartitionTest {
    private static final boolean EXPLAINS = true;

    /** An item on the accounts 1 and 2. */
    private static long[] item(ResourceType type, long resource, long weightMicros) {
        return item(type, resource, weightMicros, false);
    }

    static long[] item(ResourceType type, long resource, long weightMicros, boolean explains) {
        return new long[] {
            PairRow.meta(type, explains, PairRow.NO_GAP, 2),
            1,
            11,
            2,
            12,
            resource,
            resource + 100,
            weightMicros,
            5L | 6L << 32
        };
    }

    static long[] edges(List<long[]> items) {
        PairPartition partition = new PairPartition(links().build());
        items.forEach(partition::add);
        RowBuffer edges = new RowBuffer(0);
        partition.forEach(edges);
        assertThat(partition.items()).isZero();
        return edges.toBlock();
    }

    /** The weight of the only tie, 0 if there is none. */
    private static long weight(long[]... items) {
        long[] edges = edges(List.of(items));
        assertThat(edges.length == 0 || EdgeRow.length(edges, 0) == edges.length)
                .isTrue();
        return edges.length == 0 ? 0 : EdgeRow.weightMicros(edges, 0);
    }

    @Test
    void sumsWhatThingsSay() {
        assertThat(weight(
                        item(ResourceType.DEVICE, 1, 900_000),
                        item(ResourceType.DEVICE, 2, 100_001),
                        item(ResourceType.WALLET, 3, 20),
                        item(ResourceType.MERCHANT, 4, 3),
                        item(ResourceType.BENEFICIARY, 5, 400_000)))
                .isEqualTo(1_400_024);
    }

    @Test
    void whoSharesAnAddressSharesItsNetworksToo() {
        assertThat(weight(
                        item(ResourceType.DEVICE, 7, 500_000),
                        item(ResourceType.IP, 1, 900_000),
                        item(ResourceType.NETWORK_56, 2, 450_000),
                        item(ResourceType.NETWORK_48, 3, 200_000)))
                .isEqualTo(950_000);
        assertThat(weight(
                        item(ResourceType.DEVICE, 7, 500_000),
                        item(ResourceType.NETWORK_56, 2, 450_000),
                        item(ResourceType.NETWORK_48, 3, 200_000)))
                .isEqualTo(725_000);
    }

    @Test
    void capsWhatAllAddressesSayTogether() {
        assertThat(weight(item(ResourceType.IP, 1, 900_000), item(ResourceType.IP, 2, 599_998)))
                .isEqualTo(749_999);
        assertThat(weight(item(ResourceType.IP, 1, 900_000), item(ResourceType.IP, 3, 900_000)))
                .isEqualTo(750_000);
        assertThat(weight(item(ResourceType.IP, 1, 5_000_000), item(ResourceType.DEVICE, 2, 7)))
                .isEqualTo(750_007);
    }

    @Test
    void halvesAllForAHomeOrFamily() {
        assertThat(weight(item(ResourceType.DEVICE, 1, 1_000_000), item(ResourceType.FAMILY, 2, 0, EXPLAINS)))
                .isEqualTo(500_000);
        assertThat(weight(
                        item(ResourceType.DEVICE, 1, 1_000_000),
                        item(ResourceType.IP, 2, 500_000),
                        item(ResourceType.IP, 2, 0, EXPLAINS),
                        item(ResourceType.FAMILY, 3, 0, EXPLAINS)))
                .isEqualTo(625_000);
    }

    @Test
    void tiesAtTheThresholdAndNotBelow() {
        assertThat(weight(item(ResourceType.DEVICE, 1, 500_000))).isEqualTo(500_000);
        assertThat(weight(item(ResourceType.DEVICE, 1, 499_999))).isZero();
        assertThat(weight(item(ResourceType.DEVICE, 1, 999_998), item(ResourceType.FAMILY, 2, 0, EXPLAINS)))
                .isZero();
        assertThat(weight(item(ResourceType.FAMILY, 2, 0, EXPLAINS))).isZero();
    }

    @Test
    void aTieNamesItsAccountsAndWhatItRestsOnInOrder() {
        long[] wallet = item(ResourceType.WALLET, -1, 300_000);
        long[] late = item(ResourceType.DEVICE, -5, 400_000);
        long[] early = item(ResourceType.DEVICE, 5, 500_000);
        long[] home = item(ResourceType.IP, 7, 0, EXPLAINS);
        long[] address = item(ResourceType.IP, 7, 200_000);

        long[] edges = edges(List.of(address, wallet, late, home, early));

        assertThat(edges)
                .containsExactly(
                        27,
                        1,
                        11,
                        2,
                        12,
                        650_000,
                        5L | 6L << 32,
                        early[0],
                        5,
                        105,
                        500_000,
                        late[0],
                        -5,
                        95,
                        400_000,
                        home[0],
                        7,
                        107,
                        0,
                        address[0],
                        7,
                        107,
                        200_000,
                        wallet[0],
                        -1,
                        99,
                        300_000);
        assertThat(EdgeRow.firstOrder(edges, 0)).isEqualTo(1);
        assertThat(EdgeRow.firstSecret(edges, 0)).isEqualTo(11);
        assertThat(EdgeRow.secondOrder(edges, 0)).isEqualTo(2);
        assertThat(EdgeRow.secondSecret(edges, 0)).isEqualTo(12);
        assertThat(EdgeRow.firstBehaviours(edges, 0)).isEqualTo(5);
        assertThat(EdgeRow.secondBehaviours(edges, 0)).isEqualTo(6);
    }

    @Test
    void pairsThatShareOneHalfOfAHashStayApart() {
        long[] one = item(ResourceType.DEVICE, 1, 500_000);
        long[] other = item(ResourceType.DEVICE, 1, 600_000);
        other[4] = 13;

        assertThat(edges(List.of(one, other))).hasSize(2 * (EdgeRow.HEADER + EdgeRow.ITEM));
    }

    @Test
    void packsWhatAnItemSaysUpToItsLimits() {
        long small = PairRow.meta(ResourceType.NETWORK_48, true, 17, 3);
        long large = PairRow.meta(ResourceType.DEVICE, false, 1_000_000, 1L << 40);

        assertThat(PairRow.type(small)).isEqualTo(ResourceType.NETWORK_48);
        assertThat(PairRow.explains(small)).isTrue();
        assertThat(PairRow.gapMinutes(small)).isEqualTo(17);
        assertThat(PairRow.degree(small)).isEqualTo(3);
        assertThat(PairRow.type(large)).isEqualTo(ResourceType.DEVICE);
        assertThat(PairRow.explains(large)).isFalse();
        assertThat(PairRow.gapMinutes(large)).isEqualTo(PairRow.NO_GAP);
        assertThat(PairRow.degree(large)).isEqualTo((1 << 24) - 1);
    }

    @Test
    void aHomeStandsAgainstWhatTwoAccountsShare() {
        World strangers = world("a d1 91.0.0.1 PURCHASE 0T10:00", "b d1 91.0.0.1 PURCHASE 0T10:00");
        World family = strangers.and(world("a event_id=x f1 SIGN_IN 0T10:00", "b event_id=y f1 SIGN_IN 0T10:00"));
        long thing = Math.round(Math.log(500) / Math.log(1000) * 1e6);
        long sum = thing + Math.round(thing * 0.5);

        assertThat(strangers.ties()).extracting(World.Tie::weightMicros).containsExactly(sum);
        assertThat(family.with(links().threshold(0.1)).ties())
                .extracting(World.Tie::weightMicros)
                .containsExactly(Math.round(sum * 0.5));
    }
}
