// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ringwatch.event.AccountKind;
import org.ringwatch.event.EventColumn;
import org.ringwatch.event.EventType;
import org.ringwatch.event.IpKind;
import org.ringwatch.event.Outcome;
import org.ringwatch.job.watch.RingChange;
import org.ringwatch.link.Behaviour;
import org.ringwatch.link.LinkRule;
import org.ringwatch.ring.Decision;
import org.ringwatch.ring.PriorParameters;

/** The documentation of input and output leaves nothing out. */
class DocumentationTest {

    private static final Path DOCS = Path.of("../docs");

    @Test
    void inputHasEveryColumnWithARowOfItsOwn() throws IOException {
        String input = Files.readString(DOCS.resolve("input.md"));
        for (EventColumn column : EventColumn.values()) {
            String row = input.lines()
                    .filter(line -> line.startsWith("| `" + column.columnName() + "` |"))
                    .findFirst()
                    .orElse("");
            assertThat(row).as(column.columnName()).isNotEmpty();
            assertThat(row.contains("**required**")).as(row).isEqualTo(column.required());
            if (row.contains(" text ") || row.contains("| text ")) {
                assertThat(row).contains("text " + column.maxLength());
            }
        }
    }

    @Test
    void inputHasEveryNameThatAColumnMayHold() throws IOException {
        String input = Files.readString(DOCS.resolve("input.md"));
        assertThat(Arrays.stream(EventType.values()).map(EventType::name))
                .allMatch(name -> input.contains("`" + name + "`"));
        assertThat(Stream.of(IpKind.values(), AccountKind.values(), Outcome.values())
                        .flatMap(Arrays::stream)
                        .map(name -> name.name().toLowerCase(Locale.ROOT))
                        .filter(name -> !name.equals("unknown")))
                .allMatch(name -> input.contains("`" + name + "`"));
    }

    @Test
    void outputHasEveryFieldOfARing() throws IOException {
        JsonNode schema;
        try (var in = DocumentationTest.class.getResourceAsStream("/org/ringwatch/export/rings.schema.json")) {
            schema = new ObjectMapper().readTree(in);
        }
        String output = Files.readString(DOCS.resolve("output.md"));
        List<String> fields = schema.get("properties")
                .propertyStream()
                .map(field -> field.getKey())
                .toList();
        assertThat(fields).hasSizeGreaterThan(20).allMatch(field -> output.contains("`" + field + "`"));
        for (String part : List.of("member", "evidence", "innocent_explanation", "disposition", "sums")) {
            assertThat(schema.get("$defs").get(part).get("properties").propertyStream())
                    .as(part)
                    .allMatch(field -> output.contains("`" + field.getKey() + "`"));
        }
    }

    @Test
    void watchHasEveryFieldAndKindOfAChange() throws IOException {
        JsonNode schema;
        try (var in = DocumentationTest.class.getResourceAsStream("/org/ringwatch/export/changes.schema.json")) {
            schema = new ObjectMapper().readTree(in);
        }
        String watch = Files.readString(DOCS.resolve("watch.md"));
        assertThat(schema.get("properties").propertyStream())
                .hasSizeGreaterThan(10)
                .allMatch(field -> watch.contains("`" + field.getKey() + "`"));
        assertThat(Arrays.stream(RingChange.Kind.values())
                        .map(kind -> kind.name().toLowerCase(Locale.ROOT)))
                .allMatch(kind -> watch.contains("| `" + kind + "` |"))
                .containsExactlyElementsOf(schema.at("/properties/change/enum")
                        .valueStream()
                        .map(JsonNode::asText)
                        .toList());
    }

    @Test
    void priorsHaveEveryListBoundAndDecision() throws IOException {
        String priors = Files.readString(DOCS.resolve("priors.md"));
        assertThat(Invocation.of("detect", "--help").out())
                .contains("--confirmed", "--trusted", "--networks", "--aliases", "--dispositions");
        assertThat(Stream.of("--confirmed", "--trusted", "--networks", "--aliases", "--dispositions"))
                .allMatch(option -> priors.contains("| `" + option + "` |"));
        assertThat(Arrays.stream(PriorParameters.class.getRecordComponents())
                        .map(component -> ConfigurationFile.snakeCase(component.getName())))
                .allMatch(key -> priors.contains("`priors." + key + "`"));
        assertThat(Arrays.stream(Decision.values())
                        .map(decision -> decision.name().toLowerCase(Locale.ROOT)))
                .allMatch(decision -> priors.contains("| `" + decision + "` |"));
    }

    @Test
    void whyHasEveryRuleWithARowOfItsOwnAndNoOther() throws IOException {
        assertThat(Files.readString(DOCS.resolve("why.md"))
                        .lines()
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.substring(0, line.indexOf(" | ", line.indexOf(" | ") + 1))))
                .containsExactlyElementsOf(Arrays.stream(LinkRule.values())
                        .map(rule -> "| `" + rule.code() + "` | " + rule.text())
                        .toList());
    }

    @Test
    void outputHasEveryBehaviourWithARowOfItsOwn() throws IOException {
        String output = Files.readString(DOCS.resolve("output.md"));
        assertThat(Arrays.stream(Behaviour.values())
                        .map(behaviour -> behaviour.name().toLowerCase(Locale.ROOT)))
                .allMatch(code -> output.contains("\n| `" + code + "` |"));
    }

    /** {@code test-data/document} runs these commands and replaces what stands below them. */
    @Test
    void everyTableOfDetectionStandsUnderTheCommandThatMakesIt() throws IOException {
        List<String> lines = Files.readAllLines(DOCS.resolve("detection.md"));
        boolean made = false;
        int commands = 0;
        for (String line : lines) {
            if (line.startsWith("<!-- made by: ")) {
                assertThat(made).as(line).isFalse();
                assertThat(Path.of("..", line.split(" ")[3])).as(line).isExecutable();
                made = true;
                commands++;
            } else if (line.equals("<!-- end -->")) {
                assertThat(made).isTrue();
                made = false;
            } else if (line.startsWith("|")) {
                assertThat(made).as(line).isTrue();
            }
        }
        assertThat(made).isFalse();
        assertThat(commands).isGreaterThan(5);
    }
}
