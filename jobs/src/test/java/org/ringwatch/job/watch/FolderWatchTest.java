// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.flink.core.testutils.ManuallyTriggeredScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchTest {
    private final ManuallyTriggeredScheduledExecutorService scheduler = new ManuallyTriggeredScheduledExecutorService();

    @TempDir
    Path folder;

    @Test
    void looksTakeATenthOfTheTimeAtMost() {
        Deque<Long> clock = new ArrayDeque<>(List.of(0L, 100L, 999L, 1000L, 1001L, 1009L, 1010L, 1011L));
        try (FolderWatch watch =
                new FolderWatch(new FolderParameters(folder.toString(), null, 1, false), scheduler, clock::remove)) {
            watch.start();
            assertThat(looks(watch)).as("at first, 100 long").isTrue();
            assertThat(looks(watch)).as("at 999").isFalse();
            assertThat(looks(watch)).as("at 1000, 1 long").isTrue();
            assertThat(looks(watch)).as("at 1009").isFalse();
            assertThat(looks(watch)).as("at 1010").isTrue();
        }
    }

    private boolean looks(FolderWatch watch) {
        scheduler.triggerPeriodicScheduledTasks();
        return watch.take() != null;
    }
}
