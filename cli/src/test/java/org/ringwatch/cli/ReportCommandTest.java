// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringwatch.export.Manifest;
import org.ringwatch.export.RingFiles;

class ReportCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeEmptyOutput() throws IOException {
        RingFiles.write(folder, List.of(), List.of());
        Files.writeString(folder.resolve("baseline.json"), "{}");
        Files.writeString(folder.resolve("run.json"), "{}");
        Manifest.seal(folder);
    }

    @Test
    void drawsAndSaysWhere() throws IOException {
        Invocation invocation = Invocation.of("report", "--rings", folder.toString(), "--language", "zh-CN");
        assertThat(invocation.exitCode()).as(invocation.err()).isZero();
        assertThat(invocation.out().strip())
                .isEqualTo(folder.resolve("report/index.html").toString());
        assertThat(Files.readString(folder.resolve("report/index.html"))).contains("未发现团伙");
    }

    @Test
    void refusesWhatIsNoCompleteOutput() throws IOException {
        Files.delete(folder.resolve("_SUCCESS"));
        Invocation invocation = Invocation.of("report", "--rings", folder.toString());
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.message())
                .isEqualTo(
                        "ringwatch report: --rings must be a complete output of detect, with _SUCCESS in it, but was "
                                + folder);
    }

    @Test
    void refusesFilesThatWereChanged() throws IOException {
        Files.writeString(folder.resolve("hubs.csv"), "x\n");
        Invocation invocation = Invocation.of("report", "--rings", folder.toString());
        assertThat(invocation.exitCode()).isEqualTo(1);
        assertThat(invocation.err()).contains("hubs.csv must be what manifest-sha256.txt says but is not");
        assertThat(folder.resolve("report")).doesNotExist();
    }

    @Test
    void refusesALanguageThatIsNotThere() {
        Invocation invocation = Invocation.of("report", "--rings", folder.toString(), "--language", "tlh");
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.message())
                .isEqualTo("ringwatch report: --language must be one of en, zh-CN but was \"tlh\"");
    }
}
