// SPDX-License-Identifier: Apache-2.0

/**
 * The jobs, one class each: the detection job lays out the way from event files to ring files as one
 * Flink job graph.
 */
@NullMarked
package org.ringwatch.job;

import org.jspecify.annotations.NullMarked;
