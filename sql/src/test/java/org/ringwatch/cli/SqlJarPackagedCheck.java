// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code package} made: run in the {@code verify} phase, see pom.xml. */
class SqlJarPackagedCheck {
    private static final Path LAUNCHER =
            Path.of("../ringwatch").toAbsolutePath().normalize();

    @Test
    void holdsNothingButFlinksTables() throws IOException {
        try (JarFile jar = new JarFile(System.getProperty("ringwatch.sqlJar"))) {
            assertThat(jar.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".class")))
                    .contains("org/apache/flink/table/api/bridge/java/StreamTableEnvironment.class")
                    .noneMatch(name -> name.startsWith("org/ringwatch/"))
                    .noneMatch(name -> name.startsWith("org/apache/flink/streaming/api/environment/"));
        }
    }

    @Test
    void launcherAddsIt(@TempDir Path folder) throws IOException, InterruptedException {
        Path sql = Files.writeString(
                folder.resolve("a.sql"),
                "SELECT 'e' AS event_id, 1735689600000 AS event_time, 'OTHER' AS event_type, 'a' AS account_id;\n");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(LAUNCHER.toString(), "detect", "--check", "--source-sql=" + sql)
                .directory(folder.toFile())
                .redirectError(err.toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(Files.readString(err)).isZero();
        assertThat(out).containsPattern("events +1\n");
    }
}
