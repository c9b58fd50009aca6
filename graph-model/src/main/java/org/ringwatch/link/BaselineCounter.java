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
        accounts++;
        events += account.size();
        flagged += Baseline.isFlagged(behaviours) ? 1 : 0;
        for (Behaviour behaviour : BEHAVIOURS) {
            shown[behaviour.ordinal()] += behaviour.in(behaviours) ? 1 : 0;
        }
        firstTime = Math.min(firstTime, account.time(0));
        lastTime = Math.max(lastTime, account.time(account.size() - 1));
    }

    /** The baseline of the accounts so far. */
    public Baseline baseline() {
        return new Baseline(accounts, events, Arrays.stream(shown).boxed().toList(), flagged, firstTime, lastTime);
    }
}
