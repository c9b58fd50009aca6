// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ringwatch.lineage.EarlierRing;
import org.ringwatch.lineage.EarlierRings;
import org.ringwatch.lineage.RingLineage;
import org.ringwatch.lineage.Succession;

/**
 * The rings of a run, each in its case.
 *
 * <p>A decision is about a case, and which case a ring belongs to is known only when all rings are: so {@link
 * RingFactory#createInCases} judges a ring in every case that it may get, and here one of these is taken. Which accounts are in a
 * ring does not depend on decisions, so neither do the cases.
 *
 * @param rings in the order of the first judgement on each
 * @param dissolved earlier rings that turned into none, in order of their names
 */
public record RingCases(List<Ring> rings, List<EarlierRing> dissolved) {

    /**
     * Finds the case of every ring.
     *
     * @param judged every ring as it is in each of its possible cases, {@link RingLineage#caseId}, in any order
     */
    public static RingCases of(EarlierRings earlier, Collection<Ring> judged) {
        Map<String, Map<String, Ring>> byRing = new LinkedHashMap<>();
        Map<String, List<String>> accounts = new LinkedHashMap<>();
        for (Ring ring : judged) {
            byRing.computeIfAbsent(ring.ringId(), ignored -> new LinkedHashMap<>())
                    .put(ring.lineage().caseId(), ring);
            accounts.computeIfAbsent(ring.ringId(), ignored -> ring.accountIds());
        }
        Succession succession = Succession.of(earlier, accounts);
        List<Ring> rings = new ArrayList<>();
        byRing.forEach((ringId, byCase) -> {
            RingLineage lineage = succession.of(ringId);
            Ring ring = byCase.getOrDefault(lineage.caseId(), byCase.get(earlier.newCase(ringId)));
            if (ring == null) {
                throw new IllegalStateException("ring " + ringId + " must be judged in its case but was not");
            }
            rings.add(ring.with(lineage));
        });
        return new RingCases(rings, succession.dissolved());
    }
}
