// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.fit;

import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/** The properties file that the scorer reads its weights from: sorted, rounded, without a clock's time. */
final class ScorerFile {

    private static final String HEADER =
            """
            # SPDX-License-Identifier: Apache-2.0
            # What signals of a ring count, and what it was fitted on. Written by test-data/fit: do not edit.
            """;

    /** Digits behind the point: finer ones are not known, and would differ between machines. */
    private static final int DIGITS = 3;

    private final SortedMap<String, String> entries = new TreeMap<>();

    ScorerFile put(String key, String value) {
        entries.put(key, value);
        return this;
    }

    ScorerFile put(String key, double value) {
        return put(key, value, DIGITS);
    }

    ScorerFile put(String key, double value, int digits) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_EVEN);
        return put(
                key, rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString());
    }

    String get(String key) {
        String value = entries.get(key);
        if (value == null) {
            throw new IllegalArgumentException(key + " must be in the file but is missing");
        }
        return value;
    }

    /** The entries whose keys start so, without that start. */
    SortedMap<String, String> startingWith(String start) {
        SortedMap<String, String> found = new TreeMap<>();
        entries.forEach((key, value) -> {
            if (key.startsWith(start)) {
                found.put(key.substring(start.length()), value);
            }
        });
        return found;
    }

    static ScorerFile read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        ScorerFile read = new ScorerFile();
        properties.stringPropertyNames().forEach(key -> read.put(key, properties.getProperty(key)));
        return read;
    }

    void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        entries.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        Files.writeString(file, text);
    }
}
