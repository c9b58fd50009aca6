// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.ringwatch.ring.Amount;

/** How the fixed-point numbers, times, sums and names of a ring are written, the same in every file. */
final class Fixed {

    private static final int MILLIS_PER_DAY = 86_400_000;

    private Fixed() {}

    /** Millionths as a decimal without exponent or trailing zeros. */
    static BigDecimal micros(long micros) {
        return BigDecimal.valueOf(micros, 6).stripTrailingZeros();
    }

    /** Thousandths as a decimal without exponent or trailing zeros. */
    static BigDecimal millis(long millis) {
        return BigDecimal.valueOf(millis, 3).stripTrailingZeros();
    }

    /** Millionths as text, {@code 0.05}. */
    static String microsText(long micros) {
        return micros(micros).toPlainString();
    }

    /** Epoch milliseconds as ISO-8601 in UTC with three digits of a second. */
    static String time(long epochMillis) {
        // By hand: the formatter of the JDK was a third of the whole writing time.
        int millis = (int) Math.floorMod(epochMillis, (long) MILLIS_PER_DAY);
        StringBuilder text = new StringBuilder(24)
                .append(LocalDate.ofEpochDay(Math.floorDiv(epochMillis, MILLIS_PER_DAY)))
                .append('T');
        twoDigits(text, millis / 3_600_000).append(':');
        twoDigits(text, millis / 60_000 % 60).append(':');
        twoDigits(text, millis / 1_000 % 60).append('.');
        text.append(millis / 100 % 10);
        return twoDigits(text, millis % 100).append('Z').toString();
    }

    private static StringBuilder twoDigits(StringBuilder text, int number) {
        return text.append(number / 10).append(number % 10);
    }

    /** Sums as {@code CNY:12300;USD:500}, empty for none. */
    static String amounts(List<Amount> amounts) {
        StringBuilder text = new StringBuilder();
        for (Amount amount : amounts) {
            text.append(text.isEmpty() ? "" : ";")
                    .append(amount.currency())
                    .append(':')
                    .append(amount.minor());
        }
        return text.toString();
    }

    /** The name of a constant as the result files spell it, {@code account_takeover}. */
    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
