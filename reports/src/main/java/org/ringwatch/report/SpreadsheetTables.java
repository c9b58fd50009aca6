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
    private static final String HUBS = "hubs.csv";
    private static final List<String> TABLES = List.of("ring_members.csv", "ring_links.csv", "ring_events.csv", HUBS);

    private SpreadsheetTables() {}

    /** Copies the tables of a folder of rings; those that tell scores only where these may be seen. */
    static void copy(RingFolder rings, Path target) throws IOException {
        PrivateFiles.createFolders(target);
        List<String> tables = new ArrayList<>(rings.isBlind() ? List.of(HUBS) : TABLES);
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

    /** The members of one ring, with empty scores if it is blind. */
    static void members(RingRecord ring, boolean blind, Path file) throws IOException {
        try (CsvFile table = new CsvFile(file, "entity_type,entity_id,role,score,first_seen,last_seen,events")) {
            for (EntityType type : EntityType.values()) {
                for (RingRecord.Member member : ring.members(type)) {
                    row(
                            table,
                            Stream.of(
                                    RingRecord.name(type),
                                    member.id(),
                                    member.role(),
                                    blind ? "" : member.score().toPlainString(),
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

    /** What happened in one ring. */
    static void events(List<RingEvent> events, Path file) throws IOException {
        try (CsvFile table = new CsvFile(
                file,
                "event_id,event_time,event_type,account_id,device_id,ip,merchant_id,wallet,beneficiary_id,amount_minor,"
                        + "currency,outcome")) {
            for (RingEvent event : events) {
                row(
                        table,
                        Stream.of(
                                event.eventId(),
                                event.eventTime(),
                                event.type().name(),
                                event.accountId(),
                                event.deviceId(),
                                event.ip(),
                                event.merchantId(),
                                event.wallet(),
                                event.beneficiaryId(),
                                event.currency().isEmpty() ? "" : Long.toString(event.amountMinor()),
                                event.currency(),
                                event.outcome()));
            }
        }
    }

    private static void row(CsvFile table, Stream<String> cells) throws IOException {
        table.row(cells.map(SafeText::spreadsheet).toArray());
    }
}
