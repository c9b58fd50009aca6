// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchCommandITCase {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path world;

    @TempDir
    Path folder;

    @BeforeAll
    static void simulate() {
        assertThat(Invocation.of(
                                "simulate",
                                "--output",
                                world.toString(),
                                "--events",
                                "20000",
                                "--seed",
                                "701",
                                "--level",
                                "medium",
                                "--overwrite")
                        .exitCode())
                .isZero();
    }

    private static List<Path> events() throws IOException {
        try (Stream<Path> files = Files.list(world.resolve("events"))) {
            return files.sorted().toList();
        }
    }

    @Test
    void whatIsThereIsReadOnceAsDetectReadsIt() throws IOException {
        Path output = folder.resolve("watch");
        Invocation watch = Invocation.of(
                "watch",
                "--input",
                world.resolve("events").toString(),
                "--output",
                output.toString(),
                "--once",
                "--retention",
                "365d",
                "--checkpoint-every",
                "500ms",
                "--parallelism",
                "2");
        assertThat(watch.err()).doesNotContain("failed");
        assertThat(watch.exitCode()).isZero();
        Invocation detect = Invocation.of(
                "detect",
                "--input",
                world.resolve("events").toString(),
                "--output",
                folder.resolve("detect").toString());
        assertThat(detect.exitCode()).isZero();
        assertThat(rings(output.resolve("current"))).isNotEmpty().isEqualTo(rings(folder.resolve("detect")));
        assertThat(Invocation.of("verify", output.resolve("current").toString()).exitCode())
                .isZero();
        System.out.println(watch.out());
        System.out.println(watch.err());
    }

    /** Without what may differ: case and lineage. */
    private static List<JsonNode> rings(Path output) throws IOException {
        return Files.readAllLines(output.resolve("rings.jsonl")).stream()
                .map(line -> {
                    try {
                        ObjectNode ring = (ObjectNode) JSON.readTree(line);
                        ring.remove(List.of("case_id", "lineage"));
                        return (JsonNode) ring;
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }
}
