// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import org.jspecify.annotations.Nullable;
import org.ringwatch.ring.MemberEvent;

/** What a source read: exactly one component is there. */
public record Arrival(@Nullable MemberEvent event, @Nullable RejectedInput rejected) {

    /** An event within the retention. */
    public static Arrival of(MemberEvent event) {
        return new Arrival(event, null);
    }

    /** A line that is none. */
    public static Arrival of(RejectedInput rejected) {
        return new Arrival(null, rejected);
    }
}
