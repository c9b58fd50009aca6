// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RoundClockTest {
    private static final long ROUND = 200;
    private static final long NOON = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
    private static final long EVENTS = 1_000;

    private final RoundClock clock = new RoundClock(ROUND, 0);
    private long now;

    /** Events at a time, then a tick; the watermark, if there is one. */
    private OptionalLong round(long events, long eventTime, boolean isHeldUp) {
        for (long e = 0; e < events; e++) {
            clock.arrived(eventTime);
        }
        now += ROUND;
        return clock.tick(now, isHeldUp);
    }

    private long refreshed() {
        long watermark = round(EVENTS, NOON, false).orElseThrow();
        assertThat(Rounds.isRefresh(watermark)).isTrue();
        return watermark;
    }

    @Test
    void nothingEndsNoRound() {
        assertThat(round(0, 0, false)).isEmpty();
        clock.arrived();
        assertThat(round(0, 0, false)).as("a rejected line alone").isEmpty();
        assertThat(clock.end(now)).isEmpty();
    }

    @Test
    void theFirstRoundIsARefreshAtTheLatestEventTime() {
        assertThat(Rounds.eventTime(refreshed())).isEqualTo(NOON);
    }

    @Test
    void aRoundOfTheSameDayIsOrdinary() {
        refreshed();
        assertThat(round(1, NOON + 2_000, false)).hasValue(NOON + 2_000);
        assertThat(round(1, NOON + 3_001, false)).hasValue(NOON + 3_002);
    }

    @Test
    void lateEventsEndARoundOfTheirOwn() {
        long first = refreshed();
        assertThat(round(1, NOON - 1_000_000, false)).hasValue(first + 1);
        assertThat(round(1, NOON - 1_000_000, false)).hasValue(first + 3);
        assertThat(round(0, 0, false)).isEmpty();
    }

    @Test
    void asManyEventsAsBeforeAreARefresh() {
        refreshed();
        assertThat(Rounds.isRefresh(round(EVENTS - 1, NOON, false).orElseThrow()))
                .isFalse();
        assertThat(Rounds.isRefresh(round(1, NOON, false).orElseThrow())).isTrue();
        assertThat(Rounds.isRefresh(round(EVENTS, NOON, false).orElseThrow())).isFalse();
    }

    @Test
    void anotherDayIsARefreshOnceNothingComes() {
        refreshed();
        assertThat(round(1, NOON + Days.MILLIS, false)).isEmpty();
        long watermark = round(0, 0, false).orElseThrow();
        assertThat(Rounds.isRefresh(watermark)).isTrue();
        assertThat(Rounds.eventTime(watermark)).isEqualTo(NOON + Days.MILLIS);
    }

    @Test
    void stagesThatAreHeldUpAreNotIdle() {
        refreshed();
        assertThat(round(1, NOON + Days.MILLIS, true)).isEmpty();
        assertThat(round(0, 0, true)).isEmpty();
        assertThat(round(0, 0, false)).as("they were held up until now").isEmpty();
        assertThat(round(0, 0, false)).isNotEmpty();
    }

    /** The refresh took 4 s, so the next one waits until 20 s after it began. */
    @Test
    void anotherDayWaitsForAsLongAsTheLastRefreshTook() {
        refreshed();
        long begin = now;
        clock.checkpointBegan(7, now);
        clock.checkpointBegan(8, now);
        while (now < begin + 4_000) {
            assertThat(round(1, NOON + Days.MILLIS, false)).isEmpty();
        }
        clock.checkpointCompleted(6, now);
        clock.checkpointCompleted(7, now);
        while (now < begin + 20_000 - ROUND) {
            assertThat(round(1, NOON + Days.MILLIS, false)).isEmpty();
        }
        assertThat(Rounds.isRefresh(round(1, NOON + Days.MILLIS, false).orElseThrow()))
                .isTrue();
    }

    @Test
    void whileARefreshIsUnderWayAnotherDayWaits() {
        refreshed();
        for (int i = 0; i < 10 * RoundClock.ROUNDS_A_REFRESH; i++) {
            assertThat(round(1, NOON + Days.MILLIS, false)).isEmpty();
        }
    }

    @Test
    void whereStagesLagRoundsAreLonger() {
        refreshed();
        long began = now;
        clock.checkpointBegan(1, began);
        assertThat(round(1, NOON, false)).as("half of 200 ms").isNotEmpty();
        assertThat(round(1, NOON, false)).as("half of 400 ms").isNotEmpty();
        assertThat(round(1, NOON, false)).as("half of 600 ms").isEmpty();
        assertThat(round(1, NOON, false)).as("half of 800 ms").isNotEmpty();
        clock.checkpointCompleted(1, began + 1_000);
        assertThat(round(1, NOON, false)).isEmpty();
        assertThat(round(1, NOON, false)).isEmpty();
        assertThat(round(1, NOON, false)).isNotEmpty();
        clock.checkpointBegan(2, now);
        clock.checkpointCompleted(2, now + 2 * ROUND);
        assertThat(round(1, NOON, false)).as("they caught up").isNotEmpty();
    }

    @Test
    void aCheckpointThatFailsTellsNothing() {
        refreshed();
        clock.checkpointBegan(1, now);
        clock.checkpointAborted(1);
        now += 100 * ROUND;
        assertThat(round(1, NOON, false)).isNotEmpty();
        assertThat(round(1, NOON, false)).isNotEmpty();
    }

    @Test
    void aCheckpointEndsARoundHoweverLongItShouldLast() {
        long first = refreshed();
        clock.checkpointBegan(1, now);
        clock.checkpointCompleted(1, now + 100 * ROUND);
        assertThat(round(1, NOON, false)).isEmpty();
        assertThat(clock.beforeCheckpoint(now)).hasValue(first + 1);
        assertThat(clock.beforeCheckpoint(now)).as("nothing came since").isEmpty();
    }

    @Test
    void noTickFollowsACheckpointAtOnce() {
        refreshed();
        clock.arrived(NOON);
        now += ROUND / 2 + 1;
        assertThat(clock.beforeCheckpoint(now)).isNotEmpty();
        clock.arrived(NOON);
        now += ROUND / 2 - 1;
        assertThat(clock.tick(now, false)).isEmpty();
        assertThat(round(0, 0, false)).isNotEmpty();
    }

    @Test
    void aCheckpointDoesNotHastenAnotherDay() {
        refreshed();
        clock.arrived(NOON + Days.MILLIS);
        assertThat(clock.beforeCheckpoint(now)).isEmpty();
    }

    @Test
    void theEndWaitsForNoLag() {
        refreshed();
        clock.checkpointBegan(1, now);
        clock.checkpointCompleted(1, now + 100 * ROUND);
        assertThat(round(1, NOON, false)).isEmpty();
        assertThat(clock.end(now)).isNotEmpty();
    }

    @Test
    void noRoundReachesIntoTheNextDay() {
        long end = Days.endOf(NOON);
        refreshed();
        long last = round(1, end - 1, false).orElseThrow();
        assertThat(last).isEqualTo(end - 1);
        assertThat(Rounds.isRefresh(last)).isTrue();
        assertThat(round(1, end - 1, false)).as("no millisecond is left").isEmpty();
        assertThat(round(1, end, false)).isEmpty();
        assertThat(round(0, 0, false)).hasValue(end + 1);
    }

    @Test
    void theEndIsAnnounced() {
        refreshed();
        clock.arrived(NOON + Days.MILLIS);
        assertThat(clock.end(now)).hasValue(NOON + Days.MILLIS + 1);
        assertThat(clock.end(now)).isEmpty();
    }

    @Test
    void goesOnFromItsState() {
        long first = refreshed();
        clock.arrived(NOON);
        RoundClock other = new RoundClock(ROUND, now);
        other.restore(clock.state());
        assertThat(other.tick(now, false)).hasValue(first + 1);
    }

    @Test
    void goesOnFromAStateWithoutCounts() {
        RoundClock other = new RoundClock(ROUND, now);
        other.restore(new long[] {NOON, NOON, 1});
        assertThat(other.tick(now + ROUND, false)).hasValue(Rounds.refresh(NOON + 1));
    }
}
