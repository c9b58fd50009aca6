// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import java.util.List;

/**
 * A disposition and what became of it.
 *
 * @param disposition what was decided
 * @param foundBy how it was found to be about the ring
 * @param laterMicros for a false positive what evidence later than the decision adds to the log-odds, millionths, at least 0; else
 *     {@link #NOT_MEASURED}
 * @param knowsMembers whether it is known which accounts the ring had when it was decided on
 * @param joinedSince those of its accounts that it had not then, in order of id; empty if that is not known
 * @param holds whether it counts; a false positive does not any more once enough evidence came
 * @param text what it means for the ring, a plain English sentence
 */
public record AppliedDisposition(
        Disposition disposition,
        FoundBy foundBy,
        long laterMicros,
        boolean knowsMembers,
        List<String> joinedSince,
        boolean holds,
        String text) {

    /** What tells that a decision is about a ring. */
    public enum FoundBy {
        /** Its case is the ring's. */
        CASE_ID,
        /** Its case is named like the ring, which belongs to another one. */
        RING_ID,
        /** Its case has another name here, but it is about this very state of the ring. */
        RING_VERSION,
        /** It is about one of the ring's accounts. */
        ACCOUNT_ID
    }

    /** Later evidence is only asked for when something was called a false positive. */
    public static final long NOT_MEASURED = -1;

    /** Whether it says of an account that it does not belong, and still holds. */
    public boolean clearsAccount() {
        return holds && !disposition.isOfRing() && disposition.decision() == Decision.FALSE_POSITIVE;
    }

    /** Whether it says of the ring that it is fraud. */
    boolean confirmsRing() {
        return disposition.isOfRing() && disposition.decision() == Decision.CONFIRMED_RISK;
    }

    /** Whether it says of the ring that it is none, and still holds. */
    boolean clearsRing() {
        return holds && disposition.isOfRing() && disposition.decision() == Decision.FALSE_POSITIVE;
    }
}
