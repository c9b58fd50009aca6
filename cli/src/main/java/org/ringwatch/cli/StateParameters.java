// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ringwatch.event.ShownValue;
import org.ringwatch.export.CanonicalJson;
import org.ringwatch.job.DetectionParameters;
import org.ringwatch.job.prior.SideInputFile;
import org.ringwatch.job.source.InputFormat;
import org.ringwatch.pseudonym.Pseudonyms;

/**
 * The parameters that the state of a watch depends on, by name. State that was made under others would mix with what they make: so
 * they stay as they were when it began. Lists and files are known by a hash, which is keyed, since whoever guesses a short list must
 * not be able to make sure.
 */
final class StateParameters {
    /** Lists that count only in scores, which are made anew each day: they may change. */
    private static final List<String> FREE_LISTS = List.of("--confirmed");

    /** Keys of the configuration that may change. */
    private static final List<String> FREE_KEYS = List.of("min_score");

    private static final int SHOWN_CODE_POINTS = 60;
    private static final int SHOWN_DIGITS = 12;
    private static final String ABSENT = "not given";

    private final TreeMap<String, String> values;

    private StateParameters(TreeMap<String, String> values) {
        this.values = values;
    }

    /**
     * The parameters of a run.
     *
     * @param input the kind of input
     * @param format of all files, if not by their names
     * @param secret keys the hashes
     */
    static StateParameters of(
            String input,
            Optional<InputFormat> format,
            int retentionDays,
            DetectionParameters parameters,
            List<SideInputFile> lists,
            Optional<Path> baseline,
            String secret)
            throws IOException {
        TreeMap<String, String> values = new TreeMap<>();
        ObjectNode configuration = ConfigurationJson.of(parameters);
        FREE_KEYS.forEach(configuration::remove);
        flatten("", configuration, values);
        values.put("input", input);
        format.ifPresent(chosen -> values.put("--format", chosen.name().toLowerCase(Locale.ROOT)));
        values.put("--retention", retentionDays + "d");
        Optional<Pseudonyms> key = parameters.rules().privacy().pseudonyms().open();
        key.ifPresent(pseudonyms -> values.put("--pseudonymise", "key " + pseudonyms.fingerprint()));
        for (SideInputFile list : lists) {
            if (!FREE_LISTS.contains(list.option())) {
                values.put(list.option(), "list " + hash(secret, key, list.sha256()));
            }
        }
        if (baseline.isPresent()) {
            values.put("--baseline", "file " + hash(secret, key, hex(Files.readAllBytes(baseline.get()))));
        }
        return new StateParameters(values);
    }

    /** Those that a JSON object tells. */
    static StateParameters ofJson(JsonNode json) {
        TreeMap<String, String> values = new TreeMap<>();
        json.properties()
                .forEach(entry -> values.put(entry.getKey(), entry.getValue().asText()));
        return new StateParameters(values);
    }

    /** Writes them into a JSON object. */
    void write(ObjectNode json) {
        values.forEach(json::put);
    }

    /**
     * Refuses other parameters than those that the state was made under, these.
     *
     * @throws UsageException naming the first that differs, and both values
     */
    void requireSame(StateParameters now) {
        TreeMap<String, String> names = new TreeMap<>(values);
        names.putAll(now.values);
        for (String name : names.keySet()) {
            String before = values.getOrDefault(name, ABSENT);
            String after = now.values.getOrDefault(name, ABSENT);
            if (!before.equals(after)) {
                throw new UsageException(shown(name) + " must be what the state in --output was made with, "
                        + shown(before) + ", but was " + shown(after)
                        + "; to change it, watch into a new folder");
            }
        }
    }

    private static String shown(String text) {
        return ShownValue.clean(text, SHOWN_CODE_POINTS);
    }

    private static void flatten(String prefix, JsonNode node, Map<String, String> values) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties()
                    .forEach(entry -> flatten(
                            prefix.isEmpty() ? entry.getKey() : prefix + "." + entry.getKey(),
                            entry.getValue(),
                            values));
        } else {
            values.put(prefix, node.isPojo() ? String.valueOf(node) : CanonicalJson.inOrder(node));
        }
    }

    private static String hash(String secret, Optional<Pseudonyms> key, String sha256) {
        byte[] mac = key.isPresent()
                ? key.get().lineMac(HexFormat.of().parseHex(sha256))
                : HexFormat.of().parseHex(hex((secret + sha256).getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(mac).substring(0, SHOWN_DIGITS);
    }

    private static String hex(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
