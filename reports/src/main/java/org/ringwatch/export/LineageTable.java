// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.ringwatch.lineage.Change;
import org.ringwatch.lineage.EarlierRing;
import org.ringwatch.lineage.Predecessor;
import org.ringwatch.lineage.RingLineage;
import org.ringwatch.ring.Ring;

/**
 * {@code lineage.csv}: a row for each earlier ring that turned into a ring, one for a ring that was born, and at the end one for
 * each earlier ring that turned into none.
 */
final class LineageTable implements Projection {

    static final String FILE = "lineage.csv";

    private static final String HEADER = "ring_id,case_id,change,previous_ring_id,kept,joined,left,"
            + "previous_case_id,previous_flagged,previous_score";

    private final CsvFile table;
    private final List<EarlierRing> dissolved;

    LineageTable(Path folder, List<EarlierRing> dissolved) throws IOException {
        this.table = new CsvFile(folder.resolve(FILE), HEADER);
        this.dissolved = dissolved;
    }

    @Override
    public void add(Ring ring) throws IOException {
        RingLineage lineage = ring.lineage();
        String change = Fixed.name(lineage.change());
        if (lineage.previous().isEmpty()) {
            table.row(
                    ring.ringId(),
                    lineage.caseId(),
                    change,
                    "",
                    0,
                    ring.accountIds().size(),
                    0,
                    "",
                    "",
                    "");
        }
        for (Predecessor previous : lineage.previous()) {
            table.row(
                    ring.ringId(),
                    lineage.caseId(),
                    change,
                    previous.ringId(),
                    previous.kept(),
                    previous.joined(),
                    previous.left(),
                    previous.caseId(),
                    previous.flagged(),
                    Fixed.microsText(previous.scoreMicros()));
        }
    }

    @Override
    public void close() throws IOException {
        try (table) {
            for (EarlierRing ring : dissolved) {
                table.row(
                        "",
                        ring.caseId(),
                        Fixed.name(Change.DISSOLVED),
                        ring.ringId(),
                        0,
                        0,
                        ring.accounts().size(),
                        ring.caseId(),
                        ring.flagged(),
                        Fixed.microsText(ring.scoreMicros()));
            }
        }
    }
}
