// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Canonical bytes of events that no line was read for, for tests. */
public final class CanonicalTexts {
    private CanonicalTexts() {}

    /** The canonical bytes of an event. */
    public static byte[] encode(AccountEvent event) {
        String[] parts = {
            event.eventId(),
            Long.toString(event.eventTime()),
            event.eventType().name(),
            event.accountId(),
            event.deviceId(),
            event.ip(),
            event.merchantId(),
            event.wallet(),
            event.beneficiaryId(),
            event.currency().isEmpty() ? "" : Long.toString(event.amountMinor()),
            event.currency(),
            event.orderId(),
            event.productId(),
            text(event.outcome()),
            switch (event.twoFactor()) {
                case UNKNOWN -> "";
                case OFF -> "false";
                case ON -> "true";
            },
            event.familyId(),
            text(event.accountKind()),
            text(event.ipKind()),
            event.ipCountry(),
            event.utcOffsetMinutes() == AccountEvent.NO_OFFSET ? "" : Integer.toString(event.utcOffsetMinutes())
        };
        return String.join(String.valueOf((char) ValidEvent.SEPARATOR), parts).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Enum<?> constant) {
        return constant.name().equals("UNKNOWN") ? "" : constant.name().toLowerCase(Locale.ROOT);
    }
}
