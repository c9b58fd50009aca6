// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeetingsTest {
    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;
    private static final double MONTH = 30.0 * DAY;

    private record Met(int first, int second, int meetings, double surprise) {}

    @Test
    void areCountedOnceInHalfADay() {
        Meetings meetings = new Meetings(2);
        add(meetings, 1, 0, 50, DAY, 2 * DAY);
        add(meetings, 0, 60, 55, DAY + HOUR, 2 * DAY + HOUR + 1);

        assertThat(met(meetings, MONTH)).singleElement().satisfies(pair -> {
            assertThat(pair.first).isZero();
            assertThat(pair.second).isEqualTo(1);
            assertThat(pair.meetings).isEqualTo(2);
        });
    }

    /** Two who came once each, among three: 1 − exp(−120 / 43200) for each of three pairs. */
    @Test
    void surpriseByHowRareTheyAre() {
        Meetings meetings = new Meetings(3);
        add(meetings, 0, 0);
        add(meetings, 1, 30);
        add(meetings, 2, 9 * DAY);

        double pairs = 3 * (1 - Math.exp(-120 / MONTH));
        assertThat(met(meetings, MONTH)).singleElement().satisfies(pair -> assertThat(pair.surprise)
                .isCloseTo(-Math.log10(pairs), within(1e-9)));
    }

    @Test
    void doNotSurpriseWhereTheyAreExpected() {
        Meetings meetings = new Meetings(3);
        add(meetings, 0, 0);
        add(meetings, 1, 30);
        add(meetings, 2, 3 * HOUR);

        assertThat(met(meetings, 4 * HOUR)).singleElement().satisfies(pair -> assertThat(pair.surprise)
                .isNotPositive());
    }

    /** Hundreds of meetings of two who are there all the time: chance makes thousands in 100 days, and hardly one in centuries. */
    @Test
    void doNotSurpriseAmongThoseWhoAlwaysCome() {
        Meetings meetings = new Meetings(2);
        for (int n = 0; n < 800; n++) {
            add(meetings, 0, n * 13 * HOUR);
            add(meetings, 1, n * 13 * HOUR + 30, n * 13 * HOUR + 6 * HOUR);
        }

        assertThat(met(meetings, 100.0 * DAY)).singleElement().satisfies(pair -> assertThat(pair.surprise)
                .isNotPositive());
        assertThat(met(meetings, 1e5 * DAY)).singleElement().satisfies(pair -> {
            assertThat(pair.meetings).isEqualTo(800);
            assertThat(pair.surprise).isFinite().isGreaterThan(100);
        });
    }

    @Test
    void areNoneInACrowd() {
        Meetings crowd = new Meetings(Meetings.MAX_CROWD + 1);
        Meetings fewer = new Meetings(Meetings.MAX_CROWD);
        for (int account = 0; account <= Meetings.MAX_CROWD; account++) {
            crowd.add(account, account);
            if (account < Meetings.MAX_CROWD) {
                fewer.add(account, account);
            }
        }

        assertThat(met(crowd, 1e9)).isEmpty();
        assertThat(met(fewer, 1e9)).hasSize(Meetings.MAX_CROWD * (Meetings.MAX_CROWD - 1) / 2);
    }

    @Test
    void ofAnAccountWithItselfAreNone() {
        Meetings meetings = new Meetings(2);
        add(meetings, 0, 0, 10, 20);
        add(meetings, 1, 5 * DAY);

        assertThat(met(meetings, MONTH)).isEmpty();
    }

    private static void add(Meetings meetings, int account, int... minutes) {
        for (int minute : minutes) {
            meetings.add(account, minute);
        }
    }

    private static List<Met> met(Meetings meetings, double spanMinutes) {
        List<Met> met = new ArrayList<>();
        meetings.forEach(spanMinutes, (a, b, times, surprise) -> met.add(new Met(a, b, times, surprise)));
        return met;
    }
}
