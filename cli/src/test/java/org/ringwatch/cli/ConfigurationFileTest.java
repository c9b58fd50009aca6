// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringwatch.community.ClusteringMethod;
import org.ringwatch.community.ClusteringParameters;
import org.ringwatch.event.EventType;
import org.ringwatch.job.DetectionParameters;
import org.ringwatch.link.Behaviour;
import org.ringwatch.link.LinkParameters;
import org.ringwatch.ring.PriorParameters;
import org.ringwatch.ring.ScoringParameters;

class ConfigurationFileTest {

    private static final Path DOCUMENTED = Path.of("../config/ringwatch.yaml");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit
    Path folder;

    @Test
    void documentedFileIsTheDefaults() {
        assertThat(ConfigurationFile.read(DOCUMENTED)).isEqualTo(DetectionParameters.defaults());
    }

    @Test
    void documentedFileHasEveryKey() throws IOException {
        JsonNode documented = new YAMLMapper().readTree(DOCUMENTED.toFile());
        assertThat(keys(documented))
                .containsExactlyInAnyOrder("columns", "input", "links", "clustering", "scoring", "priors", "min_score");
        assertThat(keys(documented.get("columns"))).containsExactlyInAnyOrder("sources", "constants", "event_types");
        assertThat(keys(documented.get("input"))).containsExactlyInAnyOrder("missing_tokens", "min_missing_zeros");
        assertThat(keys(documented.get("links"))).containsExactlyElementsOf(components(LinkParameters.class));
        assertThat(keys(documented.get("clustering")).stream().skip(1))
                .containsExactlyElementsOf(components(ClusteringParameters.class));
        assertThat(keys(documented.get("scoring"))).containsExactlyElementsOf(components(ScoringParameters.class));
        assertThat(keys(documented.get("priors"))).containsExactlyElementsOf(components(PriorParameters.class));
        assertThat(keys(documented.get("scoring").get("member_rates")))
                .containsExactlyElementsOf(Arrays.stream(Behaviour.values())
                        .map(behaviour -> behaviour.name().toLowerCase(Locale.ROOT))
                        .toList());
        assertThat(keys(documented.get("scoring").get("shares")))
                .containsExactlyElementsOf(ScoringParameters.signalCodes());
    }

    @Test
    void emptyFileAndEmptySectionsAreTheDefaults() throws IOException {
        assertThat(read("")).isEqualTo(DetectionParameters.defaults());
        assertThat(read("# nothing\nlinks:\nscoring:\n  member_rates:\n")).isEqualTo(DetectionParameters.defaults());
    }

