// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.ringwatch.export.CsvFile;
import org.ringwatch.export.PrivateFiles;
import org.ringwatch.export.SafeText;
import org.ringwatch.ring.EntityType;

/** Tables for spreadsheets: no cell in them is a formula. */
final class SpreadsheetTables {
    private static final List<String> TABLES =
            List.of("ring_members.csv", "ring_links.csv", "ring_events.csv", "hubs.csv");

    private SpreadsheetTables() {}

    /** Copies the tables of a folder of rings. */
    static void copy(RingFolder rings, Path target) throws IOException {
        PrivateFiles.createFolders(target);
        List<String> tables = new ArrayList<>(TABLES);
        if (rings.hasLineage()) {
            tables.add(RingFolder.LINEAGE);
        }
        for (String table : tables) {
            try (CSVParser rows = rings.table(table);
                    CsvFile copy = new CsvFile(target.resolve(table), String.join(",", rows.getHeaderNames()))) {
                for (CSVRecord row : rows) {
                    row(copy, row.stream());
                }
            }
        }
    }

    /** The members of one ring. */
    static void members(RingRecord ring, Path file) throws IOException {
        try (CsvFile table = new CsvFile(file, "entity_type,entity_id,role,score,first_seen,last_seen,events")) {
            for (EntityType type : EntityType.values()) {
                for (RingRecord.Member member : ring.members(type)) {
                    row(
                            table,
                            Stream.of(
                                    RingRecord.name(type),
                                    member.id(),
                                    member.role(),
                                    member.score().toPlainString(),
                                    member.firstSeen(),
                                    member.lastSeen(),
                                    Long.toString(member.events())));
                }
            }
        }
    }

    /** The links of one ring. */
    static void links(RingRecord ring, Path file) throws IOException {
        try (CsvFile table =
                new CsvFile(file, "account_id,entity_type,entity_id,weight,events,amounts,first_seen,last_seen")) {
            for (RingRecord.Link link : ring.links()) {
                row(
                        table,
                        Stream.of(
                                link.accountId(),
                                link.entityType(),
                                link.entityId(),
                                link.weight().toPlainString(),
                                Long.toString(link.events()),
                                Shown.money(link.amounts()),
                                link.firstSeen(),
                                link.lastSeen()));
            }
        }
    }

    private static void row(CsvFile table, Stream<String> cells) throws IOException {
        table.row(cells.map(SafeText::spreadsheet).toArray());
    }
}
