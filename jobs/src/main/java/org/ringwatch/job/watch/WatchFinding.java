// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import org.jspecify.annotations.Nullable;
import org.ringwatch.job.result.Fact;

/** What the publisher receives: exactly one component is there. */
public record WatchFinding(
        @Nullable CommunityRing ring,
        @Nullable HubUpdate hub,
        @Nullable RejectedInput rejected,
        @Nullable Fact fact,
        long @Nullable [] baseline) {

    /** What a community is now. */
    public static WatchFinding of(CommunityRing ring) {
        return new WatchFinding(ring, null, null, null, null);
    }

    /** What a resource is now. */
    public static WatchFinding of(HubUpdate hub) {
        return new WatchFinding(null, hub, null, null, null);
    }

    /** A rejected line. */
    public static WatchFinding of(RejectedInput rejected) {
        return new WatchFinding(null, null, rejected, null, null);
    }

    /** How much a count changed by. */
    public static WatchFinding of(Fact fact) {
        return new WatchFinding(null, null, null, fact, null);
    }

    /** The baseline in force from now on, as words. */
    public static WatchFinding ofBaseline(long[] words) {
        return new WatchFinding(null, null, null, null, words);
    }
}
