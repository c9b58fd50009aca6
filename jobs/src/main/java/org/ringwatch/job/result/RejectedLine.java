// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.result;

/**
 * A line that is no event.
 *
 * @param file number of the input file
 * @param splitStart where its split starts, bytes
 * @param line physical line within the split, from 0
 * @param reason which rule it breaks
 * @param raw the line's first 4 KiB, invalid bytes as U+FFFD
 */
public record RejectedLine(int file, long splitStart, long line, String reason, String raw) {}
