// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import com.fasterxml.jackson.core.JsonToken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.ringwatch.event.ShownValue;

/**
 * A mapping of a YAML file whose keys are asked for one by one; {@link #refuseRest} then refuses those that nobody asked for.
 * Every refusal names file, line, full key, rule and value.
 */
final class YamlSection {

    /** What stands at a key: a {@link Scalar}, a list of values, or a section. */
    record Value(Object content, int line) {}

    /** A text or number as it is written. */
    record Scalar(JsonToken token, String text) {}

    private final String file;
    private final String path;
    private final Map<String, Value> values;
    private final TreeSet<String> known = new TreeSet<>();

    YamlSection(String file, String path, Map<String, Value> values) {
        this.file = file;
        this.path = path;
        this.values = new LinkedHashMap<>(values);
    }

    /** The section at a key; empty if it is left out or holds nothing. */
    YamlSection section(String key) {
        known.add(key);
        Value value = values.get(key);
        if (value == null || isNothing(value)) {
            return new YamlSection(file, fullKey(key), Map.of());
        }
        if (!(value.content() instanceof YamlSection section)) {
            throw refusal(key, "must be a section of keys", value.content());
        }
        return section;
    }

    /** The whole number at a key. */
    Optional<Long> wholeNumber(String key, long least, long most) {
        Optional<Scalar> scalar = scalar(key, "must be a whole number", JsonToken.VALUE_NUMBER_INT);
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        try {
            long number = Long.parseLong(scalar.get().text());
            if (number >= least && number <= most) {
                return Optional.of(number);
            }
        } catch (NumberFormatException e) {
            // Refused below, like any other number that does not fit.
        }
        throw refusal(key, "must be a whole number from " + least + " to " + most, scalar.get());
    }

    /** The number at a key, whole or with decimals. */
    Optional<Double> number(String key) {
        Optional<Scalar> scalar =
                scalar(key, "must be a number", JsonToken.VALUE_NUMBER_INT, JsonToken.VALUE_NUMBER_FLOAT);
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        try {
            double number = Double.parseDouble(scalar.get().text());
            if (Double.isFinite(number)) {
                return Optional.of(number);
            }
        } catch (NumberFormatException e) {
            // YAML has ways to write numbers that nobody needs here.
        }
        throw refusal(key, "must be a decimal number", scalar.get());
    }

    /** The text at a key. */
    Optional<String> text(String key) {
        return scalar(key, "must be a text (in quotes if it looks like something else)", JsonToken.VALUE_STRING)
                .map(Scalar::text);
    }

    /** Whether this word stands at a key, whatever YAML takes it for; nothing is refused. */
    boolean isWord(String key, String word) {
        known.add(key);
        Value value = values.get(key);
        return value != null
                && value.content() instanceof Scalar scalar
                && scalar.text().equals(word);
    }

    /** The list of texts at a key. */
    Optional<List<String>> texts(String key) {
        known.add(key);
        Value value = values.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value.content() instanceof List<?> items)) {
            throw refusal(key, "must be a list of texts", value.content());
        }
        List<String> texts = new ArrayList<>();
        for (Object item : items) {
            Value element = (Value) item;
            if (!(element.content() instanceof Scalar scalar) || scalar.token() != JsonToken.VALUE_STRING) {
                throw refusal(
                        key, "must be a list of texts (in quotes if they look like something else)", element.content());
            }
            texts.add(scalar.text());
        }
        return Optional.of(texts);
    }

    /** All keys of this section with the texts at them. */
    Map<String, String> allTexts() {
        Map<String, String> texts = new LinkedHashMap<>();
        values.keySet().forEach(key -> text(key).ifPresent(text -> texts.put(key, text)));
        return texts;
    }

    /** Refuses keys that were not asked for. */
    void refuseRest() {
        values.forEach((key, value) -> {
            if (!known.contains(key)) {
                throw new UsageException(file + ":" + value.line() + ": " + fullKey(key)
                        + " is no key of the configuration; "
                        + (path.isEmpty() ? "keys are " : path + " has the keys ") + String.join(", ", known));
            }
        });
    }

    /** The full name of a key, cleaned of what could confuse a reader. */
    String fullKey(String key) {
        String shown = ShownValue.clean(key, 60);
        return path.isEmpty() ? shown : path + "." + shown;
    }

    /** Where a message about this section as a whole belongs. */
    String file() {
        return file;
    }

    /** Where a message about a key, or one below it ({@code a.b}), belongs: file, and line if the key is there. */
    String place(String key) {
        Value value = values.get(key.split("\\.", 2)[0]);
        return value == null ? file : file + ":" + value.line();
    }

    private Optional<Scalar> scalar(String key, String rule, JsonToken... tokens) {
        known.add(key);
        Value value = values.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value.content() instanceof Scalar scalar && List.of(tokens).contains(scalar.token())) {
            return Optional.of(scalar);
        }
        throw refusal(key, rule, value.content());
    }

    private UsageException refusal(String key, String rule, Object content) {
        return new UsageException(place(key) + ": " + fullKey(key) + " " + rule + " but was " + shown(content));
    }

    private static String shown(Object content) {
        if (content instanceof Scalar scalar) {
            return switch (scalar.token()) {
                case VALUE_STRING -> ShownValue.quote(scalar.text());
                case VALUE_NULL -> "empty";
                default -> ShownValue.clean(scalar.text(), 60);
            };
        }
        return content instanceof List<?> ? "a list" : "a section";
    }

    private static boolean isNothing(Value value) {
        return value.content() instanceof Scalar scalar && scalar.token() == JsonToken.VALUE_NULL;
    }
}
