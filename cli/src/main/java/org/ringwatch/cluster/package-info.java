// SPDX-License-Identifier: Apache-2.0

/**
 * A Flink cluster of several processes on this machine, made of the jars that the embedded run uses: to try a job as it will
 * run in production, kills included. {@link org.ringwatch.cluster.LocalCluster} starts and stops it,
 * {@link org.ringwatch.cluster.FlinkRest} asks it. Everything is bound to the loopback address and kept in one folder.
 */
@NullMarked
package org.ringwatch.cluster;

import org.jspecify.annotations.NullMarked;
