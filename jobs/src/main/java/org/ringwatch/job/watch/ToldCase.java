// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ringwatch.ring.Loss;
import org.ringwatch.ring.Ring;

/**
 * A case as it was when it was last told of.
 *
 * @param ringId the ring that carried it on then
 * @param accounts its accounts then
 * @param netLosses what was lost then after refunds, by currency, minor units
 * @param scoreMicros its score then, millionths
 * @param closed whether it was told that its score fell below the alert score or that the ring dissolved
 * @param endedTime event time since when no ring carries it on, epoch milliseconds; {@link Long#MAX_VALUE} while one does
 */
public record ToldCase(
        String ringId,
        List<String> accounts,
        Map<String, Long> netLosses,
        long scoreMicros,
        boolean closed,
        long endedTime) {

    /** What is told of a ring now. */
    static ToldCase of(Ring ring, boolean closed) {
        return new ToldCase(
                ring.ringId(), ring.accountIds(), netLosses(ring), ring.scoreMicros(), closed, Long.MAX_VALUE);
    }

    /** The same case, which no ring carries on since then. */
    ToldCase ended(long time) {
        return new ToldCase(ringId, accounts, netLosses, scoreMicros, true, time);
    }

    /** Whether a ring has at least that share more accounts, or more net loss in a currency. */
    boolean isOutgrown(Ring ring, double share) {
        return isMore(accounts.size(), ring.accountIds().size(), share)
                || netLosses(ring).entrySet().stream()
                        .anyMatch(loss -> isMore(netLosses.getOrDefault(loss.getKey(), 0L), loss.getValue(), share));
    }

    private static boolean isMore(long before, long now, double share) {
        return now > before && now >= before * (1 + share);
    }

    private static Map<String, Long> netLosses(Ring ring) {
        Map<String, Long> sums = new TreeMap<>();
        for (Loss loss : ring.losses()) {
            sums.put(loss.currency(), loss.confirmedNet() + loss.suspectedNet());
        }
        return sums;
    }
}
