// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ringwatch.community.ClusteringMethod;
import org.ringwatch.community.ClusteringParameters;
import org.ringwatch.event.EventRules;
import org.ringwatch.job.DetectionParameters;
import org.ringwatch.job.source.ColumnMapping;
import org.ringwatch.link.Behaviour;
import org.ringwatch.link.LinkParameters;
import org.ringwatch.ring.PriorParameters;
import org.ringwatch.ring.Scorer;
import org.ringwatch.ring.ScoringParameters;

/**
 * Reads the YAML configuration that {@code config/ringwatch.yaml} documents. A key is the name of a record component in
 * snake case; a key left out has its default. Unknown keys, wrong types, keys given twice and impossible values are refused
 * with {@link UsageException}, naming file, line, key, rule and value.
 */
final class ConfigurationFile {

    /** Takes a behaviour out of the score. */
    static final String OFF = "off";

    private ConfigurationFile() {}

    /** The parameters that a file asks for. */
    static DetectionParameters read(Path path) {
        YamlSection root = YamlReader.read(path);
        DetectionParameters defaults = DetectionParameters.defaults();
        ColumnMapping columns = columns(root.section("columns"));
        EventRules rules = rules(root.section("input"), columns);
        LinkParameters links = numbers(root.section("links"), defaults.links(), Map.of());
        YamlSection clusteringSection = root.section("clustering");
        ClusteringMethod method =
                named(clusteringSection, "method", ClusteringMethod::named, defaults.clusteringMethod());
        ClusteringParameters clustering = numbers(clusteringSection, defaults.clustering(), Map.of());
        ScoringParameters scoring = scoring(root.section("scoring"), defaults.scoring());
        PriorParameters priors = numbers(root.section("priors"), defaults.priors(), Map.of());
        double minScore = root.number("min_score").orElse(defaults.minScore());
        root.refuseRest();
        return checked(
                root,
                () -> new DetectionParameters(columns, rules, links, method, clustering, scoring, priors, minScore));
    }

    private static ColumnMapping columns(YamlSection section) {
        Map<String, String> sources = section.section("sources").allTexts();
        Map<String, String> constants = section.section("constants").allTexts();
        Map<String, String> eventTypes = section.section("event_types").allTexts();
        section.refuseRest();
        try {
            return new ColumnMapping(sources, constants, eventTypes);
        } catch (IllegalArgumentException e) {
            // Its messages have the full key, in the names of Java.
            throw refusal(section.file(), message(e).replace("columns.eventTypes", "columns.event_types"), e);
        }
    }

    private static EventRules rules(YamlSection section, ColumnMapping columns) {
        Set<String> missingTokens = section.texts("missing_tokens")
                .<Set<String>>map(HashSet::new)
                .orElse(EventRules.DEFAULT_MISSING_TOKENS);
        long minMissingZeros = section.wholeNumber("min_missing_zeros", Integer.MIN_VALUE, Integer.MAX_VALUE)
                .orElse((long) EventRules.DEFAULT_MIN_MISSING_ZEROS);
        section.refuseRest();
        EventRules rules =
                checked(section, () -> new EventRules(missingTokens, Math.toIntExact(minMissingZeros), Map.of()));
        try {
            return rules.withEventTypes(columns.eventTypesByName());
        } catch (IllegalArgumentException e) {
            throw refusal(section.file(), message(e).replace("eventTypes", "columns.event_types"), e);
        }
    }

    private static ScoringParameters scoring(YamlSection section, ScoringParameters defaults) {
        YamlSection rates = section.section("member_rates");
        YamlSection shares = section.section("shares");
        return numbers(
                section,
                defaults,
                Map.of(
                        "scorer",
                        named(section, "scorer", Scorer::named, defaults.scorer()),
                        "memberRates",
                        ofBehaviours(rates, defaults.memberRates()),
                        "shares",
                        ofSignals(shares, defaults.shares())));
    }

