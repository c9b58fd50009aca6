// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What really happened.
 *
 * @param accounts by account id, in the order of the file
 */
public record Truth(Map<String, Known> accounts) {

    private static final List<String> COLUMNS = List.of("account_id", "ring_id", "pattern", "role", "group");

    private static final String VARIANT = "variant";

    private static final String KIND = "kind";

    /** Roles of the truth. */
    public enum Role {
        FRAUDSTER,
        VICTIM,
        HONEST
    }

    /**
     * The truth about one account.
     *
     * @param ringId the planted ring, empty for honest accounts
     * @param pattern the attack pattern of that ring
     * @param role what the account's owner is
     * @param group the look-alike, empty for ordinary people
     * @param variant of the pattern or look-alike; empty if it has none or the file does not tell
     * @param kind {@code personal}, {@code child} or {@code managed}, whether the events say so or not; empty if the file
     *     does not tell
     */
    public record Known(String ringId, String pattern, Role role, String group, String variant, String kind) {

        /** Whether the account belongs to a ring, as culprit or victim. */
        public boolean fraud() {
            return !ringId.isEmpty();
        }
    }

    /**
     * Reads {@code truth.csv}.
     *
     * @throws IllegalArgumentException when the file is missing or breaks a rule
     */
    public static Truth read(Path file) throws IOException {
        Map<String, Known> accounts = new LinkedHashMap<>();
        Table.read(file, COLUMNS, (row, where) -> {
            String account = row.get("account_id");
            if (account.isEmpty()) {
                throw new IllegalArgumentException(where + ": account_id must not be empty");
            }
            String ring = row.get("ring_id").intern();
            Known known = new Known(
                    ring,
                    row.get("pattern").intern(),
                    role(row.get("role"), ring, where),
                    row.get("group").intern(),
                    row.isMapped(VARIANT) ? row.get(VARIANT).intern() : "",
                    row.isMapped(KIND) ? row.get(KIND).intern() : "");
            if (accounts.put(account, known) != null) {
                throw new IllegalArgumentException(where + ": account_id must be unique but was again " + account);
            }
        });
        return new Truth(accounts);
    }

    /** What is known about an account that is in the truth. */
    public Known known(String account) {
        Known known = accounts.get(account);
        if (known == null) {
            throw new IllegalStateException("account is not in the truth: " + account);
        }
        return known;
    }

    /** An empty role follows from the ring: real data seldom tells roles. */
    private static Role role(String text, String ring, String where) {
        Role role =
                switch (text) {
                    case "" -> ring.isEmpty() ? Role.HONEST : Role.FRAUDSTER;
                    case "fraudster" -> Role.FRAUDSTER;
                    case "victim" -> Role.VICTIM;
                    case "honest" -> Role.HONEST;
                    default ->
                        throw new IllegalArgumentException(
                                where + ": role must be fraudster, victim or honest but was " + text);
                };
        if ((role == Role.HONEST) != ring.isEmpty()) {
            throw new IllegalArgumentException(where + ": role must be honest if and only if ring_id is empty but was "
                    + text + " with ring_id \"" + ring + "\"");
        }
        return role;
    }
}
