// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
    void truthIsRequired() {
        Invocation invocation = Invocation.of("evaluate", "--rings", "rings");
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.message()).isEqualTo("ringwatch evaluate: Missing required option: '--truth=FILE'");
    }
}
