// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.ringwatch.ring.EntityType;
import org.ringwatch.ring.Member;
import org.ringwatch.ring.Ring;
import org.ringwatch.ring.RingLink;

/**
 * {@code nodes.csv} and {@code edges.csv} with the headers of {@code neo4j-admin database import}. A node id is
 * {@code device:} and so on before the id, so that equal ids of two types stay apart. A resource of several rings is one node
 * with the properties it has in the first, strongest of them; each edge names its own ring.
 *
 * <p>Keeps 16 bytes a node, twice to four times over for the free places of a hash table.
 */
final class GraphTables implements Projection {

    static final String NODES_FILE = "nodes.csv";
    static final String EDGES_FILE = "edges.csv";

    private static final String NODES_HEADER =
            ":ID,:LABEL,entity_type,entity_id,ring_id,flagged:boolean,role,score:double,"
                    + "first_seen:datetime,last_seen:datetime,events:long";
    private static final String EDGES_HEADER = ":START_ID,:END_ID,:TYPE,ring_id,weight:double,events:long,amounts,"
            + "first_seen:datetime,last_seen:datetime";

    private final CsvFile nodes;
    private final CsvFile edges;
    private final FingerprintSet written = new FingerprintSet();

    GraphTables(Path folder) throws IOException {
        nodes = new CsvFile(folder.resolve(NODES_FILE), NODES_HEADER);
        edges = new CsvFile(folder.resolve(EDGES_FILE), EDGES_HEADER);
    }

    @Override
    public void add(Ring ring) throws IOException {
        for (Member member : ring.members()) {
            String node = node(member.type(), member.id());
            if (written.add(node)) {
                addNode(ring, member, node);
            } else if (member.type() == EntityType.ACCOUNT) {
                throw new IllegalStateException("an account must be in one ring at most, but one of ring "
                        + ring.ringId() + " is in an earlier ring too");
            }
        }
        for (RingLink link : ring.links()) {
            edges.row(
                    node(EntityType.ACCOUNT, link.accountId()),
                    node(link.type(), link.resourceId()),
                    "SEEN_WITH",
                    ring.ringId(),
                    Fixed.microsText(link.weightMicros()),
                    link.events(),
                    Fixed.amounts(link.amounts()),
                    Fixed.time(link.firstSeen()),
                    Fixed.time(link.lastSeen()));
        }
    }

    private void addNode(Ring ring, Member member, String node) throws IOException {
        nodes.row(
                node,
                label(member.type()),
                Fixed.name(member.type()),
                member.id(),
                ring.ringId(),
                ring.flagged(),
                Fixed.name(member.role()),
                Fixed.microsText(member.scoreMicros()),
                Fixed.time(member.firstSeen()),
                Fixed.time(member.lastSeen()),
                member.events());
    }

    private static String node(EntityType type, String id) {
        return Fixed.name(type) + ':' + id;
    }

    private static String label(EntityType type) {
        String name = type.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() throws IOException {
        try (nodes) {
            edges.close();
        }
    }
}
