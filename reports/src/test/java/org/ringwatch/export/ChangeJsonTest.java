// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.ringwatch.lineage.Change;
import org.ringwatch.ring.Ring;

class ChangeJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Ring RING = SampleRings.full();

    private static String line(Change kind, OptionalLong scoreBefore, Optional<Ring> ring) {
        return ChangeJson.line(
                new ChangeJson.Head(
                        7,
                        "R-CASE22222222",
                        RING.ringId(),
                        kind,
                        1_700_000_000_123L,
                        scoreBefore,
                        List.of("new\n"),
                        List.of("gone")),
                ring);
    }

    private static Schema schema() throws IOException {
        try (InputStream text = ChangeJson.class.getResourceAsStream("changes.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(JSON.readTree(text));
        }
    }

    @Test
    void aLineHoldsTheWholeRing() throws IOException {
        String line = line(Change.GROWN, OptionalLong.of(250_000), Optional.of(RING));
        assertThat(line)
                .startsWith("{\"sequence\":7,\"case_id\":\"R-CASE22222222\",\"ring_id\":\"" + RING.ringId()
                        + "\",\"change\":\"grown\",\"event_time\":\"2023-11-14T22:13:20.123Z\",\"score_before\":0.25,\"score\":"
                        + Fixed.microsText(RING.scoreMicros())
                        + ",\"flagged\":true,\"joined\":[\"new\\n\"],\"left\":[\"gone\"],\"ring\":{")
                .endsWith("\"ring\":" + RingJson.line(RING) + "}");
    }

    @Test
    void aDissolvedRingIsNotThere() {
        assertThat(line(Change.DISSOLVED, OptionalLong.of(250_000), Optional.empty()))
                .endsWith("\"score\":0,\"flagged\":false,\"joined\":[\"new\\n\"],\"left\":[\"gone\"]}");
    }

    @Test
    void everyLineFollowsTheSchema() throws IOException {
        Schema schema = schema();
        for (String line : List.of(
                line(Change.BORN, OptionalLong.empty(), Optional.of(RING)),
                line(Change.DISSOLVED, OptionalLong.of(1), Optional.empty()))) {
            assertThat(schema.validate(JSON.readTree(line))).isEmpty();
        }
    }

    @Test
    void theSchemaRefusesALineWithTooMuchOrTooLittle() throws IOException {
        JsonNode whole = JSON.readTree(line(Change.GROWN, OptionalLong.of(1), Optional.of(RING)));
        ObjectNode extra = whole.deepCopy();
        extra.put("verdict", "guilty");
        ObjectNode withoutRing = whole.deepCopy();
        withoutRing.remove("ring");
        ObjectNode dissolved = whole.deepCopy();
        dissolved.put("change", "dissolved");
        for (JsonNode wrong : List.of(extra, withoutRing, dissolved)) {
            assertThat(schema().validate(wrong)).isNotEmpty();
        }
    }

    @Test
    void theSchemaItselfFollowsTheMetaSchema() throws IOException {
        Schema metaSchema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        try (InputStream text = ChangeJson.class.getResourceAsStream("changes.schema.json")) {
            assertThat(metaSchema.validate(JSON.readTree(text))).isEmpty();
        }
    }
}
