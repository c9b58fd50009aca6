// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code package} made: run in the {@code verify} phase, see pom.xml. */
class JobJarPackagedCheck {

    private static final long MAX_BYTES = 12_000_000;
    private static final Path JAR = Path.of(System.getProperty("ringwatch.jobJar", "target/ringwatch-job.jar"));
    private static final Path FLINK_LIB = Path.of(System.getProperty("ringwatch.flinkLib", "target/flink/lib"));

    private static List<String> entries = List.of();

    @BeforeAll
    static void readEntries() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            entries = jar.stream().map(ZipEntry::getName).toList();
        }
    }

    @Test
    void isSmall() throws IOException {
        assertThat(Files.size(JAR)).isLessThan(MAX_BYTES);
    }

    @Test
    void holdsNeitherEngineNorLogging() {
        assertThat(entries)
                .noneMatch(name -> name.startsWith("org/apache/flink/")
                        || name.startsWith("org/slf4j/")
                        || name.startsWith("org/apache/logging/")
                        || name.startsWith("org/apache/log4j/"));
    }

    @Test
    void namesToFlinkWhatItRuns() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("program-class"))
                    .isEqualTo("org.ringwatch.cli.SubmittedMain");
        }
    }

    @Test
    void holdsNothingOfTheFitting() {
        assertThat(entries).noneMatch(name -> name.startsWith("org/ojalgo/") || name.startsWith("org/ringwatch/fit/"));
    }

    @Test
    void holdsNothingThatOnlyReferralsNeed() throws IOException {
        assertThat(entries)
                .noneMatch(name -> name.startsWith("com/networknt/")
                        || name.startsWith("org/apache/pdfbox/")
                        || name.startsWith("com/openhtmltopdf/")
                        || name.startsWith("org/apache/commons/logging/")
                        || name.endsWith(".ttf"));
        try (Stream<Path> jars = Files.list(Path.of(System.getProperty("ringwatch.toolsLib")))) {
            assertThat(jars.map(jar -> jar.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("json-schema-validator-"))
                    .anyMatch(name -> name.startsWith("openhtmltopdf-pdfbox-"))
                    .anyMatch(name -> name.startsWith("reports-"));
        }
    }

    @Test
    void holdsNoSignatureOfWhatItWasMadeOf() {
        assertThat(entries).noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|RSA|DSA)"));
    }

    @Test
    void holdsOurModulesAndWhatIsReachedByName() {
        assertThat(entries)
                .contains(
                        "org/ringwatch/cli/Main.class",
                        "org/ringwatch/job/DetectJob.class",
                        "org/ringwatch/export/RingFiles.class",
                        "org/ringwatch/simulate/Simulator.class",
                        "org/ringwatch/link/LinkParameters.class",
                        "picocli/CommandLine.class",
                        "com/fasterxml/jackson/dataformat/yaml/YAMLFactory.class",
                        "ringwatch-log4j2.properties");
    }

    @Test
    void flinkLibraryHoldsNoTestJar() throws IOException {
        try (Stream<Path> jars = Files.list(FLINK_LIB)) {
            assertThat(jars.map(jar -> jar.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("flink-runtime-"))
                    .anyMatch(name -> name.startsWith("log4j-core-"))
                    .anyMatch(name -> name.startsWith("slf4j-api-"))
                    .noneMatch(name -> name.contains("tests") || name.contains("junit") || name.contains("assertj"));
        }
    }

    @Test
    void launcherRunsThroughALink(@TempDir Path folder) throws IOException, InterruptedException {
        Path link = Files.createSymbolicLink(
                folder.resolve("rw"), Path.of("../ringwatch").toAbsolutePath().normalize());
        Process process = new ProcessBuilder(link.toString(), "detect", "--parallelism", "0", "--input", "x")
                .directory(folder.toFile())
                .start();
        process.getOutputStream().close();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8))
                .startsWith("ringwatch detect: --parallelism must be between 1 and 128 but was 0");
        assertThat(process.exitValue()).isEqualTo(2);
        Files.delete(link);
    }
}
