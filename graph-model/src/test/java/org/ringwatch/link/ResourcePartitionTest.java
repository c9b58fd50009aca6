// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ringwatch.link.PlainLinks.links;
import static org.ringwatch.link.World.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourcePartitionTest {
    private static final Offset<Double> MICRO = within(1e-6);

    /** Rarity among the thousand accounts that {@link World} assumes. */
    private static double rarity(int degree) {
        return Math.log(1000.0 / degree) / Math.log(1000);
    }

    private static Baseline population(long accounts) {
        return new Baseline(accounts, accounts, Collections.nCopies(Behaviour.values().length, 0L), 0, 0, 1);
    }

    @Nested
    class DevicesAndWallets {
        @ParameterizedTest
        @CsvSource({"d1, DEVICE", "card:w1, WALLET"})
        void tieTheirAccountsByRarity(String resource, ResourceType type) {
            World two = world("a " + resource + " PURCHASE 0T10:00", "b " + resource + " PURCHASE 0T10:00");
            World three = two.and(world("c event_id=c " + resource + " PURCHASE 0T10:00"));

            assertThat(two.itemNames()).containsExactly("a-b " + type + " " + resource);
            assertThat(two.weight("a-b " + type + " " + resource)).isEqualTo(rarity(2), MICRO);
            assertThat(three.items()).hasSize(3).allSatisfy(item -> {
                assertThat(item.weightMicros() / 1e6).isEqualTo(rarity(3), MICRO);
                assertThat(item.degree()).isEqualTo(3);
            });
        }

        @Test
        void areRarerInALargerPopulationAndNeverLessThanInOneOfAThousand() {
            World world = world("a d1 PURCHASE 0T10:00", "b d1 PURCHASE 0T10:00");

            assertThat(world.with(population(1_000_000)).weight("a-b DEVICE d1"))
                    .isEqualTo(Math.log(500_000) / Math.log(1_000_000), MICRO);
            assertThat(world.with(population(2)).weight("a-b DEVICE d1")).isEqualTo(rarity(2), MICRO);
        }

        @ParameterizedTest
        @CsvSource({"PURCHASE, SIGN_IN, 0.3", "OTHER, PASSWORD_RESET, 0.3", "SIGN_IN, OTHER, 0.3", "SIGN_UP, REFUND, 1"
        })
        void countLessBySignInAlone(String first, String second, double factor) {
            World world = world("a d1 0T10:00 " + first, "b d1 0T10:00 " + second);

            assertThat(world.weight("a-b DEVICE d1")).isEqualTo(rarity(2) * factor, MICRO);
        }

        @Test
        void countInFullOnceOneEventIsAnAct() {
            World world = world("a d1 0T10:00 PURCHASE", "b d1 0T09:00 SIGN_IN", "b d1 0T10:00 WALLET_LINKED");

            assertThat(world.weight("a-b DEVICE d1")).isEqualTo(rarity(2), MICRO);
        }

        @ParameterizedTest
        @CsvSource({"d1, DEVICE", "card:w1, WALLET"})
        void countLessWhenHandedOnOnce(String resource, ResourceType type) {
            World handedOn = world(
                    "a " + resource + " PURCHASE 0T10:00",
                    "a " + resource + " PURCHASE 1T10:00",
                    "b " + resource + " PURCHASE 2T10:01",
                    "b " + resource + " PURCHASE 9T10:00");
            World shared = handedOn.and(world("a event_id=x " + resource + " PURCHASE 2T10:02"));
            World sameDay = handedOn.and(world("a event_id=x " + resource + " PURCHASE 1T10:02"));
            World passedRound = handedOn.and(world("c event_id=x " + resource + " PURCHASE 20T10:00"));

            assertThat(handedOn.weight("a-b " + type + " " + resource)).isEqualTo(rarity(2) * 0.25, MICRO);
            assertThat(shared.weight("a-b " + type + " " + resource)).isEqualTo(rarity(2), MICRO);
            assertThat(sameDay.weight("a-b " + type + " " + resource)).isEqualTo(rarity(2), MICRO);
            assertThat(passedRound.weight("a-b " + type + " " + resource)).isEqualTo(rarity(3), MICRO);
        }

        @Test
        void ofOneNameAreTwoResources() {
            assertThat(world("a device_id=card:1 SIGN_UP 0T10:00", "b card:1 SIGN_UP 0T10:00")
                            .items())
                    .isEmpty();
        }

        @Test
        void ofOneAccountTieNobody() {
            assertThat(world("a d1 PURCHASE 0T10:00", "a d1 PURCHASE 0T11:00").items())
                    .isEmpty();
        }
    }

    @Nested
    class Caps {
        @ParameterizedTest
        @CsvSource({
            "d1, DEVICE, DEVICE_CAP",
            "card:w1, WALLET, WALLET_CAP",
            "91.0.0.1, IP, IP_CAP",
            "m1, MERCHANT, MERCHANT_CAP",
            "b1, BENEFICIARY, BENEFICIARY_CAP"
        })
        void makeAHubThatTiesNobody(String resource, ResourceType type, HubReason reason) {
            World world = world(
                            "a " + resource + " WALLET_LINKED 0T10:00",
                            "b " + resource + " WALLET_LINKED 0T10:00",
                            "c " + resource + " WALLET_LINKED 0T10:00",
                            "c " + resource + " WALLET_LINKED 0T10:01",
                            "d " + resource + " WALLET_LINKED 0T10:00")
                    .with(links().cap(3).merchantSuspicion(0));

            assertThat(world.items()).isEmpty();
            assertThat(world.hubs()).containsExactly(new World.HubSeen(type, resource, 4, 5, reason));
            assertThat(reason.text()).contains("in 30 days than the ");
        }

        @ParameterizedTest
        @ValueSource(strings = {"d1", "card:w1", "91.0.0.1", "m1", "b1"})
        void doNotTouchAResourceAtThem(String resource) {
            World world = world(
                            "a " + resource + " PURCHASE 0T10:00",
                            "b " + resource + " PURCHASE 0T10:00",
                            "c " + resource + " PURCHASE 0T10:00")
                    .with(links().cap(3).merchantSuspicion(0));

            assertThat(world.items()).hasSize(3);
            assertThat(world.hubs()).isEmpty();
        }

        @Test
        void countEveryWidthOfNetworkForItself() {
            World world = world(
                            "a 2a01:0:0:1201::1 SIGN_UP 0T10:00",
                            "b 2a01:0:0:1202::1 SIGN_UP 0T10:00",
                            "c 2a01:0:0:1303::1 SIGN_UP 0T10:00")
                    .with(links().cap(2));

            assertThat(world.hubs())
                    .containsExactly(new World.HubSeen(ResourceType.NETWORK_48, "2a01::/48", 3, 3, HubReason.IP_CAP));
            assertThat(world.itemNames()).containsExactly("a-b NETWORK_56 2a01:0:0:1200::/56");
        }

        @Test
        void countAccountsInThirtyDaysNotInALifetime() {
            World world = world(
                            "a d1 SIGN_UP 0T10:00",
                            "b d1 SIGN_UP 0T11:00",
                            "c d1 SIGN_UP 60T10:00",
                            "d d1 SIGN_UP 60T11:00")
                    .with(links().cap(2));

            assertThat(world.hubs()).isEmpty();
            assertThat(world.itemNames()).contains("a-b DEVICE d1", "c-d DEVICE d1");
        }

        @Test
        void countAccountsOfNeighbouringHalfMonths() {
            World world = world(
                            "a d1 SIGN_UP 0T10:00",
                            "b d1 SIGN_UP 0T11:00",
                            "c d1 SIGN_UP 14T10:00",
                            "d d1 SIGN_UP 60T11:00")
                    .with(links().cap(2));

            assertThat(world.hubs()).extracting(World.HubSeen::accounts).containsExactly(4L);
        }

        @Test
        void countAnAccountOnceInAWindow() {
            World world = world(
                            "a d1 SIGN_UP 0T10:00",
                            "b d1 SIGN_UP 0T11:00",
                            "a d1 SIGN_IN 1T10:00",
                            "a d1 SIGN_IN 14T10:00",
                            "b d1 SIGN_IN 14T11:00",
                            "c d1 SIGN_UP 60T10:00")
                    .with(links().cap(2));

            assertThat(world.hubs()).isEmpty();
        }

        @Test
        void doNotMakeAHubOfAFamilyButItExplainsNothing() {
            String[] family = IntStream.range(0, LinkParameters.FAMILY_CAP + 1)
                    .mapToObj(n -> "a" + n + " f1 SIGN_IN 0T10:00")
                    .toArray(String[]::new);

            assertThat(world(family).hubs()).isEmpty();
            assertThat(world(family).items()).isEmpty();
        }
    }

    @Nested
    class Addresses {
        @ParameterizedTest
        @CsvSource({
            "0T00:10, 0T23:50, true", // one calendar day
            "0T23:00, 1T01:00, true", // one day from noon to noon
            "0T13:00, 1T11:00, true",
            "0T11:00, 1T13:00, false",
            "0T01:00, 1T01:00, false",
            "0T12:00, 1T12:00, false"
        })
        void tieAccountsOfOneDayInEitherGrid(String first, String second, boolean tied) {
            World world = world("a 91.0.0.1 SIGN_UP " + first, "b 91.0.0.1 SIGN_UP " + second);

            assertThat(world.itemNames()).isEqualTo(tied ? List.of("a-b IP 91.0.0.1") : List.of());
        }

        @Test
        void areWeighedByRarityAndContact() {
            World world = world("a 91.0.0.1 SIGN_UP 0T10:00", "b 91.0.0.1 SIGN_IN 0T10:00");

            assertThat(world.weight("a-b IP 91.0.0.1")).isEqualTo(rarity(2) * 0.3, MICRO);
        }

        @Test
        void ofWiderNetworksWeighLess() {
            World near = world("a 2a01:0:0:1201::1 SIGN_UP 0T10:00", "b 2a01:0:0:1202::1 SIGN_UP 0T10:00");
            World far = world("a 2a01:0:0:1201::1 SIGN_UP 0T10:00", "b 2a01:0:0:1302::1 SIGN_UP 0T10:00");

            assertThat(near.weight("a-b NETWORK_56 2a01:0:0:1200::/56")).isEqualTo(rarity(2) * 0.5, MICRO);
            assertThat(far.itemNames()).containsExactly("a-b NETWORK_48 2a01::/48");
            assertThat(far.weight("a-b NETWORK_48 2a01::/48")).isEqualTo(rarity(2) * 0.2, MICRO);
        }

        @Test
        void ofOneHomeTieThroughAnyHostOfTheirNetwork() {
            assertThat(world("a 2a01:0:0:1201::1 SIGN_UP 0T10:00", "b 2a01:0:0:1201::ffff SIGN_UP 0T10:00")
                            .itemNames())
                    .contains("a-b IP 2a01:0:0:1201::/64");
        }

        @Test
        void sayNothingOnADayWithTooManyAccounts() {
            World crowd = world(
                            "a 91.0.0.1 SIGN_UP 0T14:00",
                            "b 91.0.0.1 SIGN_UP 0T14:00",
                            "c 91.0.0.1 SIGN_UP 0T14:00",
                            "c 91.0.0.1 SIGN_IN 0T14:01")
                    .with(links().ipDailyCap(2));
            World quietDay =
                    crowd.and(world("a event_id=x 91.0.0.1 SIGN_IN 3T14:00", "b event_id=y 91.0.0.1 SIGN_IN 3T14:00"));

            assertThat(crowd.items()).isEmpty();
            assertThat(crowd.with(links().ipDailyCap(3)).items()).hasSize(3);
            assertThat(quietDay.itemNames()).containsExactly("a-b IP 91.0.0.1");
            assertThat(quietDay.weight("a-b IP 91.0.0.1")).isEqualTo(rarity(3), MICRO);
        }

        @Test
        void thatBothLiveAtExplain() {
            World world = world(
                    "a 91.0.0.1 SIGN_IN 0T10:00",
                    "a 91.0.0.1 SIGN_IN 5T10:00",
                    "b 91.0.0.1 SIGN_IN 2T10:00",
                    "b 91.0.0.1 SIGN_IN 7T10:00",
                    "c 91.0.0.1 SIGN_IN 9T10:00",
                    "c 91.0.0.1 SIGN_IN 14T09:59");

            assertThat(world.itemNames()).containsExactly("a-b IP 91.0.0.1 explains");
            assertThat(world.item("a-b IP 91.0.0.1 explains").weightMicros()).isZero();
            assertThat(world.item("a-b IP 91.0.0.1 explains").gapMinutes()).isEqualTo(PairRow.NO_GAP);
        }

        @Test
        void thatBothLiveAtExplainAndTieAtOnce() {
            World world = world(
                    "a 91.0.0.1 SIGN_UP 0T10:00",
                    "a 91.0.0.1 SIGN_IN 5T10:00",
                    "b 91.0.0.1 SIGN_UP 0T10:00",
                    "b 91.0.0.1 SIGN_IN 5T10:00");

            assertThat(world.itemNames()).containsExactly("a-b IP 91.0.0.1", "a-b IP 91.0.0.1 explains");
            assertThat(world.weight("a-b IP 91.0.0.1")).isEqualTo(rarity(2), MICRO);
        }

        @Test
        void explainAsAHomeNetworkButNotAsAWiderOne() {
            World world = world(
                    "a 2a01:0:0:1201::1 SIGN_IN 0T10:00",
                    "a 2a01:0:0:1202::1 SIGN_IN 5T10:00",
                    "b 2a01:0:0:1203::1 SIGN_IN 2T10:00",
                    "b 2a01:0:0:1204::1 SIGN_IN 7T10:00",
                    "c 2a01:0:0:1301::1 SIGN_IN 9T10:00",
                    "c 2a01:0:0:1302::1 SIGN_IN 14T10:00");

            assertThat(world.itemNames()).containsExactly("a-b NETWORK_56 2a01:0:0:1200::/56 explains");
        }

        @Test
        void explainNothingWhereMoreLiveThanInAHome() {
            assertThat(livingAtOneAddress(8).itemNames()).contains("a-b IP 91.0.0.1 explains");
            assertThat(livingAtOneAddress(9).itemNames()).containsOnlyOnce("a-b IP 91.0.0.1");
            assertThat(livingAtOneAddress(9).itemNames()).noneMatch(name -> name.endsWith(" explains"));
        }

        private World livingAtOneAddress(int accounts) {
            return world(IntStream.range(0, accounts)
                    .mapToObj(n -> (char) ('a' + n))
                    .flatMap(name -> Stream.of(name + " 91.0.0.1 SIGN_UP 0T10:00", name + " 91.0.0.1 SIGN_IN 5T10:00"))
                    .toArray(String[]::new));
        }
    }

    @Nested
    class AddressesOnDifferentDays {
        @Test
        void tieThoseOnlyWhoActedOddlyThere() {
            World apart = world("a 91.0.0.1 PURCHASE 0T10:00", "b 91.0.0.1 PURCHASE 3T10:00", "a CHARGEBACK 9T10:00");
            World bothOdd = apart.and(world("b CHARGEBACK 9T10:00 event_id=y"));

            assertThat(apart.items()).isEmpty();
            assertThat(bothOdd.weight("a-b IP 91.0.0.1")).isEqualTo(0.75 * rarity(2), MICRO);
        }
    }

    @Nested
    class Families {
        @Test
        void explainWithoutTying() {
            World world = world("a f1 SIGN_IN 0T10:00", "b f1 PURCHASE 90T10:00");

            assertThat(world.itemNames()).containsExactly("a-b FAMILY f1 explains");
            assertThat(world.item("a-b FAMILY f1 explains").weightMicros()).isZero();
        }

        @Test
        void explainNothingBetweenTwoWhoBothActSuspiciously() {
            World one = world("a f1 CHARGEBACK 0T10:00", "b f1 SIGN_IN 0T10:00");
            World both = one.and(world("b CHARGEBACK 9T10:00 event_id=y"));

            assertThat(one.itemNames()).containsExactly("a-b FAMILY f1 explains");
            assertThat(both.items()).isEmpty();
        }
    }

    @Nested
    class Merchants {
        /** Forty honest purchases at one merchant in one minute. */
        @Test
        void neverTieByCommonPurchaseAlone() {
            String[] purchases = IntStream.range(0, 40)
                    .mapToObj(n -> "a" + n + " d" + n + " m1 PURCHASE 0T10:00")
                    .toArray(String[]::new);

            assertThat(world(purchases).items()).isEmpty();
            assertThat(world(purchases).with(links().merchantSuspicion(0)).items())
                    .isNotEmpty();
        }

        @Test
        void tieWhenTheirCustomersAreTiedToEachOther() {
            World world = world(
                    "a d1 m1 PURCHASE 0T10:00",
                    "b d1 m1 PURCHASE 5T10:00",
                    "c card:w1 m1 PURCHASE 9T10:00",
                    "d card:w1 m1 PURCHASE 0T10:00",
                    "e d5 m1 PURCHASE 0T10:00");

            double weight = 0.4 * rarity(5);
            assertThat(world.weight("a-b MERCHANT m1")).isEqualTo(weight, MICRO);
            assertThat(world.weight("a-c MERCHANT m1")).isEqualTo(weight, MICRO);
            assertThat(world.weight("a-e MERCHANT m1")).isEqualTo(weight * 0.3, MICRO);
        }

        /** A device that more customers than its cap use is a hub. */
        @Test
        void tieNobodyWhenWhatTheirCustomersShareIsACrowds() {
            assertThat(fiftyCustomers(20).itemNames()).anyMatch(name -> name.contains("MERCHANT"));
            assertThat(fiftyCustomers(21).itemNames()).noneMatch(name -> name.contains("MERCHANT"));
        }

        /** So many of fifty customers use one device. */
        private World fiftyCustomers(int onOneDevice) {
            return world(IntStream.range(0, 50)
                            .mapToObj(n -> "a" + n + " d" + (n < onOneDevice ? 0 : n) + " m1 PURCHASE 0T10:00")
                            .toArray(String[]::new))
                    .with(links().thingCap(20));
        }

        @Test
        void tieWhenTheirCustomersAreFlagged() {
            World world = world(
                    "a d1 m1 PURCHASE 0T10:00",
                    "b d2 m1 PURCHASE 0T10:00",
                    "c d3 m1 PURCHASE 0T10:00",
                    "a CHARGEBACK 1T10:00",
                    "b CHARGEBACK 1T10:00");

            assertThat(world.weight("a-b MERCHANT m1")).isEqualTo(0.4 * rarity(3), MICRO);
            assertThat(world.weight("a-c MERCHANT m1")).isEqualTo(0.4 * rarity(3) * 0.3, MICRO);
        }

        @Test
        void tieWhenTheirCustomersBuyInStrangePlaces() {
            World world = world(
                    "a d1 SIGN_IN 0T10:00",
                    "a d1 SIGN_IN 9T10:00",
                    "a d7 m1 PURCHASE 9T10:01",
                    "b d2 SIGN_IN 0T10:00",
                    "b d2 SIGN_IN 9T10:00",
                    "b d8 m1 PURCHASE 9T10:01",
                    "c d3 m1 PURCHASE 0T10:00");

            assertThat(world.weight("a-b MERCHANT m1")).isEqualTo(0.4 * rarity(3), MICRO);
        }

        @Test
        void tieNobodyWhereWhatIsOddIsCommon() {
            World world = world(
                    "a d1 m1 PURCHASE 0T10:00",
                    "b d2 m1 PURCHASE 0T10:00",
                    "c d3 m1 PURCHASE 0T10:00",
                    "a CHARGEBACK 1T10:00",
                    "b CHARGEBACK 1T10:00");
            Baseline rough = new Baseline(1000, 9000, Collections.nCopies(Behaviour.values().length, 700L), 700, 0, 1);

            assertThat(world.with(rough).itemNames()).isEmpty();
        }

        @Test
        void tieNobodyWithTwoCustomersOrOneOddOne() {
            assertThat(world("a d1 m1 PURCHASE 0T10:00", "b d1 m1 PURCHASE 0T10:00")
                            .itemNames())
                    .containsExactly("a-b DEVICE d1");
            assertThat(world(
                                    "a d1 m1 PURCHASE 0T10:00",
                                    "a CHARGEBACK 1T10:00",
                                    "b d2 m1 PURCHASE 0T10:00",
                                    "c d3 m1 PURCHASE 0T10:00")
                            .with(links().merchantSuspicion(0.1))
                            .itemNames())
                    .isEmpty();
        }

        @Test
        void tieNobodyWhoDidNotBuy() {
            World world = world(
                    "a d1 m1 PURCHASE 0T10:00",
                    "b d1 m1 PURCHASE 0T10:00",
                    "c d1 m1 PURCHASE 0T10:00",
                    "d m1 SIGN_IN 0T10:00",
                    "e d1 m1 PURCHASE 0T10:00 outcome=declined");

            assertThat(world.itemNames())
                    .filteredOn(name -> name.contains("MERCHANT"))
                    .containsExactly("a-b MERCHANT m1", "a-c MERCHANT m1", "b-c MERCHANT m1");
        }
    }

    @Nested
    class MeetingsAtMerchants {
        private final World twice = world(
                "a m1 d1 PURCHASE 0T10:00",
                "b m1 d2 PURCHASE 0T10:59",
                "a m1 d1 PURCHASE 7T10:00",
                "b m1 d2 PURCHASE 7T09:30",
                "c m1 d3 PURCHASE 3T10:00");

        @Test
        void tieThoseWhoKeepTheSameHours() {
            World world = twice.with(links().meetings(0.4)).with(days(45));

            assertThat(world.itemNames()).containsExactly("a-b MERCHANT m1");
            assertThat(world.weight("a-b MERCHANT m1")).isEqualTo(0.8, MICRO);
            assertThat(world.item("a-b MERCHANT m1").meeting()).isTrue();
        }

        @Test
        void sayNothingWhereEverybodyComesOften() {
            World often = world(IntStream.range(0, 72)
                    .mapToObj(n -> "abc".charAt(n % 3) + " m1 PURCHASE 0T" + "%02d:00".formatted(n / 3))
                    .toArray(String[]::new));

            assertThat(often.with(links().meetings(0.4)).with(days(1)).items()).isEmpty();
        }

        private static Baseline days(int days) {
            return new Baseline(
                    1000,
                    100_000,
                    Collections.nCopies(Behaviour.values().length, 0L),
                    0,
                    0,
                    Duration.ofDays(days).toMillis());
        }
    }

    @Nested
    class Beneficiaries {
        @Test
        void areAccountsUnderTheirOwnName() {
            World relay = world(
                    "a beneficiary_id=c GIFT_SENT 0T10:00",
                    "c GIFT_REDEEMED 0T11:00",
                    "c beneficiary_id=d GIFT_SENT 0T12:00",
                    "d GIFT_REDEEMED 0T13:00 outcome=declined");

            assertThat(relay.itemNames()).containsExactly("a-c BENEFICIARY c");
            assertThat(relay.and(world("c event_id=x beneficiary_id=c GIFT_REDEEMED 0T11:30"))
                            .itemNames())
                    .containsExactly("a-c BENEFICIARY c");
        }

        @Test
        void tieOddGiversOfDifferentDaysLess() {
            World apart = world("a b1 PURCHASE 0T10:00", "b b1 PURCHASE 9T10:00", "a CHARGEBACK 3T10:00");
            World bothOdd = apart.and(world("b CHARGEBACK 12T10:00 event_id=y"));

            assertThat(apart.items()).isEmpty();
            assertThat(bothOdd.weight("a-b BENEFICIARY b1")).isEqualTo(0.8 * rarity(2) * 0.75, MICRO);
        }

        @ParameterizedTest
        @CsvSource({
            "0T00:10, 0T23:50, true",
            "0T23:00, 1T01:00, true",
            "0T11:00, 1T13:00, false",
            "0T01:00, 2T01:00, false"
        })
        void tieGiversOfOneDay(String first, String second, boolean tied) {
            World world = world("a b1 PURCHASE " + first, "b b1 GIFT_SENT " + second);

            assertThat(world.itemNames()).isEqualTo(tied ? List.of("a-b BENEFICIARY b1") : List.of());
        }

        @Test
        void needValueFromBothThatDay() {
            assertThat(world(
                                    "a b1 PURCHASE 0T10:00",
                                    "b b1 SIGN_IN 0T10:00",
                                    "b b1 PURCHASE 9T10:00",
                                    "c b1 PURCHASE 0T10:00 outcome=declined")
                            .items())
                    .isEmpty();
        }

        @Test
        void weighInFullWhenBothGiversAreOdd() {
            World plain = world("a b1 PURCHASE 0T10:00", "b b1 PURCHASE 0T10:00");
            World oneOdd = plain.and(world("b CHARGEBACK 3T10:00 event_id=x"));
            World bothOdd = oneOdd.and(world("a CHARGEBACK 3T10:00 event_id=y"));

            assertThat(plain.weight("a-b BENEFICIARY b1")).isEqualTo(0.8 * rarity(2) * 0.09, MICRO);
            assertThat(oneOdd.weight("a-b BENEFICIARY b1")).isEqualTo(0.8 * rarity(2) * 0.3, MICRO);
            assertThat(bothOdd.weight("a-b BENEFICIARY b1")).isEqualTo(0.8 * rarity(2), MICRO);
        }
    }

    @Nested
    class Crowds {
        private static final int THROW_AWAYS = 1000;

        /** Who moves value on it, and many more who sign up on it or look in. */
        private World flooded(String resource, IntFunction<String> throwAway) {
            List<String> texts = new ArrayList<>();
            for (String account : List.of("x", "y", "z")) {
                texts.add(account + " " + resource + " PURCHASE 1T10:00");
                texts.add(account + " CHARGEBACK 3T10:00");
            }
            IntStream.range(0, THROW_AWAYS).mapToObj(throwAway).forEach(texts::add);
            return world(texts.toArray(String[]::new)).with(links().cap(20));
        }

        @ParameterizedTest
        @CsvSource({"d1, DEVICE, 1", "card:w1, WALLET, 1", "b1, BENEFICIARY, 0.8", "91.0.0.1, IP, 1"})
        void doNotHideThoseWhoMoveValue(String resource, ResourceType type, double weight) {
            World flooded = flooded(resource, n -> "a" + n + " " + resource + " SIGN_UP 1T10:00");

            assertThat(flooded.itemNames())
                    .containsExactly(
                            "x-y " + type + " " + resource,
                            "x-z " + type + " " + resource,
                            "y-z " + type + " " + resource);
            assertThat(flooded.weight("x-y " + type + " " + resource)).isEqualTo(weight * rarity(3), MICRO);
            assertThat(flooded.hubs()).extracting(World.HubSeen::accounts).containsExactly(THROW_AWAYS + 3L);
        }

        @ParameterizedTest
        @CsvSource({"d1, DEVICE", "card:w1, WALLET", "b1, BENEFICIARY"})
        void ofMoreWhoMoveValueAreComparedByDay(String resource, ResourceType type) {
            World flooded = flooded(resource, n -> "a" + n + " " + resource + " PURCHASE " + n % 3 + "T09:0" + n % 5);
            World odd = flooded.and(world(IntStream.range(0, THROW_AWAYS)
                    .mapToObj(n -> "a" + n + " event_id=c CHARGEBACK 4T10:00")
                    .toArray(String[]::new)));

            assertThat(odd.itemNames())
                    .contains(
                            "x-y " + type + " " + resource,
                            "x-z " + type + " " + resource,
                            "y-z " + type + " " + resource)
                    .hasSizeLessThan((THROW_AWAYS + 3) * 10);
        }

        @Test
        void atAnAddressStayHubs() {
            World odd = flooded("91.0.0.1", n -> "a" + n + " 91.0.0.1 PURCHASE 1T09:00")
                    .and(world(IntStream.range(0, THROW_AWAYS)
                            .mapToObj(n -> "a" + n + " event_id=c CHARGEBACK 4T10:00")
                            .toArray(String[]::new)));

            assertThat(odd.items()).isEmpty();
        }

        @Test
        void ofOrdinaryGiversTieNobody() {
            assertThat(world(IntStream.range(0, THROW_AWAYS)
                                    .mapToObj(n -> "a" + n + " b1 PURCHASE 1T10:00")
                                    .toArray(String[]::new))
                            .items())
                    .isEmpty();
        }
    }

    @Nested
    class Gaps {
        @Test
        void areTheLeastMinutesBetweenActsOfValue() {
            World world = world(
                    "a d1 PURCHASE 0T10:00",
                    "a d1 PURCHASE 0T12:00",
                    "a d1 SIGN_IN 0T12:30",
                    "b d1 PURCHASE 0T10:59",
                    "b d1 SIGN_IN 0T12:01",
                    "b d1 PURCHASE 0T12:01 outcome=declined",
                    "b d1 PURCHASE 0T12:30");

            assertThat(world.item("a-b DEVICE d1").gapMinutes()).isEqualTo(30);
        }

        @Test
        void areNothingWithinOneMinute() {
            World world = world("a d1 REFUND 0T10:00:01", "b d1 GIFT_REDEEMED 0T10:00:59");

            assertThat(world.item("a-b DEVICE d1").gapMinutes()).isZero();
        }

        @Test
        void areUnknownWithoutValueOnBothSides() {
            World world = world("a d1 PURCHASE 0T10:00", "b d1 PASSWORD_RESET 0T10:00");

            assertThat(world.item("a-b DEVICE d1").gapMinutes()).isEqualTo(PairRow.NO_GAP);
        }
    }

    @Test
    void claimsAboutASerialThatAStrangerUsesCountLittle() {
        World made = world("a d1 SIGN_UP 0T10:00", "a d1 PURCHASE 1T10:00", "b d1 RETURN_CLAIM 1T12:00");
        World both = made.and(world("a event_id=x d1 REPAIR_CLAIM 1T11:00", "b event_id=x d1 SIGN_IN 1T11:30"));

        assertThat(made.weight("a-b DEVICE d1")).isEqualTo(rarity(2) * 0.2, MICRO);
        assertThat(both.weight("a-b DEVICE d1")).isEqualTo(rarity(2), MICRO);
    }

    @Test
    void countsItsLinksAndForgetsThem() {
        ResourcePartition partition = new ResourcePartition(links().build());
        RowBuffer links = new RowBuffer(0);
        AccountAnalysis analysis = new AccountAnalysis();
        world("a d1 card:w1 PURCHASE 0T10:00", "b d1 PURCHASE 0T10:00").accounts(account -> {
            analysis.read(account);
            analysis.writeLinks((order, type) -> links);
        });
        partition.add(links.toBlock());
        assertThat(partition.links()).isEqualTo(3);

        RowBuffer pairs = new RowBuffer(0);
        partition.forEach(
                population(1000), (a, b) -> pairs, (type, order, secret, witness, accounts, events, reason) -> {});

        assertThat(pairs.size()).isEqualTo(PairRow.LENGTH);
        assertThat(partition.links()).isZero();
    }
}
