// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ringwatch.export.SafeText;
import org.ringwatch.link.Baseline;
import org.ringwatch.link.Behaviour;

/** {@code baseline.json}: the population statistics that scores depend on. All values are counts or epoch milliseconds. */
final class BaselineFile {
    /** Accounts that a merchant's test takes for suspicious; not members of flagged rings. */
    private static final String SUSPICIOUS = "accounts_with_suspicious_behaviour";

    private BaselineFile() {}

    static ObjectNode toJson(Baseline baseline) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("accounts", baseline.accounts());
        json.put("events", baseline.events());
        json.put(SUSPICIOUS, baseline.flagged());
        json.put("first_time", baseline.firstTime());
        json.put("last_time", baseline.lastTime());
        ObjectNode behaviours = json.putObject("behaviours");
        for (Behaviour behaviour : Behaviour.values()) {
            behaviours.put(key(behaviour), baseline.behaviours().get(behaviour.ordinal()));
        }
        return json;
    }

    /**
     * Reads a baseline.
     *
     * @throws UsageException naming file, key and rule when it is none
     */
    static Baseline read(Path file) throws IOException {
        JsonNode json;
        try {
            json = new ObjectMapper().readTree(file.toFile());
        } catch (JacksonException e) {
            throw new UsageException(
                    "--baseline must be a baseline.json but " + SafeText.display(file.toString()) + " is no JSON", e);
        }
        List<Long> behaviours = new ArrayList<>();
        for (Behaviour behaviour : Behaviour.values()) {
            behaviours.add(count(file, json.path("behaviours").path(key(behaviour)), "behaviours." + key(behaviour)));
        }
        return new Baseline(
                count(file, json.path("accounts"), "accounts"),
                count(file, json.path("events"), "events"),
                behaviours,
                count(file, json.path(SUSPICIOUS), SUSPICIOUS),
                json.path("first_time").asLong(),
                json.path("last_time").asLong());
    }

    private static long count(Path file, JsonNode value, String key) {
        if (!value.isIntegralNumber() || value.asLong() < 0) {
            throw new UsageException(
                    "--baseline " + SafeText.display(file.toString()) + ": " + key + " must be a count but was "
                            + (value.isMissingNode() ? "missing" : SafeText.display(value.toString())));
        }
        return value.asLong();
    }

    private static String key(Behaviour behaviour) {
        return behaviour.name().toLowerCase(Locale.ROOT);
    }
}
