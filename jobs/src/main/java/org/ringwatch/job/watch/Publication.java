// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.io.Serializable;

/**
 * Where the watching job publishes, and how.
 *
 * @param folder absolute path of the output folder, which all machines of the cluster see; {@code changes/} and
 *     {@code rejected/} are made in it
 * @param changes how changes are written
 * @param snapshots writes what there is now
 */
public record Publication(String folder, ChangeFormat changes, SnapshotWriter snapshots) implements Serializable {}
