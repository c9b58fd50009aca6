// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-02-29T12:30:15.123Z         | 2024-02-29T12:30:15.123Z",
                "2024-02-29T12:30:15.123456789Z   | 2024-02-29T12:30:15.123Z",
                "2024-02-29T12:30:15,9Z           | 2024-02-29T12:30:15.900Z",
                "2024-02-29T12:30:15.05Z          | 2024-02-29T12:30:15.050Z",
                "2024-02-29t12:30:15z             | 2024-02-29T12:30:15Z",
                "2024-02-29 12:30:15Z             | 2024-02-29T12:30:15Z",
                "2024-02-29T12:30Z                | 2024-02-29T12:30:00Z",
                "2024-02-29T20:30:15+08:00        | 2024-02-29T12:30:15Z",
                "2024-02-29T20:30:15+0800         | 2024-02-29T12:30:15Z",
                "2024-02-29T20:30:15+08           | 2024-02-29T12:30:15Z",
                "2024-02-29 20:30:15 +0800        | 2024-02-29T12:30:15Z",
                "2024-02-29T20:30+08              | 2024-02-29T12:30:00Z",
                "2024-02-29T07:00:15-05:30        | 2024-02-29T12:30:15Z",
                "2024-02-29T12:30:15-00:00        | 2024-02-29T12:30:15Z",
                "20240229T123015Z                 | 2024-02-29T12:30:15Z",
                "20240229T1230Z                   | 2024-02-29T12:30:00Z",
                "20240229T203015.5+0800           | 2024-02-29T12:30:15.500Z",
                "2016-12-31T23:59:60Z             | 2016-12-31T23:59:59Z",
                "2024-02-29T24:00:00Z             | 2024-03-01T00:00:00Z",
                "1999-12-31T20:00:00-05:00        | 2000-01-01T01:00:00Z",
                "9999-12-31T23:59:59Z             | 9999-12-31T23:59:59Z",
                "0000-01-01T00:00:00Z             | 0000-01-01T00:00:00Z",
                "1709209815123                    | 2024-02-29T12:30:15.123Z",
                "0001709209815123                 | 2024-02-29T12:30:15.123Z"
            })
    void reads(String text, Instant expected) {
        assertThat(parse(text)).isEqualTo(expected.toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "x",
                "2024-02-29",
                "2024-02-29Z",
                "2024-02-29T12Z",
                "2024-02-29T12:30:15",
                "2024-02-29T12:30:15.Z",
                "2024-02-29T12:30:15.5",
                "2024-02-29T12:30:5Z",
                "2024-2-29T12:30:15Z",
                "2024-02-30T12:30:15Z",
                "2023-02-29T12:30:15Z",
                "1900-02-29T12:30:15Z",
                "2024-04-31T12:30:15Z",
                "2024-00-10T12:30:15Z",
                "2024-13-10T12:30:15Z",
                "2024-01-00T12:30:15Z",
                "2024-02-29T25:00:00Z",
                "2024-02-29T24:00:01Z",
                "2024-02-29T12:60:15Z",
                "2024-02-29T12:30:60Z",
                "2024-02-29T12:30:61Z",
                "2024-02-29T12:30:15+19:00",
                "2024-02-29T12:30:15+08:60",
                "2024-02-29T12:30:15+8",
                "2024-02-29T12:30:15+08:",
                "2024-02-29T12:30:15+08:000",
                "2024-02-29T12:30:15ZZ",
                "2024-02-29T12:30:15  Z",
                "2024-02-29  12:30:15Z",
                "2024-0229T12:30:15Z",
                "2024-02-29T1230:15Z",
                "2024-02-29T12:30:15[UTC]",
                "+12024-02-29T12:30:15Z",
                "29.02.2024 12:30",
                "1.7e12",
                "+1709209815123"
            })
    void refuses(String text) {
        assertThat(parse(text)).isEqualTo(EventTime.MALFORMED);
    }

    @Property
    void readsWhatTheJdkWrites(
            @ForAll @LongRange(min = AccountEvent.EARLIEST_TIME, max = AccountEvent.TIME_END) long millis,
            @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int offsetMinutes) {
        OffsetDateTime time = Instant.ofEpochMilli(millis).atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));

        assertThat(parse(time.toString())).isEqualTo(millis);
        assertThat(parse(Long.toString(millis))).isEqualTo(millis);
    }

    /** The text stands in the middle of others, as in a line. */
    private static long parse(String text) {
        byte[] bytes = ("5" + text + "5Z").getBytes(StandardCharsets.UTF_8);
        return EventTime.parse(bytes, 1, bytes.length - 2);
    }
}
