// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {

    /**
     * Two planted rings, P of four with a victim, Q of three; five honest accounts. Found: R1 holds three of P and an
     * honest one, R2 two of Q, R3 (not flagged) an honest pair.
     */
    private static final String TRUTH =
            """
            account_id,ring_id,pattern,role,group
            p1,P,device_farm,fraudster,
            p2,P,device_farm,fraudster,
            p3,P,device_farm,victim,household
            p4,P,device_farm,fraudster,
            q1,Q,low_slow,fraudster,
            q2,Q,low_slow,fraudster,
            q3,Q,low_slow,fraudster,
            h1,,,honest,office
            h2,,,honest,plain
            h3,,,honest,
            h4,,,honest,
            h5,,,honest,
            """;

    private static final String RINGS =
            """
            {"ring_id":"R1","score":0.95,"flagged":true,"scheme":"farm"}
            {"ring_id":"R2","score":0.85,"flagged":true,"scheme":"farm"}
            {"ring_id":"R3","score":0.25,"flagged":false,"scheme":"farm"}
            """;

    private static final String MEMBERS_HEADER =
            "ring_id,flagged,entity_type,entity_id,role,score,first_seen,last_seen,events\n";

    @TempDir
    Path folder;

    @BeforeEach
    void writeTheExample() throws IOException {
        write("truth.csv", TRUTH);
        write("rings.jsonl", RINGS);
        write(
                "ring_members.csv",
                MEMBERS_HEADER
                        + member("R1", "p1", "suspect", "0.9")
                        + member("R1", "p2", "suspect", "0.9")
                        + member("R1", "p3", "suspect", "0.7")
                        + member("R1", "h1", "bystander", "0.7")
                        + "R1,true,device,d1,infrastructure,0.9,,,3\n"
                        + member("R2", "q1", "suspect", "0.8")
                        + member("R2", "q2", "unknown", "0.8")
                        + member("R3", "h2", "suspect", "0.2")
                        + member("R3", "h3", "suspect", "0.2"));
        write("_SUCCESS", "");
    }

    @Test
    void countsAccountsOfFlaggedRings() throws IOException {
        JsonNode accounts = evaluate().path("accounts");
        assertThat(accounts.path("total").asInt()).isEqualTo(12);
        assertThat(accounts.path("fraud").asInt()).isEqualTo(7);
        assertThat(accounts.path("flagged").asInt()).isEqualTo(6);
        is(accounts, "precision", 5 / 6.0);
        is(accounts, "recall", 5 / 7.0);
        is(accounts, "f1", 10 / 13.0);
    }

    @Test
    void tiedScoresShareAThresholdAndTheUnrankedComeLastTogether() throws IOException {
        // Thresholds: 0.9 → 2 of 2; 0.8 → 4 of 4; 0.7 → 5 of 6; 0.2 → 5 of 8; the rest → 7 of 12.
        JsonNode accounts = evaluate().path("accounts");
        is(accounts, "average_precision", (2 * 1.0 + 2 * 1.0 + 1 * 5 / 6.0 + 0 + 2 * 7 / 12.0) / 7);
        is(accounts, "best_f1", 10 / 13.0);
    }

    @Test
    void anAccusedVictimIsAFalseAccusation() throws IOException {
        JsonNode suspects = evaluate().path("suspects");
        is(suspects, "precision", 3 / 4.0);
        is(suspects, "recall", 3 / 6.0);
        is(suspects, "f1", 6 / 10.0);
        is(suspects, "victim_as_suspect", 1.0);
        assertThat(suspects.path("victims_accused").asInt()).isEqualTo(1);
    }

    @Test
    void countsHonestAccountsByGroupVariantAndKind() throws IOException {
        write(
                "truth.csv",
                """
                account_id,ring_id,pattern,role,group,variant,kind
                p1,P,device_farm,fraudster,,rack,personal
                p2,P,device_farm,fraudster,,rack,personal
                p3,P,device_farm,victim,,rack,child
                q1,P,device_farm,fraudster,,rack,personal
                q2,P,device_farm,fraudster,,rack,personal
                h1,,,honest,household,family,child
                h2,,,honest,household,flatmates,personal
                h3,,,honest,,,personal
                h4,,,honest,classroom,,managed
                """);
        write(
                "ring_members.csv",
                MEMBERS_HEADER + member("R1", "h1", "suspect", "0.7") + member("R1", "h3", "bystander", "0.7"));

        assertThat(evaluate().path("groups"))
                .hasToString("{\"all\":" + counts(4, 2, 1) + ",\"child\":" + counts(1, 1, 1) + ",\"classroom\":"
                        + counts(1, 0, 0) + ",\"household\":" + counts(2, 1, 1) + ",\"household:family\":"
                        + counts(1, 1, 1) + ",\"household:flatmates\":" + counts(1, 0, 0) + ",\"managed\":"
                        + counts(1, 0, 0) + ",\"plain\":" + counts(1, 1, 0) + "}");
    }

    private static String counts(int accounts, int flagged, int suspects) {
        return "{\"accounts\":" + accounts + ",\"flagged\":" + flagged + ",\"suspects\":" + suspects + "}";
    }

    /** Two real rings of three candidates; fewer than ten is all of them. */
    @Test
    void tellsHowManyOfTheFirstCandidatesAreReal() throws IOException {
        assertThat(evaluate().at("/rings/precision_at/10").asDouble()).isEqualTo(2 / 3.0);
    }

    @Test
    void countsPartsBesideTheTruth() throws IOException {
        JsonNode roles = evaluate().path("roles");
        assertThat(roles.path("accounts").toString())
                .isEqualTo("{\"bystander\":{\"honest\":1},\"suspect\":{\"fraudster\":3,\"victim\":1},"
                        + "\"unknown\":{\"fraudster\":1}}");
        is(roles, "unknown_share", 1 / 6.0);
    }

    @Test
    void countsSchemesBesideThePatternOfMostMembers() throws IOException {
        write("rings.jsonl", RINGS.replaceFirst("\"farm\"", "\"unknown\""));
        JsonNode schemes = evaluate().path("schemes");
        assertThat(schemes.path("rings").toString())
                .isEqualTo("{\"farm\":{\"low_slow\":1},\"unknown\":{\"device_farm\":1}}");
        is(schemes, "unknown_share", 1 / 2.0);
    }

    @Test
    void countsSchemesOfFalseRingsAsHonest() throws IOException {
        assertThat(evaluate(OptionalDouble.of(0.2))
                        .at("/schemes/rings/farm/honest")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void countsResourcesBesideWhatTheRingTouched() throws IOException {
        Path resources = folder.resolve("resources.csv");
        write(
                "resources.csv",
                "ring_id,entity_type,entity_id,role\nP,device,d1,bystander\nQ,device,d2,infrastructure\n");
        write(
                "ring_members.csv",
                Files.readString(folder.resolve("ring_members.csv"))
                        + "R2,true,device,d2,infrastructure,0.9,,,3\nR2,true,device,d1,unknown,0.9,,,3\n"
                        + "R3,false,device,d3,unknown,0.2,,,3\n");

        JsonNode result = Evaluation.evaluate(
                folder, folder.resolve("truth.csv"), Optional.of(resources), OptionalDouble.empty());
        assertThat(result.path("resources").toString())
                .isEqualTo("{\"device\":{\"infrastructure\":{\"bystander\":1,\"infrastructure\":1},"
                        + "\"unknown\":{\"untouched\":1}}}");
        assertThat(evaluate().has("resources")).isFalse();

        write("resources.csv", "ring_id,entity_type,entity_id,role\nP,device,d1,boss\n");
        assertThatThrownBy(() -> Evaluation.evaluate(
                        folder, folder.resolve("truth.csv"), Optional.of(resources), OptionalDouble.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("resources.csv:2: role must be infrastructure or bystander but was boss");
    }

    @Test
    void measuresRingsByTheirBestOverlap() throws IOException {
        JsonNode rings = evaluate().path("rings");
        assertThat(rings.path("planted").asInt()).isEqualTo(2);
        assertThat(rings.path("recovered").asInt()).isEqualTo(2);
        is(rings, "recovered_share", 1);
        is(rings, "strict_share", 0);
        is(rings, "mean_best_f1", (6 / 8.0 + 4 / 5.0) / 2);
        is(rings, "mean_best_jaccard", (3 / 5.0 + 2 / 3.0) / 2);
        assertThat(rings.path("predicted").asInt()).isEqualTo(2);
        assertThat(rings.path("false").asInt()).isZero();
        is(rings, "false_per_10k", 0);
        assertThat(rings.path("merged").asInt()).isZero();
        assertThat(rings.path("split").asInt()).isZero();
        is(rings, "ring_precision", 1);
    }

    @Test
    void countsPairsOfOneRing() throws IOException {
        // Found 6 + 1, existing 6 + 3, common 3 + 1.
        JsonNode pairs = evaluate().path("pairs");
        is(pairs, "precision", 4 / 7.0);
        is(pairs, "recall", 4 / 9.0);
        is(pairs, "f1", 8 / 16.0);
    }

    @Test
    void measuresEachPattern() throws IOException {
        JsonNode patterns = evaluate().path("patterns");
        assertThat(patterns.fieldNames()).toIterable().containsExactly("device_farm", "low_slow");
        JsonNode farm = patterns.path("device_farm");
        assertThat(farm.path("rings").asInt()).isEqualTo(1);
        is(farm, "recovered_share", 1);
        is(farm, "mean_best_f1", 6 / 8.0);
        is(farm, "account_recall", 3 / 4.0);
        is(patterns.path("low_slow"), "account_recall", 2 / 3.0);
    }

    @Test
    void countsFlaggedHonestAccountsByLookAlike() throws IOException {
        assertThat(evaluate().path("false_by_group").toString()).isEqualTo("{\"office\":1}");
        assertThat(evaluate(OptionalDouble.of(0.1)).path("false_by_group").toString())
                .isEqualTo("{\"office\":1,\"plain\":2}");
    }

    @Test
    void comparesScoresWithTheShareOfRealRings() throws IOException {
        JsonNode calibration = evaluate().path("calibration");
        is(calibration, "ece", (0.05 + 0.15 + 0.25) / 3);
        JsonNode bins = calibration.path("bins");
        assertThat(bins).hasSize(10);
        assertThat(bins.path(9).path("rings").asInt()).isEqualTo(1);
        is(bins.path(9), "mean_score", 0.95);
        is(bins.path(9), "share_real", 1);
        is(bins.path(2), "share_real", 0);
        assertThat(bins.path(0).path("mean_score").isNull()).isTrue();
    }

    @Test
    void aMinimumScoreReplacesTheFlag() throws IOException {
        JsonNode low = evaluate(OptionalDouble.of(0.25)).path("rings");
        assertThat(low.path("predicted").asInt()).isEqualTo(3);
        assertThat(low.path("false").asInt()).isEqualTo(1);
        is(low, "false_per_10k", 10_000 / 12.0);
        is(low, "ring_precision", 2 / 3.0);
        assertThat(evaluate(OptionalDouble.of(0.9))
                        .path("accounts")
                        .path("flagged")
                        .asInt())
                .isEqualTo(4);
    }

    @Test
    void aRingOverTwoPlantedOnesIsMergedAndCountsForBoth() throws IOException {
        write(
                "ring_members.csv",
                MEMBERS_HEADER
                        + member("R1", "p1", "suspect", "0.9")
                        + member("R1", "p2", "suspect", "0.9")
                        + member("R1", "p3", "suspect", "0.9")
                        + member("R1", "q1", "suspect", "0.9")
                        + member("R1", "q2", "suspect", "0.9")
                        + member("R1", "q3", "suspect", "0.9"));
        JsonNode result = evaluate();
        assertThat(result.path("rings").path("merged").asInt()).isEqualTo(1);
        assertThat(result.path("rings").path("recovered").asInt()).isEqualTo(1);
        is(result.path("rings"), "mean_best_jaccard", (3 / 7.0 + 3 / 6.0) / 2);
        is(result.path("pairs"), "precision", 6 / 15.0);
        is(result.path("patterns").path("low_slow"), "account_recall", 1);
    }

    @Test
    void aPlantedRingInTwoPiecesIsSplit() throws IOException {
        write(
                "ring_members.csv",
                MEMBERS_HEADER
                        + member("R1", "p1", "suspect", "0.9")
                        + member("R1", "p2", "suspect", "0.9")
                        + member("R2", "p3", "victim", "0.9")
                        + member("R2", "p4", "suspect", "0.9"));
        JsonNode result = evaluate();
        assertThat(result.path("rings").path("split").asInt()).isEqualTo(1);
        is(result.path("rings"), "strict_share", 0);
        is(result.path("pairs"), "precision", 1);
        is(result.path("pairs"), "recall", 2 / 9.0);
        is(result.path("suspects"), "victim_as_suspect", 0);
    }

    @Test
    void halfFraudulentIsNotFalseButLessIs() throws IOException {
        write(
                "ring_members.csv",
                MEMBERS_HEADER
                        + member("R1", "p1", "suspect", "0.9")
                        + member("R1", "h1", "suspect", "0.9")
                        + member("R2", "q1", "suspect", "0.9")
                        + member("R2", "h2", "suspect", "0.9")
                        + member("R2", "h3", "suspect", "0.9"));
        assertThat(evaluate().path("rings").path("false").asInt()).isEqualTo(1);
    }

    @Test
    void oneRingIdForAllFraudIsOnePlantedRingWhosePairsAreCounted() throws IOException {
        StringBuilder truth = new StringBuilder("account_id,ring_id,pattern,role,group\n");
        StringBuilder members = new StringBuilder(MEMBERS_HEADER);
        for (int i = 0; i < 100_000; i++) {
            truth.append('a').append(i).append(",fraud,ecommerce,,\n");
            members.append(member("R1", "a" + i, "unknown", "0.5"));
        }
        write("truth.csv", truth.toString());
        write("ring_members.csv", members.toString());
        JsonNode result = evaluate();
        is(result.path("pairs"), "recall", 1);
        is(result.path("rings"), "strict_share", 1);
        is(result.path("accounts"), "average_precision", 1);
        assertThat(result.path("suspects").path("precision").isNull()).isTrue();
        is(result.path("suspects"), "recall", 0);
    }

    @Test
    void anHonestWorldHasNoRecallButFalseRings() throws IOException {
        write("truth.csv", TRUTH.replaceAll(",[PQ],\\w+,\\w+,", ",,,honest,"));
        JsonNode result = evaluate();
        assertThat(result.path("accounts").path("recall").isNull()).isTrue();
        assertThat(result.path("accounts").path("average_precision").isNull()).isTrue();
        is(result.path("accounts"), "precision", 0);
        assertThat(result.path("rings").path("false").asInt()).isEqualTo(2);
        assertThat(result.path("rings").path("recovered_share").isNull()).isTrue();
    }

    @Test
    void writesIndentedJson() throws IOException {
        String json = Evaluation.toJson(
                Evaluation.evaluate(folder, folder.resolve("truth.csv"), Optional.empty(), OptionalDouble.empty()));
        assertThat(json)
                .startsWith("{\n  \"accounts\" : {\n    \"total\" : 12,")
                .endsWith("}\n");
    }

    @Test
    void refusesAnIncompleteOutput() throws IOException {
        Files.delete(folder.resolve("_SUCCESS"));
        refuses(folder + ": must be a complete output of detect but holds no _SUCCESS");
    }

    @Test
    void refusesAMissingFile() throws IOException {
        Files.delete(folder.resolve("ring_members.csv"));
        refuses(folder.resolve("ring_members.csv") + ": must be a file but is missing");
    }

    @Test
    void refusesATruthWithoutAColumn() throws IOException {
        write("truth.csv", "account_id,ring_id,pattern,role\n");
        refuses(folder.resolve("truth.csv")
                + ": the header must have the column group but was [account_id, ring_id, pattern, role]");
    }

    @Test
    void refusesAccountsThatTheTruthDoesNotKnow() throws IOException {
        write("ring_members.csv", MEMBERS_HEADER + member("R1", "x", "suspect", "0.9"));
        refuses("ring_members.csv:2: the account must be in the truth but was x");
    }

    @Test
    void refusesAnAccountInTwoRings() throws IOException {
        write(
                "ring_members.csv",
                MEMBERS_HEADER + member("R1", "p1", "suspect", "0.9") + member("R2", "p1", "suspect", "0.9"));
        refuses("ring_members.csv:3: an account must be in one ring but p1 was in R1 and R2");
    }

    @Test
    void refusesScoresThatAreNone() throws IOException {
        write("ring_members.csv", MEMBERS_HEADER + member("R1", "p1", "suspect", "NaN"));
        refuses("ring_members.csv:2: score must be from 0 to 1 but was NaN");
        write("rings.jsonl", "{\"ring_id\":\"R1\",\"score\":\"high\",\"flagged\":true}\n");
        refuses("rings.jsonl:1: score must be a number but was \"high\"");
    }

    @Test
    void refusesRolesAndRingsThatContradictEachOther() throws IOException {
        write("truth.csv", "account_id,ring_id,pattern,role,group\na,,,fraudster,\n");
        refuses("truth.csv:2: role must be honest if and only if ring_id is empty but was fraudster with ring_id \"\"");
        write("truth.csv", "account_id,ring_id,pattern,role,group\na,R,p,boss,\n");
        refuses("truth.csv:2: role must be fraudster, victim or honest but was boss");
    }

    @Test
    void refusesShortRowsAndBrokenJson() throws IOException {
        write("truth.csv", "account_id,ring_id,pattern,role,group\na,R\n");
        refuses("truth.csv:2: a row must have 5 columns but had 2");
        write("truth.csv", TRUTH);
        write("rings.jsonl", "{\"ring_id\":");
        assertThatThrownBy(this::evaluate)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("rings.jsonl:1: must be a JSON object but: ");
    }

    @Test
    void refusesAMinimumScoreOutsideZeroToOne() {
        assertThatThrownBy(() -> evaluate(OptionalDouble.of(1.5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("min-score must be from 0 to 1 but was 1.5");
    }

    private void refuses(String message) {
        assertThatThrownBy(this::evaluate)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private JsonNode evaluate() throws IOException {
        return evaluate(OptionalDouble.empty());
    }

    private JsonNode evaluate(OptionalDouble minScore) throws IOException {
        return Evaluation.evaluate(folder, folder.resolve("truth.csv"), Optional.empty(), minScore);
    }

    private static void is(JsonNode node, String key, double expected) {
        assertThat(node.path(key).isNumber()).as(key + " is a number").isTrue();
        assertThat(node.path(key).doubleValue()).as(key).isCloseTo(expected, within(1e-12));
    }

    private static String member(String ring, String account, String role, String score) {
        return ring + ",true,account," + account + "," + role + "," + score + ",,,1\n";
    }

    private void write(String file, String content) throws IOException {
        Files.writeString(folder.resolve(file), content);
    }
}
