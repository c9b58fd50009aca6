// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringwatch.link.World.world;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringwatch.link.PlainLinks;
import org.ringwatch.link.World;

/** Day 20 is when things happen; who was there from day 0 on has a past. */
class RoleRulesTest {

    /** Two accounts born on one device that buy there for one beneficiary, so that there is a ring to be in. */
    private static final List<String> FARM = List.of(
            "s1 d9 SIGN_UP 20T01:00",
            "s1 d9 b1 card:w9 PURCHASE 20T01:10",
            "s2 d9 SIGN_UP 20T01:20",
            "s2 d9 b1 card:w9 PURCHASE 20T01:30");

    private static Member member(World world, String id) {
        return Rings.unscreened(world).members().stream()
                .filter(member -> member.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no member " + id));
    }

    /** The part of account {@code a} beside the farm. */
    private static Member a(String... events) {
        return member(world(Stream.concat(FARM.stream(), Stream.of(events)).toArray(String[]::new)), "a");
    }

    private static void is(Member member, Role role, String reason) {
        assertThat(member.roleReason()).contains(reason);
        assertThat(member.role()).isEqualTo(role);
    }

    /** A past on a device of its own, then one purchase on the farm's device. */
    private static Member visited(String... more) {
        return a(Stream.concat(
                        Stream.of(
                                "a d1 SIGN_IN 0T10:00",
                                "a d1 card:w1 PURCHASE 9T10:00",
                                "a d9 b1 card:w1 PURCHASE 20T02:10"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    @Nested
    class Victims {
        @ParameterizedTest
        @ValueSource(strings = {"PASSWORD_RESET", "CREDENTIAL_CHANGED", "TWO_FACTOR_CHANGED", "WALLET_LINKED"})
        void haveAPastThenAChangeElsewhereThenValueLeaves(String change) {
            is(
                    visited("a d9 " + change + " 20T02:00"),
                    Role.VICTIM,
                    "its credentials or wallets were changed from elsewhere");
        }

        @Test
        void mayHaveTakenTheirAccountBack() {
            is(visited("a d1 PASSWORD_RESET 22T10:00"), Role.VICTIM, "its owner then changed the credentials");
        }

        @Test
        void mayReport() {
            is(visited("a d1 VICTIM_REPORT 22T10:00"), Role.VICTIM, "Its owner reported to be a victim");
        }

        @Test
        void areNotThoseWhoReportFromTheDeviceThatTookTheMoney() {
            is(visited("a d9 VICTIM_REPORT 20T10:00"), Role.UNKNOWN, "do not tell");
        }

        @Test
        void areNotThoseWhoChangedTheirPasswordThemselves() {
            is(visited("a d1 PASSWORD_RESET 20T02:00"), Role.UNKNOWN, "do not tell");
        }

        @Test
        void areNotThoseWhoKeepUsingTheDevice() {
            is(visited("a d9 PASSWORD_RESET 20T02:00", "a d9 SIGN_IN 25T02:00"), Role.UNKNOWN, "do not tell");
        }

        @Test
        void areThoseWhoWereVisitedLikeTwoOthers() {
            World world = world(
                    "a d1 SIGN_IN 0T10:00",
                    "a d9 b1 PURCHASE 20T02:10",
                    "v d2 SIGN_IN 0T10:00",
                    "v d9 PASSWORD_RESET 20T03:00",
                    "v d9 b1 PURCHASE 20T03:10",
                    "w d3 SIGN_IN 0T10:00",
                    "w d9 PASSWORD_RESET 20T04:00",
                    "w d9 b1 PURCHASE 20T04:10");

            is(member(world, "a"), Role.VICTIM, "as other victims here were");
        }

        @Test
        void areThoseWhoWereVisitedLikeOneOtherOnlyIfTwoFactorWasOff() {
            List<String> one =
                    List.of("v d2 SIGN_IN 0T10:00", "v d9 PASSWORD_RESET 20T03:00", "v d9 b1 PURCHASE 20T03:10");

            is(
                    visited(Stream.concat(one.stream(), Stream.of("a d1 SIGN_IN 1T10:00 two_factor=false"))
                            .toArray(String[]::new)),
                    Role.VICTIM,
                    "as other victims here were");
            is(visited(one.toArray(String[]::new)), Role.UNKNOWN, "do not tell");
        }

        @Test
        void whoAlsoDoWhatSuspectsDoAreNeither() {
            is(
                    visited(
                            "a d9 PASSWORD_RESET 20T02:00",
                            "a d9 b1 GIFT_REDEEMED 20T02:20",
                            "a d9 b1 GIFT_REDEEMED 20T02:30"),
                    Role.UNKNOWN,
                    "Some of its events are those of a victim");
        }
    }

    @Nested
    class Suspects {
        @Test
        void signUpOnASharedDevice() {
            is(a("a d9 SIGN_UP 20T02:00", "a d9 b1 PURCHASE 23T02:10"), Role.SUSPECT, "It signed up on a device");
        }

        @Test
        void addASharedDeviceWhenTheySignUp() {
            is(
                    a("a SIGN_UP 19T02:00", "a d9 DEVICE_ADDED 19T02:01", "a d1 card:w9 PURCHASE 23T02:10"),
                    Role.SUSPECT,
                    "It signed up on a device");
        }

        @Test
        void signUpOnASharedDeviceAndClaim() {
            is(
                    a("a d9 SIGN_UP 15T02:00", "a d9 WALLET_LINKED 15T02:05", "a d7 RETURN_CLAIM 18T02:10"),
                    Role.SUSPECT,
                    "made a claim about a device");
        }

        @Test
        void signUpAndActWithinADay() {
            is(
                    a("a d1 SIGN_UP 20T02:00", "a d1 card:w9 PURCHASE 20T22:10"),
                    Role.SUSPECT,
                    "signed up and within a day");
        }

        @Test
        void claimDevicesTheyNeverUse() {
            is(
                    visited("a d7 RETURN_CLAIM 18T02:10", "a d8 REPAIR_CLAIM 19T02:10"),
                    Role.SUSPECT,
                    "several claims about devices");
        }

        @Test
        void claimTheSameSerials() {
            World world = world(
                    "a d7 RETURN_CLAIM 18T02:10",
                    "a d7 REPAIR_CLAIM 19T02:10",
                    "b d7 RETURN_CLAIM 18T03:10",
                    "b d7 REPAIR_CLAIM 19T03:10");

            is(member(world, "a"), Role.SUSPECT, "several claims");
            is(member(world, "d7"), Role.INFRASTRUCTURE, "made claims about it, and none was seen using it");
        }

        @Test
        void areRefundedToSharedWallets() {
            is(
                    visited("a card:w9 REFUND 21T02:10", "a card:w9 REFUND 22T02:10"),
                    Role.SUSPECT,
                    "had most of its purchases refunded");
        }

        @Test
        void redeemOnSharedDevices() {
            is(
                    visited("a d9 GIFT_REDEEMED 20T02:20", "a d9 GIFT_REDEEMED 20T02:30"),
                    Role.SUSPECT,
                    "redeemed several gift cards");
        }

        @Test
        void redeemWithoutAPast() {
            is(
                    a("a d1 GIFT_REDEEMED 20T02:20", "a d1 GIFT_REDEEMED 20T02:30", "a d1 card:w9 PURCHASE 20T02:40"),
                    Role.SUSPECT,
                    "Without a past");
        }

        @Test
        void areGivenTo() {
            World world = world(
                    "v d2 beneficiary_id=a GIFT_SENT 20T02:00",
                    "v CHARGEBACK 22T02:10",
                    "a d1 SIGN_IN 0T10:00",
                    "a d1 GIFT_REDEEMED 20T02:05",
                    "a CHARGEBACK 22T02:20");

            is(member(world, "a"), Role.SUSPECT, "Others here give to it by its name");
        }

        @Test
        void liveForTheRing() {
            is(
                    a("a d9 b1 PURCHASE 20T10:00", "a d9 b1 PURCHASE 21T10:00", "a d9 b1 PURCHASE 23T10:00"),
                    Role.SUSPECT,
                    "Its life began with");
        }

        @Test
        void haveNoOtherDevices() {
            is(
                    a("a d9 b1 PURCHASE 20T10:00", "a d9 b1 PURCHASE 23T10:00"),
                    Role.SUSPECT,
                    "never seen on other devices");
        }

        @Test
        void comeBack() {
            is(
                    visited("a d9 b1 PURCHASE 24T02:10", "a d9 b1 PURCHASE 28T02:10"),
                    Role.SUSPECT,
                    "It came back to what others here share");
        }

        /** The farm's device, and once its beneficiary. */
        @Test
        void comeBackToOneThingAndMeetAnotherOnceIfNobodyIsAVictim() {
            String[] events = {
                "a d1 SIGN_IN 0T10:00", "a d9 b1 PURCHASE 20T02:10", "a d9 PURCHASE 24T02:10", "a d9 PURCHASE 28T02:10"
            };

            is(a(events), Role.SUSPECT, "nobody here shows signs of a victim");
            is(
                    a(Stream.concat(
                                    Stream.of(events),
                                    Stream.of(
                                            "v d2 SIGN_IN 0T10:00",
                                            "v d9 PASSWORD_RESET 20T03:00",
                                            "v d9 b1 PURCHASE 20T03:10"))
                            .toArray(String[]::new)),
                    Role.UNKNOWN,
                    "do not tell");
        }

        @Test
        void areNotThoseWhoReport() {
            is(
                    visited("a d9 b1 PURCHASE 24T02:10", "a d9 b1 PURCHASE 28T02:10", "a d9 VICTIM_REPORT 29T02:00"),
                    Role.UNKNOWN,
                    "do not tell");
        }

        @Test
        void areNotThoseWhoComeBackToOneSharedTabletOnly() {
            is(
                    a(
                            "a d1 SIGN_IN 0T10:00",
                            "a d9 PURCHASE 20T02:10",
                            "a d9 PURCHASE 24T02:10",
                            "a d9 PURCHASE 28T02:10"),
                    Role.UNKNOWN,
                    "do not tell");
        }

        @Test
        void serveTheRingFromTheirOwnDeviceToo() {
            is(visited("a d1 b1 PURCHASE 22T02:10"), Role.SUSPECT, "from a device of its own");
        }

        /** The data begins on day 16: of an account seen from then on nobody knows what it did before. */
        @Test
        void areNotThoseWhosePastIsBeforeTheEvents() {
            World late = world(
                            "s1 d9 b1 card:w9 PURCHASE 20T01:10",
                            "s2 d9 b1 card:w9 PURCHASE 20T01:30",
                            "x d5 SIGN_IN 16T10:00",
                            "a d9 b1 PURCHASE 20T10:00",
                            "a d9 b1 PURCHASE 21T10:00",
                            "a d9 b1 PURCHASE 23T10:00")
                    .withOwnBaseline();

            is(member(late, "a"), Role.UNKNOWN, "do not tell");
        }

        @Test
        void areNotTheOwnersOfWhatOthersUseLater() {
            is(
                    a(
                            "a d9 SIGN_IN 0T10:00",
                            "a d9 card:w9 PURCHASE 2T10:00",
                            "a d9 card:w9 PURCHASE 9T10:00",
                            "a d9 card:w9 PURCHASE 20T01:40"),
                    Role.UNKNOWN,
                    "do not tell");
        }
    }

    @Nested
    class Bystanders {
        @Test
        void ownADeviceThatOthersMakeClaimsAbout() {
            World world = world(
                            "a d7 card:w1 PURCHASE 20T02:00",
                            "b d7 m1 RETURN_CLAIM 20T02:20",
                            "c d7 m1 RETURN_CLAIM 20T02:30",
                            "b d7 m1 REPAIR_CLAIM 20T03:20",
                            "c d7 m1 REPAIR_CLAIM 20T03:30")
                    .with(PlainLinks.links().threshold(0.1));
            is(
                    member(world, "a"),
                    Role.BYSTANDER,
                    "Others made claims about a device that it uses; it made none itself");
        }
    }

    @Nested
    class Things {
        @Test
        void thatTookTheMoneyAreInfrastructure() {
            World world = world(FARM.toArray(String[]::new));

            is(member(world, "d9"), Role.INFRASTRUCTURE, "Several of the accounts moved value on it");
            is(member(world, "card:w9"), Role.INFRASTRUCTURE, "Several of the accounts moved value on it");
            is(member(world, "b1"), Role.INFRASTRUCTURE, "It received value from several");
        }

        @Test
        void ofVictimsAreBystanders() {
            World world = world(
                    "v d2 card:w2 PURCHASE 0T10:00",
                    "v d9 PASSWORD_RESET 20T03:00",
                    "v d9 b1 card:w2 PURCHASE 20T03:10",
                    "s d9 b1 card:w2 PURCHASE 20T03:20");

            is(member(world, "card:w2"), Role.BYSTANDER, "A victim or bystander had it well before");
            is(member(world, "d9"), Role.INFRASTRUCTURE, "moved value on it");
        }

        @Test
        void onWhichSeveralSignedUpAreInfrastructure() {
            World world = world(
                    "a d9 SIGN_UP 20T01:00",
                    "b d9 SIGN_UP 20T01:10",
                    "a d1 card:w1 PURCHASE 20T01:20",
                    "b d2 card:w1 PURCHASE 20T01:30");

            is(member(world, "d9"), Role.INFRASTRUCTURE, "Several of the accounts signed up on it");
        }
    }
}
