// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.ringwatch.event.EventRules;
import org.ringwatch.export.Manifest;
import org.ringwatch.export.PreviousOutput;
import org.ringwatch.export.RingJson;
import org.ringwatch.job.prior.SideInputs;
import org.ringwatch.ring.Decision;
import org.ringwatch.ring.Disposition;
import org.ringwatch.ring.Dispositions;

/** A world month by month: its rings keep their cases, and with these what was decided. */
class LineageITCase {
    private static final long LATER = 3_800_000_000_000L;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = JobRun.cluster();

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path second = Path.of("");
    private static Path before = Path.of("");

    @BeforeAll
    static void runOnce() throws Exception {
        World world = World.simulate(20_000, 5, shared.resolve("world"));
        List<String> times =
                world.lines().stream().map(line -> line.split(",")[1]).sorted().toList();
        String early = times.get(times.size() / 4);
        String late = times.get(times.size() * 3 / 4);
        Path first = between(world, times.get(0), late).writeCsv(shared.resolve("first.csv"));
        second = between(world, early, "3").writeCsv(shared.resolve("second.csv"));
        before = JobRun.plain().execute(first, shared.resolve("before"));
        Manifest.seal(before);
    }

    private static World between(World world, String from, String to) {
        return new World(
                world.header(),
                world.lines().stream()
                        .filter(line -> line.split(",")[1].compareTo(from) >= 0 && line.split(",")[1].compareTo(to) < 0)
                        .toList());
    }

    private Path execute(JobRun run, String name, Disposition... dispositions) throws Exception {
        SideInputs inputs = new SideInputs(
                List.of(),
                List.of(),
                Dispositions.of(List.of(dispositions)),
                PreviousOutput.read(before),
                RingJson::version);
        return run.with(EventRules.defaults(), inputs).execute(second, folder.resolve(name));
    }

    private static List<JsonNode> rings(Path output) throws IOException {
        List<JsonNode> rings = new ArrayList<>();
        for (String line : Files.readAllLines(output.resolve("rings.jsonl"))) {
            rings.add(new ObjectMapper().readTree(line));
        }
        return rings;
    }

    @Test
    void rulesSayWhatBecameOfEveryRingWhateverTheParallelism() throws Exception {
        Path output = execute(JobRun.plain(), "out");
        assertThat(JobRun.contents(execute(new JobRun(1, 3, 99, Optional.empty()), "other")))
                .isEqualTo(JobRun.contents(output));

        Map<String, JsonNode> earlier = new HashMap<>();
        rings(before).forEach(ring -> earlier.put(ring.get("ring_id").asText(), ring));
        Set<String> followed = new HashSet<>();
        Set<String> changes = new HashSet<>();
        for (JsonNode ring : rings(output)) {
            changes.add(ring.get("lineage").get("change").asText());
            for (JsonNode previous : ring.get("lineage").get("previous")) {
                JsonNode then = earlier.get(previous.get("ring_id").asText());
                assertThat(previous.get("ring_version")).isEqualTo(then.get("ring_version"));
                assertThat(previous.get("kept").asInt() + previous.get("left").asInt())
                        .isEqualTo(then.get("accounts").size());
                followed.add(previous.get("ring_id").asText());
            }
        }
        List<String> lineage = Files.readAllLines(output.resolve("lineage.csv"));
        lineage.stream().filter(row -> row.contains(",dissolved,")).forEach(row -> followed.add(row.split(",")[3]));
        assertThat(followed).isEqualTo(earlier.keySet());
        assertThat(changes).contains("born", "continued").containsAnyOf("grown", "shrunk");
        assertThat(lineage).anyMatch(row -> row.contains(",dissolved,"));
    }

    @Test
    void aDecisionHoldsForTheCaseThoughItsRingIsNamedAnew() throws Exception {
        JsonNode followed = rings(execute(JobRun.plain(), "undecided")).stream()
                .filter(ring ->
                        ring.get("flagged").asBoolean() && !ring.get("case_id").equals(ring.get("ring_id")))
                .findFirst()
                .orElseThrow();
        Path output = execute(
                JobRun.plain(),
                "decided",
                new Disposition(
                        followed.get("case_id").asText(),
                        followed.get("ring_version").asText(),
                        "",
                        Decision.FALSE_POSITIVE,
                        "known",
                        "li",
                        LATER));
        JsonNode decided = rings(output).stream()
                .filter(ring -> ring.get("ring_id").equals(followed.get("ring_id")))
                .findFirst()
                .orElseThrow();

        assertThat(decided.get("case_id")).isEqualTo(followed.get("case_id"));
        assertThat(decided.get("flagged").asBoolean()).isFalse();
        assertThat(decided.get("dispositions").get(0).get("found_by").asText()).isEqualTo("case_id");
        assertThat(rings(output)).hasSameSizeAs(rings(folder.resolve("undecided")));
    }
}
