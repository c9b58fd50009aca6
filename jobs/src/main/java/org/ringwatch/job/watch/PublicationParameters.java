// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.io.Serializable;

/**
 * When changes and snapshots are told.
 *
 * @param alertMinScoreMicros score from which a ring is told of, millionths
 * @param growth a ring already told of is told of again when its accounts or its net loss grew by this share, such as 0.2; 0 for
 *     every growth
 * @param snapshotMillis time of the clock between two snapshots, milliseconds; at least 1
 * @param silentBefore changes that are found before that event time are not told, and later ones told as if they had been; epoch
 *     milliseconds; {@link Long#MIN_VALUE} to tell all
 */
public record PublicationParameters(long alertMinScoreMicros, double growth, long snapshotMillis, long silentBefore)
        implements Serializable {

    public PublicationParameters {
        if (alertMinScoreMicros < 0 || alertMinScoreMicros > 1_000_000) {
            throw new IllegalArgumentException(
                    "alertMinScoreMicros must be between 0 and 1000000 but was " + alertMinScoreMicros);
        }
        if (!(growth >= 0 && growth < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("growth must not be negative but was " + growth);
        }
        if (snapshotMillis < 1) {
            throw new IllegalArgumentException("snapshotMillis must be positive but was " + snapshotMillis);
        }
    }
}
