// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import java.io.Serializable;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The rules of validation that a configuration may change, and what is known of ids and networks beside the events.
 *
 * @param missingTokens texts that mean "no value" in any column, whatever their case; kept NFC, trimmed, lower case
 * @param minMissingZeros an identifier of at least this many zeros and otherwise only hyphens (an all-zero UUID or
 *     serial) means "no value" too; shorter ones such as account {@code 0} are identifiers
 * @param eventTypes further names of event types, whatever their case; they win over the contract's own names
 * @param aliases ids that are read as other ones
 * @param networks what stands behind addresses of which the event does not tell
 * @param privacy what is kept of the events
 */
public record EventRules(
        Set<String> missingTokens,
        int minMissingZeros,
        Map<String, EventType> eventTypes,
        Aliases aliases,
        Networks networks,
        Privacy privacy)
        implements Serializable {

    /** From the input contract. */
    public static final Set<String> DEFAULT_MISSING_TOKENS = Set.of("null", "none", "n/a", "unknown", "-");

    /** Serials of Apple devices have 10 to 12 characters, UUIDs 32 digits; row counters padded with zeros have fewer. */
    public static final int DEFAULT_MIN_MISSING_ZEROS = 8;

    public EventRules {
        if (minMissingZeros < 1) {
            throw new IllegalArgumentException("minMissingZeros must be positive but was " + minMissingZeros);
        }
        missingTokens = missingTokens.stream().map(EventRules::canonicalToken).collect(Collectors.toUnmodifiableSet());
        eventTypes = Map.copyOf(eventTypes);
        requireNamesDiffer(eventTypes);
    }

    /** Rules without aliases and networks, that keep everything. */
    public EventRules(Set<String> missingTokens, int minMissingZeros, Map<String, EventType> eventTypes) {
        this(missingTokens, minMissingZeros, eventTypes, Aliases.NONE, Networks.NONE, Privacy.NONE);
    }

    /** The rules of the input contract. */
    public static EventRules defaults() {
        return new EventRules(DEFAULT_MISSING_TOKENS, DEFAULT_MIN_MISSING_ZEROS, Map.of());
    }

    /** These rules with other further names of event types. */
    public EventRules withEventTypes(Map<String, EventType> names) {
        return new EventRules(missingTokens, minMissingZeros, names, aliases, networks, privacy);
    }

    /** These rules with other aliases and networks. */
    public EventRules with(Aliases otherAliases, Networks otherNetworks) {
        return new EventRules(missingTokens, minMissingZeros, eventTypes, otherAliases, otherNetworks, privacy);
    }

    /** These rules where other things are kept. */
    public EventRules with(Privacy other) {
        return new EventRules(missingTokens, minMissingZeros, eventTypes, aliases, networks, other);
    }

    private static String canonicalToken(String token) {
        String canonical =
                EventText.trim(Normalizer.normalize(token, Normalizer.Form.NFC)).toLowerCase(Locale.ROOT);
        if (canonical.isEmpty()) {
            throw new IllegalArgumentException(
                    "missingTokens must not be empty texts but one was " + ShownValue.quote(token));
        }
        return canonical;
    }

    private static void requireNamesDiffer(Map<String, EventType> eventTypes) {
        Map<String, String> seen = new TreeMap<>();
        new TreeMap<>(eventTypes).forEach((name, type) -> {
            String other = seen.put(name.toLowerCase(Locale.ROOT), name);
            if (other != null && eventTypes.get(other) != type) {
                throw new IllegalArgumentException(
                        "eventTypes must not give names that differ only in case to different" + " types but did for "
                                + ShownValue.quote(other) + " and " + ShownValue.quote(name));
            }
        });
    }
}
