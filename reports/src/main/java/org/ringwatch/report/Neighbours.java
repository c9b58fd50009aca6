// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which rings share a resource. Holds the names of the resources of all rings. */
final class Neighbours {
    /** Another ring and what it shares. */
    record Neighbour(String ringId, boolean hasPage, List<RingRecord.Entity> shared) {}

    private final Map<RingRecord.Entity, List<String>> ringsOf = new HashMap<>();
    private final Set<String> withPage = new TreeSet<>();

    void add(RingRecord ring) {
        if (ring.hasPage()) {
            withPage.add(ring.ringId());
        }
        for (RingRecord.Entity resource : ring.resources()) {
            ringsOf.computeIfAbsent(resource, none -> new ArrayList<>(1)).add(ring.ringId());
        }
    }

    /** The neighbours of a ring: those that share most first, then by id. */
    List<Neighbour> of(RingRecord ring) {
        Map<String, List<RingRecord.Entity>> shared = new LinkedHashMap<>();
        for (RingRecord.Entity resource : ring.resources()) {
            for (String other : ringsOf.getOrDefault(resource, List.of())) {
                if (!other.equals(ring.ringId())) {
                    shared.computeIfAbsent(other, none -> new ArrayList<>()).add(resource);
                }
            }
        }
        List<Neighbour> neighbours = new ArrayList<>();
        shared.forEach((id, resources) -> neighbours.add(new Neighbour(id, withPage.contains(id), resources)));
        neighbours.sort(Comparator.comparing(
                        (Neighbour neighbour) -> -neighbour.shared().size())
                .thenComparing(Neighbour::ringId));
        return neighbours;
    }
}
