// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringwatch.link.World.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringwatch.event.EventColumn;

class AccountAnalysisTest {

    private static void shows(Behaviour behaviour, String... events) {
        assertThat(world(events).behaviours("a")).contains(behaviour);
    }

    private static void showsNot(Behaviour behaviour, String... events) {
        assertThat(world(events).behaviours("a")).doesNotContain(behaviour);
    }

    @Test
    void anOrdinaryLifeShowsNothing() {
        assertThat(world(
                                "a d1 91.0.0.1 SIGN_UP 0T00:00",
                                "a d1 91.0.0.1 SIGN_IN 1T00:00",
                                "a d1 91.0.0.1 SIGN_IN 9T00:00",
                                "a d1 91.0.0.1 PURCHASE 9T00:05",
                                "a d2 91.0.0.1 SIGN_IN 20T00:00")
                        .behaviours("a"))
                .isEmpty();
    }

    @Nested
    class Takeover {
        @ParameterizedTest
        @ValueSource(strings = {"PASSWORD_RESET", "CREDENTIAL_CHANGED", "TWO_FACTOR_CHANGED", "WALLET_LINKED"})
        void isSpendingFromANewDeviceWithinTwoDaysOfAChange(String change) {
            shows(Behaviour.TAKEOVER, "a d1 SIGN_IN 0T00:00", "a d2 " + change + " 2T00:00", "a d2 PURCHASE 4T00:00");
            showsNot(
                    Behaviour.TAKEOVER,
                    "a d1 SIGN_IN 0T00:00",
                    "a d2 " + change + " 2T00:00",
                    "a d2 PURCHASE 4T00:00:00.001");
        }

        @Test
        void needsAnAccountEstablishedTwoDaysBeforeTheDeviceCame() {
            showsNot(
                    Behaviour.TAKEOVER,
                    "a d1 SIGN_IN 0T00:00:00.001",
                    "a d2 PASSWORD_RESET 2T00:00",
                    "a d2 PURCHASE 2T01:00");
        }

        @Test
        void needsADeviceFirstUsedAtMostAnHourBeforeTheChange() {
            shows(
                    Behaviour.TAKEOVER,
                    "a d1 SIGN_IN 0T00:00",
                    "a d2 SIGN_IN 5T00:00",
                    "a d1 PASSWORD_RESET 5T01:00",
                    "a d2 PURCHASE 5T02:00");
            showsNot(
                    Behaviour.TAKEOVER,
                    "a d1 SIGN_IN 0T00:00",
                    "a d2 SIGN_IN 5T00:00",
                    "a d1 PASSWORD_RESET 5T01:00:00.001",
                    "a d2 PURCHASE 5T02:00");
        }

        @Test
        void mayFollowAnyOfTheChangesWithinTwoDays() {
            shows(
                    Behaviour.TAKEOVER,
                    "a d1 SIGN_IN 0T00:00",
                    "a d1 PASSWORD_RESET 1T00:00",
                    "a d1 PASSWORD_RESET 5T00:00",
                    "a d2 SIGN_IN 5T00:10",
                    "a d1 WALLET_LINKED 5T02:00",
                    "a d2 PURCHASE 5T03:00");
        }

        @Test
        void isNotSpendingFromTheOldDeviceNorFromAnUnknownOneNorBeforeTheChange() {
            showsNot(
                    Behaviour.TAKEOVER,
                    "a d1 SIGN_IN 0T00:00",
                    "a d2 PURCHASE 4T23:59",
                    "a d2 PASSWORD_RESET 5T00:00",
                    "a d1 PURCHASE 5T01:00",
                    "a PURCHASE 5T01:00");
        }

        @Test
        void isNotARefusedPurchase() {
            showsNot(
                    Behaviour.TAKEOVER,
                    "a d1 SIGN_IN 0T00:00",
                    "a d2 PASSWORD_RESET 5T00:00",
                    "a d2 PURCHASE 5T01:00 outcome=declined");
        }

