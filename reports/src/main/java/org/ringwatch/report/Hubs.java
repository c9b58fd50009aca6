// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The names of all hubs of a run. */
final class Hubs {
    private final Set<RingRecord.Entity> hubs;

    Hubs(Set<RingRecord.Entity> hubs) {
        this.hubs = Set.copyOf(hubs);
    }

    static Hubs of(RingFolder folder) throws IOException {
        Set<RingRecord.Entity> hubs = new HashSet<>();
        try (CSVParser rows = folder.table("hubs.csv")) {
            for (CSVRecord row : rows) {
                hubs.add(new RingRecord.Entity(row.get("entity_type"), row.get("entity_id")));
            }
        }
        return new Hubs(hubs);
    }

    boolean contains(RingRecord.Entity resource) {
        return hubs.contains(resource);
    }
}
