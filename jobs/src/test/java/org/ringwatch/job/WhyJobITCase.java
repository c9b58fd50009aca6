// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is explained is what is found, and to ask changes nothing that is found. */
class WhyJobITCase {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = JobRun.cluster();

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static World world = new World("", List.of());
    private static Path csv = Path.of("");
    private static Path reference = Path.of("");

    @BeforeAll
    static void runOnce() throws Exception {
        world = World.simulate(8_000, 11, shared.resolve("world"));
        csv = world.writeCsv(shared.resolve("events.csv"));
        reference = JobRun.plain().execute(csv, shared.resolve("reference"));
    }

    @Test
    void anAccountOfARingIsExplainedByThatRing() throws Exception {
        JsonNode ring = rings().get(0);
        String account = ring.get("accounts").get(0).get("id").asText();
        JsonNode answer = ask(new JobRun(2, 3, 7, Optional.empty()), account);
        assertThat(answer.get("standing").asText()).isEqualTo("flagged");
        assertThat(answer.get("ring")).isEqualTo(ring);
        assertThat(answer.get("ties").asLong()).isPositive();
        assertThat(answer.get("strongest").get(0).get("tied").asBoolean()).isTrue();
        assertThat(answer.get("resources").get(0).get("best").asDouble()).isPositive();
    }

    /** Ties are the same told from both sides. */
    @Test
    void aPairOfARingIsTiedAlikeFromBothSides() throws Exception {
        String account = rings().get(0).get("accounts").get(0).get("id").asText();
        JsonNode strongest = ask(JobRun.plain(), account).get("strongest").get(0);
        String other = strongest.get("account").asText();
        JsonNode there = ask(JobRun.plain(), account, other);
        JsonNode back = ask(JobRun.plain(), other, account);
        assertThat(weighing(there.get("with").get("pair"))).isEqualTo(weighing(strongest));
        assertThat(back.get("with").get("pair").get("weight")).isEqualTo(strongest.get("weight"));
        assertThat(back.get("with").get("pair").get("steps")).isEqualTo(strongest.get("steps"));
        assertThat(back.get("with").get("same_ring").asBoolean()).isTrue();
    }

    @Test
    void aPairBelowTheThresholdTellsWhatIsMissing() throws Exception {
        List<String> accounts = accountsOutsideRings();
        for (String account : accounts) {
            JsonNode answer = ask(JobRun.plain(), account);
            JsonNode next = answer.get("strongest").path(0);
            if (next.has("tied") && !next.get("tied").asBoolean()) {
                String other = next.get("account").asText();
                JsonNode pair = ask(JobRun.plain(), account, other).get("with").get("pair");
                assertThat(weighing(pair)).isEqualTo(weighing(next));
                assertThat(pair.get("missing").asDouble()).isPositive().isLessThan(0.5);
                assertThat(sum(pair)).isEqualTo(Math.round(pair.get("weight").asDouble() * 1e6));
                assertThat(answer.get("standing").asText()).isEqualTo("untied");
                return;
            }
        }
        throw new AssertionError("no account outside the rings shares anything that weighs");
    }

    /** Whoever is tied and in no ring is told why: left out of its group, in an innocent one, or in none. */
    @Test
    void whoIsTiedAndInNoRingIsToldWhy() throws Exception {
        Set<String> wanted = Set.of("untied", "unlikely", "left_out");
        Set<String> standings = new TreeSet<>();
        String members = Files.readString(reference.resolve("ring_members.csv"));
        Iterator<String> accounts = accountsOutsideRings().iterator();
        while (!standings.containsAll(wanted)) {
            JsonNode answer = ask(JobRun.plain(), accounts.next());
            String standing = answer.get("standing").asText();
            if (answer.get("ties").asLong() > 0) {
                assertThat(standing).isIn("left_out", "unlikely", "apart");
            }
            standings.add(standing);
            if (standing.equals("left_out")) {
                assertThat(answer.get("left_out_of").asInt()).isGreaterThan(2);
            }
            if (standing.equals("unlikely")) {
                assertThat(answer.get("ring").get("score").asDouble()).isLessThan(0.05);
                assertThat(members).doesNotContain(answer.get("ring_id").asText());
            }
        }
    }

