// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.io.IOException;
import java.io.Serializable;
import org.ringwatch.job.result.Results;

/** Publishes what there is now in place of what there was. */
public interface SnapshotWriter extends Serializable {
    /**
     * Writes a complete output; who reads sees the one before or this one, whole. Called from one thread at a time, and again
     * with the same results after a failure.
     *
     * @param clock latest event time of the results, epoch milliseconds; {@link Long#MIN_VALUE} if there was no event
     */
    void write(Results results, long clock) throws IOException;
}
