// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import java.util.Arrays;

/** Counts accounts into a {@link Baseline}. */
public final class BaselineCounter {
    private static final Behaviour[] BEHAVIOURS = Behaviour.values();

    private final long[] shown = new long[BEHAVIOURS.length];
    private long accounts;
    private long events;
    private long flagged;
    private long firstTime = Long.MAX_VALUE;
    private long lastTime = Long.MIN_VALUE;

    /** Counts one account. */
    public void add(AccountEvents account, long behaviours) {
        add(account.size(), account.time(0), account.time(account.size() - 1), behaviours);
    }

    /**
     * Counts one account.
     *
     * @param size number of its events
     * @param first its earliest event, epoch ms
     * @param last its latest event, epoch ms
     * @param behaviours what it shows, a bit each ({@link Behaviour})
     */
    public void add(long size, long first, long last, long behaviours) {
        accounts++;
        events += size;
        flagged += Baseline.isFlagged(behaviours) ? 1 : 0;
        for (Behaviour behaviour : BEHAVIOURS) {
            shown[behaviour.ordinal()] += behaviour.in(behaviours) ? 1 : 0;
        }
        firstTime = Math.min(firstTime, first);
        lastTime = Math.max(lastTime, last);
    }

    /** The baseline of the accounts so far. */
    public Baseline baseline() {
        return new Baseline(accounts, events, Arrays.stream(shown).boxed().toList(), flagged, firstTime, lastTime);
    }
}
