// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ringwatch.ring.Ring;

/**
 * A change of a ring that somebody shall hear of.
 *
 * @param sequence counts the changes that were told, from 1 and without a gap
 * @param caseId the case that it is about
 * @param ringId the ring that carries the case on; of one that dissolved, the last one that did
 * @param kind what happened
 * @param eventTime latest event time when it was found, epoch milliseconds
 * @param scoreBefore score when the case was last told of, millionths; empty if it never was
 * @param joined accounts that were not in the ring when the case was last told of; empty if it never was
 * @param left accounts that were in it then and are no more
 * @param ring the ring as it is now; empty when dissolved
 */
public record RingChange(
        long sequence,
        String caseId,
        String ringId,
        Kind kind,
        long eventTime,
        OptionalLong scoreBefore,
        List<String> joined,
        List<String> left,
        Optional<Ring> ring) {

    /** What happened to a ring. */
    public enum Kind {
        /** A new ring, and its score reaches the alert score at once. */
        BORN,
        /** The score of a ring that was there reached the alert score for the first time. */
        REACHED,
        /** A ring that was told of grew by much, in accounts or in net loss. */
        GROWN,
        /** A ring that was told of, by another case, became part of this one. */
        MERGED,
        /** A ring that was told of fell apart, and this is one of its parts. */
        SPLIT,
        /** The score of a ring that was told of fell below the alert score. */
        FALLEN,
        /** A ring that was told of is none any more. */
        DISSOLVED
    }

    /** The score now, millionths; 0 when dissolved. */
    public long scoreMicros() {
        return ring.map(Ring::scoreMicros).orElse(0L);
    }

    /** Whether the ring is flagged now. */
    public boolean flagged() {
        return ring.map(Ring::flagged).orElse(false);
    }
}
