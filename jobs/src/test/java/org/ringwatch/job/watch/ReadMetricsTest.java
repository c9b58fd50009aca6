// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ringwatch.job.result.Facts;

class ReadMetricsTest {

    @Test
    void everyMetricIsDocumentedWithTheSourceThatHasIt() throws IOException {
        String row = Files.readString(Path.of("../docs/cluster.md"))
                .lines()
                .filter(line -> line.contains("| `" + FolderSource.UID + "` |"))
                .findFirst()
                .orElse("");
        assertThat(List.of(
                        Facts.EVENTS_READ,
                        Facts.BYTES_READ,
                        Facts.REJECTED,
                        Facts.ERASED_EVENTS,
                        ReadMetrics.FILES_READ,
                        ReadMetrics.FILES_WAITING))
                .allMatch(name -> row.contains("`" + name + "`"));
    }
}
