// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.io.Serializable;
import org.ringwatch.event.EventRules;
import org.ringwatch.job.source.ColumnMapping;
import org.ringwatch.link.IdHasher;

/**
 * What makes a line an event that arrived, wherever it was read.
 *
 * @param columns how the input's columns are named
 * @param rules what makes an event valid
 * @param hasher hashes ids
 * @param retentionDays events older than that, in whole days before the latest event, come too late; at least 1
 * @param clock events more than a day ahead of it come too early
 */
public record ArrivalParameters(
        ColumnMapping columns, EventRules rules, IdHasher hasher, int retentionDays, ProcessingClock clock)
        implements Serializable {

    public ArrivalParameters {
        if (retentionDays < 1) {
            throw new IllegalArgumentException("retentionDays must be positive but was " + retentionDays);
        }
    }
}
