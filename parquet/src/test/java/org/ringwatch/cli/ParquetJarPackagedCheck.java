// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringwatch.parquet.Tables;

/** What {@code package} made: run in the {@code verify} phase, see pom.xml. */
class ParquetJarPackagedCheck {
    private static final long MAX_BYTES = 14_000_000;
    private static final Path JAR = Path.of(System.getProperty("ringwatch.parquetJar"));
    private static final Path LAUNCHER =
            Path.of("../ringwatch").toAbsolutePath().normalize();

    @Test
    void isSmallAndHasNamesOfItsOwn() throws IOException {
        assertThat(Files.size(JAR)).isLessThan(MAX_BYTES);
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> classes = jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .toList();
            assertThat(classes)
                    .contains("org/ringwatch/parquet/ParquetFiles.class")
                    .allMatch(name -> name.startsWith("org/ringwatch/parquet/"));
        }
    }

    @Test
    void launcherAddsItWhereItIsNeeded(@TempDir Path folder) throws IOException, InterruptedException {
        Path input = Files.createDirectories(folder.resolve("in/day=1"));
        SampleTable.write(input.resolve("events.PARQUET"), 0, Integer.MAX_VALUE);

        assertThat(launch(folder, "detect", "--check", "--input", "in")).containsPattern("events +9,000\n");
        assertThat(launch(
                        folder,
                        "detect",
                        "--no-report",
                        "--input=in/day=1/events.PARQUET",
                        "--output=out",
                        "--also",
                        "parquet"))
                .containsPattern("events +19,966\n");
        assertThat(Tables.read(folder.resolve("out/members.parquet"))).hasSizeGreaterThan(50);
    }

    private static String launch(Path folder, String... args) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(args));
        words.add(0, LAUNCHER.toString());
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectError(err.toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(Files.readString(err)).isZero();
        return out;
    }
}
