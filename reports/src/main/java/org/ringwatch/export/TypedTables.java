// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import static org.ringwatch.export.TableFormat.Kind.FRACTION;
import static org.ringwatch.export.TableFormat.Kind.ROWS;
import static org.ringwatch.export.TableFormat.Kind.TEXT;
import static org.ringwatch.export.TableFormat.Kind.TIME;
import static org.ringwatch.export.TableFormat.Kind.TRUTH;
import static org.ringwatch.export.TableFormat.Kind.WHOLE;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.ringwatch.export.TableFormat.Column;
import org.ringwatch.export.TableFormat.Table;
import org.ringwatch.ring.EntityType;
import org.ringwatch.ring.Member;
import org.ringwatch.ring.Ring;
import org.ringwatch.ring.RingLink;

/**
 * {@code rings}, {@code members} and {@code links} as tables with typed columns: numbers as numbers, times as times, sums by
 * currency. Columns that {@link RingTables} has too are called the same.
 */
final class TypedTables implements Projection {
    private static final double MICROS = 1e6;

    private static final List<Column> RINGS = List.of(
            new Column("ring_id", TEXT),
            new Column("case_id", TEXT),
            new Column("ring_version", TEXT),
            new Column("flagged", TRUTH),
            new Column("score", FRACTION),
            new Column("log_odds", FRACTION),
            new Column("scheme", TEXT),
            new Column("accounts", WHOLE),
            new Column("devices", WHOLE),
            new Column("ips", WHOLE),
            new Column("wallets", WHOLE),
            new Column("merchants", WHOLE),
            new Column("beneficiaries", WHOLE),
            new Column("first_seen", TIME),
            new Column("last_seen", TIME),
            new Column(
                    "losses",
                    ROWS,
                    List.of(
                            new Column("currency", TEXT),
                            new Column("confirmed_gross_minor", WHOLE),
                            new Column("confirmed_refunded_minor", WHOLE),
                            new Column("confirmed_net_minor", WHOLE),
                            new Column("suspected_gross_minor", WHOLE),
                            new Column("suspected_refunded_minor", WHOLE),
                            new Column("suspected_net_minor", WHOLE),
                            new Column("claimed_minor", WHOLE))),
            new Column(
                    "evidence",
                    ROWS,
                    List.of(new Column("code", TEXT), new Column("text", TEXT), new Column("weight", FRACTION))));

    private static final List<Column> MEMBERS = List.of(
            new Column("ring_id", TEXT),
            new Column("flagged", TRUTH),
            new Column("entity_type", TEXT),
            new Column("entity_id", TEXT),
            new Column("role", TEXT),
            new Column("score", FRACTION),
            new Column("first_seen", TIME),
            new Column("last_seen", TIME),
            new Column("events", WHOLE));

    private static final List<Column> LINKS = List.of(
            new Column("ring_id", TEXT),
            new Column("account_id", TEXT),
            new Column("entity_type", TEXT),
            new Column("entity_id", TEXT),
            new Column("weight", FRACTION),
            new Column("events", WHOLE),
            new Column("amounts", ROWS, List.of(new Column("currency", TEXT), new Column("amount_minor", WHOLE))),
            new Column("first_seen", TIME),
            new Column("last_seen", TIME));

    private final Table rings;
    private final Table members;
    private final Table links;

    TypedTables(Path folder, TableFormat format) throws IOException {
        rings = format.create(folder.resolve("rings." + format.label()), RINGS);
        members = format.create(folder.resolve("members." + format.label()), MEMBERS);
        links = format.create(folder.resolve("links." + format.label()), LINKS);
    }

    @Override
    public void add(Ring ring) throws IOException {
        rings.row(
                ring.ringId(),
                ring.lineage().caseId(),
                RingJson.version(ring),
                ring.flagged(),
                ring.scoreMicros() / MICROS,
                ring.logOddsMicros() / MICROS,
                Fixed.name(ring.scheme()),
                count(ring, EntityType.ACCOUNT),
                count(ring, EntityType.DEVICE),
                count(ring, EntityType.IP),
                count(ring, EntityType.WALLET),
                count(ring, EntityType.MERCHANT),
                count(ring, EntityType.BENEFICIARY),
                ring.firstSeen(),
                ring.lastSeen(),
                ring.losses().stream()
                        .map(loss -> new Object[] {
                            loss.currency(),
                            loss.confirmedGross(),
                            loss.confirmedRefunded(),
                            loss.confirmedNet(),
                            loss.suspectedGross(),
                            loss.suspectedRefunded(),
                            loss.suspectedNet(),
                            loss.claimed()
                        })
                        .toList(),
                ring.evidence().stream()
                        .map(item -> new Object[] {item.code(), item.text(), item.weightMicros() / MICROS})
                        .toList());
        Set<String> cleared = RingTables.cleared(ring);
        for (Member member : ring.members()) {
            members.row(
                    ring.ringId(),
                    RingTables.isFlagged(ring, member, cleared),
                    Fixed.name(member.type()),
                    member.id(),
                    Fixed.name(member.role()),
                    member.scoreMicros() / MICROS,
                    member.firstSeen(),
                    member.lastSeen(),
                    member.events());
        }
        for (RingLink link : ring.links()) {
            links.row(
                    ring.ringId(),
                    link.accountId(),
                    Fixed.name(link.type()),
                    link.resourceId(),
                    link.weightMicros() / MICROS,
                    link.events(),
                    link.amounts().stream()
                            .map(amount -> new Object[] {amount.currency(), amount.minor()})
                            .toList(),
                    link.firstSeen(),
                    link.lastSeen());
        }
    }

    private static long count(Ring ring, EntityType type) {
        return ring.members().stream().filter(member -> member.type() == type).count();
    }

    @Override
    public void close() throws IOException {
        try (rings;
                members) {
            links.close();
        }
    }
}
