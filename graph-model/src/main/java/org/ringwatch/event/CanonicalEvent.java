// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * An event as its canonical bytes: the texts of all columns in contract order, joined by {@link ValidEvent#SEPARATOR}. They
 * travel in place of an object of twenty parts, and are read only if somebody asks.
 */
public final class CanonicalEvent {
    private static final EventColumn[] COLUMNS = EventColumn.values();

    private CanonicalEvent() {}

    /**
     * The event that {@link ValidEvent#writeCanonical} wrote.
     *
     * @throws IllegalArgumentException unless the bytes have one part for each column
     */
    public static AccountEvent decode(byte[] canonical) {
        String[] parts = parts(canonical);
        return new AccountEvent(
                parts[EventColumn.EVENT_ID.ordinal()],
                Long.parseLong(parts[EventColumn.EVENT_TIME.ordinal()]),
                EventType.valueOf(parts[EventColumn.EVENT_TYPE.ordinal()]),
                parts[EventColumn.ACCOUNT_ID.ordinal()],
                parts[EventColumn.DEVICE_ID.ordinal()],
                parts[EventColumn.IP.ordinal()],
                parts[EventColumn.MERCHANT_ID.ordinal()],
                parts[EventColumn.WALLET.ordinal()],
                parts[EventColumn.BENEFICIARY_ID.ordinal()],
                number(parts[EventColumn.AMOUNT_MINOR.ordinal()]),
                parts[EventColumn.CURRENCY.ordinal()],
                parts[EventColumn.ORDER_ID.ordinal()],
                parts[EventColumn.PRODUCT_ID.ordinal()],
                Outcome.valueOf(constant(parts[EventColumn.OUTCOME.ordinal()])),
                twoFactor(parts[EventColumn.TWO_FACTOR.ordinal()]),
                parts[EventColumn.FAMILY_ID.ordinal()],
                AccountKind.valueOf(constant(parts[EventColumn.ACCOUNT_KIND.ordinal()])),
                IpKind.valueOf(constant(parts[EventColumn.IP_KIND.ordinal()])),
                parts[EventColumn.IP_COUNTRY.ordinal()],
                offset(parts[EventColumn.UTC_OFFSET_MIN.ordinal()]));
    }

    /** Whether two events name the same account. */
    public static boolean sameAccount(byte[] a, byte[] b) {
        int startA = start(a, EventColumn.ACCOUNT_ID);
        int startB = start(b, EventColumn.ACCOUNT_ID);
        for (int i = 0; ; i++) {
            byte next = a[startA + i];
            if (next != b[startB + i]) {
                return false;
            }
            if (next == ValidEvent.SEPARATOR) {
                return true;
            }
        }
    }

    private static int start(byte[] canonical, EventColumn column) {
        int at = 0;
        for (int left = column.ordinal(); left > 0; at++) {
            left -= canonical[at] == ValidEvent.SEPARATOR ? 1 : 0;
        }
        return at;
    }

    private static String[] parts(byte[] canonical) {
        String[] parts = new String[COLUMNS.length];
        int from = 0;
        int count = 0;
        for (int i = 0; i <= canonical.length; i++) {
            if (i == canonical.length || canonical[i] == ValidEvent.SEPARATOR) {
                if (count < parts.length) {
                    parts[count] = new String(canonical, from, i - from, StandardCharsets.UTF_8);
                }
                count++;
                from = i + 1;
            }
        }
        if (count != parts.length) {
            throw new IllegalArgumentException("canonical must have " + parts.length + " parts but had " + count);
        }
        return parts;
    }

    private static String constant(String text) {
        return text.isEmpty() ? "UNKNOWN" : text.toUpperCase(Locale.ROOT);
    }

    private static TwoFactor twoFactor(String text) {
        return text.isEmpty() ? TwoFactor.UNKNOWN : text.equals("true") ? TwoFactor.ON : TwoFactor.OFF;
    }

    private static long number(String text) {
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    private static int offset(String text) {
        return text.isEmpty() ? AccountEvent.NO_OFFSET : Integer.parseInt(text);
    }
}
