// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.ringwatch.event.EventRules;
import org.ringwatch.event.Privacy;
import org.ringwatch.export.RingJson;
import org.ringwatch.job.prior.SideInputReader;
import org.ringwatch.job.prior.SideInputs;
import org.ringwatch.lineage.EarlierRings;

/** Lists of people, through the whole job. */
class PriorsITCase {

    private static final int EVENTS = 6_000;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = JobRun.cluster();

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static World world = new World("", List.of());
    private static Path events = Path.of("");
    private static List<JsonNode> reference = List.of();

    @BeforeAll
    static void runOnce() throws Exception {
        world = World.simulate(EVENTS, 11, shared.resolve("world"));
        events = world.writeCsv(shared.resolve("events.csv"));
        reference = rings(JobRun.plain().execute(events, shared.resolve("reference")));
    }

    private static List<JsonNode> rings(Path output) throws IOException {
        List<JsonNode> rings = new ArrayList<>();
        for (String line : Files.readAllLines(output.resolve("rings.jsonl"))) {
            rings.add(new ObjectMapper().readTree(line));
        }
        return rings;
    }

    private static JsonNode ring(List<JsonNode> rings, JsonNode like) {
        return rings.stream()
                .filter(ring -> ring.get("ring_id").equals(like.get("ring_id")))
                .findFirst()
                .orElseThrow();
    }

    private Path list(String name, String header, List<String> rows) throws IOException {
        List<String> lines = new ArrayList<>(List.of(header));
        lines.addAll(rows);
        return Files.write(folder.resolve(name), lines);
    }

    /** The world with a column's value replaced. */
    private static World replacing(String column, BiFunction<String, Map<String, String>, String> change) {
        String[] columns = world.header().split(",");
        return world.map(world.header(), line -> {
            String[] values = line.split(",", -1);
            Map<String, String> row = new HashMap<>();
            for (int c = 0; c < columns.length; c++) {
                row.put(columns[c], values[c]);
            }
            row.put(column, change.apply(row.getOrDefault(column, ""), row));
            List<String> changed = new ArrayList<>();
            for (String name : columns) {
                changed.add(row.getOrDefault(name, ""));
            }
            return String.join(",", changed);
        });
    }

    @Test
    void anAliasGivesTheFilesOfEventsThatHaveTheCanonicalId() throws Exception {
        JsonNode ring = reference.get(0);
        String account = ring.get("accounts").get(0).get("id").asText();
        String other = ring.get("accounts").get(1).get("id").asText();
        World renamed = new World(
                world.header(),
                replacing("account_id", (id, row) -> id.equals(account) || id.equals(other) ? "canonical" : id)
                        .lines());
        Path expected =
                JobRun.plain().execute(renamed.writeCsv(folder.resolve("renamed.csv")), folder.resolve("expected"));
        SideInputReader reader = new SideInputReader(EventRules.defaults());
        EventRules rules = EventRules.defaults()
                .with(
                        reader.aliases(list(
                                "aliases.csv",
                                "entity_type,entity_id,canonical_id,valid_from,valid_to",
                                List.of("account," + account + ",canonical,,", "account," + other + ",canonical,,"))),
                        EventRules.defaults().networks());

        Path actual = JobRun.plain().with(rules, SideInputs.NONE).execute(events, folder.resolve("actual"));
        assertThat(JobRun.contents(actual)).isEqualTo(JobRun.contents(expected));
        assertThat(Files.readString(actual.resolve("ring_members.csv")))
                .contains(",canonical,")
                .doesNotContain("," + account + ",");
    }

