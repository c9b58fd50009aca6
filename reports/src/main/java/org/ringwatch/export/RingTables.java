// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.ringwatch.ring.AppliedDisposition;
import org.ringwatch.ring.EntityType;
import org.ringwatch.ring.Member;
import org.ringwatch.ring.Ring;
import org.ringwatch.ring.RingLink;

/** {@code ring_members.csv} and {@code ring_links.csv}: the rings as tables. */
final class RingTables implements Projection {

    static final String MEMBERS_FILE = "ring_members.csv";
    static final String LINKS_FILE = "ring_links.csv";

    private static final String MEMBERS_HEADER =
            "ring_id,flagged,entity_type,entity_id,role,score,first_seen,last_seen,events";
    private static final String LINKS_HEADER =
            "ring_id,account_id,entity_type,entity_id,weight,events,amounts,first_seen,last_seen";

    private final CsvFile members;
    private final CsvFile links;

    RingTables(Path folder) throws IOException {
        members = new CsvFile(folder.resolve(MEMBERS_FILE), MEMBERS_HEADER);
        links = new CsvFile(folder.resolve(LINKS_FILE), LINKS_HEADER);
    }

    @Override
    public void add(Ring ring) throws IOException {
        Set<String> cleared = ring.dispositions().stream()
                .filter(AppliedDisposition::clearsAccount)
                .map(applied -> applied.disposition().accountId())
                .collect(Collectors.toSet());
        for (Member member : ring.members()) {
            boolean isCleared = member.type() == EntityType.ACCOUNT && cleared.contains(member.id());
            members.row(
                    ring.ringId(),
                    ring.flagged() && !isCleared,
                    Fixed.name(member.type()),
                    member.id(),
                    Fixed.name(member.role()),
                    Fixed.microsText(member.scoreMicros()),
                    Fixed.time(member.firstSeen()),
                    Fixed.time(member.lastSeen()),
                    member.events());
        }
        for (RingLink link : ring.links()) {
            links.row(
                    ring.ringId(),
                    link.accountId(),
                    Fixed.name(link.type()),
                    link.resourceId(),
                    Fixed.microsText(link.weightMicros()),
                    link.events(),
                    Fixed.amounts(link.amounts()),
                    Fixed.time(link.firstSeen()),
                    Fixed.time(link.lastSeen()));
        }
    }

    @Override
    public void close() throws IOException {
        try (members) {
            links.close();
        }
    }
}