    /** A number for each signal; one left out counts as by default. */
    private static Map<String, Double> ofSignals(YamlSection section, Map<String, Double> defaults) {
        Map<String, Double> numbers = new TreeMap<>();
        for (String code : ScoringParameters.signalCodes()) {
            numbers.put(code, section.number(code).orElse(defaults.getOrDefault(code, 1.0)));
        }
        section.refuseRest();
        return numbers;
    }

    /** The value that a key names; {@code parser} refuses others in a sentence whose first word stands for the key. */
    private static <T> T named(YamlSection section, String key, Function<String, T> parser, T fallback) {
        try {
            return section.text(key).map(parser).orElse(fallback);
        } catch (IllegalArgumentException e) {
            String rule = message(e).substring(message(e).indexOf(' '));
            throw refusal(section.place(key), section.fullKey(key) + rule, e);
        }
    }

    /** A number for each behaviour; one that is off has none. */
    private static Map<Behaviour, Double> ofBehaviours(YamlSection section, Map<Behaviour, Double> defaults) {
        Map<Behaviour, Double> numbers = new EnumMap<>(Behaviour.class);
        for (Behaviour behaviour : Behaviour.values()) {
            String key = behaviour.name().toLowerCase(Locale.ROOT);
            if (section.isWord(key, OFF)) {
                continue;
            }
            Double number = section.number(key).orElse(defaults.get(behaviour));
            if (number != null) {
                numbers.put(behaviour, number);
            }
        }
        section.refuseRest();
        return numbers;
    }

    /** A record of the section's numbers; components that are no numbers are given. */
    private static <T extends Record> T numbers(YamlSection section, T defaults, Map<String, Object> given) {
        RecordComponent[] components = defaults.getClass().getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> given.containsKey(component.getName())
                        ? given.get(component.getName())
                        : number(section, component, defaults))
                .toArray();
        section.refuseRest();
        return checked(section, () -> instantiate(defaults, components, values));
    }

    private static Object number(YamlSection section, RecordComponent component, Record defaults) {
        String key = snakeCase(component.getName());
        Object fallback = value(component, defaults);
        if (fallback instanceof Integer) {
            return section.wholeNumber(key, Integer.MIN_VALUE, Integer.MAX_VALUE)
                    .<Object>map(Math::toIntExact)
                    .orElse(fallback);
        }
        if (fallback instanceof Long) {
            return section.wholeNumber(key, Long.MIN_VALUE, Long.MAX_VALUE)
                    .<Object>map(number -> number)
                    .orElse(fallback);
        }
        if (fallback instanceof Double) {
            return section.number(key).<Object>map(number -> number).orElse(fallback);
        }
        throw new IllegalStateException("a configured component must be a number but was " + component);
    }

    static Object value(RecordComponent component, Record owner) {
        try {
            return component.getAccessor().invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("parameter records must be public: " + component, e);
        }
    }

    @SuppressWarnings("unchecked") // the constructor of T's own class
    private static <T extends Record> T instantiate(T sample, RecordComponent[] components, Object[] values) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return (T) sample.getClass().getConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new IllegalStateException("cannot create " + sample.getClass(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("parameter records must be public: " + sample.getClass(), e);
        }
    }

    /** Translates "deviceCap must be …", as records refuse, into "links.device_cap must be …" and where that stands. */
    private static <T> T checked(YamlSection section, Supplier<T> construction) {
        try {
            return construction.get();
        } catch (IllegalArgumentException e) {
            String message = message(e);
            String component = message.split(" ", 2)[0];
            String key = snakeCase(component);
            throw refusal(section.place(key), section.fullKey(key) + message.substring(component.length()), e);
        }
    }

    private static UsageException refusal(String place, String message, IllegalArgumentException cause) {
        return new UsageException(place + ": " + message, cause);
    }

    private static String message(IllegalArgumentException e) {
        return String.valueOf(e.getMessage());
    }

    /** {@code network56Weight} becomes {@code network_56_weight}. */
    static String snakeCase(String component) {
        return component
                .replaceAll("(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Za-z])", "_")
                .toLowerCase(Locale.ROOT);
    }
}
