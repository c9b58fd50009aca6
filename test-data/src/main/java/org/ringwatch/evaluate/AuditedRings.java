// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The rings from below the cut that a run gave to reviewers ({@code audit_sample.csv}).
 *
 * @param exist whether the run drew any
 * @param ids their ids
 * @param belowCut how many candidates they were drawn from
 */
record AuditedRings(boolean exist, Set<String> ids, long belowCut) {

    /**
     * Reads those of an output.
     *
     * @throws IllegalArgumentException when a row breaks a rule
     */
    static AuditedRings read(Path folder) throws IOException {
        Path file = folder.resolve("audit_sample.csv");
        if (!Files.exists(file)) {
            return new AuditedRings(false, Set.of(), 0);
        }
        Set<String> ids = new HashSet<>();
        AtomicLong belowCut = new AtomicLong();
        Table.read(file, List.of("ring_id", "below_cut"), (row, where) -> {
            ids.add(row.get("ring_id"));
            belowCut.set(count(row.get("below_cut"), where));
        });
        return new AuditedRings(true, Set.copyOf(ids), belowCut.get());
    }

    private static long count(String text, String where) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(where + ": below_cut must be a whole number but was " + text, e);
        }
    }
}
