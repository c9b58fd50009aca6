// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.time.Duration;

/**
 * How far a run is.
 *
 * @param stage what it does now
 * @param events events read
 * @param bytes bytes of input read
 * @param totalBytes bytes of input in all; 0 when not known
 * @param rejected lines rejected
 * @param elapsed time since it began
 */
record ProgressSnapshot(String stage, long events, long bytes, long totalBytes, long rejected, Duration elapsed) {}