        @Test
        void mayBeAGift() {
            shows(Behaviour.TAKEOVER, "a d1 SIGN_IN 0T00:00", "a d2 PASSWORD_RESET 5T00:00", "a d2 GIFT_SENT 5T01:00");
        }

        @Test
        void seesAChangeInTheSameInstantWhateverTheIds() {
            for (int n = 0; n < 20; n++) {
                shows(
                        Behaviour.TAKEOVER,
                        "a d1 SIGN_IN 0T00:00",
                        "a d2 PASSWORD_RESET 5T00:00 event_id=r" + n,
                        "a d2 PURCHASE 5T00:00 event_id=p" + n);
            }
        }
    }

    @Nested
    class StrangePurchase {
        @Test
        void isSpendingAwayFromMainDeviceAndUsualAddress() {
            shows(
                    Behaviour.STRANGE_PURCHASE,
                    "a d1 91.0.0.1 SIGN_IN 0T00:00",
                    "a d1 91.0.0.1 SIGN_IN 6T00:00",
                    "a d2 91.0.0.2 PURCHASE 7T00:00");
        }

        @Test
        void isNotKnownBeforeSevenDays() {
            showsNot(
                    Behaviour.STRANGE_PURCHASE,
                    "a d1 91.0.0.1 SIGN_IN 0T00:00:00.001",
                    "a d1 91.0.0.1 SIGN_IN 6T00:00",
                    "a d2 91.0.0.2 PURCHASE 7T00:00");
        }

        @Test
        void isNotOnTheMainDevice() {
            showsNot(
                    Behaviour.STRANGE_PURCHASE,
                    "a d1 91.0.0.1 SIGN_IN 0T00:00",
                    "a d1 91.0.0.1 SIGN_IN 6T00:00",
                    "a d1 91.0.0.2 PURCHASE 7T00:00");
        }

        @Test
        void isNotAtAnAddressSeenFiveDaysApart() {
            showsNot(
                    Behaviour.STRANGE_PURCHASE,
                    "a d1 91.0.0.1 SIGN_IN 0T00:00",
                    "a d1 91.0.0.1 SIGN_IN 5T00:00",
                    "a d2 91.0.0.1 PURCHASE 2T00:00",
                    "a d1 SIGN_IN 7T00:00");
            shows(
                    Behaviour.STRANGE_PURCHASE,
                    "a d1 91.0.0.1 SIGN_IN 0T00:00",
                    "a d1 91.0.0.1 SIGN_IN 4T23:59:59.999",
                    "a d2 91.0.0.1 PURCHASE 2T00:00",
                    "a d1 SIGN_IN 7T00:00");
        }

        @Test
        void isNotInTheUsualNetworkOfAHome() {
            showsNot(
                    Behaviour.STRANGE_PURCHASE,
                    "a d1 2a01:0:0:1201::1 SIGN_IN 0T00:00",
                    "a d1 2a01:0:0:1202::1 SIGN_IN 6T00:00",
                    "a d2 2a01:0:0:1203::1 PURCHASE 7T00:00");
            shows(
                    Behaviour.STRANGE_PURCHASE,
                    "a d1 2a01:0:0:1201::1 SIGN_IN 0T00:00",
                    "a d1 2a01:0:0:1202::1 SIGN_IN 6T00:00",
                    "a d2 2a01:0:0:1303::1 PURCHASE 7T00:00");
        }

        @Test
        void isNotOneWithoutAPlace() {
            showsNot(
                    Behaviour.STRANGE_PURCHASE,
                    "a d1 91.0.0.1 SIGN_IN 0T00:00",
                    "a d1 91.0.0.1 SIGN_IN 6T00:00",
                    "a PURCHASE 7T00:00",
                    "a 10.0.0.1 PURCHASE 7T00:01",
                    "a 91.0.0.2 ip_kind=cgnat PURCHASE 7T00:02");
        }

