// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs commands at the root of the repository, as a user does. */
final class Commands {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path JOB_JAR = Path.of(System.getProperty("ringwatch.jobJar", "target/ringwatch-job.jar"));
    static final Path FLINK =
            Path.of(System.getProperty("ringwatch.flink", "target/flink")).toAbsolutePath();

    /** What a command answered. */
    record Answer(int exitCode, String out, String err) {}

    private Commands() {}

    static Answer run(List<String> command) throws IOException, InterruptedException {
        Path err = Files.createTempFile("ringwatch-err", "");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(ROOT.toFile())
                    .redirectError(err.toFile())
                    .start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Answer(process.waitFor(), out, Files.readString(err));
        } finally {
            Files.delete(err);
        }
    }

    static Answer ringwatch(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(ROOT.resolve("ringwatch").toString()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** Runs a command of ours that must succeed. */
    static void succeed(String... arguments) throws IOException, InterruptedException {
        Answer answer = ringwatch(arguments);
        assertThat(answer.exitCode()).as(answer.err()).isZero();
    }

    /** Simulates a world; the folder of its events. */
    static Path simulate(Path world, long events, long seed) throws IOException, InterruptedException {
        succeed(
                "simulate",
                "--output",
                world.toString(),
                "--events",
                Long.toString(events),
                "--seed",
                Long.toString(seed));
        return world.resolve("events");
    }
}
