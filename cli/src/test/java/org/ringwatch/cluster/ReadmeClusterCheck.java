// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the README's section "On your cluster", run as they stand there; see pom.xml. */
class ReadmeClusterCheck {

    @Test
    void commandsOfTheReadmeWork(@TempDir Path folder) throws IOException, InterruptedException {
        List<String> commands = Files.readString(Commands.ROOT.resolve("README.md"))
                .lines()
                .dropWhile(line -> !line.equals("## On your cluster"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("    "))
                .map(line -> line.strip().replace("out/", folder + "/"))
                .toList();
        assertThat(commands).hasSizeGreaterThanOrEqualTo(4).anyMatch(line -> line.contains("flink run"));
        try {
            for (String command : commands) {
                Commands.Answer answer = Commands.run(List.of("sh", "-ec", command));
                assertThat(answer.exitCode()).as(command + "\n" + answer.err()).isZero();
            }
            assertThat(folder.resolve("rings/_SUCCESS")).exists();
        } finally {
            Commands.ringwatch(
                    "cluster", "stop", "--dir", folder.resolve("cluster").toString());
        }
    }
}
