// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.ringwatch.export.RingGraphs;
import org.ringwatch.lineage.RingLineage;
import org.ringwatch.report.RingRecord;
import org.ringwatch.ring.Amount;
import org.ringwatch.ring.Calibration;
import org.ringwatch.ring.Member;
import org.ringwatch.ring.Ring;
import org.ringwatch.ring.RingLink;
import org.ringwatch.ring.Role;
import org.ringwatch.ring.Scheme;

/** {@code ring.graphml}: the graph of a referred ring, as {@code detect} writes graphs, under the id that the recipient knows. */
final class ReferralGraph {
    private ReferralGraph() {}

    static void write(ReferredRing referred, Path file) throws IOException {
        RingRecord ring = referred.ring();
        List<Member> members = ReferralTables.rows(ring).stream()
                .map(row -> new Member(
                        row.type(),
                        row.member().id(),
                        Role.valueOf(row.member().role().toUpperCase(Locale.ROOT)),
                        row.member().roleReason(),
                        micros(row.member().score()),
                        millis(row.member().firstSeen()),
                        millis(row.member().lastSeen()),
                        row.member().events()))
                .toList();
        List<RingLink> links = ring.links().stream()
                .map(link -> new RingLink(
                        link.accountId(),
                        RingRecord.typeOf(link.entityType()),
                        link.entityId(),
                        micros(link.weight()),
                        link.events(),
                        link.amounts().stream()
                                .map(sum -> new Amount(sum.currency(), sum.amountMinor()))
                                .toList(),
                        millis(link.firstSeen()),
                        millis(link.lastSeen())))
                .toList();
        RingGraphs.write(
                file,
                new Ring(
                        referred.id(),
                        ring.flagged(),
                        micros(ring.score()),
                        micros(ring.logOdds()),
                        Calibration.NONE,
                        Scheme.valueOf(ring.scheme().toUpperCase(Locale.ROOT)),
                        members,
                        links,
                        millis(ring.firstSeen()),
                        millis(ring.lastSeen()),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        RingLineage.born(referred.id())));
    }

    private static long micros(BigDecimal number) {
        return number.movePointRight(6).longValueExact();
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }
}