        @Test
        void isNotARefusedPurchase() {
            showsNot(
                    Behaviour.STRANGE_PURCHASE,
                    "a d1 91.0.0.1 SIGN_IN 0T00:00",
                    "a d1 91.0.0.1 SIGN_IN 6T00:00",
                    "a d2 91.0.0.2 PURCHASE 7T00:00 outcome=blocked");
        }

        @Test
        void mainDeviceIsTheOneWithTheMostEventsButClaims() {
            showsNot(
                    Behaviour.STRANGE_PURCHASE,
                    "a d1 SIGN_IN 0T00:00",
                    "a d1 PURCHASE 7T00:00",
                    "a d2 RETURN_CLAIM 1T00:00",
                    "a d2 RETURN_CLAIM 2T00:00",
                    "a d2 RETURN_CLAIM 3T00:00");
            shows(
                    Behaviour.STRANGE_PURCHASE,
                    "a d1 SIGN_IN 0T00:00",
                    "a d1 PURCHASE 7T00:00",
                    "a d2 SIGN_IN 1T00:00",
                    "a d2 SIGN_IN 2T00:00",
                    "a d2 SIGN_IN 3T00:00");
        }
    }

    @Nested
    class Others {
        @Test
        void threeActsOfValueWithinTwoHoursAreABurst() {
            shows(Behaviour.BURST, "a PURCHASE 0T00:00", "a GIFT_SENT 0T01:00", "a PURCHASE 0T02:00");
            showsNot(Behaviour.BURST, "a PURCHASE 0T00:00", "a PURCHASE 0T01:00", "a PURCHASE 0T02:00:00.001");
            showsNot(Behaviour.BURST, "a PURCHASE 0T00:00", "a REFUND 0T01:00", "a PURCHASE 0T02:00");
            showsNot(
                    Behaviour.BURST, "a PURCHASE 0T00:00", "a PURCHASE 0T01:00 outcome=declined", "a PURCHASE 0T02:00");
        }

        @Test
        void spendingWithinAnHourOfSigningUpIsAQuickStart() {
            shows(Behaviour.QUICK_START, "a SIGN_UP 0T00:00", "a PURCHASE 0T01:00");
            showsNot(Behaviour.QUICK_START, "a SIGN_UP 0T00:00", "a PURCHASE 0T01:00:00.001");
            showsNot(Behaviour.QUICK_START, "a PURCHASE 0T00:00", "a SIGN_UP 0T00:01");
            showsNot(Behaviour.QUICK_START, "a SIGN_IN 0T00:00", "a PURCHASE 0T00:01");
        }

        @Test
        void spendingInTheInstantOfSigningUpIsAQuickStartWhateverTheIds() {
            for (int n = 0; n < 20; n++) {
                shows(Behaviour.QUICK_START, "a SIGN_UP 0T00:00 event_id=s" + n, "a PURCHASE 0T00:00 event_id=p" + n);
            }
        }

        @Test
        void twoRefundsOfAtMostFourPurchasesShow() {
            String[] four = {
                "a PURCHASE 0T00:00", "a PURCHASE 9T00:00", "a PURCHASE 19T00:00", "a PURCHASE 29T00:00",
            };
            shows(Behaviour.REFUNDS, plus(four, "a REFUND 30T00:00", "a REFUND 31T00:00"));
            showsNot(Behaviour.REFUNDS, plus(four, "a REFUND 30T00:00", "a REFUND 31T00:00", "a PURCHASE 32T00:00"));
            showsNot(Behaviour.REFUNDS, "a PURCHASE 0T00:00", "a REFUND 30T00:00");
        }

        @Test
        void twoClaimsShow() {
            shows(Behaviour.CLAIMS, "a d1 RETURN_CLAIM 0T00:00", "a d1 REPAIR_CLAIM 9T00:00");
            showsNot(Behaviour.CLAIMS, "a d1 RETURN_CLAIM 0T00:00", "a d1 REFUND 9T00:00");
        }

