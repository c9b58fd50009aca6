// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringwatch.ring.Ring;
import org.ringwatch.why.Explanation;
import org.ringwatch.why.Standing;

class ExplanationJsonTest {

    private static JsonNode json(Explanation explanation) throws IOException {
        return new ObjectMapper().readTree(ExplanationJson.text(explanation));
    }

    @Test
    void holdsTheRingAsTheRingFilesDo() throws IOException {
        Ring ring = SampleRings.full();
        JsonNode json = json(SampleExplanations.of(
                "alice",
                SampleExplanations.in(Standing.Kind.FLAGGED, ring),
                List.of(SampleExplanations.pair("b", true))));
        assertThat(json.get("ring")).isEqualTo(new ObjectMapper().readTree(RingJson.line(ring)));
        assertThat(json.get("standing").asText()).isEqualTo("flagged");
        assertThat(json.get("score").decimalValue()).isEqualByComparingTo("0.987654");
        assertThat(json.get("behaviours").get(0).asText()).isEqualTo("claims");
        assertThat(json.get("resources").get(1).get("discounted").get("crowd").asInt())
                .isEqualTo(61);
    }

    @Test
    void weightsAddUpExactly() throws IOException {
        JsonNode pair = json(SampleExplanations.of(
                        "alice",
                        SampleExplanations.standing(Standing.Kind.UNTIED),
                        List.of(SampleExplanations.pair("b", false))))
                .get("strongest")
                .get(0);
        double sum = 0;
        for (JsonNode item : pair.get("items")) {
            double steps = 0;
            for (JsonNode step : item.get("steps")) {
                steps += step.get("weight").asDouble();
            }
            assertThat(steps).isEqualTo(item.get("weight").asDouble());
            sum += steps;
        }
        for (JsonNode step : pair.get("steps")) {
            sum += step.get("weight").asDouble();
        }
        assertThat(sum).isEqualTo(pair.get("weight").asDouble());
        assertThat(pair.get("missing").asDouble()).isEqualTo(0.365);
        assertThat(pair.get("tied").asBoolean()).isFalse();
    }

    @Test
    void holdsTheOtherAccount() throws IOException {
        Standing together = SampleExplanations.in(Standing.Kind.FLAGGED, SampleRings.full());
        JsonNode with = json(SampleExplanations.together(together, "a-2", true, together, true))
                .get("with");
        assertThat(with.get("same_ring").asBoolean()).isTrue();
        assertThat(with.get("pair").get("account").asText()).isEqualTo("a-2");
    }

    @Test
    void isOneLineWhateverTheNames() throws IOException {
        for (String name : SampleRings.ILLEGAL_IDS) {
            String text = ExplanationJson.text(
                    SampleExplanations.unseen(name, List.of(name), new Explanation.Unreadable(1, List.of(name))));
            assertThat(text.lines()).hasSize(1);
            assertThat(new ObjectMapper().readTree(text).get("alike")).hasSize(1);
        }
    }
}
