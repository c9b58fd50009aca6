// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.io.Serializable;
import org.ringwatch.job.DetectionParameters;

/**
 * Everything that decides what the watching job finds, and when it says so.
 *
 * @param detection what rings are, as for {@code detect}
 * @param retentionDays events older than that, in whole days of event time before the latest event, are forgotten; at least 1
 * @param roundMillis least time between two rounds of detection, milliseconds of the clock; at least 1
 * @param publication when changes and snapshots are told
 */
public record WatchParameters(
        DetectionParameters detection, int retentionDays, long roundMillis, PublicationParameters publication)
        implements Serializable {

    public WatchParameters {
        if (retentionDays < 1) {
            throw new IllegalArgumentException("retentionDays must be positive but was " + retentionDays);
        }
        if (roundMillis < 1) {
            throw new IllegalArgumentException("roundMillis must be positive but was " + roundMillis);
        }
    }
}
