// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import org.apache.flink.api.common.functions.Partitioner;

/**
 * Packed rows for one share of a stage.
 *
 * @param share which subtask of the next stage gets them, 0 ≤ share &lt; its parallelism
 * @param rows whole rows
 */
public record RowBlock(int share, long[] rows) {
    /** Sends a block where it says. */
    public static final Partitioner<Integer> BY_SHARE = (share, shares) -> share;
}
