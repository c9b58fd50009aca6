// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import org.jspecify.annotations.Nullable;
import org.ringwatch.job.result.BlockDigest;
import org.ringwatch.job.result.Fact;
import org.ringwatch.job.result.RejectedLine;
import org.ringwatch.ring.Hub;
import org.ringwatch.ring.Ring;
import org.ringwatch.why.Trace;

/** What the publisher receives: exactly one component is there. */
public record Finding(
        @Nullable Ring ring,
        @Nullable Hub hub,
        @Nullable RejectedLine rejected,
        @Nullable Fact fact,
        long @Nullable [] baseline,
        @Nullable BlockDigest digest,
        @Nullable Trace trace) {

    /** A ring. */
    public static Finding of(Ring ring) {
        return new Finding(ring, null, null, null, null, null, null);
    }

    /** What a stage tells about the accounts of an inquiry. */
    public static Finding of(Trace trace) {
        return new Finding(null, null, null, null, null, null, trace);
    }

    /** A hub. */
    public static Finding of(Hub hub) {
        return new Finding(null, hub, null, null, null, null, null);
    }

    /** A rejected line. */
    public static Finding of(RejectedLine rejected) {
        return new Finding(null, null, rejected, null, null, null, null);
    }

    /** A fact about the run. */
    public static Finding of(Fact fact) {
        return new Finding(null, null, null, fact, null, null, null);
    }

    /** The baseline, as words. */
    public static Finding ofBaseline(long[] words) {
        return new Finding(null, null, null, null, words, null, null);
    }

    /** The hash of a block of an input file. */
    public static Finding of(BlockDigest digest) {
        return new Finding(null, null, null, null, null, digest, null);
    }
}
