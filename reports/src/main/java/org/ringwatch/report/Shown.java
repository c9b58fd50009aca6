// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;
import org.ringwatch.export.SafeText;

/** How values look on a page. */
public final class Shown {
    private static final int SHORT_ID = 14;

    private Shown() {}

    /** An id with what cannot be seen, or would move other text about, made visible. */
    public static String id(String id) {
        return SafeText.display(id);
    }

    /** An id for a place where there is no room: the middle is left out. */
    static String shortId(String id) {
        String shown = id(id);
        int length = shown.codePointCount(0, shown.length());
        if (length <= SHORT_ID) {
            return shown;
        }
        int head = shown.offsetByCodePoints(0, SHORT_ID / 2);
        int tail = shown.offsetByCodePoints(shown.length(), 1 - SHORT_ID / 2);
        return shown.substring(0, head) + '…' + shown.substring(tail);
    }

    /** A time of the ring files for reading: {@code 2026-01-02 03:04:05}, in UTC. */
    public static String time(String iso) {
        return iso.substring(0, 10) + ' ' + iso.substring(11, 19);
    }

    /** The day of a time, {@code 2026-01-02}. */
    public static String day(String iso) {
        return iso.substring(0, 10);
    }

    public static String score(BigDecimal score) {
        return score.setScale(3, RoundingMode.HALF_UP).toPlainString();
    }

    /** A log-odds weight with its sign. */
    public static String weight(BigDecimal weight) {
        BigDecimal rounded = weight.setScale(2, RoundingMode.HALF_UP);
        return (rounded.signum() > 0 ? "+" : "") + rounded.toPlainString();
    }

    /** A number with up to three decimals. */
    public static String number(BigDecimal number) {
        BigDecimal rounded = number.setScale(3, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.toBigInteger().toString() : rounded.toPlainString();
    }

    public static String count(long count) {
        return grouped(Long.toString(Math.abs(count)), count < 0);
    }

    /** A share as whole per cent, {@code <1 %} for a little. */
    static String percent(long part, long all) {
        long percent = Math.round(100.0 * part / all);
        return part > 0 && percent == 0 ? "<1 %" : percent + " %";
    }

    /** An amount with its currency: {@code CNY 1,234.50}. Currencies that Java does not know have two decimals. */
    public static String money(String currency, long minor) {
        String digits = BigDecimal.valueOf(minor, decimals(currency)).abs().toPlainString();
        return currency + ' ' + grouped(digits, minor < 0);
    }

    public static String money(List<RingRecord.Sum> sums) {
        return sums.stream()
                .map(sum -> money(sum.currency(), sum.amountMinor()))
                .collect(Collectors.joining(", "));
    }

    /** An amount in whole units, for sorting and comparing. */
    static String plainMoney(String currency, long minor) {
        return BigDecimal.valueOf(minor, decimals(currency)).toPlainString();
    }

    private static int decimals(String currency) {
        try {
            return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        } catch (IllegalArgumentException e) {
            return 2;
        }
    }

    private static String grouped(String digits, boolean negative) {
        int point = digits.indexOf('.');
        int whole = point < 0 ? digits.length() : point;
        StringBuilder text = new StringBuilder(digits);
        for (int i = whole - 3; i > 0; i -= 3) {
            text.insert(i, ',');
        }
        return negative ? "−" + text : text.toString();
    }
}
