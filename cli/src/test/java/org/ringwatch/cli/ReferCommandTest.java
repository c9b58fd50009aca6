// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From events to a package that is checked, by commands alone. */
class ReferCommandTest {
    @TempDir
    static Path folder;

    private static Path rings;
    private static Path keys;
    private static String ring = "";
    private static String version = "";

    @BeforeAll
    static void detect() throws IOException {
        rings = folder.resolve("rings");
        keys = folder.resolve("keys");
        assertThat(Invocation.of(
                                "detect",
                                "--input",
                                "../test-data/sample/events",
                                "--output",
                                rings.toString(),
                                "--no-report")
                        .exitCode())
                .isZero();
        assertThat(Invocation.of("keygen", "--output", keys.toString()).exitCode())
                .isZero();
        var first = new ObjectMapper()
                .readTree(Files.readAllLines(rings.resolve("rings.jsonl")).get(0));
        ring = first.get("ring_id").asText();
        version = first.get("ring_version").asText();
    }

    private static Invocation refer(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "refer",
                "--rings",
                rings.toString(),
                "--ring",
                ring,
                "--approved-by",
                "Jane Roe",
                "--approved-at",
                "2026-01-05T10:00:00Z",
                "--recipient",
                "A bank",
                "--pseudonym-key",
                keys.resolve("pseudonym.key").toString()));
        arguments.addAll(List.of(more));
        return Invocation.of(arguments.toArray(String[]::new));
    }

    @Test
    void packsWhatAnAnalystConfirmedAndVerifiesIt() throws IOException {
        Path decisions = Files.writeString(
                folder.resolve("dispositions.csv"),
                "case_id,ring_version,account_id,decision,reason,analyst,utc\n" + ring + "," + version
                        + ",,confirmed_risk,seen,Li,2026-01-05T09:00:00Z\n");
        Path packages = folder.resolve("packages");
        Invocation made = refer(
                "--profile",
                "share",
                "--output",
                packages.toString(),
                "--dispositions",
                decisions.toString(),
                "--sign",
                keys.resolve("signing.pem").toString());
        assertThat(made.exitCode()).as(made.err()).isZero();
        Path bag = Path.of(made.out().strip());
        assertThat(bag.getFileName().toString()).matches("referral-v1-[a-z2-7]{26}-share");
        String key = keys.resolve("signing.pub.pem").toString();
        Invocation verified = Invocation.of("verify", bag.toString(), "--key", key);
        assertThat(verified.exitCode()).as(verified.out()).isZero();
        assertThat(verified.out()).contains("signed by the key that was given", "no fault found");
        assertThat(Invocation.of("verify", bag.toString()).out()).contains("THE SIGNER IS NOT CHECKED");
        assertThat(Invocation.of("verify", rings.toString()).exitCode()).isZero();

        Files.writeString(bag.resolve("data/summary.html"), "nothing to see");
        Invocation changed = Invocation.of("verify", bag.toString(), "--key", key);
        assertThat(changed.exitCode()).isEqualTo(3);
        assertThat(changed.out()).contains("FAULT data/summary.html: was changed", "faults found: 2");
    }

    @Test
    void refusesWithoutADecisionOrWithAKeyThatOthersMayRead() throws IOException {
        Path packages = folder.resolve("none");
        Invocation undecided = refer("--profile", "stats", "--output", packages.toString());
        assertThat(undecided.exitCode()).isEqualTo(2);
        assertThat(undecided.message())
                .startsWith("ringwatch refer: --dispositions must hold a confirmed_risk decision on this version of "
                        + ring);
        Path open = Files.copy(keys.resolve("signing.pem"), folder.resolve("open.pem"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        Invocation readable = refer("--profile", "stats", "--output", packages.toString(), "--sign", open.toString());
        assertThat(readable.exitCode()).isEqualTo(2);
        assertThat(readable.message())
                .startsWith("ringwatch refer: --sign must be a file that only its owner can read");
        assertThat(packages).doesNotExist();
    }

    @Test
    void namesTheOptionThatIsWrong() {
        assertThat(refer("--profile", "public", "--output", "x").message())
                .isEqualTo("ringwatch refer: --profile must be one of internal, disclosure, share, stats but was"
                        + " \"public\"");
        assertThat(refer("--profile", "stats", "--output", "x", "--retain-until", "soon")
                        .message())
                .isEqualTo("ringwatch refer: --retain-until must be a date such as 2031-01-31 but was \"soon\"");
        assertThat(refer("--profile", "stats", "--output", "x", "--retain-until", "2026-01-04")
                        .message())
                .isEqualTo("ringwatch refer: --retain-until must not lie before --approved-at but was 2026-01-04");
        assertThat(Invocation.of(
                                "refer",
                                "--rings",
                                rings.toString(),
                                "--ring",
                                ring,
                                "--profile",
                                "internal",
                                "--output",
                                "x",
                                "--approved-by",
                                "Jane Roe",
                                "--approved-at",
                                "9999-01-05T10:00:00Z")
                        .message())
                .isEqualTo("ringwatch refer: --approved-at must not lie in the future but was 9999-01-05T10:00:00Z");
        assertThat(Invocation.of("verify", folder.toString()).exitCode()).isEqualTo(2);
    }

    @Test
    void aDecisionOnAnotherVersionIsToldOf() throws IOException {
        String other = "ab".repeat(32);
        assertThat(refusedByDecisionOn(other))
                .contains("but the one of 2026-01-05T09:00:00Z is on version " + other
                        + ": refer from the output that it was made on, or decide on this version");
        assertThat(refusedByDecisionOn(""))
                .contains("but the one of 2026-01-05T09:00:00Z does not tell its version: refer from");
    }

    private static String refusedByDecisionOn(String itsVersion) throws IOException {
        Path decisions = Files.writeString(
                folder.resolve("dispositions.csv"),
                "case_id,ring_version,account_id,decision,reason,analyst,utc\n" + ring + "," + itsVersion
                        + ",,confirmed_risk,seen,Li,2026-01-05T09:00:00Z\n");
        Invocation refused = refer(
                "--profile",
                "internal",
                "--output",
                folder.resolve("packages").toString(),
                "--dispositions",
                decisions.toString());
        assertThat(refused.exitCode()).isEqualTo(2);
        return refused.message();
    }

    @Test
    void revealsWhatPseudonymsStandForAndFailsWhenNoneIsKnown() throws IOException {
        Path packages = folder.resolve("to-reveal");
        Invocation made =
                refer("--profile", "share", "--output", packages.toString(), "--override-reason", "for a test");
        assertThat(made.exitCode()).as(made.err()).isZero();
        Path bag = Path.of(made.out().strip());
        String pseudonym = accounts(new ObjectMapper()
                        .readTree(bag.resolve("data/ring.json").toFile()))
                .iterator()
                .next();
        String unknown = "id:v1:nobody";
        Invocation one = reveal(bag, pseudonym, unknown);
        assertThat(one.exitCode()).as(one.err()).isZero();
        assertThat(one.out()).startsWith(pseudonym + "\taccount\t").hasLineCount(1);
        assertThat(one.err()).contains("1 of 2 are of no id in --rings");
        Invocation none = reveal(bag, unknown);
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.out()).isEmpty();
        assertThat(none.err()).contains("1 of 1 are of no id in --rings");
    }

    private static Invocation reveal(Path bag, String... pseudonyms) {
        List<String> arguments = new ArrayList<>(List.of(
                "reveal",
                "--package",
                bag.toString(),
                "--rings",
                rings.toString(),
                "--pseudonym-key",
                keys.resolve("pseudonym.key").toString(),
                "--reason",
                "a test"));
        arguments.addAll(List.of(pseudonyms));
        return Invocation.of(arguments.toArray(String[]::new));
    }

    /** A run that never wrote an id gives the police those of the accused, and nobody else's. */
    @Test
    void theIdsOfAPseudonymisedRunAreThoseOfItsEvents() throws IOException {
        Path pseudonymous = folder.resolve("pseudonymous");
        String key = keys.resolve("pseudonym.key").toString();
        String events = "../test-data/sample/events";
        assertThat(Invocation.of(
                                "detect",
                                "--input",
                                events,
                                "--output",
                                pseudonymous.toString(),
                                "--no-report",
                                "--pseudonymise",
                                key)
                        .exitCode())
                .isZero();
        Map<Set<String>, JsonNode> clear = byAccounts(rings);
        for (JsonNode hidden : byAccounts(pseudonymous).values()) {
            if (!hidden.get("flagged").asBoolean()) {
                continue;
            }
            Path packages = folder.resolve("unveiled-" + hidden.get("ring_id").asText());
            Invocation made =
                    referTo(packages, pseudonymous, hidden.get("ring_id").asText(), key, "--input", events);
            assertThat(made.exitCode()).as(made.err()).isZero();
            Path bag = Path.of(made.out().strip());
            JsonNode packed =
                    new ObjectMapper().readTree(bag.resolve("data/ring.json").toFile());
            JsonNode original = clear.get(accounts(packed));
            assertThat(original).as("the ring with these accounts").isNotNull();
            assertThat(ids(packed)).isEqualTo(ids(original));
            assertThat(Files.readString(bag.resolve("data/links.csv"))).doesNotContain("id:v1:");
            assertThat(Files.readString(bag.resolve("data/timeline.csv"))).doesNotContain(":v1:");
            assertThat(Files.readString(bag.resolve("data/custody.csv"))).contains("unveiled");
            assertThat(Invocation.of("verify", bag.toString()).exitCode()).isZero();
        }
    }

    @Test
    void idsThatAreNotInTheEventsAndOtherKeysAreRefused() throws IOException {
        Path hidden = folder.resolve("hidden");
        Path mine = folder.resolve("mine");
        String events = "../test-data/sample/events";
        assertThat(Invocation.of("keygen", "--output", mine.toString()).exitCode())
                .isZero();
        String key = mine.resolve("pseudonym.key").toString();
        assertThat(Invocation.of(
                                "detect",
                                "--input",
                                events,
                                "--output",
                                hidden.toString(),
                                "--no-report",
                                "--pseudonymise",
                                key)
                        .exitCode())
                .isZero();
        String hiddenRing = new ObjectMapper()
                .readTree(Files.readAllLines(hidden.resolve("rings.jsonl")).get(0))
                .get("ring_id")
                .asText();
        Path none = folder.resolve("nothing");
        String other = keys.resolve("pseudonym.key").toString();
        assertThat(referTo(none, hidden, hiddenRing, other, "--input", events).message())
                .startsWith("ringwatch refer: --pseudonym-key must be the key of the run, ");
        Path few = Files.writeString(
                folder.resolve("few.csv"),
                "event_id,event_time,event_type,account_id\n1,2024-11-03T00:37:15Z,SIGN_IN,nobody\n");
        Invocation missing = referTo(none, hidden, hiddenRing, key, "--input", few.toString());
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.message())
                .matches(
                        "ringwatch refer: --input must hold the events that the run read, but ([0-9]+) of the \\1 ids of the"
                                + " rings are not in it");
        assertThat(refer(
                                "--profile",
                                "internal",
                                "--output",
                                none.toString(),
                                "--override-reason",
                                "a trial",
                                "--input",
                                events)
                        .message())
                .isEqualTo(
                        "ringwatch refer: --input must be given for the output of a pseudonymised run only, but the ids"
                                + " in --rings are clear");
        assertThat(none).doesNotExist();
    }

    private static Invocation referTo(Path packages, Path output, String ringId, String key, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "refer",
                "--rings",
                output.toString(),
                "--ring",
                ringId,
                "--profile",
                "internal",
                "--output",
                packages.toString(),
                "--approved-by",
                "Jane Roe",
                "--approved-at",
                "2026-01-05T10:00:00Z",
                "--override-reason",
                "a trial",
                "--pseudonym-key",
                key));
        arguments.addAll(List.of(more));
        return Invocation.of(arguments.toArray(String[]::new));
    }

    private static Map<Set<String>, JsonNode> byAccounts(Path output) throws IOException {
        Map<Set<String>, JsonNode> found = new HashMap<>();
        for (String line : Files.readAllLines(output.resolve("rings.jsonl"))) {
            JsonNode tree = new ObjectMapper().readTree(line);
            found.put(accounts(tree), tree);
        }
        return found;
    }

    private static Set<String> accounts(JsonNode ring) {
        return Set.copyOf(ring.get("accounts").findValuesAsText("id"));
    }

    /** Everything that a ring names. */
    private static Set<String> ids(JsonNode ring) {
        Set<String> ids = new TreeSet<>(ring.findValuesAsText("id"));
        ids.addAll(ring.findValuesAsText("entity_id"));
        ids.addAll(ring.findValuesAsText("event_id"));
        ids.addAll(ring.findValuesAsText("account_id"));
        return ids;
    }
}
