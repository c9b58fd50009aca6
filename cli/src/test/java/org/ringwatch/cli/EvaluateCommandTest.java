// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit
    Path folder;

    @Test
    void impossibleScoreIsRefused() {
        Invocation invocation =
                Invocation.of("evaluate", "--rings", "rings", "--truth", "truth.csv", "--min-score", "7");
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.message())
                .isEqualTo("ringwatch evaluate: --min-score must be between 0 and 1 but was 7.0");
    }

    @Test
    void folderWithoutRingsIsWrongUsage() throws IOException {
        Path truth =
                Files.writeString(folder.resolve("truth.csv"), "account_id,ring_id,pattern,role,group\na,,,honest,\n");
        Invocation invocation = Invocation.of("evaluate", "--rings", folder.toString(), "--truth", truth.toString());
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.out()).isEmpty();
    }

    @Test
    void truthOrDecisionsAreRequired() {
        Invocation none = Invocation.of("evaluate", "--rings", "rings");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.message())
                .isEqualTo("ringwatch evaluate: one of --truth and --dispositions must be given but none was");
        Invocation both = Invocation.of("evaluate", "--rings", "r", "--truth", "t", "--dispositions", "d");
        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(both.message())
                .isEqualTo("ringwatch evaluate: one of --truth and --dispositions must be given but both were");
    }

    @Test
    void decisionsGivePrecisionWithItsInterval() throws IOException {
        Files.writeString(
                folder.resolve("rings.jsonl"),
                """
                {"ring_id":"R-A","case_id":"R-A","ring_version":"1","scheme":"device_farm","flagged":true}
                {"ring_id":"R-B","case_id":"R-B","ring_version":"2","scheme":"device_farm","flagged":true}
                {"ring_id":"R-C","case_id":"R-C","ring_version":"3","scheme":"unknown","flagged":true}
                {"ring_id":"R-D","case_id":"R-D","ring_version":"4","scheme":"unknown","flagged":false}
                """);
        Files.writeString(folder.resolve("_SUCCESS"), "");
        Path decided = Files.writeString(
                folder.resolve("dispositions.csv"),
                """
                case_id,ring_version,account_id,decision,reason,analyst,utc
                R-A,,,false_positive,,eve,2026-01-01T00:00:00Z
                R-A,,,confirmed_risk,,eve,2026-01-02T00:00:00Z
                R-B,,,false_positive,,eve,2026-01-01T00:00:00Z
                R-D,,,valuable_alert,,eve,2026-01-01T00:00:00Z
                R-C,,,guilty,,eve,2026-01-01T00:00:00Z
                """);
        Invocation invocation =
                Invocation.of("evaluate", "--rings", folder.toString(), "--dispositions", decided.toString());
        assertThat(invocation.exitCode()).as(invocation.err()).isZero();
        assertThat(invocation.err()).contains("1 of 5 rows were rejected, the first at line 6");
        JsonNode measures = new ObjectMapper().readTree(invocation.out());
        assertThat(measures.at("/decisions").toString())
                .isEqualTo("{\"confirmed_risk\":1,\"valuable_alert\":1,\"false_positive\":1,\"undecided\":1}");
        assertThat(measures.at("/flagged/decided").intValue()).isEqualTo(2);
        assertThat(measures.at("/precision_at/10/right").intValue()).isEqualTo(2);
        assertThat(measures.at("/precision_at/10/precision").doubleValue()).isEqualTo(2 / 3.0);
        // Wilson's interval of 2 of 3: 0.2077 to 0.9385.
        assertThat(measures.at("/precision_at/10/interval/0").doubleValue()).isCloseTo(0.2077, within(1e-4));
        assertThat(measures.at("/precision_at/10/interval/1").doubleValue()).isCloseTo(0.9385, within(1e-4));
        assertThat(measures.at("/schemes/device_farm/precision").doubleValue()).isEqualTo(0.5);
    }

    @Test
    void decisionsOnSampledRingsTellWhatIsMissed() throws IOException {
        Files.writeString(
                folder.resolve("rings.jsonl"),
                """
                {"ring_id":"R-A","case_id":"R-A","ring_version":"1","scheme":"device_farm","flagged":true}
                {"ring_id":"R-B","case_id":"R-B","ring_version":"2","scheme":"device_farm","flagged":false}
                {"ring_id":"R-C","case_id":"R-C","ring_version":"3","scheme":"device_farm","flagged":false}
                {"ring_id":"R-D","case_id":"R-D","ring_version":"4","scheme":"device_farm","flagged":false}
                """);
        Files.writeString(
                folder.resolve("audit_sample.csv"), "ring_id,drawn,below_cut\nR-B,3,10\nR-C,3,10\nR-D,3,10\n");
        Files.writeString(folder.resolve("_SUCCESS"), "");
        Path decided = Files.writeString(
                folder.resolve("dispositions.csv"),
                """
                case_id,ring_version,account_id,decision,reason,analyst,utc
                R-A,,,confirmed_risk,,eve,2026-01-01T00:00:00Z
                R-B,,,confirmed_risk,,eve,2026-01-01T00:00:00Z
                R-C,,,false_positive,,eve,2026-01-01T00:00:00Z
                """);
        Invocation invocation =
                Invocation.of("evaluate", "--rings", folder.toString(), "--dispositions", decided.toString());
        assertThat(invocation.exitCode()).as(invocation.err()).isZero();
        JsonNode measures = new ObjectMapper().readTree(invocation.out());
        JsonNode audit = measures.at("/audit");
        assertThat(audit.toString())
                .startsWith("{\"below_cut\":10,\"sampled\":3,\"decided\":2,\"right\":1,\"missed\":5.0,");
        // Wilson's interval of 1 of 2: 0.0945 to 0.9055, of ten rings.
        assertThat(audit.at("/missed_interval/0").doubleValue()).isCloseTo(0.945, within(1e-3));
        assertThat(audit.at("/missed_interval/1").doubleValue()).isCloseTo(9.055, within(1e-3));
        assertThat(audit.at("/found_share").doubleValue()).isEqualTo(1 / 6.0);
        assertThat(measures.at("/schemes/device_farm/decided").intValue()).isEqualTo(1);
    }
}
