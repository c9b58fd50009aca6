// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PurgeCommandTest {
    @TempDir
    static Path folder;

    @Test
    void saysWhatWouldGoThenRemovesAndRecordsIt() throws IOException {
        Path rings = folder.resolve("rings");
        Path input = Files.writeString(
                folder.resolve("events.csv"),
                "event_id,event_time,event_type,account_id\n1,2026-01-01T00:00:00Z,SIGN_IN,\n");
        assertThat(Invocation.of("detect", "--input", input.toString(), "--output", rings.toString(), "--no-report")
                        .exitCode())
                .isZero();
        Path lines = rings.resolve("rejected");
        assertThat(lines).isNotEmptyDirectory();

        Invocation kept = Invocation.of("purge", folder.toString(), "--keep-rejected", "1", "--dry-run");
        assertThat(kept.out()).isEqualTo("nothing has expired\n");
        String[] purge = {"purge", folder.toString(), "--keep-rejected", "0", "--as-of", "2100-01-01"};
        Invocation dry = Invocation.of(with(purge, "--dry-run"));
        assertThat(dry.out()).startsWith("would remove the rejected lines of " + rings);
        assertThat(lines).isNotEmptyDirectory();

        Invocation unexplained = Invocation.of(purge);
        assertThat(unexplained.exitCode()).isEqualTo(2);
        assertThat(unexplained.err()).contains("--reason must say why");

        Invocation removed = Invocation.of(with(purge, "--reason", "retention is over"));
        assertThat(removed.exitCode()).as(removed.err()).isZero();
        assertThat(removed.out()).startsWith("removed the rejected lines of " + rings);
        assertThat(lines).isEmptyDirectory();
        assertThat(Files.readString(folder.resolve("rings.custody.csv"))).contains("because: retention is over");
        assertThat(Invocation.of("verify", rings.toString()).exitCode()).isZero();
    }

    private static String[] with(String[] arguments, String... more) {
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return all;
    }

    @Test
    void refusesWrongUsage() {
        assertThat(Invocation.of("purge", folder.toString(), "--as-of", "soon", "--dry-run")
                        .err())
                .contains("--as-of must be a date");
        assertThat(Invocation.of("purge", folder.toString(), "--keep-outputs", "-1", "--dry-run")
                        .err())
                .contains("--keep-outputs must not be negative");
        assertThat(Invocation.of("purge", folder.resolve("none").toString(), "--dry-run")
                        .exitCode())
                .isEqualTo(2);
    }
}
