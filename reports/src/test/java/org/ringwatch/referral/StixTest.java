// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringwatch.export.SampleRings;
import org.ringwatch.report.SampleOutput;
import org.ringwatch.ring.Ring;

class StixTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The schemas of OASIS, which are not part of this repository. */
    private static final Path SCHEMAS = Path.of("../../shared/formats/stix2/schemas");

    @TempDir
    Path folder;

    private JsonNode bundle(Ring ring, Profile profile) throws IOException {
        Path output = SampleOutput.write(folder.resolve("rings"), List.of(ring));
        Path made = SampleReferral.write(output, ring, SampleReferral.options(profile), folder.resolve("packages"));
        return JSON.readTree(made.resolve("data/ring.stix.json").toFile());
    }

    @ParameterizedTest
    @EnumSource
    void everyObjectIsValidByTheSchemasOfOasis(Profile profile) throws IOException {
        assumeTrue(Files.isDirectory(SCHEMAS), "no STIX schemas beside this checkout");
        assertValid(bundle(SampleReferral.ring(), profile));
    }

    @Test
    void hostileIdsAreValidToo() throws IOException {
        assumeTrue(Files.isDirectory(SCHEMAS), "no STIX schemas beside this checkout");
        assertValid(bundle(SampleRings.named(SampleRings.NASTY_IDS), Profile.INTERNAL));
    }

    private static void assertValid(JsonNode bundle) throws IOException {
        Map<String, String> texts = new HashMap<>();
        Map<String, String> ids = new HashMap<>();
        try (Stream<Path> paths = Files.walk(SCHEMAS)) {
            for (Path path :
                    paths.filter(path -> path.toString().endsWith(".json")).toList()) {
                String text = Files.readString(path);
                String id = JSON.readTree(text).get("$id").textValue();
                texts.put(id, text);
                ids.put(path.getFileName().toString().replace(".json", ""), id);
            }
        }
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(texts));
        Map<String, Schema> schemas = new HashMap<>();
        assertThat(bundle.get("objects")).isNotEmpty();
        for (JsonNode object : bundle.get("objects")) {
            String type = object.get("type").textValue();
            Schema schema = schemas.computeIfAbsent(type, name -> registry.getSchema(SchemaLocation.of(ids.get(name))));
            assertThat(schema.validate(object.toString(), InputFormat.JSON))
                    .as(object.toString())
                    .isEmpty();
        }
        String broken =
                bundle.get("objects").get(1).toString().replace("\"spec_version\":\"2.1\"", "\"spec_version\":7");
        assertThat(schemas.get("identity").validate(broken, InputFormat.JSON)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void nothingRefersToWhatIsNotThereAndNothingIsOurOwn(Profile profile) throws IOException {
        JsonNode bundle = bundle(SampleReferral.ring(), profile);
        Set<String> ids = new HashSet<>();
        bundle.get("objects").forEach(object -> ids.add(object.get("id").textValue()));
        assertThat(ids).hasSize(bundle.get("objects").size());
        for (JsonNode object : bundle.get("objects")) {
            object.properties().forEach(field -> {
                assertThat(field.getKey()).doesNotStartWith("x_");
                if (field.getKey().endsWith("_ref")) {
                    assertThat(ids).contains(field.getValue().textValue());
                } else if (field.getKey().endsWith("_refs")) {
                    field.getValue().forEach(ref -> assertThat(ids).contains(ref.textValue()));
                }
            });
        }
        assertThat(bundle.toString()).doesNotContain("\"confidence\"");
    }

    @Test
    void suspectsStandApartFromVictims() throws IOException {
        JsonNode bundle = bundle(SampleReferral.ring(), Profile.INTERNAL);
        Map<String, JsonNode> parts = new HashMap<>();
        bundle.get("objects").forEach(object -> {
            if (object.get("type").textValue().equals("note")) {
                parts.put(object.get("abstract").textValue(), object.get("object_refs"));
            }
        });
        assertThat(parts).containsKeys("Part: suspect", "Part: infrastructure", "Part: victim", "Part: bystander");
        assertThat(parts.get("Part: suspect")).hasSize(2);
        assertThat(parts.get("Part: victim").get(0).textValue()).startsWith("user-account--");
    }

    /** The example of RFC 9562, appendix A.4. */
    @Test
    void idsAreTheVersionFiveOfTheStandard() {
        assertThat(Stix.uuid5(UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "www.example.com"))
                .hasToString("2ed6657d-e927-568b-95e1-2665a8aea6a2");
    }
}
