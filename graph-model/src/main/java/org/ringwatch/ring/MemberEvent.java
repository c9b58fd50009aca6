// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import org.ringwatch.event.AccountEvent;
import org.ringwatch.event.CanonicalEvent;

/**
 * An event of a community's member: packed to be judged, and with its names to be told.
 *
 * @param row its {@link org.ringwatch.link.EventRow}
 * @param canonical its {@link CanonicalEvent canonical bytes}
 */
public record MemberEvent(long[] row, byte[] canonical) {
    /** The event with its names. */
    public AccountEvent event() {
        return CanonicalEvent.decode(canonical);
    }
}
