// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import java.util.Optional;

/** How events are written in a file. */
public enum InputFormat {
    /** A header with the columns' names, then an event a line. */
    CSV,
    /** A JSON object a line. */
    JSON_LINES,
    /** Apache Parquet, compressed inside if at all. */
    PARQUET;

    private static final String PARQUET_SUFFIX = ".parquet";

    /** The format that {@code --format} calls so: {@code csv}, {@code jsonl} or {@code parquet}. */
    public static Optional<InputFormat> named(String name) {
        return switch (name) {
            case "csv" -> Optional.of(CSV);
            case "jsonl" -> Optional.of(JSON_LINES);
            case "parquet" -> Optional.of(PARQUET);
            default -> Optional.empty();
        };
    }

    /** The format of a file whose lower-case name, without a compression's suffix, is this. */
    static Optional<InputFormat> ofFileName(String name) {
        if (name.endsWith(".csv")) {
            return Optional.of(CSV);
        }
        if (name.endsWith(PARQUET_SUFFIX)) {
            return Optional.of(PARQUET);
        }
        return name.endsWith(".jsonl") || name.endsWith(".ndjson") || name.endsWith(".json")
                ? Optional.of(JSON_LINES)
                : Optional.empty();
    }
}
