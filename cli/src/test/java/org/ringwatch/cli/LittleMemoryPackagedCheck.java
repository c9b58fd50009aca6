// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of the launcher with little memory: they end, and say what to do. See pom.xml. */
class LittleMemoryPackagedCheck {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit
    Path folder;

    @Test
    void theSampleNeedsNoMoreThanTheReadmeSays() throws IOException, InterruptedException {
        assertThat(Files.readString(ROOT.resolve("README.md"))).contains("`-Xmx64m` is enough for the sample");
        Ended ended = detect("-Xmx64m");
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(folder.resolve("rings/_SUCCESS")).exists();
    }

    @Test
    void aHeapTooSmallForFlinkEndsTheProcessWithTheWayOut() throws IOException, InterruptedException {
        Ended ended = detect("-Xmx16m");
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(1);
        assertThat(ended.err()).contains("memory ran out").contains("RINGWATCH_JAVA_OPTS=-Xmx");
    }

    @Test
    void aHeapTooSmallForTheEventsEndsTheJobAtOnce() throws IOException, InterruptedException {
        Ended ended = detect("-Xmx32m");
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(1);
        assertThat(ended.err()).contains("memory ran out").contains("RINGWATCH_JAVA_OPTS=-Xmx");
    }

    @Test
    void tooLittleDirectMemoryIsRefusedBeforeTheRun() throws IOException, InterruptedException {
        Ended ended = detect("-XX:MaxDirectMemorySize=128m");
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err())
                .contains("--parallelism 2 needs -XX:MaxDirectMemorySize of at least 288m but it was 128m");
        assertThat(folder.resolve("rings")).doesNotExist();
    }

    private record Ended(int exitCode, String err) {}

    private Ended detect(String javaOptions) throws IOException, InterruptedException {
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(
                        ROOT.resolve("ringwatch").toString(),
                        "detect",
                        "--input",
                        "test-data/sample/events",
                        "--parallelism",
                        "2",
                        "--output",
                        folder.resolve("rings").toString())
                .directory(ROOT.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(err.toFile());
        builder.environment().put("RINGWATCH_JAVA_OPTS", javaOptions + " -Djava.io.tmpdir=" + folder);
        Process process = builder.start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return new Ended(-1, "did not end: " + Files.readString(err, UTF_8));
        }
        return new Ended(process.exitValue(), Files.readString(err, UTF_8));
    }
}
