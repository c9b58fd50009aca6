// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CanonicalEventTest {
    private static final AccountEvent FULL = new AccountEvent(
            "e1",
            1_700_000_000_123L,
            EventType.PURCHASE,
            "a💥",
            "d1",
            "2001:db8::1",
            "m1",
            "card:1",
            "b1",
            0,
            "USD",
            "o1",
            "p1",
            Outcome.REVERSED,
            TwoFactor.OFF,
            "f1",
            AccountKind.MANAGED,
            IpKind.CGNAT,
            "US",
            -330);
    private static final AccountEvent BARE = new AccountEvent(
            "e1",
            1_700_000_000_123L,
            EventType.OTHER,
            "a",
            "",
            "",
            "",
            "",
            "",
            0,
            "",
            "",
            "",
            Outcome.OK,
            TwoFactor.UNKNOWN,
            "",
            AccountKind.UNKNOWN,
            IpKind.UNKNOWN,
            "",
            AccountEvent.NO_OFFSET);

    @Test
    void comesBackAsItWas() {
        assertThat(CanonicalEvent.decode(CanonicalTexts.encode(FULL))).isEqualTo(FULL);
        assertThat(CanonicalEvent.decode(CanonicalTexts.encode(BARE))).isEqualTo(BARE);
    }

    @Test
    void isWhatAValidatedLineWrites() {
        ValidEvent event = Lines.event(
                EventColumn.EVENT_ID,
                "e1",
                EventColumn.EVENT_TIME,
                "1700000000123",
                EventColumn.EVENT_TYPE,
                "PURCHASE",
                EventColumn.ACCOUNT_ID,
                "a💥",
                EventColumn.IP,
                "2001:DB8::1",
                EventColumn.AMOUNT_MINOR,
                "12",
                EventColumn.CURRENCY,
                "USD",
                EventColumn.TWO_FACTOR,
                "true",
                EventColumn.ACCOUNT_KIND,
                "child",
                EventColumn.UTC_OFFSET_MIN,
                "480");

        assertThat(CanonicalEvent.decode(event.canonical())).isEqualTo(event.toAccountEvent());
        assertThat(event.canonical()).isEqualTo(CanonicalTexts.encode(event.toAccountEvent()));
    }

    @Test
    void tellsAccountsApart() {
        assertThat(CanonicalEvent.sameAccount(CanonicalTexts.encode(FULL), CanonicalTexts.encode(FULL)))
                .isTrue();
        assertThat(CanonicalEvent.sameAccount(CanonicalTexts.encode(FULL), CanonicalTexts.encode(BARE)))
                .isFalse();
    }

    @Test
    void refusesWhatIsNoEvent() {
        assertThatThrownBy(() -> CanonicalEvent.decode("a\u001fb".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("canonical must have 20 parts but had 2");
    }
}
