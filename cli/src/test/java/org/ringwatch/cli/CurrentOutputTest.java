// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringwatch.job.DetectionParameters;
import org.ringwatch.job.result.Fact;
import org.ringwatch.job.result.Facts;
import org.ringwatch.job.result.RejectedLines;
import org.ringwatch.job.result.Results;
import org.ringwatch.lineage.EarlierRings;
import org.ringwatch.link.Baseline;
import org.ringwatch.why.Traces;

class CurrentOutputTest {
    @TempDir
    Path folder;

    private CurrentOutput output() {
        return new CurrentOutput(
                folder, "run", DetectionParameters.defaults(), List.of(), Optional.empty(), "incoming", 45, 0);
    }

    private static Results results(long events) {
        Facts facts = new Facts();
        facts.add(new Fact(Facts.EVENTS_KEPT, events));
        facts.add(new Fact(Facts.EVENTS_READ, events));
        facts.add(new Fact(Facts.FILLED + "ip", events));
        return new Results(
                List.of(),
                List.of(),
                EarlierRings.NONE,
                List.of(),
                List.of(),
                Baseline.empty(),
                facts,
                List.of(),
                new RejectedLines(),
                new Traces());
    }

    private JsonNode run() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("current/run.json").toFile());
    }

    @Test
    void theNextOneTakesThePlaceOfTheOneBefore() throws IOException {
        output().write(results(1), Long.MIN_VALUE);
        assertThat(run().at("/counts/events").asLong()).isEqualTo(1);
        assertThat(run().at("/watch/clock").isNull()).isTrue();
        output().write(results(2), 0);
        assertThat(run().at("/counts/events").asLong()).isEqualTo(2);
        assertThat(run().at("/watch/clock").asText()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(run().at("/filled/ip").asLong()).isEqualTo(2);
        assertThat(run().get("signals_off")).contains(new TextNode("wallet")).doesNotContain(new TextNode("ip"));
        assertThat(Invocation.of("verify", folder.resolve("current").toString()).exitCode())
                .isZero();
        assertThat(folder.toFile().list()).containsExactly("current");
    }

    @Test
    void theOneBeforeIsBackAfterAProcessDiedBetweenTheTwo() throws IOException {
        output().write(results(1), 0);
        Files.move(folder.resolve("current"), folder.resolve(".previous"));
        Files.createDirectories(folder.resolve(".next/half"));
        CurrentOutput.recover(folder);
        assertThat(run().at("/counts/events").asLong()).isEqualTo(1);
        assertThat(folder.toFile().list()).containsExactly("current");
    }
}
