// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringwatch.event.ShownValue;

/** Reads spans of time such as {@code 200ms}, {@code 5s}, {@code 1m}, {@code 2h} and {@code 45d}. */
final class Durations {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "ms",
            ChronoUnit.MILLIS,
            "s",
            ChronoUnit.SECONDS,
            "m",
            ChronoUnit.MINUTES,
            "h",
            ChronoUnit.HOURS,
            "d",
            ChronoUnit.DAYS);

    private Durations() {}

    /**
     * A span that is not nothing.
     *
     * @throws UsageException naming the option, the rule and the value
     */
    static Duration positive(String option, String text) {
        Matcher matcher = FORM.matcher(text);
        Duration span = matcher.matches() && UNITS.containsKey(matcher.group(2))
                ? Duration.of(Long.parseLong(matcher.group(1)), UNITS.get(matcher.group(2)))
                : Duration.ZERO;
        if (span.isZero()) {
            throw new UsageException(option
                    + " must be a number above 0 with ms, s, m, h or d, such as 200ms or 45d, but was "
                    + ShownValue.quote(text));
        }
        return span;
    }

    /**
     * A number of whole days.
     *
     * @throws UsageException naming the option, the rule and the value
     */
    static int days(String option, String text, int most) {
        Duration span = positive(option, text);
        if (!span.equals(Duration.ofDays(span.toDays())) || span.toDays() > most) {
            throw new UsageException(
                    option + " must be whole days, 1d to " + most + "d, but was " + ShownValue.quote(text));
        }
        return (int) span.toDays();
    }
}
