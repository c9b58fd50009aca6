// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A watch by the launcher, whose process ends in every way between some events and the next. */
class WatchCrashPackagedCheck {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int PERIODS = 4;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit
    Path folder;

    /** First from a savepoint, then from checkpoints, which share files with it and with one another. */
    @Test
    void aWatchGoesOnHoweverItEnded() throws Exception {
        Path input = Files.createDirectory(folder.resolve("in"));
        Path output = folder.resolve("out");
        File savepoints = output.resolve("state/savepoints").toFile();
        List<List<String>> periods = EventPeriods.of(ROOT.resolve("test-data/sample/events"), PERIODS);
        for (int period = 0; period < PERIODS; period++) {
            EventPeriods.appear(input, period, periods.get(period));
            boolean isStopped = period % 2 == 0;
            List<File> before = files(savepoints).toList();
            Process watching = watch(input, output);
            try {
                awaitSaved(watching, output, knownBy(periods, period));
            } finally {
                if (isStopped) {
                    watching.destroy();
                } else {
                    watching.destroyForcibly();
                }
                watching.waitFor();
            }
            assertThat(files(savepoints).filter(savepoint -> !before.contains(savepoint)))
                    .as("made when the watch was stopped after period " + period)
                    .hasSize(isStopped ? 1 : 0);
        }
        assertThat(watch(input, output, "--once").waitFor()).as(err()).isZero();

        Path detected = folder.resolve("detected");
        assertThat(Invocation.of("detect", "--input", input.toString(), "--output", detected.toString())
                        .exitCode())
                .isZero();
        assertThat(WatchedOutput.rings(output.resolve("current")))
                .isNotEmpty()
                .isEqualTo(WatchedOutput.rings(detected));
        WatchedOutput.assertEachChangeIsToldOnce(output);
    }

    /** How many events there are up to a period: lines repeat. */
    private static long knownBy(List<List<String>> periods, int last) {
        return periods.subList(0, last + 1).stream()
                .flatMap(lines -> lines.stream().skip(1))
                .map(line -> line.substring(0, line.indexOf(',')))
                .distinct()
                .count();
    }

    private Process watch(Path input, Path output, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ROOT.resolve("ringwatch").toString(),
                "watch",
                "--input",
                input.toString(),
                "--output",
                output.toString(),
                "--retention",
                "400d",
                "--checkpoint-every",
                "500ms",
                "--snapshot-every",
                "500ms",
                "--no-report",
                "--parallelism",
                "2"));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
    }

    /** Waits until a snapshot knows so many events, and a checkpoint came after it. */
    private void awaitSaved(Process watching, Path output, long events) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Path current = output.resolve("current");
        long known = Long.MAX_VALUE;
        while (latestCheckpoint(output) <= known) {
            assertThat(watching.isAlive() && System.nanoTime() < end)
                    .as("saved in time: " + err())
                    .isTrue();
            Thread.sleep(100);
            if (known == Long.MAX_VALUE && WatchedOutput.events(current) >= events) {
                known = System.currentTimeMillis();
            }
        }
    }

    /** When the latest complete checkpoint came; folders of earlier ones go away meanwhile. */
    private static long latestCheckpoint(Path output) {
        return files(output.resolve("state/checkpoints").toFile())
                .flatMap(WatchCrashPackagedCheck::files)
                .mapToLong(checkpoint -> new File(checkpoint, "_metadata").lastModified())
                .max()
                .orElse(0);
    }

    private static Stream<File> files(File folder) {
        File[] files = folder.listFiles();
        return files == null ? Stream.empty() : Stream.of(files);
    }

    private String err() throws IOException {
        return Files.readString(folder.resolve("err.txt"));
    }
}
