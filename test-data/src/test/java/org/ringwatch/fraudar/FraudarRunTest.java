// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.fraudar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringwatch.evaluate.Evaluation;

class FraudarRunTest {

    @TempDir
    Path folder;

    @Test
    void itsBlocksAreRingsForEvaluate() throws IOException {
        StringBuilder events = new StringBuilder("account_id,device_id,wallet\n");
        StringBuilder truth = new StringBuilder("account_id,ring_id,pattern,role,group\n");
        for (String account : new String[] {"a", "b", "c", "d"}) {
            events.append(account).append(",d1,w1\n").append(account).append(",d2,\n");
            truth.append(account).append(",R,farm,fraudster,\n");
        }
        for (String account : new String[] {"x", "y"}) {
            events.append(account).append(",d3,\n");
            truth.append(account).append(",,,honest,\n");
        }
        Files.createDirectory(folder.resolve("events"));
        Files.writeString(folder.resolve("events/part-0000.csv"), events);
        Files.writeString(folder.resolve("truth.csv"), truth);

        FraudarRun.run(folder.resolve("events"), folder.resolve("rings"));

        JsonNode measures = Evaluation.evaluate(
                folder.resolve("rings"), folder.resolve("truth.csv"), Optional.empty(), OptionalDouble.empty());
        assertThat(measures.at("/rings/predicted").asInt()).isEqualTo(2);
        assertThat(measures.at("/rings/strict_share").asDouble()).isEqualTo(1);
        assertThat(measures.at("/accounts/best_f1").asDouble()).isEqualTo(1);
    }
}
