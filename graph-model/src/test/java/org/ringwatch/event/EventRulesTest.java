// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventRulesTest {

    @Test
    void tokensAreKeptInCanonicalForm() {
        assertThat(new EventRules(Set.of(" NULL\u3000", "E\u0301"), 8, Map.of()).missingTokens())
                .containsExactlyInAnyOrder("null", "\u00E9");
    }

    @Test
    void refusesEmptyTokens() {
        assertThatThrownBy(() -> new EventRules(Set.of(" "), 8, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("missingTokens must not be empty texts but one was \" \"");
    }

    @Test
    void refusesToReadEveryTextAsZeros() {
        assertThatThrownBy(() -> new EventRules(Set.of(), 0, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("minMissingZeros must be positive but was 0");
    }

    @Test
    void refusesNamesThatOnlyCaseTellsApart() {
        assertThatThrownBy(() -> EventRules.defaults()
                        .withEventTypes(Map.of("Pay", EventType.PURCHASE, "PAY", EventType.REFUND)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("eventTypes must not give names that differ only in case to different types"
                        + " but did for \"PAY\" and \"Pay\"");
    }
}
