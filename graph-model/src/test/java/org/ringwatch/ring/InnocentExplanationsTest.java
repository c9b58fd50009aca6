// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringwatch.link.PlainLinks.links;
import static org.ringwatch.link.World.world;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ringwatch.link.World;

class InnocentExplanationsTest {

    /** Two accounts that buy on one device within a minute. */
    private static World pair(String... more) {
        return world(Stream.concat(
                        Stream.of("a d1 PURCHASE 0T10:00 event_id=first", "b d1 PURCHASE 0T10:00:30 event_id=second"),
                        Arrays.stream(more))
                .toArray(String[]::new));
    }

    private static InnocentExplanation explanation(World world, String code) {
        return Rings.unscreened(world.with(links().threshold(0.01))).innocentExplanations().stream()
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static void holds(World world, String code, String text) {
        assertThat(explanation(world, code)).isEqualTo(new InnocentExplanation(code, true, text));
    }

    private static void fails(World world, String code, String text) {
        assertThat(explanation(world, code)).isEqualTo(new InnocentExplanation(code, false, text));
    }

    @Test
    void areConsideredInOrderOfCode() {
        assertThat(Rings.ring(pair()).innocentExplanations())
                .extracting(InnocentExplanation::code)
                .isSorted()
                .containsExactly(
                        "family",
                        "fans",
                        "flatmates",
                        "heavy_refunders",
                        "helper",
                        "household",
                        "open_network",
                        "organisation",
                        "public_place",
                        "second_hand",
                        "shared_network",
                        "travellers");
    }

    @Test
    void familyHoldsWhenHalfTheTiesAreInOne() {
        World family = pair("a f1 SIGN_IN 0T12:00", "b f1 SIGN_IN 0T12:00");

        holds(family, "family", "100 % of the weight of the ties is explained by one family group");
        fails(
                family.and(world("c d1 PURCHASE 0T10:00 event_id=x")),
                "family",
                "20 % of the weight of the ties is explained by one family group");
        fails(pair(), "family", "None of the ties is explained by one family group");
    }

    @Test
    void householdHoldsForThoseWhoLiveAtOneAddress() {
        World home = pair(
                "a 91.0.0.1 SIGN_IN 0T12:00",
                "a 91.0.0.1 SIGN_IN 5T12:00",
                "b 91.0.0.1 SIGN_IN 0T12:00",
                "b 91.0.0.1 SIGN_IN 5T12:00");
        World visit = pair("a 91.0.0.1 SIGN_IN 0T12:00", "a 91.0.0.1 SIGN_IN 5T12:00", "b 91.0.0.1 SIGN_IN 5T12:00");

        assertThat(explanation(home, "household").holds()).isTrue();
        assertThat(explanation(home, "family").holds()).isFalse();
        assertThat(explanation(visit, "household").holds()).isFalse();
    }

    @Test
    void flatmatesHaveLivesOfTheirOwnAndOneThingInCommon() {
        World own = pair("a d2 SIGN_IN 0T12:00", "b d3 SIGN_IN 0T12:00");

        holds(
                own,
                "flatmates",
                "2 accounts, 2 with other devices, share 1 device; flatmates are at most four and share one device or"
                        + " wallet; acting oddly otherwise: 0 of 2");
        assertThat(explanation(pair(), "flatmates").holds()).isFalse();
        assertThat(explanation(
                                own.and(world(
                                        "a card:w1 PURCHASE 0T11:00 event_id=x",
                                        "b card:w1 PURCHASE 0T11:00 event_id=y")),
                                "flatmates")
                        .holds())
                .isFalse();
        assertThat(explanation(
                                own.and(world("a CHARGEBACK 0T11:00 event_id=x", "b CHARGEBACK 0T11:00 event_id=y")),
                                "flatmates")
                        .holds())
                .isFalse();
    }

    @Test
    void organisationHoldsForManagedAccountsAndNetworksOfCompanies() {
        holds(
                pair("a SIGN_IN 0T12:00 account_kind=managed", "b SIGN_IN 0T12:00 account_kind=personal"),
                "organisation",
                "1 of 2 accounts of known kind managed by an organisation; 0 of 2 met in the network of a company or"
                        + " school");
        assertThat(explanation(
                                pair(
                                        "a 91.0.0.1 PURCHASE 0T12:00 ip_kind=corporate",
                                        "b 91.0.0.1 PURCHASE 0T12:00 ip_kind=corporate"),
                                "organisation")
                        .holds())
                .isTrue();
        assertThat(explanation(pair("a SIGN_IN 0T12:00 account_kind=personal"), "organisation")
                        .holds())
                .isFalse();
    }

    @Test
    void sharedNetworkHoldsWhenTiesRestOnAddressesAlone() {
        World network = world("a 91.0.0.1 PURCHASE 0T10:00", "b 91.0.0.1 PURCHASE 0T10:00");

        holds(network, "shared_network", "100 % of the weight of the ties rests on addresses alone");
        assertThat(explanation(network.and(pair("a 91.0.0.1 SIGN_IN 0T10:00")), "shared_network")
                        .holds())
                .isFalse();
    }

    @Test
    void openNetworkHoldsForAddressesThatHideStrangers() {
        World vpn = world("a 91.0.0.1 PURCHASE 0T10:00 ip_kind=vpn", "b 91.0.0.1 PURCHASE 0T10:00 ip_kind=vpn");

        holds(
                vpn,
                "open_network",
                "100 % of the weight of the ties rests on addresses of mobile networks, carriers, VPNs or relays alone");
        assertThat(explanation(world("a 91.0.0.1 PURCHASE 0T10:00", "b 91.0.0.1 PURCHASE 0T10:00"), "open_network")
                        .holds())
                .isFalse();
    }

    /** Three times as many accounts as act together there were seen at the counter. */
    @Test
    void publicPlaceHoldsWhereStrangersWereSeen() {
        String[] visitors = IntStream.range(0, 4)
                .mapToObj(n -> "v" + n + " d1 SIGN_IN " + (10 + n) + "T10:00 event_id=v" + n)
                .toArray(String[]::new);

        // At the usual threshold visitors who only sign in are not tied.
        assertThat(Rings.unscreened(pair(visitors)).innocentExplanations())
                .contains(new InnocentExplanation(
                        "public_place",
                        true,
                        "100 % of the weight of the ties rests on devices and addresses alone at which three times as many"
                                + " accounts as the ring has were seen"));
        assertThat(explanation(pair(), "public_place").holds()).isFalse();
    }

    @Test
    void travellersMeetForDaysOnly() {
        World hotel = world("a 91.0.0.1 PURCHASE 0T10:00", "b 91.0.0.1 PURCHASE 0T10:00", "a 91.0.0.1 SIGN_IN 2T10:00");

        holds(
                hotel,
                "travellers",
                "100 % of the weight of the ties rests on addresses alone, and all were seen there within 3 days");
        fails(
                hotel.and(world("b 91.0.0.1 SIGN_IN 20T10:00 event_id=x")),
                "travellers",
                "100 % of the weight of the ties rests on addresses alone, and all were seen there within 21 days");
        fails(pair(), "travellers", "None of the ties rests on addresses alone");
    }

    @Test
    void helperHoldsForThoseWhoCameOnce() {
        World shop = pair("c d1 PURCHASE 0T10:01");

        holds(
                shop,
                "helper",
                "3 of 3 accounts came to what they share on one visit only, for two acts of value or fewer; acting oddly"
                        + " otherwise: 0 of 3");
        assertThat(explanation(
                                shop.and(world("a d1 PURCHASE 3T10:00 event_id=x", "b d1 PURCHASE 3T10:00 event_id=y")),
                                "helper")
                        .holds())
                .isFalse();
        assertThat(explanation(pair(), "helper").holds()).isFalse();
    }

    @Test
    void secondHandHoldsForTwoWhoNeverActOnOneDay() {
        World sold = world("a d1 PURCHASE 0T10:00", "b d1 PURCHASE 1T10:01");
        World sameDay = world("a d1 PURCHASE 0T10:00", "b d1 PURCHASE 1T10:00");
        World round = world("a d1 PURCHASE 0T10:00", "b d1 PURCHASE 3T10:00", "c d1 PURCHASE 9T10:00");

        holds(
                sold,
                "second_hand",
                "The two accounts never used what they share on the same day: it may have changed hands");
        fails(
                sameDay,
                "second_hand",
                "2 of 2 accounts used a shared thing on the same day as another: it did not just change hands");
        fails(
                round,
                "second_hand",
                "0 of 3 accounts used a shared thing on the same day as another, but more than two accounts share it");
    }

    @Test
    void fansShareSellersAndBeneficiariesOnlyAndDoNothingOdd() {
        World game = world(
                "a b1 GIFT_SENT 0T10:00", "b b1 GIFT_SENT 0T10:00", "a CHARGEBACK 3T10:00", "b CHARGEBACK 3T10:00");

        fails(
                game,
                "fans",
                "100 % of the weight of the ties rests on merchants and beneficiaries alone; acting oddly otherwise: 2 of"
                        + " 2");
        assertThat(explanation(pair(), "fans").text())
                .isEqualTo(
                        "None of the ties rests on merchants and beneficiaries alone; acting oddly otherwise: 0 of 2");
    }

    @Test
    void heavyRefundersAreTwo() {
        World couple = pair("a d1 REFUND 1T10:00", "a d1 REFUND 1T11:00", "b d1 REFUND 1T10:00", "b d1 REFUND 1T11:00");

        holds(
                couple,
                "heavy_refunders",
                "2 of 2 accounts had at least half as many refunds as purchases; they share 1 device");
        assertThat(explanation(pair(), "heavy_refunders").holds()).isFalse();
    }
}