    @Test
    void keysChangeWhatTheyName() throws IOException {
        DetectionParameters parameters = read(
                """
                columns:
                  sources: {account_id: apple_id}
                  constants: {currency: CNY}
                  event_types: {login: SIGN_IN}
                input:
                  missing_tokens: [nil]
                links:
                  device_cap: 20
                  network_56_weight: 0.25
                clustering:
                  method: components
                  seed: -9000000000
                scoring:
                  member_rates: {burst: 0.9, claims: off}
                  shares: {burst: 2}
                min_score: 0.9
                """);
        assertThat(parameters.columns().sources()).isEqualTo(Map.of("account_id", "apple_id"));
        assertThat(parameters.columns().constants()).isEqualTo(Map.of("currency", "CNY"));
        assertThat(parameters.rules().eventTypes()).isEqualTo(Map.of("login", EventType.SIGN_IN));
        assertThat(parameters.rules().missingTokens()).isEqualTo(Set.of("nil"));
        assertThat(parameters.links().deviceCap()).isEqualTo(20);
        assertThat(parameters.links().network56Weight()).isEqualTo(0.25);
        assertThat(parameters.links().walletCap())
                .isEqualTo(LinkParameters.defaults().walletCap());
        assertThat(parameters.clusteringMethod()).isEqualTo(ClusteringMethod.COMPONENTS);
        assertThat(parameters.clustering().seed()).isEqualTo(-9_000_000_000L);
        assertThat(parameters.scoring().memberRates())
                .containsEntry(Behaviour.BURST, 0.9)
                .doesNotContainKey(Behaviour.CLAIMS)
                .containsEntry(Behaviour.TAKEOVER, 0.35);
        assertThat(parameters.scoring().shares())
                .containsEntry("burst", 2.0)
                .containsEntry("claims", ScoringParameters.defaults().shares().get("claims"));
        assertThat(parameters.minScore()).isEqualTo(0.9);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        "min_scor: 0.5",
                        ":1: min_scor is no key of the configuration; keys are clustering, columns, input, links, min_score,"
                                + " priors, scoring"),
                Arguments.of(
                        "columns:\n  source: {}",
                        ":2: columns.source is no key of the configuration; columns has the keys constants, event_types,"
                                + " sources"),
                Arguments.of("links:\n  device_cap: 1", ":2: links.device_cap must be at least 2 but was 1"),
                Arguments.of("links:\n  device_cap: 60.0", ":2: links.device_cap must be a whole number but was 60.0"),
                Arguments.of(
                        "links:\n  device_cap: 3000000000",
                        ":2: links.device_cap must be a whole number from -2147483648 to 2147483647 but was 3000000000"),
                Arguments.of(
                        "links:\n  device_cap: '60'", ":2: links.device_cap must be a whole number but was \"60\""),
                Arguments.of("links:\n  device_cap:", ":2: links.device_cap must be a whole number but was empty"),
                Arguments.of(
                        "links:\n  device_cap: [60]", ":2: links.device_cap must be a whole number but was a list"),
                Arguments.of(
                        "links:\n\n  device_cap: 60\n  device_cap: 60",
                        ":4: links.device_cap must be given once but was given on line 3 too"),
                Arguments.of("links: 5", ":1: links must be a section of keys but was 5"),
                Arguments.of("links:\n  home_factor: 1.5", ":2: links.home_factor must be between 0 and 1 but was 1.5"),
                Arguments.of("links:\n  home_factor: yes", ":2: links.home_factor must be a number but was yes"),
                Arguments.of(
                        "clustering:\n  resolution: 0",
                        ":2: clustering.resolution must be above 0 and at most 1000 but was 0.0"),
                Arguments.of(
                        "clustering:\n  max_iterations: 0",
                        ":2: clustering.max_iterations must be at least 1 but was 0"),
                Arguments.of(
                        "clustering:\n  method: louvain",
                        ":2: clustering.method must be one of leiden, label-propagation, components but was louvain"),
                Arguments.of("scoring:\n  prior: -51", ":2: scoring.prior must be between -50 and 50 but was -51.0"),
                Arguments.of("scoring:\n  prior: 1e999", ":2: scoring.prior must be a decimal number but was 1e999"),
                Arguments.of(
                        "scoring:\n  member_rates:\n    burst: 1",
                        ":2: scoring.member_rates.burst must be between 0 and 1 but was 1.0"),
                Arguments.of(
                        "scoring:\n  member_rates:\n    bursts: 0.1",
                        ":3: scoring.member_rates.bursts is no key of the configuration; scoring.member_rates has the keys "
                                + "burst, claims, complaint, declined, foreign_claim, gift_cards, hidden_address, "
                                + "no_ordinary_life, quick_start, refunds, short_life, strange_purchase, takeover, two_factor_off, "
                                + "young"),
                Arguments.of(
                        "scoring:\n  shares:\n    burst: -1",
                        ":2: scoring.shares.burst must be between 0 and 10 but was -1.0"),
                Arguments.of(
                        "scoring:\n  scorer: magic",
                        ":2: scoring.scorer must be one of additive, unsupervised but was magic"),
                Arguments.of(
                        "scoring:\n  scorer: unsupervised\n  prevalence: 0.5",
                        ":3: scoring.prevalence must be left out for the unsupervised scorer, which knows none, but was 0.5"),
                Arguments.of("min_score: 2", ":1: min_score must be between 0 and 1 but was 2.0"),
                Arguments.of(
                        "input:\n  missing_tokens: nil",
                        ":2: input.missing_tokens must be a list of texts but was \"nil\""),
                Arguments.of(
                        "input:\n  missing_tokens: [null]",
                        ":2: input.missing_tokens must be a list of texts (in quotes if they look like something else) but was"
                                + " empty"),
                Arguments.of(
                        "input:\n  missing_tokens: ['']",
                        ":2: input.missing_tokens must not be empty texts but one was \"\""),
                Arguments.of(
                        "input:\n  min_missing_zeros: 0", ":2: input.min_missing_zeros must be positive but was 0"),
                Arguments.of(
                        "columns:\n  sources: {apple: account_id}",
                        ": columns.sources must have columns of the input contract as keys but had \"apple\""),
                Arguments.of(
                        "columns:\n  sources: {ip: 5}",
                        ":2: columns.sources.ip must be a text (in quotes if it looks like something else) but was 5"),
                Arguments.of("a: &x 1\nb: *x", ":2: b must be written out but was an alias"),
                Arguments.of("--- 1", ":1: a configuration must be keys with values but was not"),
                Arguments.of(
                        "min_score: 0.5\n---\nmin_score: 0.6",
                        ":3: a configuration must be one YAML document but was several"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesWithPlaceKeyRuleAndValue(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(UsageException.class)
                .hasMessage(folder.resolve("config.yaml") + message);
    }

    @Test
    void unknownEventTypeIsRefusedByItsKey() {
        assertThatThrownBy(() -> read("columns:\n  event_types: {login: LOGIN}"))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(
                        folder.resolve("config.yaml") + ": columns.event_types.login must be one of [SIGN_UP,")
                .hasMessageEndingWith("] but was \"LOGIN\"");
    }

    @Test
    void brokenYamlIsRefusedWithItsLine() {
        assertThatThrownBy(() -> read("links: {\n  device_cap: 60\n"))
                .isInstanceOf(UsageException.class)
                .hasMessage(folder.resolve("config.yaml")
                        + ":3:1: a configuration must be valid YAML but was not: expected ',' or"
                        + " '}', but got <stream end> (while parsing a flow mapping)");
        assertThatThrownBy(() -> read("links:\n\tdevice_cap: 60\n"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(
                        "config.yaml:2:1: a configuration must be valid YAML but was not: found character '\\t");
    }

    @Test
    void whatARunSaysOfItsConfigurationIsAConfiguration() throws IOException {
        DetectionParameters parameters = read(
                """
                columns:
                  sources: {account_id: apple_id}
                  constants: {currency: CNY}
                  event_types: {login: SIGN_IN}
                input:
                  missing_tokens: [nil, "null"]
                links:
                  network_56_weight: 0.25
                clustering:
                  method: label-propagation
                  resolution: 0.00001
                  seed: -9000000000
                scoring:
                  member_rates: {burst: 0.9, claims: off}
                min_score: 0.9
                """);
        assertThat(read(ConfigurationJson.of(parameters).toPrettyString())).isEqualTo(parameters);
    }

    @Test
    void aRunSaysEveryKeyOfTheConfiguration() throws IOException {
        assertThat(paths("", ConfigurationJson.of(DetectionParameters.defaults())))
                .containsExactlyElementsOf(paths("", new YAMLMapper().readTree(DOCUMENTED.toFile())));
    }

    private DetectionParameters read(String yaml) throws IOException {
        return ConfigurationFile.read(Files.writeString(folder.resolve("config.yaml"), yaml));
    }

    private static List<String> paths(String path, JsonNode node) {
        return node.properties().stream()
                .flatMap(field -> Stream.concat(
                        Stream.of(path + field.getKey()),
                        paths(path + field.getKey() + ".", field.getValue()).stream()))
                .toList();
    }

    private static List<String> keys(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static List<String> components(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .map(ConfigurationFile::snakeCase)
                .toList();
    }
}
