// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringwatch.link.PlainLinks.links;
import static org.ringwatch.link.World.world;

import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.ringwatch.link.Baseline;
import org.ringwatch.link.Behaviour;
import org.ringwatch.link.World;

/** Rings whose members share no device and no wallet. */
class ActingTogetherTest {
    private static final Baseline DAYS_45 = new Baseline(
            1000,
            100_000,
            Collections.nCopies(Behaviour.values().length, 0L),
            0,
            0,
            Duration.ofDays(45).toMillis());

    @Test
    void meetingAgainAndAgainAtAShopIsTold() {
        World world = world(
                        "a m1 d1 PURCHASE 0T10:00",
                        "b m1 d2 PURCHASE 0T10:30",
                        "a m1 d1 PURCHASE 7T10:00",
                        "b m1 d2 PURCHASE 7T10:30",
                        "c m1 d3 PURCHASE 3T10:00")
                .with(links().meetings(0.4))
                .with(DAYS_45);

        assertThat(Rings.ring(world).evidence())
                .filteredOn(evidence -> evidence.code().equals("met_again"))
                .singleElement()
                .satisfies(evidence -> {
                    // Two meetings at 0.4 each, and both members take part.
                    assertThat(evidence.weightMicros()).isEqualTo(Math.round(1e6 * Math.log1p(0.8)));
                    assertThat(evidence.text())
                            .isEqualTo(
                                    "2 of 2 accounts moved value at 1 merchant within an hour of each other, more often"
                                            + " than by chance (pairs that did: 1; chance makes less than one at each)");
                    assertThat(evidence.entities()).containsExactly(new EntityRef(EntityType.MERCHANT, "m1"));
                    assertThat(evidence.eventIds()).hasSize(4);
                });
    }

    @Test
    void whoIsSentGiftsByNameIsABeneficiaryOfThatName() {
        Ring ring = Rings.ring(world(
                "a beneficiary_id=c GIFT_SENT 0T10:00",
                "a CHARGEBACK 1T10:00",
                "c GIFT_REDEEMED 0T11:00",
                "c CHARGEBACK 1T10:00"));

        assertThat(ring.members())
                .filteredOn(member -> member.type() == EntityType.BENEFICIARY)
                .extracting(Member::id)
                .containsExactly("c");
        assertThat(ring.links()).extracting(RingLink::accountId).containsExactly("a", "c");
    }
}
