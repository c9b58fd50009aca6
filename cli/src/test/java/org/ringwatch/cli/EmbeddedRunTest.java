// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRunTest {

    @Test
    void theWebInterfaceIsThereWhileTheJobRuns(@TempDir Path folder) throws Exception {
        StringWriter err = new StringWriter();
        int port = EmbeddedRun.freePort();
        AtomicReference<String> page = new AtomicReference<>("");
        try (Interruption interruption = Interruption.watch()) {
            EmbeddedRun run = new EmbeddedRun(
                    folder, new Progress(new PrintWriter(err), false), interruption, OptionalInt.of(port));
            boolean ended = run.run(
                    "test",
                    1,
                    env -> env.fromSequence(0, 9)
                            .uid("numbers")
                            .map(number -> {
                                Thread.sleep(200);
                                return number;
                            })
                            .returns(Types.LONG)
                            .uid("slow")
                            .sinkTo(new DiscardingSink<>())
                            .uid("sink"),
                    (accumulators, elapsed) -> {
                        page.set(page(port));
                        return new ProgressSnapshot("reading", 0, 0, 0, 0, Duration.ZERO);
                    });
            assertThat(ended).isTrue();
        }
        assertThat(page.get()).contains("<title>");
        assertThat(err.toString()).startsWith("Flink's web interface: http://localhost:" + port + "\n");
    }

    private static String page(int port) {
        try (InputStream in =
                URI.create("http://localhost:" + port + "/index.html").toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
