// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ringwatch.link.PlainLinks.links;
import static org.ringwatch.link.TrustedPlaces.Place.address;
import static org.ringwatch.link.TrustedPlaces.Place.named;
import static org.ringwatch.link.World.world;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedPlacesTest {

    private final World busy = world(
            "a d1 card:w1 b1 PURCHASE 0T10:00 91.0.0.1",
            "b d1 card:w1 b1 PURCHASE 0T10:05 91.0.0.1",
            "c d2 card:w2 PURCHASE 0T10:05");

    private static List<String> items(World world) {
        return world.items().stream().map(World.Item::name).toList();
    }

    @Test
    void whatIsTrustedTiesNobodyAndOtherThingsStillDo() {
        assertThat(items(busy))
                .containsExactlyInAnyOrder(
                        "a-b BENEFICIARY b1", "a-b DEVICE d1", "a-b IP 91.0.0.1", "a-b WALLET card:w1");
        assertThat(items(busy.trusting(named(ResourceType.DEVICE, "d1"))))
                .containsExactlyInAnyOrder("a-b BENEFICIARY b1", "a-b IP 91.0.0.1", "a-b WALLET card:w1");
        assertThat(items(busy.trusting(
                        named(ResourceType.WALLET, "card:w1"),
                        named(ResourceType.BENEFICIARY, "b1"),
                        address("91.0.0.1"))))
                .containsExactly("a-b DEVICE d1");
    }

    @Test
    void theNameOfAnotherKindIsNotTrusted() {
        assertThat(items(busy.trusting(named(ResourceType.WALLET, "d1"), named(ResourceType.MERCHANT, "b1"))))
                .isEqualTo(items(busy));
    }

    @Test
    void aTrustedAddressTiesNotThroughTheNetworksAroundIt() {
        World home = world(
                "a PURCHASE 0T10:00 2a01:0:0:1201::1",
                "b PURCHASE 0T10:05 2a01:0:0:1201::2",
                "c PURCHASE 0T10:05 2a01:0:0:1202::1");

        assertThat(items(home)).contains("a-b NETWORK_56 2a01:0:0:1200::/56", "a-b NETWORK_48 2a01::/48");
        assertThat(items(home.trusting(address("2a01:0:0:1201::9")))).isEmpty();
        assertThat(items(home.trusting(address("2a01:0:0:1200::/56")))).isEmpty();
        assertThat(items(home.trusting(address("2a01::/48")))).isEmpty();
        assertThat(items(home.trusting(address("2a01:0:0:1202::/64"))))
                .containsExactlyInAnyOrder(
                        "a-b IP 2a01:0:0:1201::/64", "a-b NETWORK_56 2a01:0:0:1200::/56", "a-b NETWORK_48 2a01::/48");
    }

    @Test
    void aMerchantsCustomersAreNotTiedByATrustedDevice() {
        World shop = world(
                        "a d1 m1 PURCHASE 0T10:00",
                        "b d1 m1 PURCHASE 0T11:00",
                        "c d1 m1 PURCHASE 0T12:00",
                        "d d1 m1 PURCHASE 0T13:00")
                .with(links().merchantSuspicion(1));

        assertThat(items(shop)).contains("a-b MERCHANT m1");
        assertThat(items(shop.trusting(named(ResourceType.DEVICE, "d1")))).isEmpty();
    }

    @Test
    void aTrustedBeneficiaryThatNobodyGivesToIsNoTrouble() {
        World redeemer = world("a GIFT_REDEEMED 0T10:00", "b PURCHASE d1 0T10:00");
        World given = redeemer.and(world("c GIFT_SENT ba 0T09:00 event_id=g", "a SIGN_IN 0T08:00 event_id=h"));
        TrustedPlaces.Place nobody = named(ResourceType.BENEFICIARY, "nobody");
        TrustedPlaces.Place own = named(ResourceType.BENEFICIARY, "a");

        for (World world : List.of(redeemer, given)) {
            assertThat(world.trusting(nobody, own).items()).isEmpty();
            assertThat(world.with(links().cap(2)).trusting(nobody, own).hubs()).isEmpty();
        }
    }

    @Test
    void giftsToATrustedAccountByNameTieNobody() {
        World gifts = world(
                "a GIFT_REDEEMED 0T10:00",
                "c beneficiary_id=a GIFT_SENT 0T09:00",
                "e beneficiary_id=a GIFT_SENT 0T09:30");

        assertThat(items(gifts)).contains("a-c BENEFICIARY a", "c-e BENEFICIARY a");
        assertThat(items(gifts.trusting(named(ResourceType.BENEFICIARY, "a")))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"91.0.0.1", "91.0.0.1/32", "::ffff:91.0.0.1"})
    void anAddressMayBeWrittenInSeveralWays(String text) {
        assertThat(items(busy.trusting(address(text)))).doesNotContain("a-b IP 91.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "91.0.0.0/24", "2a01::/32", "2a01::/65", "nonsense", "2a01::/", "91.0.0.1/"})
    void whatIsNoPlaceIsRefused(String text) {
        assertThatThrownBy(() -> address(text))
                .hasMessageStartingWith("entity_id must be an address or an IPv6 /64, /56 or /48 but was ");
    }
}
