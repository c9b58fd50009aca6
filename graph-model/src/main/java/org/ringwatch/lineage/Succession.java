// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.lineage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Which earlier ring became which ring, and which case goes where.
 *
 * <p>An earlier ring <em>turned into</em> a ring if they have at least 3/10 of all their accounts in common (Jaccard), or the ring
 * has more than half of the earlier one's accounts, or more than half of the ring's accounts come from it. A case goes to one ring
 * at most and a ring carries on one case at most: of all such pairs the closest is matched first, then the closest of what is
 * left, and so on. Closest is the greatest likeness, then most accounts in both, then the older earlier ring, then names.
 *
 * <p>After D. Greene, D. Doyle, P. Cunningham: Tracking the Evolution of Communities in Dynamic Social Networks (ASONAM 2010),
 * doi:10.1109/ASONAM.2010.17, which matches by Jaccard above a threshold; the halves, so that growing by much, merging and splitting
 * many ways break no lineage, and the order, which makes the matching unique, are ours.
 *
 * <p>The result depends on the two sets of rings alone, not on their order. Time O(n log n) for n accounts.
 */
public final class Succession {
    private final Map<String, RingLineage> lineages;
    private final List<EarlierRing> dissolved;

    private Succession(Map<String, RingLineage> lineages, List<EarlierRing> dissolved) {
        this.lineages = lineages;
        this.dissolved = dissolved;
    }

    /**
     * Matches the rings of a run with the earlier ones.
     *
     * @param rings the accounts of each, by ring id; no account in two of them
     */
    public static Succession of(EarlierRings earlier, Map<String, ? extends Collection<String>> rings) {
        return of(earlier, rings, name -> false);
    }

    /**
     * Matches rings that changed with what they were, when there are others that did not.
     *
     * @param rings the accounts of each, by ring id; no account in two of them, or in a ring that did not change
     * @param isHeld whether a ring that did not change holds a case of that name
     */
    public static Succession of(
            EarlierRings earlier, Map<String, ? extends Collection<String>> rings, Predicate<String> isHeld) {
        Map<String, List<Overlap>> descents = new TreeMap<>();
        Map<String, Integer> heirs = new HashMap<>();
        rings.forEach((ringId, accounts) -> {
            List<Overlap> own = earlier.descents(ringId, accounts);
            descents.put(ringId, own);
            own.forEach(overlap -> heirs.merge(overlap.earlier().ringId(), 1, Integer::sum));
        });
        Map<String, Overlap> carried = carried(descents.values());
        Map<String, RingLineage> lineages = new TreeMap<>();
        rings.forEach((ringId, accounts) -> {
            List<Overlap> own = descents.getOrDefault(ringId, List.of());
            String newCase = earlier.newCase(ringId, isHeld);
            lineages.put(
                    ringId,
                    own.isEmpty()
                            ? RingLineage.born(newCase)
                            : lineage(
                                    Optional.ofNullable(carried.get(ringId)),
                                    newCase,
                                    own,
                                    heirs.getOrDefault(own.get(0).earlier().ringId(), 1) > 1,
                                    accounts));
        });
        List<EarlierRing> dissolved = earlier.rings().stream()
                .filter(ring -> !heirs.containsKey(ring.ringId()))
                .toList();
        return new Succession(lineages, dissolved);
    }

    /** By ring, the earlier ring whose case it carries on. */
    private static Map<String, Overlap> carried(Collection<List<Overlap>> descents) {
        Map<String, Overlap> carried = new HashMap<>();
        Set<String> matched = new HashSet<>();
        descents.stream().flatMap(List::stream).sorted(Overlap.CLOSEST_FIRST).forEach(overlap -> {
            if (!carried.containsKey(overlap.ringId())
                    && matched.add(overlap.earlier().ringId())) {
                carried.put(overlap.ringId(), overlap);
            }
        });
        return carried;
    }

    private static RingLineage lineage(
            Optional<Overlap> carried,
            String newCase,
            List<Overlap> descents,
            boolean hasSiblings,
            Collection<String> accounts) {
        Overlap closest = carried.orElse(descents.get(0));
        List<Overlap> ordered = new ArrayList<>(descents);
        ordered.sort(Comparator.comparing(overlap -> overlap != closest));
        Set<String> now = new HashSet<>(accounts);
        Set<String> before = new HashSet<>(closest.earlier().accounts());
        return new RingLineage(
                carried.map(overlap -> overlap.earlier().caseId()).orElse(newCase),
                change(closest, descents.size() > 1, hasSiblings),
                ordered.stream().map(Overlap::predecessor).toList(),
                accounts.stream().filter(account -> !before.contains(account)).toList(),
                closest.earlier().accounts().stream()
                        .filter(account -> !now.contains(account))
                        .toList());
    }

    private static Change change(Overlap closest, boolean hasSeveralPredecessors, boolean hasSiblings) {
        if (hasSeveralPredecessors) {
            return Change.MERGED;
        }
        if (hasSiblings) {
            return Change.SPLIT;
        }
        int growth =
                Integer.compare(closest.size(), closest.earlier().accounts().size());
        return growth > 0 ? Change.GROWN : growth < 0 ? Change.SHRUNK : Change.CONTINUED;
    }

    /** Where a ring of the run comes from. */
    public RingLineage of(String ringId) {
        RingLineage lineage = lineages.get(ringId);
        if (lineage == null) {
            throw new IllegalArgumentException("ringId must be one of those matched but was " + ringId);
        }
        return lineage;
    }

    /** The earlier rings that turned into none, in order of their names. */
    public List<EarlierRing> dissolved() {
        return dissolved;
    }
}
