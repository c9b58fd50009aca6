// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ringwatch.event.EventRules;
import org.ringwatch.job.DetectionParameters;
import org.ringwatch.job.source.ColumnMapping;
import org.ringwatch.link.Behaviour;
import org.ringwatch.ring.Scorer;

/**
 * The parameters with the keys of the configuration file. Since JSON is YAML too, {@link ConfigurationFile} reads it back as
 * the same parameters.
 */
final class ConfigurationJson {

    private ConfigurationJson() {}

    /** Every key that {@code config/ringwatch.yaml} documents, in its order. */
    static ObjectNode of(DetectionParameters parameters) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        putColumns(json.putObject("columns"), parameters.columns());
        putRules(json.putObject("input"), parameters.rules());
        putComponents(json.putObject("links"), parameters.links());
        ObjectNode clustering = json.putObject("clustering");
        clustering.put("method", parameters.clusteringMethod().label());
        putComponents(clustering, parameters.clustering());
        putComponents(json.putObject("scoring"), parameters.scoring());
        putComponents(json.putObject("priors"), parameters.priors());
        json.put("min_score", parameters.minScore());
        return json;
    }

    private static void putColumns(ObjectNode json, ColumnMapping columns) {
        putTexts(json.putObject("sources"), columns.sources());
        putTexts(json.putObject("constants"), columns.constants());
        putTexts(json.putObject("event_types"), columns.eventTypes());
    }

    private static void putTexts(ObjectNode json, Map<String, String> texts) {
        new TreeMap<>(texts).forEach(json::put);
    }

    private static void putRules(ObjectNode json, EventRules rules) {
        new TreeSet<>(rules.missingTokens()).forEach(json.putArray("missing_tokens")::add);
        json.put("min_missing_zeros", rules.minMissingZeros());
    }

    private static void putComponents(ObjectNode json, Record parameters) {
        for (RecordComponent component : parameters.getClass().getRecordComponents()) {
            String key = ConfigurationFile.snakeCase(component.getName());
            Object value = ConfigurationFile.value(component, parameters);
            if (component.getName().equals("memberRates")) {
                putBehaviours(json.putObject(key), (Map<?, ?>) value);
            } else if (value instanceof Map<?, ?> numbers) {
                ObjectNode ofSignals = json.putObject(key);
                new TreeMap<>(numbers).forEach((code, number) -> ofSignals.putPOJO(code.toString(), number));
            } else if (value instanceof Scorer scorer) {
                json.put(key, scorer.label());
            } else {
                json.putPOJO(key, value);
            }
        }
    }

    private static void putBehaviours(ObjectNode json, Map<?, ?> numbers) {
        for (Behaviour behaviour : Behaviour.values()) {
            String key = behaviour.name().toLowerCase(Locale.ROOT);
            if (numbers.get(behaviour) instanceof Double number) {
                json.put(key, number);
            } else {
                json.put(key, ConfigurationFile.OFF);
            }
        }
    }
}
