// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.fit;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
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

    void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        entries.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        Files.writeString(file, text);
    }
}
