// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ringwatch.ring.Dispositions;

/** Measures of a run against the truth. */
public final class Evaluation {

    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Evaluation() {}

    /**
     * The measures of the rings in an output folder of {@code detect}: {@code accounts}, {@code suspects},
     * {@code rings}, {@code pairs}, {@code patterns}, {@code roles}, {@code schemes}, {@code resources} if their truth
     * is known, {@code false_by_group}, {@code groups} and {@code calibration}. All but ranking, the precision of the
     * first candidates and calibration count flagged rings only.
     *
     * @param ringsDir a folder with {@code rings.jsonl}, {@code ring_members.csv} and {@code _SUCCESS}
     * @param truthFile {@code account_id,ring_id,pattern,role,group}; an empty ring_id is an honest account
     * @param resourcesFile {@code ring_id,entity_type,entity_id,role}: what planted rings touched; empty: not known
     * @param minScore the score from which a ring counts as flagged, 0 to 1; empty: as the run flagged it
     * @throws IllegalArgumentException when a file is missing or breaks a rule; the message names file, line and rule
     */
    public static ObjectNode evaluate(
            Path ringsDir, Path truthFile, Optional<Path> resourcesFile, OptionalDouble minScore) throws IOException {
        if (minScore.isPresent() && !(minScore.getAsDouble() >= 0 && minScore.getAsDouble() <= 1)) {
            throw new IllegalArgumentException("min-score must be from 0 to 1 but was " + minScore.getAsDouble());
        }
        Truth truth = Truth.read(truthFile);
        Candidates candidates = Candidates.read(ringsDir, truth, minScore);
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        AccountMeasures accounts = new AccountMeasures(truth, candidates);
        RingMeasures rings = new RingMeasures(truth, candidates);
        RoleMeasures roles = new RoleMeasures(truth, candidates);
        accounts.putAccounts(result.putObject("accounts"));
        accounts.putSuspects(result.putObject("suspects"));
        rings.putRings(result.putObject("rings"));
        rings.putPairs(result.putObject("pairs"));
        rings.putPatterns(result.putObject("patterns"));
        roles.putRoles(result.putObject("roles"));
        roles.putSchemes(result.putObject("schemes"));
        if (resourcesFile.isPresent()) {
            roles.putResources(result.putObject("resources"), ResourceTruth.read(resourcesFile.get()));
        }
        accounts.putFalseByGroup(result.putObject("false_by_group"));
        accounts.putGroups(result.putObject("groups"));
        Calibration.put(result.putObject("calibration"), truth, candidates);
        return result;
    }

    /**
     * The measures of the rings in an output folder of {@code detect} by what analysts decided: {@code decisions}, and the
     * precision with its 95 % interval of the flagged rings ({@code flagged}), of the first ones ({@code precision_at}) and of each scheme
     * ({@code schemes}), among the rings that were decided on.
     *
     * @throws IllegalArgumentException when the folder is no complete output
     */
    public static ObjectNode evaluate(Path ringsDir, Dispositions dispositions) throws IOException {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        new DecisionMeasures(ringsDir, dispositions).put(result);
        return result;
    }

    /** The measures as indented JSON text, ending in a line feed. */
    public static String toJson(ObjectNode measures) {
        try {
            return MAPPER.writeValueAsString(measures) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("measures could not be written as JSON", e);
        }
    }
}
