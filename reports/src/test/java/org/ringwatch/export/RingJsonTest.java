// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ringwatch.ring.Ring;

class RingJsonTest {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    @Test
    void writesEveryFieldOfTheContract() {
        String member =
                "\"role_reason\":\"As sampled\",\"score\":0.5,\"first_seen\":\"2026-01-02T03:04:05.678Z\",\"last_seen\":\"2026-01-02T03:04:06.678Z\",\"events\":7}";
        String linkEnd =
                "\"weight\":0.25,\"events\":2,\"amounts\":[],\"first_seen\":\"2026-01-02T03:04:05.678Z\",\"last_seen\":\"2026-01-02T03:04:05.678Z\"}";
        String decided = "\"text\":\"What an analyst decided.\",";
        String decidedIn = "\"case_id\":\"R-ABCDEFGHIJ22\",\"ring_version\":\"" + "0".repeat(64) + "\",";
        String decider = "\"reason\":\"seen before\",\"analyst\":\"Li\",\"utc\":\"2026-01-02T03:04:05.678Z\"}";
        assertThat(RingJson.line(SampleRings.full()))
                .isEqualTo("{\"ring_id\":\"R-ABCDEFGHIJ22\",\"case_id\":\"R-ABCDEFGHIJ22\",\"ring_version\":\""
                        + RingJson.version(SampleRings.full())
                        + "\",\"flagged\":true,\"score\":0.987654,\"log_odds\":4.381001,"
                        + "\"calibration\":{\"source\":\"simulated\",\"prevalence\":0.02,\"interval\":[0.95,1]},"
                        + "\"p_value\":null,\"q_value\":null,\"scheme\":\"account_takeover\","
                        + "\"accounts\":[{\"id\":\"alice\",\"role\":\"victim\"," + member
                        + ",{\"id\":\"bob\",\"role\":\"suspect\"," + member + "],"
                        + "\"devices\":[{\"id\":\"phone\",\"role\":\"infrastructure\"," + member + "],"
                        + "\"ips\":[],\"wallets\":[],\"merchants\":[],"
                        + "\"beneficiaries\":[{\"id\":\"alice\",\"role\":\"unknown\"," + member + "],"
                        + "\"links\":[{\"account_id\":\"alice\",\"entity_type\":\"device\",\"entity_id\":\"phone\","
                        + "\"weight\":1.5,\"events\":3,\"amounts\":[{\"currency\":\"CNY\",\"amount_minor\":12300},"
                        + "{\"currency\":\"USD\",\"amount_minor\":500}],\"first_seen\":\"2026-01-02T03:04:05.678Z\","
                        + "\"last_seen\":\"2026-01-02T03:04:05.679Z\"},"
                        + "{\"account_id\":\"alice\",\"entity_type\":\"beneficiary\",\"entity_id\":\"alice\"," + linkEnd
                        + ",{\"account_id\":\"bob\",\"entity_type\":\"device\",\"entity_id\":\"phone\"," + linkEnd
                        + "],"
                        + "\"first_seen\":\"2026-01-02T03:04:05.678Z\",\"last_seen\":\"2026-01-02T03:05:05.678Z\","
                        + "\"losses\":[{\"currency\":\"CNY\",\"confirmed\":{\"gross\":12300,\"refunded\":300,\"net\":12000},"
                        + "\"suspected\":{\"gross\":4000,\"refunded\":500,\"net\":3500},\"claimed\":70},"
                        + "{\"currency\":\"USD\",\"confirmed\":{\"gross\":0,\"refunded\":0,\"net\":0},"
                        + "\"suspected\":{\"gross\":500,\"refunded\":0,\"net\":500},\"claimed\":0}],"
                        + "\"evidence\":[{\"code\":\"shared_device\","
                        + "\"text\":\"2 accounts used one device where 0.004 were expected.\",\"weight\":5,"
                        + "\"entities\":[{\"entity_type\":\"device\",\"entity_id\":\"phone\"}],"
                        + "\"event_ids\":[{\"account_id\":\"alice\",\"event_id\":\"e1\"},"
                        + "{\"account_id\":\"bob\",\"event_id\":\"e1\"}],\"observed\":2,\"expected\":0.004},"
                        + "{\"code\":\"baseline\",\"text\":\"A reason.\",\"weight\":-0.619,\"entities\":[],"
                        + "\"event_ids\":[],\"observed\":0,\"expected\":null},"
                        + "{\"code\":\"other\",\"text\":\"A reason.\",\"weight\":0.000001,\"entities\":[],"
                        + "\"event_ids\":[],\"observed\":0,\"expected\":null}],"
                        + "\"innocent_explanations\":[{\"code\":\"household\",\"holds\":false,"
                        + "\"text\":\"No address is habitual to both.\"}],"
                        + "\"dispositions\":[{\"account_id\":null,\"decision\":\"valuable_alert\",\"holds\":true,"
                        + decided
                        + "\"later_evidence\":null," + decidedIn + "\"joined_since\":[],\"found_by\":\"ring_version\","
                        + decider
                        + ",{\"account_id\":\"bob\",\"decision\":\"false_positive\",\"holds\":false," + decided
                        + "\"later_evidence\":1.2," + decidedIn + "\"joined_since\":null,\"found_by\":\"account_id\","
                        + decider + "],"
                        + "\"events\":{\"count\":2,\"sha256\":\""
                        + "89360d00b96ed16f9f89104242a9dadcc5235b32826720377b9867b9abbccd3b\"},"
                        + "\"lineage\":{\"change\":\"born\",\"previous\":[],\"joined\":[],\"left\":[]}}");
    }

