// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.result;

/**
 * One number that a subtask tells about the run. Facts of one name are summed; names that start with {@code first.} or
 * {@code last.} keep the least or greatest value instead.
 *
 * @param name what is counted
 * @param value how many, or a time in epoch milliseconds
 */
public record Fact(String name, long value) {
    /** Prefix of facts of which the least value counts. */
    public static final String FIRST = "first.";

    /** Prefix of facts of which the greatest value counts. */
    public static final String LAST = "last.";
}
