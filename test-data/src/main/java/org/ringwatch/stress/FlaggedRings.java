// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.stress;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ringwatch.evaluate.Table;

/**
 * The flagged rings of a run.
 *
 * @param accounts by ring
 * @param members everything in any ring, as {@code type id}, with the roles it has there
 */
record FlaggedRings(Map<String, Set<String>> accounts, Map<String, Set<String>> members) {

    private static final List<String> COLUMNS = List.of("ring_id", "flagged", "entity_type", "entity_id", "role");

    /** Reads an output folder of {@code detect}. */
    static FlaggedRings read(Path folder) throws IOException {
        FlaggedRings rings = new FlaggedRings(new TreeMap<>(), new HashMap<>());
        Table.read(folder.resolve("ring_members.csv"), COLUMNS, (row, where) -> {
            if (row.get("flagged").equals("true")) {
                String type = row.get("entity_type");
                if (type.equals("account")) {
                    rings.accounts
                            .computeIfAbsent(row.get("ring_id"), key -> new TreeSet<>())
                            .add(row.get("entity_id"));
                }
                rings.members
                        .computeIfAbsent(type + " " + row.get("entity_id"), key -> new HashSet<>())
                        .add(row.get("role"));
            }
        });
        return rings;
    }

    /** Mean over these rings of the best Jaccard index with any of the others; not a number when there is none. */
    double meanBestJaccard(FlaggedRings others) {
        return accounts.values().stream()
                .mapToDouble(ring -> others.accounts.values().stream()
                        .mapToDouble(other -> jaccard(ring, other))
                        .max()
                        .orElse(0))
                .average()
                .orElse(Double.NaN);
    }

    private static double jaccard(Collection<String> first, Collection<String> second) {
        long common = first.stream().filter(second::contains).count();
        return (double) common / (first.size() + second.size() - common);
    }
}
