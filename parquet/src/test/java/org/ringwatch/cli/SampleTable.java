// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.ringwatch.parquet.Tables;

/** The sample world as a Parquet file, with the types that a data team's tables have. */
final class SampleTable {
    static final Path EVENTS = Path.of("../test-data/sample/events/part-0000.csv");

    private static final String TEXT = "optional binary %s (STRING);";

    private SampleTable() {}

    /** Writes it, or the rows from a number on up to another. */
    static Path write(Path file, int from, int to) throws IOException {
        List<String[]> lines = Files.readAllLines(EVENTS).stream()
                .map(line -> line.split(",", -1))
                .toList();
        String[] names = lines.get(0);
        StringBuilder fields = new StringBuilder();
        for (String name : names) {
            fields.append(
                    switch (name) {
                        case "event_time" -> "required int64 event_time (TIMESTAMP(MICROS,true));";
                        case "amount_minor" -> "optional int64 amount_minor (DECIMAL(18,0));";
                        case "two_factor" -> "optional boolean two_factor;";
                        case "utc_offset_min" -> "optional double utc_offset_min;";
                        default -> String.format(TEXT, name);
                    });
        }
        int rows = Math.min(to, lines.size() - 1) - from;
        return Tables.write(file, fields.toString(), rows, 3000, CompressionCodecName.ZSTD, (row, i) -> {
            String[] line = lines.get(from + i + 1);
            for (int c = 0; c < names.length; c++) {
                if (line[c].isEmpty()) {
                    continue;
                }
                switch (names[c]) {
                    case "event_time" -> row.add(c, Instant.parse(line[c]).toEpochMilli() * 1000);
                    case "amount_minor" -> row.add(c, Long.parseLong(line[c]));
                    case "two_factor" -> row.add(c, Boolean.parseBoolean(line[c]));
                    case "utc_offset_min" -> row.add(c, Double.parseDouble(line[c]));
                    default -> row.add(c, line[c]);
                }
            }
        });
    }
}