    @Test
    void everyLineFollowsTheSchema() throws IOException {
        Schema schema = schema();
        for (Ring ring : List.of(
                SampleRings.full(),
                SampleRings.ring("R-222222222222", 0, false),
                SampleRings.grown("R-222222222222"),
                SampleRings.named(SampleRings.NASTY_IDS),
                SampleRings.named(SampleRings.ILLEGAL_IDS))) {
            assertThat(schema.validate(JSON.readTree(RingJson.line(ring)))).isEmpty();
        }
    }

    @Test
    void schemaRefusesUnknownMissingAndImpossibleFields() throws IOException {
        Schema schema = schema();
        ObjectNode extra = RingJson.tree(SampleRings.full()).put("verdict", "guilty");
        ObjectNode extraDeep = RingJson.tree(SampleRings.full());
        ((ObjectNode) extraDeep.at("/evidence/0/event_ids/0")).put("raw", "x");
        ObjectNode missing = RingJson.tree(SampleRings.full()).without("lineage");
        ObjectNode impossible = RingJson.tree(SampleRings.full()).put("score", 1.5);
        ObjectNode role = RingJson.tree(SampleRings.full());
        ((ObjectNode) role.at("/accounts/0")).put("role", "culprit");
        for (ObjectNode wrong : List.of(extra, extraDeep, missing, impossible, role)) {
            List<Error> errors = schema.validate(wrong);
            assertThat(errors).hasSize(1);
        }
    }

    @Test
    void schemaItselfFollowsTheMetaSchema() throws IOException {
        Schema metaSchema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        try (InputStream text = RingJson.class.getResourceAsStream("rings.schema.json")) {
            assertThat(metaSchema.validate(JSON.readTree(text))).isEmpty();
        }
    }

    @Test
    void nastyIdsComeBackUnchanged() throws IOException {
        JsonNode ring = JSON.readTree(RingJson.line(SampleRings.named(SampleRings.NASTY_IDS)));

        assertThat(ring.get("accounts").findValuesAsText("id")).isEqualTo(SampleRings.NASTY_IDS);
        assertThat(ring.get("links").findValuesAsText("entity_id")).isEqualTo(SampleRings.NASTY_IDS);
        assertThat(ring.at("/evidence/0/text").textValue())
                .isEqualTo("About " + String.join(" ", SampleRings.NASTY_IDS));
    }

    @Test
    void illegalTextStaysOnItsLine() throws IOException {
        String line = RingJson.line(SampleRings.named(SampleRings.ILLEGAL_IDS));

        assertThat(line.chars()).allMatch(character -> character >= ' ');
        assertThat(JSON.readTree(line).get("accounts").findValuesAsText("id"))
                .startsWith(
                        SampleRings.ILLEGAL_IDS.get(0),
                        SampleRings.ILLEGAL_IDS.get(1),
                        "lone\uFFFDhigh",
                        "lone\uFFFDlow");
    }

