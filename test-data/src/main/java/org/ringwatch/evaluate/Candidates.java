// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a run found: every candidate ring with its accounts.
 *
 * @param rings in the order of {@code rings.jsonl}
 */
record Candidates(List<Candidate> rings) {

    private static final List<String> COLUMNS = List.of("ring_id", "entity_type", "entity_id", "role", "score");
    private static final String ACCOUNT = "account";

    /**
     * A candidate ring.
     *
     * @param ringId its id
     * @param score 0 to 1
     * @param flagged whether it counts as found
     * @param scheme the suspected kind of fraud
     * @param accounts its account members
     * @param resources its other members
     */
    record Candidate(
            String ringId,
            double score,
            boolean flagged,
            String scheme,
            List<Member> accounts,
            List<Resource> resources) {}

    /**
     * An account of a candidate ring.
     *
     * @param accountId the account
     * @param role the part that the run gives it
     * @param score 0 to 1
     */
    record Member(String accountId, String role, double score) {
        /** Whether the run accuses it. */
        boolean suspect() {
            return role.equals("suspect");
        }
    }

    /**
     * A device, address, wallet, merchant or beneficiary of a candidate ring.
     *
     * @param role the part that the run gives it
     */
    record Resource(String type, String id, String role) {}

    /**
     * Reads the output folder of {@code detect}.
     *
     * @param minScore which rings count as found; empty: those the run flagged
     * @throws IllegalArgumentException when the folder is incomplete, a file breaks a rule, or an account is not in the
     *     truth
     */
    static Candidates read(Path folder, Truth truth, OptionalDouble minScore) throws IOException {
        Map<String, Candidate> rings = readRings(folder, minScore);
        readMembers(folder.resolve("ring_members.csv"), rings, truth);
        return new Candidates(List.copyOf(rings.values()));
    }

    /** The rings that count as found. */
    List<Candidate> flagged() {
        return rings.stream().filter(Candidate::flagged).toList();
    }

    private static Map<String, Candidate> readRings(Path folder, OptionalDouble minScore) throws IOException {
        Map<String, Candidate> rings = new LinkedHashMap<>();
        RingsFile.read(folder, (node, where) -> {
            Candidate ring = ring(node, where, minScore);
            if (rings.put(ring.ringId(), ring) != null) {
                throw new IllegalArgumentException(where + ": ring_id must be unique but was again " + ring.ringId());
            }
        });
        return rings;
    }

    private static Candidate ring(JsonNode node, String where, OptionalDouble minScore) {
        String id = RingsFile.text(node, "ring_id", where);
        JsonNode flagged = node.path("flagged");
        if (!node.path("score").isNumber()) {
            throw new IllegalArgumentException(
                    where + ": score must be a number but was " + RingsFile.shown(node.path("score")));
        }
        if (!flagged.isBoolean()) {
            throw new IllegalArgumentException(
                    where + ": flagged must be true or false but was " + RingsFile.shown(flagged));
        }
        double score = score(node.path("score").asText(), where);
        boolean found = minScore.isPresent() ? score >= minScore.getAsDouble() : flagged.booleanValue();
        String scheme = node.path("scheme").asText("unknown");
        return new Candidate(id, score, found, scheme, new ArrayList<>(), new ArrayList<>());
    }

    private static void readMembers(Path file, Map<String, Candidate> rings, Truth truth) throws IOException {
        Map<String, String> ringOf = new LinkedHashMap<>();
        Table.read(file, COLUMNS, (row, where) -> {
            Candidate ring = rings.get(row.get("ring_id"));
            if (ring == null) {
                throw new IllegalArgumentException(
                        where + ": ring_id must be in rings.jsonl but was " + row.get("ring_id"));
            }
            String type = row.get("entity_type");
            if (!type.equals(ACCOUNT)) {
                ring.resources().add(new Resource(type, row.get("entity_id"), row.get("role")));
                return;
            }
            String account = row.get("entity_id");
            if (!truth.accounts().containsKey(account)) {
                throw new IllegalArgumentException(where + ": the account must be in the truth but was " + account);
            }
            String earlier = ringOf.put(account, ring.ringId());
            if (earlier != null) {
                throw new IllegalArgumentException(where + ": an account must be in one ring but " + account
                        + " was in " + earlier + " and " + ring.ringId());
            }
            ring.accounts().add(new Member(account, row.get("role"), score(row.get("score"), where)));
        });
    }

    private static double score(String text, String where) {
        double score;
        try {
            score = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(where + ": score must be a number but was \"" + text + "\"", e);
        }
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException(where + ": score must be from 0 to 1 but was " + text);
        }
        return score;
    }
}
