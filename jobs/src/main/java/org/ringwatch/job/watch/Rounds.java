// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

/**
 * Watermarks that end rounds: even for an ordinary one, odd for a refresh, in which everything is judged. That of the end of all is odd.
 */
final class Rounds {
    private Rounds() {}

    /** Whether everything is judged in the round that a watermark ends. */
    static boolean isRefresh(long watermark) {
        return (watermark & 1) != 0;
    }

    /** The first watermark of an ordinary round from {@code time} on. */
    static long ordinary(long time) {
        return time + (time & 1);
    }

    /** The first watermark of a refresh from {@code time} on. */
    static long refresh(long time) {
        return time | 1;
    }

    /** The event time of a watermark, less the millisecond that tells a refresh. */
    static long eventTime(long watermark) {
        return watermark & ~1;
    }
}
