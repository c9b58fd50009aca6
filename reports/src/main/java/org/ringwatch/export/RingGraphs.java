// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.ringwatch.ring.EntityRef;
import org.ringwatch.ring.EntityType;
import org.ringwatch.ring.Member;
import org.ringwatch.ring.Ring;
import org.ringwatch.ring.RingLink;

/**
 * {@code <ring_id>.graphml} for every flagged ring: an undirected graph of its members, {@code n0}, {@code n1}… in their order,
 * and links. Ids of accounts and resources are data, never XML ids.
 */
public final class RingGraphs implements Projection {

    private static final String NAMESPACE = "http://graphml.graphdrawing.org/xmlns";
    private static final String SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

    private static final List<Key> KEYS = List.of(
            new Key("graph", "ring_id", "string"),
            new Key("graph", "score", "double"),
            new Key("graph", "log_odds", "double"),
            new Key("graph", "scheme", "string"),
            new Key("graph", "first_seen", "string"),
            new Key("graph", "last_seen", "string"),
            new Key("node", "entity_type", "string"),
            new Key("node", "entity_id", "string"),
            new Key("node", "role", "string"),
            new Key("node", "score", "double"),
            new Key("node", "first_seen", "string"),
            new Key("node", "last_seen", "string"),
            new Key("node", "events", "long"),
            new Key("edge", "weight", "double"),
            new Key("edge", "events", "long"),
            new Key("edge", "amounts", "string"),
            new Key("edge", "first_seen", "string"),
            new Key("edge", "last_seen", "string"));

    // The platform's own, so that the bytes do not depend on what else is on the class path.
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private final Path folder;

    RingGraphs(Path folder) {
        this.folder = folder;
    }

    @Override
    public void add(Ring ring) throws IOException {
        if (!ring.flagged()) {
            return;
        }
        write(folder.resolve(ring.ringId() + ".graphml"), ring);
    }

    /** Writes the graph of one ring, flagged or not. */
    public static void write(Path target, Ring ring) throws IOException {
        try (Writer file = PrivateFiles.newWriter(target)) {
            file.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
            XMLStreamWriter xml = FACTORY.createXMLStreamWriter(file);
            write(xml, ring);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException("ring " + ring.ringId() + " could not be written as GraphML", e);
        }
    }

    private static void write(XMLStreamWriter xml, Ring ring) throws XMLStreamException {
        xml.writeStartElement("graphml");
        xml.writeDefaultNamespace(NAMESPACE);
        xml.writeNamespace("xsi", SCHEMA_INSTANCE);
        xml.writeAttribute("xsi", SCHEMA_INSTANCE, "schemaLocation", NAMESPACE + " " + NAMESPACE + "/1.0/graphml.xsd");
        for (Key key : KEYS) {
            newLine(xml);
            xml.writeEmptyElement("key");
            xml.writeAttribute("id", key.id());
            xml.writeAttribute("for", key.element());
            xml.writeAttribute("attr.name", key.name());
            xml.writeAttribute("attr.type", key.type());
        }
        newLine(xml);
        xml.writeStartElement("graph");
        xml.writeAttribute("id", ring.ringId());
        xml.writeAttribute("edgedefault", "undirected");
        writeRing(xml, ring);
        Map<EntityRef, String> nodes = writeNodes(xml, ring.members());
        writeEdges(xml, ring.links(), nodes);
        newLine(xml);
        xml.writeEndElement();
        newLine(xml);
        xml.writeEndElement();
        newLine(xml);
        xml.flush();
    }

    private static void writeRing(XMLStreamWriter xml, Ring ring) throws XMLStreamException {
        newLine(xml);
        data(xml, "graph_ring_id", ring.ringId());
        data(xml, "graph_score", Fixed.microsText(ring.scoreMicros()));
        data(xml, "graph_log_odds", Fixed.microsText(ring.logOddsMicros()));
        data(xml, "graph_scheme", Fixed.name(ring.scheme()));
        data(xml, "graph_first_seen", Fixed.time(ring.firstSeen()));
        data(xml, "graph_last_seen", Fixed.time(ring.lastSeen()));
    }

    private static Map<EntityRef, String> writeNodes(XMLStreamWriter xml, List<Member> members)
            throws XMLStreamException {
        Map<EntityRef, String> nodes = new HashMap<>();
        for (Member member : members) {
            String node = "n" + nodes.size();
            nodes.put(new EntityRef(member.type(), member.id()), node);
            newLine(xml);
            xml.writeStartElement("node");
            xml.writeAttribute("id", node);
            data(xml, "node_entity_type", Fixed.name(member.type()));
            data(xml, "node_entity_id", member.id());
            data(xml, "node_role", Fixed.name(member.role()));
            data(xml, "node_score", Fixed.microsText(member.scoreMicros()));
            data(xml, "node_first_seen", Fixed.time(member.firstSeen()));
            data(xml, "node_last_seen", Fixed.time(member.lastSeen()));
            data(xml, "node_events", Long.toString(member.events()));
            xml.writeEndElement();
        }
        return nodes;
    }

    private static void writeEdges(XMLStreamWriter xml, List<RingLink> links, Map<EntityRef, String> nodes)
            throws XMLStreamException {
        for (RingLink link : links) {
            newLine(xml);
            xml.writeStartElement("edge");
            xml.writeAttribute("source", node(nodes, EntityType.ACCOUNT, link.accountId()));
            xml.writeAttribute("target", node(nodes, link.type(), link.resourceId()));
            data(xml, "edge_weight", Fixed.microsText(link.weightMicros()));
            data(xml, "edge_events", Long.toString(link.events()));
            data(xml, "edge_amounts", Fixed.amounts(link.amounts()));
            data(xml, "edge_first_seen", Fixed.time(link.firstSeen()));
            data(xml, "edge_last_seen", Fixed.time(link.lastSeen()));
            xml.writeEndElement();
        }
    }

    private static String node(Map<EntityRef, String> nodes, EntityType type, String id) {
        String node = nodes.get(new EntityRef(type, id));
        if (node == null) {
            throw new IllegalStateException("a link must join two members, but a " + Fixed.name(type) + " is none");
        }
        return node;
    }

    private static void data(XMLStreamWriter xml, String key, String value) throws XMLStreamException {
        xml.writeStartElement("data");
        xml.writeAttribute("key", key);
        xml.writeCharacters(SafeText.xml(value));
        xml.writeEndElement();
    }

    private static void newLine(XMLStreamWriter xml) throws XMLStreamException {
        xml.writeCharacters("\n");
    }

    @Override
    public void close() {
        // Every file is closed as soon as its ring is written.
    }

    private record Key(String element, String name, String type) {
        String id() {
            return element + "_" + name;
        }
    }
}
