// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FactsTest {

    private final Facts facts = new Facts();

    @Test
    void sumsFactsOfOneName() {
        facts.add(new Fact(Facts.LINKS, 3));
        facts.add(new Fact(Facts.LINKS, 4));
        assertThat(facts.get(Facts.LINKS)).isEqualTo(7);
    }

    @Test
    void sumsHashesModulo2To64() {
        facts.add(new Fact(Facts.DIGEST_HIGH, Long.MAX_VALUE));
        facts.add(new Fact(Facts.DIGEST_HIGH, 1));
        assertThat(facts.get(Facts.DIGEST_HIGH)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void keepsTheFirstAndTheLastOfTimes() {
        for (long time : new long[] {20, 10, 30}) {
            facts.add(new Fact(Fact.FIRST + "read.millis", time));
            facts.add(new Fact(Fact.LAST + "read.millis", time));
        }
        assertThat(facts.get("first.read.millis")).isEqualTo(10);
        assertThat(facts.get("last.read.millis")).isEqualTo(30);
    }

    @Test
    void aFactThatNobodyToldIsZero() {
        assertThat(facts.get(Facts.HUBS)).isZero();
    }

    @Test
    void findsFactsByPrefixInOrder() {
        facts.add(new Fact(Facts.UNKNOWN_TYPE + "LIKE", 2));
        facts.add(new Fact(Facts.UNKNOWN_TYPE + "FOLLOW", 1));
        facts.add(new Fact("unknown_typewriter", 9));
        facts.add(new Fact(Facts.TIES, 9));
        assertThat(facts.startingWith(Facts.UNKNOWN_TYPE))
                .containsExactly(Map.entry("FOLLOW", 1L), Map.entry("LIKE", 2L));
    }

    @Test
    void countsTheLinesOfEarlierSplitsOfTheSameFileOnly() {
        facts.add(new Fact(Facts.lines(1, 0), 10));
        facts.add(new Fact(Facts.lines(1, 900), 20));
        facts.add(new Fact(Facts.lines(1, 1_000), 30));
        facts.add(new Fact(Facts.lines(11, 0), 100));
        facts.add(new Fact(Facts.lines(0, 0), 100));
        assertThat(facts.linesBefore(1, 0)).isZero();
        assertThat(facts.linesBefore(1, 900)).isEqualTo(10);
        assertThat(facts.linesBefore(1, 1_000)).isEqualTo(30);
        assertThat(facts.linesBefore(11, 5)).isEqualTo(100);
    }
}
