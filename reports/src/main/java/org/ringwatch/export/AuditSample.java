// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.commons.csv.CSVFormat;
import org.ringwatch.ring.Ring;

/**
 * Rings from below the cut that are reviewed like flagged ones, so that what is missed can be estimated: those whose id has the
 * smallest SHA-256 under a key, so each candidate is as likely as the others. Which they are stands in {@link #FILE} alone.
 *
 * @param belowCut how many candidates it was drawn from: those whose score does not reach the cut
 * @param rings in order of their hashes
 */
public record AuditSample(long belowCut, List<Ring> rings) {
    /** Name of the file that marks the rings: for whoever evaluates, not for reviewers. */
    public static final String FILE = "audit_sample.csv";

    private static final String HEADER = "ring_id,drawn,below_cut";
    private static final CSVFormat CSV =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    /**
     * Draws a sample.
     *
     * @param size how many rings, if there are as many
     * @param minScoreMicros the cut
     * @param key what distinguishes this draw from others
     */
    public static AuditSample draw(Collection<Ring> rings, int size, long minScoreMicros, String key) {
        List<Ring> below = rings.stream()
                .filter(ring -> !ring.flagged() && ring.scoreMicros() < minScoreMicros)
                .toList();
        List<Ring> drawn = below.stream()
                .sorted(Comparator.comparing(
                        ring -> Sha256.hex(("audit-sample\n" + key + "\n" + ring.ringId()).getBytes(UTF_8))))
                .limit(size)
                .toList();
        return new AuditSample(below.size(), drawn);
    }

    /** Writes the file into a folder, a row for each ring. */
    public void write(Path folder) throws IOException {
        try (CsvFile table = new CsvFile(folder.resolve(FILE), HEADER)) {
            for (Ring ring : rings) {
                table.row(ring.ringId(), rings.size(), belowCut);
            }
        }
    }

    /** The ids of the rings that a folder's file marks; none if there is no such file. */
    public static Set<String> ringIds(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Set.of();
        }
        try (Reader rows = Files.newBufferedReader(file)) {
            return StreamSupport.stream(CSV.parse(rows).spliterator(), false)
                    .map(row -> row.get("ring_id"))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /** Whether reviewers of this output must not see what would tell a sampled ring from a flagged one. */
    public static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }
}
