// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What planted rings really touched.
 *
 * @param roles {@code infrastructure} or {@code bystander}, by ring and thing
 */
record ResourceTruth(Map<Touched, String> roles) {

    private static final List<String> COLUMNS = List.of("ring_id", "entity_type", "entity_id", "role");
    private static final Set<String> ROLES = Set.of("infrastructure", "bystander");

    /** Of things that the ring's acts did not touch, as far as the events show. */
    private static final String UNTOUCHED = "untouched";

    /** Something that a ring's acts touched. */
    record Touched(String ringId, String type, String id) {}

    /**
     * Reads {@code resources.csv}.
     *
     * @throws IllegalArgumentException when the file is missing or breaks a rule
     */
    static ResourceTruth read(Path file) throws IOException {
        Map<Touched, String> roles = new HashMap<>();
        Table.read(file, COLUMNS, (row, where) -> {
            String role = row.get("role").intern();
            if (!ROLES.contains(role)) {
                throw new IllegalArgumentException(
                        where + ": role must be infrastructure or bystander but was " + role);
            }
            roles.put(
                    new Touched(
                            row.get("ring_id").intern(), row.get("entity_type").intern(), row.get("entity_id")),
                    role);
        });
        return new ResourceTruth(roles);
    }

    /** The role of a thing in a planted ring, {@code untouched} if its acts are not seen there. */
    String role(String ringId, String type, String id) {
        return roles.getOrDefault(new Touched(ringId, type, id), UNTOUCHED);
    }
}
