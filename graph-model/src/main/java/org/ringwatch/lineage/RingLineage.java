// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.lineage;

import java.util.List;

/**
 * Where a ring comes from.
 *
 * @param caseId the case it belongs to
 * @param change what became of it since the earlier output
 * @param previous the earlier rings that turned into it, the closest first: the one whose case it carries on, if any; then by
 *     falling likeness
 * @param joined its accounts that were not in the first of these, in its own order; empty if there is none
 * @param left the accounts of the first of these that are not in it, in the order of that one
 */
public record RingLineage(
        String caseId, Change change, List<Predecessor> previous, List<String> joined, List<String> left) {

    /** Of a ring that begins a case. */
    public static RingLineage born(String caseId) {
        return new RingLineage(caseId, Change.BORN, List.of(), List.of(), List.of());
    }
}
