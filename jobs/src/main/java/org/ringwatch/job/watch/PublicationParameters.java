// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.io.Serializable;

/**
 * When changes and snapshots are told.
 *
 * @param alertMinScoreMicros score from which a ring is told of, millionths
 * @param growth a ring already told of is told of again when its accounts or its net loss grew by this share, such as 0.2
 * @param snapshotMillis time of the clock between two snapshots, milliseconds
 * @param silent nothing is told but snapshots: history is replayed
 */
public record PublicationParameters(long alertMinScoreMicros, double growth, long snapshotMillis, boolean silent)
        implements Serializable {}
