// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringwatch.link.World.world;

import org.junit.jupiter.api.Test;

class SchemeRulesTest {

    private static Scheme scheme(String... events) {
        return Rings.ring(world(events)).scheme();
    }

    @Test
    void victimsMakeATakeover() {
        assertThat(scheme(
                        "v d2 SIGN_IN 0T10:00",
                        "v d9 PASSWORD_RESET 20T03:00",
                        "v d9 b1 PURCHASE 20T03:10",
                        "w d3 SIGN_IN 0T10:00",
                        "w d9 PASSWORD_RESET 20T04:00",
                        "w d9 b1 PURCHASE 20T04:10"))
                .isEqualTo(Scheme.ACCOUNT_TAKEOVER);
    }

    @Test
    void foreignClaimsMakeClaimAbuse() {
        assertThat(scheme(
                        "a d7 m1 RETURN_CLAIM 18T02:10",
                        "b d7 m1 RETURN_CLAIM 18T03:10",
                        "a d9 SIGN_UP 17T02:10",
                        "b d9 SIGN_UP 17T03:10"))
                .isEqualTo(Scheme.CLAIM_ABUSE);
    }

    @Test
    void disputedPaymentsMakeRefundAbuse() {
        assertThat(scheme(
                        "a d9 PURCHASE 18T02:10 order_id=o1",
                        "b d9 PURCHASE 18T03:10 order_id=o2",
                        "a CHARGEBACK 20T02:10 order_id=o1",
                        "b CHARGEBACK 20T03:10 order_id=o2"))
                .isEqualTo(Scheme.REFUND_ABUSE);
    }

    @Test
    void birthOnSharedDevicesMakesAFarm() {
        assertThat(scheme(
                        "a d9 SIGN_UP 18T02:10",
                        "b d9 SIGN_UP 18T03:10",
                        "a d9 PURCHASE 19T02:10",
                        "b d9 PURCHASE 19T03:10"))
                .isEqualTo(Scheme.DEVICE_FARM);
    }

    @Test
    void redeemedCardsMakeLaundering() {
        assertThat(scheme(
                        "a d1 SIGN_IN 0T02:10",
                        "b d2 SIGN_IN 0T03:10",
                        "a d1 gift:w1 GIFT_REDEEMED 19T02:10",
                        "b d2 gift:w1 GIFT_REDEEMED 19T03:10"))
                .isEqualTo(Scheme.CREDIT_LAUNDERING);
    }

    @Test
    void comingAgainAndAgainMakesCollusion() {
        assertThat(scheme(
                        "a d1 SIGN_IN 0T02:10",
                        "b d2 SIGN_IN 0T03:10",
                        "a d9 card:w9 PURCHASE 19T02:10",
                        "b d9 card:w9 PURCHASE 19T03:10",
                        "a d9 card:w9 PURCHASE 21T02:10",
                        "b d9 card:w9 PURCHASE 21T03:10",
                        "a d9 card:w9 PURCHASE 23T02:10",
                        "b d9 card:w9 PURCHASE 23T03:10"))
                .isEqualTo(Scheme.COLLUSION);
    }

    @Test
    void aFewPurchasesTellNothing() {
        assertThat(scheme("a d9 PURCHASE 18T02:10", "b d9 PURCHASE 18T03:10")).isEqualTo(Scheme.UNKNOWN);
    }
}
