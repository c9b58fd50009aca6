// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ringwatch.event.EventColumn;
import org.ringwatch.job.result.Facts;
import org.ringwatch.ring.MemberEvent;

class ReadCountsTest {
    private final ReadCounts counts = new ReadCounts();
    private final Facts facts = new Facts();

    private static Arrival event(long filled, int erasedValues, @Nullable String unknownType) {
        return new Arrival(new MemberEvent(new long[0], new byte[0]), null, filled, erasedValues, unknownType);
    }

    @Test
    void eachArrivalIsCountedOnce() {
        counts.add(event(1L << EventColumn.IP.ordinal() | 1L << EventColumn.WALLET.ordinal(), 2, null), 1_000);
        counts.add(event(1L << EventColumn.IP.ordinal(), 0, "unheard_of"), 2_000);
        counts.add(Arrival.of(new RejectedInput("in.csv", 1, "reason", "")), 3_000);
        counts.add(Arrival.erased(), 4_000);
        counts.drain(facts::add);
        counts.drain(facts::add);
        assertThat(facts.startingWith(""))
                .containsOnly(
                        Map.entry(Facts.EVENTS_READ, 2L),
                        Map.entry(Facts.LAST_ARRIVAL, 2_000L),
                        Map.entry(Facts.REJECTED, 1L),
                        Map.entry(Facts.ERASED_EVENTS, 1L),
                        Map.entry(Facts.ERASED_VALUES, 2L),
                        Map.entry(Facts.FILLED + "ip", 2L),
                        Map.entry(Facts.FILLED + "wallet", 1L),
                        Map.entry(Facts.UNKNOWN_TYPE + "unheard_of", 1L));
    }

    @Test
    void namesThatAreTooManyAreCountedTogether() {
        for (int n = 0; n < Facts.MAX_UNKNOWN_TYPES + 5; n++) {
            counts.add(event(0, 0, "type" + n), 0);
        }
        counts.add(event(0, 0, "type7"), 0);
        counts.drain(facts::add);
        assertThat(facts.get(Facts.UNKNOWN_TYPE + "type7")).isEqualTo(2);
        assertThat(facts.get(Facts.UNKNOWN_TYPE + Facts.OTHER_UNKNOWN_TYPES)).isEqualTo(5);
        assertThat(counts.knownTypes()).hasSize(Facts.MAX_UNKNOWN_TYPES);
    }

    @Test
    void namesKnownBeforeAStopTakeTheirRoom() {
        for (int n = 0; n < Facts.MAX_UNKNOWN_TYPES; n++) {
            counts.know("type" + n);
        }
        assertThat(counts.know("type7")).isTrue();
        assertThat(counts.know("another")).isFalse();
    }
}
