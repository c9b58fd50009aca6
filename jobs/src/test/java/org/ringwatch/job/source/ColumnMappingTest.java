// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ringwatch.event.EventType;

class ColumnMappingTest {

    @Test
    void mapsEventTypes() {
        assertThat(new ColumnMapping(Map.of(), Map.of(), Map.of("pay", "PURCHASE")).eventTypesByName())
                .isEqualTo(Map.of("pay", EventType.PURCHASE));
    }

    @Test
    void refusesUnknownColumns() {
        assertRefused(
                Map.of("evnt_id", "x"),
                Map.of(),
                Map.of(),
                "columns.sources must have columns of the input contract as keys but had \"evnt_id\"");
        assertRefused(
                Map.of(),
                Map.of("EVENT_ID", "x"),
                Map.of(),
                "columns.constants must have columns of the input contract as keys but had \"EVENT_ID\"");
    }

    @Test
    void refusesBlankTexts() {
        assertRefused(Map.of("ip", " "), Map.of(), Map.of(), "columns.sources.ip must not be blank but was \" \"");
    }

    @Test
    void refusesAColumnWithSourceAndConstant() {
        assertRefused(
                Map.of("ip", "addr"),
                Map.of("ip", "::1"),
                Map.of(),
                "columns.constants.ip must not be given together with columns.sources.ip but was \"::1\"");
    }

    @Test
    void refusesUnknownEventTypes() {
        assertThatThrownBy(() -> new ColumnMapping(Map.of(), Map.of(), Map.of("pay", "PURCHSE")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("columns.eventTypes.pay must be one of [SIGN_UP, SIGN_IN, ")
                .hasMessageEndingWith(", OTHER] but was \"PURCHSE\"");
    }

    private static void assertRefused(
            Map<String, String> sources, Map<String, String> constants, Map<String, String> types, String message) {
        assertThatThrownBy(() -> new ColumnMapping(sources, constants, types))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