    @Test
    void whatIsErasedIsReadAsIfItHadNeverBeen() throws Exception {
        JsonNode ring = reference.get(0);
        String account = ring.get("accounts").get(0).get("id").asText();
        String device = ring.get("devices").get(0).get("id").asText();
        String ip = ring.get("ips").get(0).get("id").asText();
        String event = world.lines().get(7).split(",")[0];
        List<String> columns = List.of(world.header().split(","));
        List<String> kept = new ArrayList<>();
        for (String line : world.lines()) {
            String[] values = line.split(",", -1);
            if (values[columns.indexOf("account_id")].equals(account)
                    || values[columns.indexOf("event_id")].equals(event)) {
                continue;
            }
            if (values[columns.indexOf("device_id")].equals(device)) {
                values[columns.indexOf("device_id")] = "";
            }
            if (values[columns.indexOf("ip")].equals(ip)) {
                List.of("ip", "ip_kind", "ip_country").forEach(column -> values[columns.indexOf(column)] = "");
            }
            kept.add(String.join(",", values));
        }
        Path expected = JobRun.plain()
                .execute(
                        new World(world.header(), kept).writeCsv(folder.resolve("kept.csv")),
                        folder.resolve("expected"));
        SideInputReader reader = new SideInputReader(EventRules.defaults());
        EventRules rules = EventRules.defaults()
                .with(Privacy.NONE.withErasures(reader.erasures(list(
                        "erase.csv",
                        "entity_type,entity_id,reason",
                        List.of(
                                "account," + account + ",",
                                "device," + device + ",",
                                "ip," + ip + ",",
                                "event," + event + ",")))));

        Path actual = JobRun.plain().with(rules, SideInputs.NONE).execute(events, folder.resolve("actual"));
        assertThat(kept.size()).isLessThan(world.lines().size() - 2);
        assertThat(JobRun.contents(actual)).isEqualTo(JobRun.contents(expected));
    }

    @Test
    void networksGiveTheFilesOfEventsThatTellTheKind() throws Exception {
        World silent = replacing("ip_kind", (kind, row) -> "");
        World telling = replacing(
                "ip_kind",
                (kind, row) -> row.getOrDefault("ip", "").isEmpty()
                                || row.getOrDefault("ip", "").contains(":")
                        ? ""
                        : "hosting");
        Path expected =
                JobRun.plain().execute(telling.writeCsv(folder.resolve("telling.csv")), folder.resolve("expected"));
        SideInputReader reader = new SideInputReader(EventRules.defaults());
        EventRules rules = EventRules.defaults()
                .with(
                        EventRules.defaults().aliases(),
                        reader.networks(list(
                                "networks.csv",
                                "cidr,kind,source",
                                List.of("0.0.0.0/0,hosting,a", "8000::/16,vpn,b"))));

        Path actual = JobRun.plain()
                .with(rules, SideInputs.NONE)
                .execute(silent.writeCsv(folder.resolve("silent.csv")), folder.resolve("actual"));
        assertThat(JobRun.contents(actual)).isEqualTo(JobRun.contents(expected));
    }

    @Test
    void theOrderOfRowsTheKeyAndTheSharesDoNotMatter() throws Exception {
        List<String> confirmed = new ArrayList<>();
        List<String> trusted = new ArrayList<>();
        List<String> decisions = new ArrayList<>();
        for (int r = 0; r < reference.size(); r++) {
            JsonNode ring = reference.get(r);
            confirmed.add(ring.get("accounts").get(0).get("id").asText() + ",r" + r);
            if (r % 3 == 0 && !ring.get("devices").isEmpty()) {
                trusted.add("device," + ring.get("devices").get(0).get("id").asText() + ",");
            }
            decisions.add(ring.get("ring_id").asText() + ",,,false_positive,,li,2024-0" + (1 + r % 9) + "-01");
            decisions.add(ring.get("ring_id").asText() + ",,"
                    + ring.get("accounts").get(1).get("id").asText() + ",confirmed_risk,,wang,2024-01-01");
        }
        Path first = execute(confirmed, trusted, decisions, JobRun.plain(), "first");
        Random random = new Random(5);
        Collections.shuffle(confirmed, random);
        Collections.shuffle(trusted, random);
        Collections.shuffle(decisions, random);
        Path second = execute(confirmed, trusted, decisions, new JobRun(1, 3, 99, Optional.empty()), "second");

        assertThat(JobRun.contents(second)).isEqualTo(JobRun.contents(first));
        assertThat(Files.readString(first.resolve("rings.jsonl")))
                .contains("\"confirmed\"", "\"false_positive\"")
                .doesNotContain("\"code\":\"confirmed\",\"text\":\"0");
    }

