// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.why;

import java.util.List;
import java.util.Optional;
import org.ringwatch.link.LinkRule;
import org.ringwatch.ring.Ring;

/**
 * Where an account ended up.
 *
 * @param kind how far it came
 * @param ring the ring or group it is in; empty unless it came that far
 * @param left by which rule it was left out of its group, if it was
 * @param members accounts of the group it was left out of
 * @param nearby rings, other than its own, with an account that it is tied to
 */
public record Standing(Kind kind, Optional<Ring> ring, Optional<LinkRule> left, int members, List<Ring> nearby) {

    /** How far an account came. */
    public enum Kind {
        /** No event of it was read. */
        UNSEEN,
        /** Nothing ties it to anybody strongly enough. */
        UNTIED,
        /** It is tied, but to nobody of whom it would be in one group. */
        APART,
        /** It was left out of its group. */
        LEFT_OUT,
        /** In a group whose score is too low to be told as a ring. */
        UNLIKELY,
        /** In a ring below the cut. */
        CANDIDATE,
        /** In a ring that is flagged. */
        FLAGGED
    }
}
