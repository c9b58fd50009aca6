// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

/** Days of event time: events expire by day. */
public final class Days {
    /** Milliseconds of a day. */
    public static final long MILLIS = 24L * 60 * 60 * 1000;

    private Days() {}

    /** The first instant of the day of {@code time}, epoch milliseconds. */
    public static long startOf(long time) {
        return Math.floorDiv(time, MILLIS) * MILLIS;
    }

    /** The first instant of the next day. */
    public static long endOf(long time) {
        return startOf(time) + MILLIS;
    }

    /** The earliest event time that is kept when {@code now} is the latest: whole days. */
    public static long cutoff(long now, int retentionDays) {
        return startOf(now) - retentionDays * MILLIS;
    }
}