        @Test
        void claimAboutASerialNeverUsedIsForeign() {
            shows(Behaviour.FOREIGN_CLAIM, "a d1 SIGN_IN 0T00:00", "a d2 REPAIR_CLAIM 1T00:00");
            shows(Behaviour.FOREIGN_CLAIM, "a d2 RETURN_CLAIM 0T00:00", "a d2 REPAIR_CLAIM 1T00:00");
            showsNot(Behaviour.FOREIGN_CLAIM, "a d1 SIGN_IN 0T00:00", "a d1 REPAIR_CLAIM 1T00:00");
            showsNot(Behaviour.FOREIGN_CLAIM, "a d1 REPAIR_CLAIM 0T00:00", "a d1 SIGN_IN 1T00:00");
            showsNot(Behaviour.FOREIGN_CLAIM, "a d1 SIGN_IN 0T00:00", "a REPAIR_CLAIM 1T00:00");
        }

        @Test
        void twoRefusedActsShow() {
            shows(Behaviour.DECLINED, "a PURCHASE 0T00:00 outcome=declined", "a WALLET_LINKED 9T00:00 outcome=blocked");
            showsNot(
                    Behaviour.DECLINED,
                    "a PURCHASE 0T00:00 outcome=declined",
                    "a PURCHASE 9T00:00 outcome=reversed",
                    "a PURCHASE 19T00:00 outcome=ok");
        }

        @Test
        void twoFactorIsOffWhenLastSeenOff() {
            shows(
                    Behaviour.TWO_FACTOR_OFF,
                    "a SIGN_IN 0T00:00 two_factor=true",
                    "a SIGN_IN 1T00:00 two_factor=false",
                    "a SIGN_IN 2T00:00");
            showsNot(
                    Behaviour.TWO_FACTOR_OFF,
                    "a SIGN_IN 0T00:00 two_factor=false",
                    "a SIGN_IN 1T00:00 two_factor=true");
            showsNot(Behaviour.TWO_FACTOR_OFF, "a SIGN_IN 0T00:00");
        }

        @Test
        void chargebackOrVictimReportIsAComplaint() {
            shows(Behaviour.COMPLAINT, "a CHARGEBACK 0T00:00");
            shows(Behaviour.COMPLAINT, "a VICTIM_REPORT 0T00:00");
            showsNot(Behaviour.COMPLAINT, "a REFUND 0T00:00", "a PURCHASE 0T01:00 outcome=reversed");
        }

        @Test
        void threeEventsWithinThreeDaysAreAShortLife() {
            shows(Behaviour.SHORT_LIFE, "a SIGN_IN 0T00:00", "a SIGN_IN 1T00:00", "a SIGN_IN 2T23:59:59.999");
            showsNot(Behaviour.SHORT_LIFE, "a SIGN_IN 0T00:00", "a SIGN_IN 1T00:00", "a SIGN_IN 3T00:00");
            showsNot(Behaviour.SHORT_LIFE, "a SIGN_IN 0T00:00", "a SIGN_IN 1T00:00");
        }

        @Test
        void twoRedeemedGiftsShow() {
            shows(Behaviour.GIFT_CARDS, "a GIFT_REDEEMED 0T00:00", "a GIFT_REDEEMED 9T00:00");
            showsNot(Behaviour.GIFT_CARDS, "a GIFT_REDEEMED 0T00:00", "a GIFT_SENT 9T00:00");
        }

        @Test
        void fourFifthsOfActsAreNoOrdinaryLife() {
            String[] acts = {"a PURCHASE 0T00:00", "a REFUND 9T00:00", "a CHARGEBACK 19T00:00"};
            shows(Behaviour.NO_ORDINARY_LIFE, plus(acts, "a WALLET_LINKED 20T00:00", "a SIGN_IN 29T00:00"));
            showsNot(
                    Behaviour.NO_ORDINARY_LIFE,
                    plus(acts, "a WALLET_LINKED 20T00:00", "a SIGN_IN 29T00:00", "a OTHER 30T00:00"));
            showsNot(Behaviour.NO_ORDINARY_LIFE, plus(acts, "a SIGN_IN 29T00:00"));
            showsNot(Behaviour.NO_ORDINARY_LIFE, acts);
        }

