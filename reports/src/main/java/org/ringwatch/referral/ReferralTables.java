// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringwatch.export.CsvFile;
import org.ringwatch.export.SafeText;
import org.ringwatch.report.RingEvent;
import org.ringwatch.report.RingRecord;
import org.ringwatch.ring.EntityType;

/** The tables of a package: no cell in them is a formula. */
final class ReferralTables {
    /** The order of members: who is accused and what they used, then who is not. */
    static final List<String> ROLES = List.of("suspect", "infrastructure", "victim", "bystander", "unknown");

    /** A member with its type. */
    record Row(EntityType type, RingRecord.Member member) {}

    private ReferralTables() {}

    static void write(ReferredRing referred, Path folder) throws IOException {
        RingRecord ring = referred.ring();
        members(referred, folder.resolve("members.csv"));
        links(ring, folder.resolve("links.csv"));
        timeline(referred, folder.resolve("timeline.csv"));
    }

    /** All members, suspects and infrastructure first; within a role by type, then as in the ring. */
    static List<Row> rows(RingRecord ring) {
        return Stream.of(EntityType.values())
                .flatMap(type -> ring.members(type).stream().map(member -> new Row(type, member)))
                .sorted(Comparator.comparing(row -> ROLES.indexOf(row.member().role())))
                .toList();
    }

    private static void members(ReferredRing referred, Path file) throws IOException {
        try (CsvFile table =
                new CsvFile(file, "role,entity_type,entity_id,role_reason,score,first_seen,last_seen,events,network")) {
            for (Row row : rows(referred.ring())) {
                RingRecord.Member member = row.member();
                line(
                        table,
                        member.role(),
                        RingRecord.name(row.type()),
                        member.id(),
                        member.roleReason(),
                        member.score().toPlainString(),
                        member.firstSeen(),
                        member.lastSeen(),
                        Long.toString(member.events()),
                        referred.redaction().networkOf(member.id()));
            }
        }
    }

    private static void links(RingRecord ring, Path file) throws IOException {
        try (CsvFile table = new CsvFile(
                file, "account_id,account_role,entity_type,entity_id,weight,events,amounts,first_seen,last_seen")) {
            Map<String, String> roles = roles(ring);
            for (RingRecord.Link link : ring.links()) {
                line(
                        table,
                        link.accountId(),
                        roles.getOrDefault(link.accountId(), "unknown"),
                        link.entityType(),
                        link.entityId(),
                        link.weight().toPlainString(),
                        Long.toString(link.events()),
                        link.amounts().stream()
                                .map(sum -> sum.currency() + ":" + sum.amountMinor())
                                .collect(Collectors.joining(";")),
                        link.firstSeen(),
                        link.lastSeen());
            }
        }
    }

    private static void timeline(ReferredRing referred, Path file) throws IOException {
        try (CsvFile table = new CsvFile(
                file,
                "event_time,event_type,account_id,account_role,device_id,ip,ip_kind,ip_country,merchant_id,wallet,beneficiary_id,"
                        + "amount_minor,currency,outcome,order_id,event_id")) {
            Map<String, String> roles = roles(referred.ring());
            for (RingEvent event : referred.events()) {
                line(
                        table,
                        event.eventTime(),
                        event.type().name(),
                        event.accountId(),
                        roles.getOrDefault(event.accountId(), "unknown"),
                        event.deviceId(),
                        event.ip(),
                        event.ipKind(),
                        event.ipCountry(),
                        event.merchantId(),
                        event.wallet(),
                        event.beneficiaryId(),
                        event.currency().isEmpty() ? "" : Long.toString(event.amountMinor()),
                        event.currency(),
                        event.outcome(),
                        event.orderId(),
                        event.eventId());
            }
        }
    }

    private static Map<String, String> roles(RingRecord ring) {
        Map<String, String> roles = new HashMap<>();
        ring.accounts().forEach(account -> roles.put(account.id(), account.role()));
        return roles;
    }

    private static void line(CsvFile table, String... cells) throws IOException {
        table.row(Stream.of(cells).map(SafeText::spreadsheet).toArray());
    }
}