    private Path execute(List<String> confirmed, List<String> trusted, List<String> decisions, JobRun run, String name)
            throws Exception {
        SideInputReader reader = new SideInputReader(EventRules.defaults());
        SideInputs inputs = new SideInputs(
                reader.trusted(list("trusted.csv", "entity_type,entity_id,reason", trusted)),
                reader.confirmed(list("confirmed.csv", "account_id,reason", confirmed)),
                reader.dispositions(list(
                        "dispositions.csv", "case_id,ring_version,account_id,decision,reason,analyst,utc", decisions)),
                EarlierRings.NONE,
                RingJson::version);
        assertThat(reader.files()).allMatch(file -> file.rejected() == 0);
        return run.with(EventRules.defaults(), inputs).execute(events, folder.resolve(name));
    }

    @Test
    void aTrustedDeviceTiesNobodyAnyMore() throws Exception {
        JsonNode ring = reference.stream()
                .filter(one -> !one.get("devices").isEmpty())
                .findFirst()
                .orElseThrow();
        String device = ring.get("devices").get(0).get("id").asText();
        Path output = execute(List.of(), List.of("device," + device + ",shop"), List.of(), JobRun.plain(), "out");

        assertThat(Files.readString(output.resolve("ring_links.csv"))).doesNotContain(",device," + device + ",");
        assertThat(Files.readAllLines(output.resolve("facts.txt")))
                .anyMatch(line -> line.matches("trusted_links [1-9][0-9]*"));
    }

    @Test
    void aFalsePositiveIsListedAndTheOtherRingsStayAsTheyAre() throws Exception {
        JsonNode ring = reference.get(0);
        String decision = ring.get("ring_id").asText() + ","
                + ring.get("ring_version").asText() + ",,false_positive,known,li,2090-01-01";
        List<JsonNode> rings = rings(execute(List.of(), List.of(), List.of(decision), JobRun.plain(), "out"));
        JsonNode decided = ring(rings, ring);

        assertThat(ring.get("flagged").asBoolean()).isTrue();
        assertThat(decided.get("flagged").asBoolean()).isFalse();
        assertThat(decided.get("score")).isEqualTo(ring.get("score"));
        assertThat(decided.get("dispositions").get(0).get("later_evidence").asDouble())
                .isZero();
        assertThat(decided.get("dispositions").get(0).get("analyst").asText()).isEqualTo("li");
        assertThat(rings.subList(1, rings.size())).isEqualTo(reference.subList(1, reference.size()));
    }

    @Test
    void aDecisionUnderAnotherCaseIsFoundByTheVersionOfTheRing() throws Exception {
        JsonNode ring = reference.get(0);
        String decision = "R-ELSEWHERE234," + ring.get("ring_version").asText() + ",,false_positive,,li,2090-01-01";
        JsonNode decided = ring(rings(execute(List.of(), List.of(), List.of(decision), JobRun.plain(), "out")), ring);

        assertThat(decided.get("flagged").asBoolean()).isFalse();
        assertThat(decided.get("dispositions").get(0).get("found_by").asText()).isEqualTo("ring_version");
    }

    @Test
    void evidenceLaterThanTheDecisionShowsTheRingAgain() throws Exception {
        JsonNode ring = reference.get(0);
        String decision = ring.get("ring_id").asText() + ",,,false_positive,,li,2000-01-01";
        JsonNode decided = ring(rings(execute(List.of(), List.of(), List.of(decision), JobRun.plain(), "out")), ring);

        assertThat(decided.get("flagged").asBoolean()).isTrue();
        assertThat(decided.get("dispositions").get(0).get("holds").asBoolean()).isFalse();
        assertThat(decided.get("dispositions").get(0).get("later_evidence").asDouble())
                .isGreaterThan(1);
    }

    @Test
    void confirmedAccountsRaiseTheirRingWithinTheBoundAndAddNone() throws Exception {
        List<String> everybody = new ArrayList<>();
        reference.forEach(ring -> ring.get("accounts")
                .forEach(account -> everybody.add(account.get("id").asText() + ",")));
        List<JsonNode> rings = rings(execute(everybody, List.of(), List.of(), JobRun.plain(), "out"));

        assertThat(rings).hasSameSizeAs(reference);
        for (JsonNode ring : reference) {
            double raised = ring(rings, ring).get("log_odds").asDouble()
                    - ring.get("log_odds").asDouble();
            assertThat(raised).isBetween(0.0, 2.5);
            assertThat(ring(rings, ring).get("accounts").findValuesAsText("id"))
                    .isEqualTo(ring.get("accounts").findValuesAsText("id"));
        }
    }
}
