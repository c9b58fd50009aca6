// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeTailTest {
    @TempDir
    Path folder;

    private void appears(String name, String... cases) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String caseId : cases) {
            lines.append("{\"event_time\":\"2026-01-01T00:00:00.000Z\",\"change\":\"born\",\"case_id\":\"")
                    .append(caseId)
                    .append("\",\"score\":0.9,\"joined\":[],\"left\":[\"x\"],\"ring\":{\"accounts\":[1,2]}}\n");
        }
        Files.writeString(folder.resolve(name), lines.toString());
    }

    @Test
    void tellsWhatComesAndNotWhatWasThere() throws IOException {
        appears("000000000001.jsonl", "R-A");
        appears("000000000002.jsonl", "R-B", "R-C");
        ChangeTail tail = new ChangeTail(folder);
        assertThat(tail.lines()).isEmpty();
        appears("000000000004.jsonl", "R-D", "R-E");
        appears("000000000006.jsonl", "R-F");
        assertThat(tail.lines())
                .hasSize(3)
                .first()
                .isEqualTo("2026-01-01T00:00:00.000Z  born       case R-D  score 0.9  2 accounts -1");
        assertThat(tail.lines()).isEmpty();
        assertThat(tail.next()).isEqualTo(7);
    }

    @Test
    void showsNothingThatATerminalMightTakeForACommand() throws IOException {
        ChangeTail tail = new ChangeTail(folder);
        appears("000000000001.jsonl", "R-\\u001b[2J");
        assertThat(tail.lines()).hasSize(1).noneMatch(line -> line.contains("\u001b"));
    }
}
