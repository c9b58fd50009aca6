// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of people, run by the launcher and the job jar as an analyst does; see pom.xml. */
class SideInputsPackagedCheck {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit
    Path folder;

    @Test
    void whatWasDecidedAboutTheSampleShowsInTheNextRun() throws IOException, InterruptedException {
        Path before = folder.resolve("before");
        detect(before);
        JsonNode first = rings(before).get(0);
        Path dispositions = Files.writeString(
                folder.resolve("dispositions.csv"),
                "case_id,ring_version,account_id,decision,reason,analyst,utc\n"
                        + first.get("case_id").asText() + ","
                        + first.get("ring_version").asText()
                        + ",,false_positive,\"staff, known\",li,2090-01-01\n"
                        + "broken\n");
        Path confirmed = Files.writeString(
                folder.resolve("confirmed.csv"),
                "account_id,reason\n"
                        + rings(before).get(1).get("accounts").get(0).get("id").asText() + ",report\n");
        Path after = folder.resolve("after");
        String err = detect(after, "--dispositions", dispositions.toString(), "--confirmed", confirmed.toString());

        assertThat(err)
                .contains("WARNING: --dispositions " + dispositions
                        + ": 1 of 2 rows were rejected, the first at line 3: a row must have 7 fields but had 1");
        JsonNode decided = rings(after).get(0);
        assertThat(first.get("flagged").asBoolean()).isTrue();
        assertThat(decided.get("ring_id")).isEqualTo(first.get("ring_id"));
        assertThat(decided.get("flagged").asBoolean()).isFalse();
        assertThat(decided.get("dispositions").get(0).get("reason").asText()).isEqualTo("staff, known");
        assertThat(rings(after).get(1).get("evidence").findValuesAsText("code")).contains("confirmed");
        JsonNode run = new ObjectMapper().readTree(after.resolve("run.json").toFile());
        assertThat(run.get("side_inputs").findValuesAsText("option")).containsExactly("--confirmed", "--dispositions");
        assertThat(run.get("side_inputs")
                        .get(1)
                        .get("rejections")
                        .get(0)
                        .get("line")
                        .asInt())
                .isEqualTo(3);
        assertThat(run.get("configuration").toString()).doesNotContain("aliases");
    }

    @Test
    void aListWithoutItsColumnsIsWrongUsage() throws IOException, InterruptedException {
        Path list = Files.writeString(folder.resolve("list.csv"), "entity_type,id\n");
        Process process = start(folder.resolve("out"), "--trusted", list.toString());
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(Files.readString(folder.resolve("err")))
                .startsWith(
                        "ringwatch detect: --trusted " + list + ": header must have columns entity_id, reason but has");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private String detect(Path output, String... more) throws IOException, InterruptedException {
        Process process = start(output, more);
        String err = process.waitFor() == 0 ? "" : "failed: ";
        err += Files.readString(folder.resolve("err"), UTF_8);
        assertThat(process.exitValue()).as(err).isZero();
        return err;
    }

    private Process start(Path output, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ROOT.resolve("ringwatch").toString(),
                "detect",
                "--input",
                "test-data/sample/events",
                "--output",
                output.toString()));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    private static List<JsonNode> rings(Path output) throws IOException {
        List<JsonNode> rings = new ArrayList<>();
        for (String line : Files.readAllLines(output.resolve("rings.jsonl"))) {
            rings.add(new ObjectMapper().readTree(line));
        }
        return rings;
    }
}