        @Test
        void valueFromBehindWhatAnybodyRentsIsHidden() {
            for (String kind : List.of("hosting", "vpn", "relay")) {
                shows(Behaviour.HIDDEN_ADDRESS, "a PURCHASE 0T00:00 ip_kind=" + kind);
            }
            showsNot(
                    Behaviour.HIDDEN_ADDRESS,
                    "a SIGN_IN 0T00:00 ip_kind=vpn",
                    "a PURCHASE 0T00:00 ip_kind=mobile",
                    "a PURCHASE 0T00:00 ip_kind=vpn outcome=declined");
        }

        @Test
        void valueWithinAWeekOfSigningUpIsYoung() {
            shows(Behaviour.YOUNG, "a SIGN_UP 0T00:00", "a PURCHASE 7T00:00");
            showsNot(Behaviour.YOUNG, "a SIGN_UP 0T00:00", "a PURCHASE 7T00:01");
            showsNot(Behaviour.YOUNG, "a SIGN_IN 0T00:00", "a PURCHASE 0T00:01");
        }

        @Test
        void behavioursDoNotPassFromOneAccountToTheNext() {
            World world = world("a d1 CHARGEBACK 0T00:00", "b d2 SIGN_IN 0T00:00", "c d1 REPAIR_CLAIM 0T00:00");

            assertThat(world.behaviours("b")).isEmpty();
            assertThat(world.behaviours("c")).contains(Behaviour.FOREIGN_CLAIM);
        }
    }

    @Nested
    class Links {
        @Test
        void countEventsAndKeepContactsInOrderOfTime() {
            World.Link link = world(
                            "a d1 PURCHASE 0T00:02",
                            "a d1 SIGN_IN 0T00:01",
                            "a d1 PASSWORD_RESET 0T00:03",
                            "a d1 PURCHASE 0T00:04 outcome=declined",
                            "a d2 SIGN_IN 0T00:05")
                    .link("a", "d1");

            assertThat(link.type()).isEqualTo(ResourceType.DEVICE);
            assertThat(link.events()).isEqualTo(4);
            assertThat(link.sensitive()).isTrue();
            assertThat(link.contacts())
                    .containsExactly(
                            new World.Contact(1, false, false, false),
                            new World.Contact(2, true, true, false),
                            new World.Contact(3, true, false, false),
                            new World.Contact(4, true, false, false));
        }

        @Test
        void areOneForEachResourceOfAnEvent() {
            assertThat(world("a d1 2a01:0:0:1201::9 card:w1 m1 b1 f1 PURCHASE 0T00:00")
                            .links())
                    .extracting(link -> link.type() + " " + link.resource())
                    .containsExactly(
                            "DEVICE d1",
                            "IP 2a01:0:0:1201::/64",
                            "NETWORK_56 2a01:0:0:1200::/56",
                            "NETWORK_48 2a01::/48",
                            "WALLET card:w1",
                            "MERCHANT m1",
                            "BENEFICIARY b1",
                            "FAMILY f1");
        }

        @Test
        void tellOneNameInTwoColumnsApart() {
            assertThat(world("a d1 merchant_id=d1 beneficiary_id=d1 PURCHASE 0T00:00")
                            .links())
                    .hasSize(3);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"10.0.0.1", "192.168.1.1", "100.64.0.1", "127.0.0.1", "0.0.0.0", "169.254.0.1", "fe80::1"})
        void neverComeFromPlacesThatAreNowhere(String address) {
            assertThat(world("a " + address + " SIGN_IN 0T00:00").links()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"relay", "cgnat"})
        void neverComeFromPooledAddresses(String kind) {
            assertThat(world("a 91.0.0.1 ip_kind=" + kind + " SIGN_IN 0T00:00").links())
                    .isEmpty();
        }

