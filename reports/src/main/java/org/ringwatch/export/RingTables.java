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
        Set<String> cleared = cleared(ring);
        for (Member member : ring.members()) {
            members.row(
                    ring.ringId(),
                    isFlagged(ring, member, cleared),
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

    /** Accounts that a decision clears. */
    static Set<String> cleared(Ring ring) {
        return ring.dispositions().stream()
                .filter(AppliedDisposition::clearsAccount)
                .map(applied -> applied.disposition().accountId())
                .collect(Collectors.toSet());
    }

    /** Whether a member counts as flagged: not if it is an account that is cleared. */
    static boolean isFlagged(Ring ring, Member member, Set<String> cleared) {
        return ring.flagged() && !(member.type() == EntityType.ACCOUNT && cleared.contains(member.id()));
    }

    @Override
    public void close() throws IOException {
        try (members) {
            links.close();
        }
    }
}
