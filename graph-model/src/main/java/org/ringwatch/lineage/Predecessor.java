// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.lineage;

/**
 * An earlier ring that turned into a ring, or into a part of it.
 *
 * @param ringId its name in the earlier output
 * @param caseId its case there
 * @param ringVersion its version there
 * @param flagged whether it was flagged there
 * @param scoreMicros its score there, millionths
 * @param kept accounts in both
 * @param joined accounts of the ring that were not in the earlier one
 * @param left accounts of the earlier one that are not in the ring
 */
public record Predecessor(
        String ringId,
        String caseId,
        String ringVersion,
        boolean flagged,
        long scoreMicros,
        int kept,
        int joined,
        int left) {}