    @Test
    void versionIsTheHashOfTheSortedLineWithoutCaseVersionAndLineage() throws Exception {
        for (Ring ring : List.of(SampleRings.full(), SampleRings.named(SampleRings.NASTY_IDS))) {
            ObjectNode line = (ObjectNode) JSON.readTree(RingJson.line(ring));
            String version = line.get("ring_version").textValue();
            line.remove(List.of("case_id", "ring_version", "lineage"));
            Object content = JSON.treeToValue(line, Object.class);

            byte[] canonical = JSON.writeValueAsString(content).getBytes(UTF_8);

            assertThat(version)
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(canonical)))
                    .isEqualTo(RingJson.version(ring));
        }
    }

    @Test
    void versionChangesWithEveryOtherField() throws ReflectiveOperationException {
        Ring ring = SampleRings.full();
        List<Object> variants = variants(ring);
        assertThat(RingJson.version(
                        ring.with(SampleRings.grown("R-AAAAAAAAAAAA").lineage())))
                .isEqualTo(RingJson.version(ring));
        variants.removeIf(variant -> !((Ring) variant).lineage().equals(ring.lineage()));

        Set<String> versions = new HashSet<>();
        versions.add(RingJson.version(ring));
        for (Object variant : variants) {
            assertThat(versions.add(RingJson.version((Ring) variant)))
                    .as("version of %s", variant)
                    .isTrue();
        }
        assertThat(variants).hasSizeGreaterThan(60);
    }

    @Test
    void canonicalTextIsThatOfRfc8785() throws IOException {
        // RFC 8785, sections 3.2.2 and 3.2.3.
        assertThat(CanonicalJson.sorted(TextNode.valueOf("\u20ac$\u000F\nA'B\"\\\\\"/")))
                .isEqualTo("\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
        assertThat(
                        CanonicalJson.sorted(
                                JSON.readTree(
                                        "{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5,\"\\u0080\":6,\"\\u00f6\":7}")))
                .isEqualTo(
                        "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,\"\ud83d\ude00\":5,\"\ufb33\":3}");
    }

    @Test
    void numbersAreDecimalsWithoutExponent() {
        assertThat(Fixed.microsText(0)).isEqualTo("0");
        assertThat(Fixed.microsText(50_000)).isEqualTo("0.05");
        assertThat(Fixed.microsText(-1)).isEqualTo("-0.000001");
        assertThat(Fixed.microsText(100_000_000_000L)).isEqualTo("100000");
        assertThat(Fixed.microsText(Long.MIN_VALUE)).isEqualTo("-9223372036854.775808");
        assertThat(Fixed.millis(1_230).toPlainString()).isEqualTo("1.23");
        assertThat(Fixed.time(0)).isEqualTo("1970-01-01T00:00:00.000Z");
        assertThat(Fixed.time(4_102_444_799_999L)).isEqualTo("2099-12-31T23:59:59.999Z");
    }

    @Test
    void timesAreThoseOfTheJdk() {
        DateTimeFormatter formatter = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC);
        for (long time = -3_000_000_000_000L; time < 4_200_000_000_000L; time += 6_543_210_987L) {
            assertThat(Fixed.time(time)).isEqualTo(formatter.format(Instant.ofEpochMilli(time)));
        }
    }

    /** Copies of a record that differ in one place each, at any depth. */
    private static List<Object> variants(Object value) throws ReflectiveOperationException {
        List<Object> variants = new ArrayList<>();
        if (value instanceof Record) {
            RecordComponent[] components = value.getClass().getRecordComponents();
            Object[] values = new Object[components.length];
            Class<?>[] types = new Class<?>[components.length];
            for (int i = 0; i < components.length; i++) {
                values[i] = components[i].getAccessor().invoke(value);
                types[i] = components[i].getType();
            }
            Constructor<?> constructor = value.getClass().getDeclaredConstructor(types);
            for (int i = 0; i < components.length; i++) {
                for (Object variant : variants(values[i])) {
                    Object[] changed = values.clone();
                    changed[i] = variant;
                    variants.add(constructor.newInstance(changed));
                }
            }
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                List<Object> shorter = new ArrayList<>(list);
                Object item = shorter.remove(i);
                variants.add(shorter);
                for (Object variant : variants(item)) {
                    List<Object> changed = new ArrayList<>(list);
                    changed.set(i, variant);
                    variants.add(changed);
                }
            }
        } else if (value instanceof Long number) {
            // Two up, so that -1 (no expected value) becomes one.
            variants.add(number + 2);
        } else if (value instanceof Integer number) {
            variants.add(number + 1);
        } else if (value instanceof Boolean flag) {
            variants.add(!flag);
        } else if (value instanceof Enum<?> constant) {
            for (Object other : constant.getDeclaringClass().getEnumConstants()) {
                if (other != constant) {
                    variants.add(other);
                }
            }
        } else {
            variants.add(value + "x");
        }
        return variants;
    }

    private static Schema schema() throws IOException {
        try (InputStream text = RingJson.class.getResourceAsStream("rings.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(JSON.readTree(text));
        }
    }
}
