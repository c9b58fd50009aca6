// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

/**
 * An input line or message that is no event, or comes too late or too early to be one.
 *
 * @param source file as the user knows it, or topic and partition
 * @param line physical line from 1 (header = 1), 0 for the file as a whole; or offset of the message
 * @param reason why; begins with the column, or {@code line}, {@code header} or {@code file}
 * @param raw what was read, as far as it may be kept
 */
public record RejectedInput(String source, long line, String reason, String raw) {}
