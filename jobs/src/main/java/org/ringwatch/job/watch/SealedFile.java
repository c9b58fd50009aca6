// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

/**
 * A file of lines that is complete but not in place yet.
 *
 * @param checkpoint the first checkpoint that it is part of
 * @param first number of its first line
 * @param staged its name in the staging folder
 */
public record SealedFile(long checkpoint, long first, String staged) {}
