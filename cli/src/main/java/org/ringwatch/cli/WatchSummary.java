// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ringwatch.export.SafeText;
import org.ringwatch.report.Report;

/**
 * What {@code watch} ends with: the counts of {@code current/}.
 *
 * @param output the folder as the user named it
 * @param changes changes told, those of earlier runs included
 * @param reported whether there is a report
 */
record WatchSummary(Path output, long changes, boolean reported) {

    /** The lines for standard output; {@code folder} is where the output is. */
    List<String> lines(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        Path run = folder.resolve(CurrentOutput.NAME).resolve("run.json");
        if (Files.isRegularFile(run)) {
            JsonNode json = new ObjectMapper().readTree(run.toFile());
            JsonNode counts = json.required("counts");
            for (String name :
                    List.of("events", "rejected", "duplicates", "conflicting", "accounts", "links", "hubs")) {
                lines.add(line(name, number(counts.required(name).asLong())));
            }
            lines.add(line(
                    "rings",
                    String.format(
                            Locale.ROOT,
                            "%,d flagged of %,d",
                            counts.required("flagged").asLong(),
                            counts.required("rings").asLong())));
            lines.add(line("clock", json.at("/watch/clock").asText("-")));
        }
        lines.add(line("changes", number(changes)));
        lines.add(line("output", SafeText.display(output.toString())));
        if (reported && Files.isRegularFile(run)) {
            lines.add(line(
                    "report",
                    SafeText.display(
                            Report.index(output.resolve(CurrentOutput.NAME)).toString())));
        }
        return lines;
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String line(String name, String value) {
        return String.format(Locale.ROOT, "%-12s %s", name, value);
    }
}
