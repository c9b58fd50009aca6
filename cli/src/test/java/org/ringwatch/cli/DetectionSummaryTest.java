// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DetectionSummaryTest {

    @Test
    void namesAllCounts() {
        DetectionSummary summary = new DetectionSummary(
                20_000,
                12,
                5,
                3,
                1,
                1_800,
                7_200,
                4,
                90,
                0,
                14,
                31,
                Map.of(),
                Duration.ofMillis(9_440),
                "out/sample",
                true,
                5,
                0);
        assertThat(summary.lines())
                .containsExactly(
                        "events       20,000",
                        "rejected     12",
                        "erased       5",
                        "duplicates   3",
                        "conflicting  1",
                        "accounts     1,800",
                        "links        7,200",
                        "hubs         4",
                        "components   90",
                        "rings        14 flagged of 31",
                        "seconds      9.4",
                        "output       out/sample",
                        "audit        5 from below the cut (audit_sample.csv)",
                        "report       out/sample/report/index.html");
        assertThat(summary.warnings()).isEmpty();
    }

    @Test
    void warnsWhenMoreThanHalfWasRejected() {
        assertThat(summary(50, 51).warnings())
                .containsExactly("WARNING: 51 of 101 lines were rejected, more than half; see out/rejected");
        assertThat(summary(50, 50).warnings()).isEmpty();
    }

    @Test
    void warnsWhenNothingWasRead() {
        assertThat(summary(0, 0).warnings())
                .containsExactly(
                        "WARNING: no valid event was read, so the results are empty; the input holds no lines");
        assertThat(summary(0, 7).warnings())
                .containsExactly("WARNING: no valid event was read, so the results are empty; see out/rejected");
    }

    @Test
    void warnsOfEventTypesThatAreNotKnown() {
        DetectionSummary summary = new DetectionSummary(
                90,
                0,
                0,
                0,
                0,
                40,
                0,
                0,
                0,
                0,
                0,
                0,
                Map.of("LOGON", 7L, "a\u001B", 1_200L),
                Duration.ZERO,
                "out",
                false,
                0,
                0);
        assertThat(summary.warnings())
                .containsExactly(
                        "WARNING: 1,207 events are of a type that is not known and count as OTHER: \"a\\u001b\""
                                + " (1,200), \"LOGON\" (7); columns.event_types of the configuration maps names");
    }

    @Test
    void namesFiveUnknownEventTypesAtMost() {
        Map<String, Long> types = Map.of("a", 1L, "b", 1L, "c", 1L, "d", 1L, "e", 1L, "f", 1L);
        assertThat(Warnings.ofUnknownTypes(types).orElse(""))
                .contains(": \"a\" (1), \"b\" (1), \"c\" (1), \"d\" (1), \"e\" (1), …; ");
    }

    @Test
    void warnsOfDecisionsThatMeetNoRing() {
        DetectionSummary summary =
                new DetectionSummary(90, 0, 0, 0, 0, 40, 0, 0, 0, 0, 0, 0, Map.of(), Duration.ZERO, "out", true, 0, 2);
        assertThat(summary.warnings())
                .containsExactly(
                        "WARNING: --dispositions: 2 of the decisions on a ring met no ring of this run, so they count"
                                + " for nothing; other events, settings or lists can give a ring another case"
                                + " (docs/priors.md)");
    }

    @Test
    void warnsOfComponentsThatWereTightened() {
        DetectionSummary summary = new DetectionSummary(
                90_000, 0, 0, 0, 0, 40_000, 0, 0, 0, 31_000, 0, 0, Map.of(), Duration.ZERO, "out", false, 0, 0);
        assertThat(summary.warnings())
                .containsExactly(
                        "WARNING: 31,000 accounts hang together in groups too large to be one ring, so they were looked at"
                                + " in pieces; ids that stand for nothing, such as a serial of many devices, do that"
                                + " (tightened_accounts in docs/output.md)");
    }

    private static DetectionSummary summary(long events, long rejected) {
        return new DetectionSummary(
                events, rejected, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of(), Duration.ZERO, "out", false, 0, 0);
    }
}