    @Test
    void anAccountBehindAHubIsToldWhatTheHubHides() throws Exception {
        List<String> hubs = Files.readAllLines(reference.resolve("hubs.csv"));
        String hub = hubs.stream()
                .filter(line -> line.startsWith("ip,"))
                .map(line -> line.split(",", -1)[1])
                .findFirst()
                .orElseThrow();
        String account = value(line -> line.contains("," + hub + ","), "account_id");
        JsonNode answer = ask(JobRun.plain(), account);
        List<JsonNode> seen = new ArrayList<>();
        answer.get("resources").forEach(resource -> {
            if (resource.get("id").asText().equals(hub)) {
                seen.add(resource);
            }
        });
        assertThat(seen).singleElement().satisfies(resource -> {
            assertThat(resource.get("hub").asBoolean()).isTrue();
            assertThat(resource.get("discounted").has("crowd")).isTrue();
            assertThat(resource.get("accounts").asInt()).isGreaterThan(40);
        });
    }

    @Test
    void anAccountThatWasNeverSeenIsToldWhoReadsAlike() throws Exception {
        String account = world.lines().get(0).split(",", -1)[column("account_id")];
        JsonNode answer = ask(JobRun.plain(), account.toUpperCase(Locale.ROOT), "nobody-at-all");
        assertThat(answer.get("standing").asText()).isEqualTo("unseen");
        assertThat(answer.get("alike").get(0).asText()).isEqualTo(account);
        assertThat(answer.get("with").get("standing").asText()).isEqualTo("unseen");
        assertThat(answer.get("with").get("alike")).isEmpty();
    }

    /** Every answer above came with files that must be the same. */
    private JsonNode ask(JobRun run, String account, String... with) throws Exception {
        Path output = folder.resolve(account + String.join("-", with));
        run.explain(csv, output, account, with);
        assertThat(JobRun.contents(output)).isEqualTo(JobRun.contents(reference));
        return MAPPER.readTree(output.resolve(JobRun.ANSWER_FILE).toFile());
    }

    private static List<JsonNode> rings() throws IOException {
        List<JsonNode> rings = new ArrayList<>();
        for (String line : Files.readAllLines(reference.resolve("rings.jsonl"))) {
            rings.add(MAPPER.readTree(line));
        }
        return rings;
    }

    private static List<String> accountsOutsideRings() throws IOException {
        String members = Files.readString(reference.resolve("ring_members.csv"));
        try (Stream<String> truth = Files.lines(shared.resolve("world/truth.csv"))) {
            return truth.skip(1)
                    .map(line -> line.split(",", -1))
                    .filter(values -> values[1].isEmpty() && !members.contains("," + values[0] + ","))
                    .map(values -> values[0])
                    .limit(60)
                    .toList();
        }
    }

    /** The items of a pair without those that weigh nothing, which only the account asked about is told. */
    private static List<JsonNode> weighing(JsonNode pair) {
        List<JsonNode> items = new ArrayList<>();
        pair.get("items").forEach(item -> {
            if (item.get("weight").asDouble() > 0 || item.get("explains").asBoolean()) {
                items.add(item);
            }
        });
        return items;
    }

    private static long sum(JsonNode pair) {
        double sum = 0;
        for (JsonNode item : pair.get("items")) {
            sum += item.get("weight").asDouble();
        }
        for (JsonNode step : pair.get("steps")) {
            sum += step.get("weight").asDouble();
        }
        return Math.round(sum * 1e6);
    }

    private static String value(Predicate<String> which, String column) {
        return world.lines().stream()
                .filter(which)
                .map(line -> line.split(",", -1)[column(column)])
                .findFirst()
                .orElseThrow();
    }

    private static int column(String name) {
        return List.of(world.header().split(",", -1)).indexOf(name);
    }
}
