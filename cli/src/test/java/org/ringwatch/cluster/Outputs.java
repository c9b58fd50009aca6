// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Compares outputs of {@code detect}. */
final class Outputs {

    /** {@code run.json} tells times, and the manifest its hash. */
    private static final List<String> WITH_TIMES = List.of("run.json", "manifest-sha256.txt");

    private Outputs() {}

    /** Both are complete and hold the same files with the same bytes, and the same counts of the same events. */
    static void assertSame(Path actual, Path expected) throws IOException {
        assertSameFiles(actual, expected);
        for (String key : List.of("counts", "events_digest", "unknown_event_types", "inputs", "signals_off")) {
            assertThat(run(actual).required(key))
                    .as(key)
                    .isEqualTo(run(expected).required(key));
        }
    }

    /** Both are complete and hold the same files with the same bytes; their inputs may have other names. */
    static void assertSameFiles(Path actual, Path expected) throws IOException {
        assertThat(actual.resolve("_SUCCESS")).exists();
        assertThat(files(actual)).containsExactlyElementsOf(files(expected));
        for (Path file : files(expected)) {
            if (!WITH_TIMES.contains(file.toString())) {
                assertThat(Files.mismatch(actual.resolve(file), expected.resolve(file)))
                        .as(file.toString())
                        .isEqualTo(-1);
            }
        }
        assertThat(run(actual).required("counts")).isEqualTo(run(expected).required("counts"));
    }

    private static JsonNode run(Path output) throws IOException {
        return new ObjectMapper().readTree(output.resolve("run.json").toFile());
    }

    private static List<Path> files(Path output) throws IOException {
        try (Stream<Path> files = Files.walk(output)) {
            return files.filter(Files::isRegularFile)
                    .map(output::relativize)
                    .sorted()
                    .toList();
        }
    }
}
