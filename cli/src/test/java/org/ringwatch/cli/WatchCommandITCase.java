// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchCommandITCase {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int PERIODS = 4;

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

    @Test
    void whatIsThereIsReadOnceAsDetectReadsIt() throws IOException {
        Path output = folder.resolve("watch");
        Invocation watch = watch(output, "--once");
        assertThat(watch.err()).doesNotContain("failed");
        assertThat(watch.exitCode()).isZero();
        Invocation detect = Invocation.of(
                "detect",
                "--input",
                world.resolve("events").toString(),
                "--output",
                folder.resolve("detect").toString());
        assertThat(detect.exitCode()).isZero();
        assertThat(WatchedOutput.rings(output.resolve("current")))
                .isNotEmpty()
                .isEqualTo(WatchedOutput.rings(folder.resolve("detect")));
        for (String read : List.of("filled", "signals_off", "unknown_event_types", "events_digest")) {
            assertThat(run(output.resolve("current")).required(read))
                    .as(read)
                    .isEqualTo(run(folder.resolve("detect")).required(read));
        }
        assertThat(Invocation.of("verify", output.resolve("current").toString()).exitCode())
                .isZero();
        int changes = WatchedOutput.assertEachChangeIsToldOnce(output);
        assertThat(watch.out()).contains("changes      " + changes).contains("born");
        Invocation again = watch(output, "--once");
        assertThat(again.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(again.message())
                .contains("--output must not be a watch that read all of its input (--once) but was");
    }

    /** Stopped while it reads, a watch goes on where it was, and every change is there once. */
    @Test
    void aWatchThatWasStoppedGoesOn() throws Exception {
        Path input = Files.createDirectory(folder.resolve("events"));
        Path output = folder.resolve("watch of 50% &c");
        List<List<String>> periods = EventPeriods.of(world.resolve("events"), PERIODS);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        try (Interruption interruption = Interruption.watch()) {
            Thread user = new Thread(() -> {
                try {
                    appear(input, periods, 0, PERIODS / 2);
                    await(output.resolve("current/run.json"));
                    await(output.resolve("changes/000000000001.jsonl"));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                interruption.request();
            });
            user.start();
            Engine engine = (progress, ui, work) -> RunFolder.within(
                    run -> work.run(new EmbeddedRun(run.exchange(), progress, interruption, OptionalInt.empty())));
            int exitCode = Main.commandLine(new WatchCommand(engine))
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(err))
                    .execute(arguments(input, output));
            interruption.close();
            user.join();
            assertThat(exitCode).as(err.toString()).isEqualTo(ExitCode.INTERRUPTED);
        }
        assertThat(out.toString()).contains("born").contains("\nrings  ");
        assertThat(err.toString()).doesNotContain("warning");
        WatchedOutput.assertEachChangeIsToldOnce(output);

        Invocation refused = watch(input, output, "--clustering", "components");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.message())
                .contains("clustering.method must be what the state in --output was made with, \"leiden\", but was"
                        + " \"components\"");
        assertThat(watch(input, output, "--format", "csv").message())
                .contains("--format must be what the state in --output was made with");
        appear(input, periods, PERIODS / 2, PERIODS);
        Invocation second = watch(input, output, "--once", "--alert-growth", "0.5");
        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(second.err())
                .contains("going on from the state of an earlier run", "warning: --once ends this watch for good");
        WatchedOutput.assertEachChangeIsToldOnce(output);
        Path detected = folder.resolve("detect");
        assertThat(Invocation.of("detect", "--input", input.toString(), "--output", detected.toString())
                        .exitCode())
                .isZero();
        assertThat(WatchedOutput.rings(output.resolve("current")))
                .isNotEmpty()
                .isEqualTo(WatchedOutput.rings(detected));
    }

    private static void appear(Path input, List<List<String>> periods, int first, int end) throws IOException {
        for (int period = first; period < end; period++) {
            EventPeriods.appear(input, period, periods.get(period));
        }
    }

    private static void await(Path file) {
        long patience = System.nanoTime() + 60_000_000_000L;
        while (!Files.exists(file) && System.nanoTime() < patience) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Invocation watch(Path output, String... more) {
        return watch(world.resolve("events"), output, more);
    }

    private static Invocation watch(Path input, Path output, String... more) {
        return Invocation.of(
                Stream.concat(Stream.of("watch"), Stream.concat(Stream.of(arguments(input, output)), Stream.of(more)))
                        .toArray(String[]::new));
    }

    private static String[] arguments(Path input, Path output) {
        return new String[] {
            "--input",
            input.toString(),
            "--output",
            output.toString(),
            "--retention",
            "365d",
            "--checkpoint-every",
            "500ms",
            "--snapshot-every",
            "2s",
            "--parallelism",
            "2"
        };
    }

    private static JsonNode run(Path output) throws IOException {
        return JSON.readTree(output.resolve("run.json").toFile());
    }
}
