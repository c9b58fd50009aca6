// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.ringwatch.ring.MemberEvent;

class PulseTest {
    private static final long HOUR = 60 * 60 * 1000;
    private static final long NOON = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

    /** Stages then hold nothing that they would have to store. */
    @Test
    void aCheckpointPassesBehindARound() throws Exception {
        try (OneInputStreamOperatorTestHarness<Arrival, MemberEvent> pulse =
                new OneInputStreamOperatorTestHarness<>(new Pulse(HOUR))) {
            pulse.open();
            pulse.processElement(arrival(NOON), 0);
            pulse.prepareSnapshotPreBarrier(1);
            pulse.prepareSnapshotPreBarrier(2);
            assertThat(watermarks(pulse)).containsExactly(Rounds.refresh(NOON));
            pulse.processElement(arrival(NOON), 0);
            pulse.prepareSnapshotPreBarrier(3);
            assertThat(watermarks(pulse)).containsExactly(Rounds.refresh(NOON), Rounds.refresh(NOON + 2));
        }
    }

    @Test
    void aRoundEndsWithoutACheckpoint() throws Exception {
        try (OneInputStreamOperatorTestHarness<Arrival, MemberEvent> pulse =
                new OneInputStreamOperatorTestHarness<>(new Pulse(HOUR))) {
            pulse.open();
            pulse.processElement(arrival(NOON), 0);
            pulse.setProcessingTime(HOUR - 1);
            assertThat(watermarks(pulse)).isEmpty();
            pulse.setProcessingTime(HOUR);
            assertThat(watermarks(pulse)).containsExactly(Rounds.refresh(NOON));
        }
    }

    private static Arrival arrival(long time) {
        return new Arrival(new MemberEvent(new long[] {0, 0, 0, 0, 0, time}, new byte[0]), null, 0, 0, null);
    }

    private static List<Long> watermarks(OneInputStreamOperatorTestHarness<?, ?> pulse) {
        return pulse.getOutput().stream()
                .filter(Watermark.class::isInstance)
                .map(element -> ((Watermark) element).getTimestamp())
                .toList();
    }
}
