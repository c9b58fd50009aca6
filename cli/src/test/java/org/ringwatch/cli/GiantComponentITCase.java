// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A small world where every third event carries one of 400 serials, fifty events each: below every cap, and they make one
 * component of two in three accounts.
 */
class GiantComponentITCase {
    private static final int EVERY = 3;
    private static final int SERIALS = 400;

    @TempDir
    Path folder;

    /** Measured when recorded: precision 0.89, recall 0.74, 8 of 12 rings recovered; 1.00, 0.90 and 11 as simulated. */
    @Test
    void isTightenedWithAWarningAndItsRingsAreFound() throws IOException {
        Path world = folder.resolve("world");
        assertThat(Invocation.of("simulate", "--output", world.toString(), "--events", "60000", "--seed", "7")
                        .exitCode())
                .isZero();
        Path output = folder.resolve("rings");
        Invocation detected = Invocation.of(
                "detect", "--input", onSerials(world).toString(), "--output", output.toString(), "--no-report");
        assertThat(detected.exitCode()).as(detected.err()).isZero();

        JsonNode counts =
                new ObjectMapper().readTree(output.resolve("run.json").toFile()).get("counts");
        int accounts = counts.get("accounts").asInt();
        int tightened = counts.get("tightened_accounts").asInt();
        assertThat(counts.get("largest_component").asInt()).isBetween(accounts * 2 / 3, accounts);
        assertThat(tightened).isBetween(counts.get("largest_component").asInt(), accounts);
        assertThat(detected.err())
                .contains(String.format(
                        Locale.ROOT, "WARNING: %,d accounts hang together in groups too large", tightened));

        Invocation evaluated = Invocation.of(
                "evaluate",
                "--rings",
                output.toString(),
                "--truth",
                world.resolve("truth.csv").toString());
        JsonNode found = new ObjectMapper().readTree(evaluated.out());
        assertThat(found.at("/accounts/precision").asDouble()).isGreaterThanOrEqualTo(0.85);
        assertThat(found.at("/accounts/recall").asDouble()).isGreaterThanOrEqualTo(0.70);
        assertThat(found.at("/rings/recovered").asInt()).isGreaterThanOrEqualTo(7);
    }

    private Path onSerials(Path world) throws IOException {
        List<Path> parts;
        try (Stream<Path> files = Files.list(world.resolve("events"))) {
            parts = files.sorted().toList();
        }
        List<String> lines = new ArrayList<>();
        int device = 0;
        for (Path part : parts) {
            List<String> all = Files.readAllLines(part);
            device = List.of(all.get(0).split(",")).indexOf("device_id");
            lines.addAll(all.subList(lines.isEmpty() ? 0 : 1, all.size()));
        }
        for (int i = EVERY; i < lines.size(); i += EVERY) {
            String[] values = lines.get(i).split(",", -1);
            values[device] = "serial-" + i / EVERY % SERIALS;
            lines.set(i, String.join(",", values));
        }
        return Files.write(folder.resolve("events.csv"), lines);
    }
}
