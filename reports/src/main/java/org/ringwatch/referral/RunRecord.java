// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.ringwatch.pseudonym.Namespace;

/**
 * What a package says of the run that found the ring: all in the profile internal. Otherwise without names of files, which may name people, and
 * with codes instead of hashes, by which the producer can still show that these inputs were read.
 */
final class RunRecord {
    private static final List<String> KEPT = List.of("counts", "signals_off", "versions", "started", "published");
    private static final List<String> RULES = List.of("links", "clustering", "scoring", "priors", "min_score");

    private RunRecord() {}

    static ObjectNode of(ObjectNode run, String resultHash, ReferredRing referred, Profile profile) {
        if (profile == Profile.INTERNAL) {
            return run;
        }
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        KEPT.stream().filter(run::has).forEach(key -> record.set(key, run.get(key)));
        ObjectNode rules = record.putObject("configuration");
        RULES.stream()
                .filter(run.path("configuration")::has)
                .forEach(key -> rules.set(key, run.get("configuration").get(key)));
        record.put("result_code", referred.redaction().code(Namespace.VERSION, resultHash));
        ArrayNode inputs = record.putArray("input_codes");
        for (JsonNode input : run.path("inputs")) {
            inputs.add(referred.redaction()
                    .code(Namespace.VERSION, input.path("sha256_tree").asText()));
        }
        return record;
    }
}