        @Test
        void areHabitualAtAnAddressSeenFiveDaysApart() {
            World world = world(
                    "a d1 91.0.0.1 SIGN_IN 0T00:00",
                    "a d1 91.0.0.1 SIGN_IN 5T00:00",
                    "b d1 91.0.0.1 SIGN_IN 0T00:00:00.001",
                    "b d1 91.0.0.1 SIGN_IN 5T00:00");

            assertThat(world.link("a", "91.0.0.1").habitual()).isTrue();
            assertThat(world.link("b", "91.0.0.1").habitual()).isFalse();
            assertThat(world.link("a", "d1").habitual()).isFalse();
        }

        @Test
        void markStrangeContacts() {
            assertThat(world(
                                    "a d1 91.0.0.1 SIGN_IN 0T00:00",
                                    "a d1 91.0.0.1 SIGN_IN 8T00:00",
                                    "a d2 m1 SIGN_IN 9T00:00",
                                    "a d2 m1 PURCHASE 9T00:01")
                            .link("a", "m1")
                            .contacts())
                    .extracting(World.Contact::strange)
                    .containsExactly(false, true);
        }

        @Test
        void keepTheFirstAndTheLastOfManyContacts() {
            String[] events = IntStream.range(0, 1000)
                    .mapToObj(n -> "a d1 SIGN_IN %dT%02d:%02d".formatted(n / 1440, n % 1440 / 60, n % 60))
                    .toArray(String[]::new);

            World.Link link = world(events).link("a", "d1");

            assertThat(link.events()).isEqualTo(1000);
            assertThat(link.contacts())
                    .extracting(World.Contact::minute)
                    .containsExactlyElementsOf(IntStream.concat(IntStream.range(0, 128), IntStream.range(872, 1000))
                            .boxed()
                            .toList());
        }

        @Test
        void countManyEventsOfOneMinuteAsOneContact() {
            String[] events = IntStream.range(0, 50)
                    .mapToObj(n -> "a d1 SIGN_IN 0T00:00:%02d".formatted(n))
                    .toArray(String[]::new);

            assertThat(world(events).link("a", "d1").contacts()).hasSize(1);
        }
    }

    /**
     * An account that changes its password and buys in turn, all within two days and from a device it had before, so that no
     * change is followed by a takeover: with a look back at every change it would never end.
     */
    @Test
    void anAccountWithVeryManyEventsIsReadInLinearTime() {
        List<TextEvent> events = new ArrayList<>(List.of(
                TextEvent.parse("first", "a d1 SIGN_IN 0T00:00"), TextEvent.parse("second", "a d2 SIGN_IN 3T00:00")));
        TextEvent reset = TextEvent.parse("", "a d2 m1 card:w1 91.0.0.1 PASSWORD_RESET 3T02:00");
        TextEvent purchase = TextEvent.parse("", "a d2 m1 card:w1 91.0.0.1 PURCHASE 3T02:00");
        long start = Long.parseLong(reset.texts().get(EventColumn.EVENT_TIME));
        long step = Duration.ofHours(40).toMillis() / 100_000;
        for (int n = 0; n < 100_000; n++) {
            events.add((n % 2 == 0 ? reset : purchase)
                    .with(EventColumn.EVENT_ID, "n" + n)
                    .with(EventColumn.EVENT_TIME, String.valueOf(start + n * step)));
        }

        World world = World.of(events);

        assertThat(world.behaviours("a")).contains(Behaviour.BURST).doesNotContain(Behaviour.TAKEOVER);
        assertThat(world.link("a", "d2").events()).isEqualTo(100_001);
    }

    private static String[] plus(String[] events, String... more) {
        return Stream.concat(Stream.of(events), Stream.of(more)).toArray(String[]::new);
    }
}
