// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.OptionalLong;

/**
 * Decides when a round ends, and whether it is a refresh, in which everything is judged.
 *
 * <p>A round ends by a watermark: the latest event time so far, even for an ordinary round and odd for a refresh, so that every stage knows
 * which it is; for that, and for a round without a later event, milliseconds are added, as long as the day is the same.
 *
 * <p>Where the stages lag, rounds are longer: a stage judges what changed once a round, however often it changed, so fewer rounds are less
 * work. A round lasts half the lag or more; so two or three are under way, which keeps all stages at work, and where much comes, rounds grow
 * until the stages keep up.
 *
 * <p>A checkpoint ends a round, too, just before it passes: then no stage holds anything that it would have to store, and what was found
 * until then is told with it.
 *
 * <p>A refresh is due when
 *
 * <ul>
 *   <li>the day is another one: events expire by day;
 *   <li>as many events came since the last refresh as before it: by a baseline of so few, everything seems odd.
 * </ul>
 *
 * <p>While history is read, days pass in moments. So that this costs no more than it tells, they then go together: as long as events
 * come without a pause, another day waits until five times as long has passed since the last refresh began as it took. How long it took
 * tells the first checkpoint that began after it, which completes when all stages are past it.
 */
final class RoundClock {
    /** Least time between two refreshes for another day while events come without a pause, in rounds. */
    static final int ROUNDS_A_REFRESH = 50;

    /** The same, in times that the last refresh took. */
    static final int PAUSE_AFTER_REFRESH = 5;

    /** As many rounds last as long as the stages lag, or longer. */
    static final int ROUNDS_UNDER_WAY = 2;

    private static final long NONE = -1;

    private final long roundMillis;

    private final StageLag lag = new StageLag();

    /** When the last round ended, time of the clock. */
    private long roundAt;

    /** Latest event time. */
    private long latest = Long.MIN_VALUE;

    /** Last watermark. */
    private long watermark = Long.MIN_VALUE;

    /** Whether anything came since. */
    private boolean pending;

    /** Whether anything came since the last tick, or the stages took nothing then. */
    private boolean busy;

    /** Events up to the last refresh. */
    private long known;

    /** Events since. */
    private long fresh;

    /** When that was announced, time of the clock. */
    private long refreshedAt;

    /** How long it took, or none while it is under way. */
    private long refreshTook;

    /** The first checkpoint that began after it, or none. */
    private long checkpointAfter = NONE;

    /**
     * @param roundMillis time of the clock between two ticks, milliseconds
     * @param now time of the clock, milliseconds
     */
    RoundClock(long roundMillis, long now) {
        this.roundMillis = roundMillis;
        refreshedAt = now;
    }

    /** What has to be remembered. */
    long[] state() {
        return new long[] {latest, watermark, pending ? 1 : 0, known, fresh};
    }

    /** Goes on from a {@link #state}; in an old one, the counts of events are missing. */
    void restore(long[] state) {
        latest = state[0];
        watermark = state[1];
        pending = state[2] != 0;
        known = state.length > 3 ? state[3] : 0;
        fresh = state.length > 4 ? state[4] : 0;
    }

    /** Something came that is no event, but that is told of. */
    void arrived() {
        pending = true;
        busy = true;
    }

    /** An event came. */
    void arrived(long eventTime) {
        arrived();
        latest = Math.max(latest, eventTime);
        fresh++;
    }

    void checkpointBegan(long checkpoint, long now) {
        lag.checkpointBegan(checkpoint, now);
        if (refreshTook == NONE && checkpointAfter == NONE) {
            checkpointAfter = checkpoint;
        }
    }

    void checkpointCompleted(long checkpoint, long now) {
        lag.checkpointCompleted(checkpoint, now);
        if (checkpointAfter != NONE && checkpoint >= checkpointAfter) {
            refreshTook = now - refreshedAt;
            checkpointAfter = NONE;
        }
    }

    void checkpointAborted(long checkpoint) {
        lag.checkpointAborted(checkpoint);
    }

    /**
     * The watermark that ends a round now, if one does.
     *
     * @param isHeldUp whether the stages have so much to do that they take nothing: then nothing arrives, though there may be more
     */
    OptionalLong tick(long now, boolean isHeldUp) {
        boolean isIdle = !busy && !isHeldUp;
        busy = isHeldUp;
        // Half a round, as a checkpoint may have ended one a moment ago.
        long least = Math.max(roundMillis / 2, lag.millis(now) / ROUNDS_UNDER_WAY);
        return now - roundAt < least ? OptionalLong.empty() : beat(isIdle, now);
    }

    /** The watermark that ends a round before a checkpoint, if one does. */
    OptionalLong beforeCheckpoint(long now) {
        return beat(false, now);
    }

    /** The watermark that ends the last round, when the input has ended. */
    OptionalLong end(long now) {
        return beat(true, now);
    }

    private OptionalLong beat(boolean isIdle, long now) {
        if (!pending || latest == Long.MIN_VALUE) {
            return OptionalLong.empty();
        }
        boolean isFirst = watermark == Long.MIN_VALUE;
        boolean isNewDay = isFirst || latest >= Days.endOf(watermark);
        boolean isOutgrown = fresh >= known;
        if (isNewDay && !isFirst && !isIdle && !isNewDayDue(now)) {
            return OptionalLong.empty();
        }
        long from = isFirst ? latest : Math.max(latest, watermark + 1);
        long end = Days.endOf(isFirst ? latest : Math.max(latest, watermark));
        long next = isNewDay || isOutgrown ? Rounds.refresh(from) : Rounds.ordinary(from);
        if (next == end) {
            next = Rounds.refresh(from);
        }
        if (next >= end) {
            return OptionalLong.empty();
        }
        pending = false;
        watermark = next;
        roundAt = now;
        if (Rounds.isRefresh(next)) {
            known += fresh;
            fresh = 0;
            refreshedAt = now;
            refreshTook = NONE;
            checkpointAfter = NONE;
        }
        return OptionalLong.of(next);
    }

    private boolean isNewDayDue(long now) {
        long pause = Math.max(ROUNDS_A_REFRESH * roundMillis, PAUSE_AFTER_REFRESH * refreshTook);
        return refreshTook != NONE && now - refreshedAt >= pause;
    }
}
