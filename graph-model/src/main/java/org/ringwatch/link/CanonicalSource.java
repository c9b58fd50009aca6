// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import java.util.Map;

/** Reads events again: the canonical bytes of those few that differ although account, event id and time are equal. */
public interface CanonicalSource {
    /**
     * The canonical bytes of the events at {@code positions}.
     *
     * @param positions packed positions ({@link EventRow#position}) in ascending order
     */
    Map<Long, byte[]> read(long[] positions);
}
