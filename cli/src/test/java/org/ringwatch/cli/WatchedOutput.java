// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a watch wrote. */
public final class WatchedOutput {
    private static final ObjectMapper JSON = new ObjectMapper();

    private WatchedOutput() {}

    /** The rings of a run or snapshot, without what may differ between a watch and {@code detect}: case and lineage. */
    public static List<JsonNode> rings(Path folder) throws IOException {
        List<JsonNode> rings = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("rings.jsonl"))) {
            ObjectNode ring = (ObjectNode) JSON.readTree(line);
            rings.add(ring.without(List.of("case_id", "lineage")));
        }
        return rings;
    }

    /** How many events a complete run or snapshot knows; none while there is no such. */
    public static long events(Path folder) throws IOException {
        return Files.exists(folder.resolve("_SUCCESS"))
                ? JSON.readTree(folder.resolve("run.json").toFile())
                        .required("counts")
                        .path("events")
                        .asLong()
                : 0;
    }

    /** Changes are numbered from 1 without a gap, and no case is born twice; how many there are. */
    public static int assertEachChangeIsToldOnce(Path output) throws IOException {
        Set<String> born = new HashSet<>();
        int sequence = 0;
        try (Stream<Path> files = Files.list(output.resolve("changes"))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    JsonNode change = JSON.readTree(line);
                    sequence++;
                    assertThat(change.required("sequence").asInt()).isEqualTo(sequence);
                    if (change.required("change").asText().equals("born")) {
                        assertThat(born.add(change.required("case_id").asText()))
                                .as("case %s is born once", change.required("case_id"))
                                .isTrue();
                    }
                }
            }
        }
        assertThat(born).isNotEmpty();
        return sequence;
    }
}
