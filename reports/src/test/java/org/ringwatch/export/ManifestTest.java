// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringwatch.ring.EntityType;

class ManifestTest {

    @TempDir
    Path folder;

    @BeforeEach
    void writeRings() throws IOException {
        RingFiles.write(
                folder,
                List.of(SampleRings.full(), SampleRings.named(SampleRings.NASTY_IDS)),
                List.of(SampleRings.hub(EntityType.IP, "192.0.2.1")));
        Files.createDirectories(folder.resolve("report/csv"));
        Files.writeString(folder.resolve("report/index.html"), "a page");
        Files.createDirectories(folder.resolve("rejected/report"));
        Files.writeString(folder.resolve("rejected/report/part-0.jsonl"), "");
    }

    @Test
    void listsEveryFileWithItsHash() throws Exception {
        Manifest.seal(folder);

        Map<String, String> expected = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path file : paths.filter(Files::isRegularFile).toList()) {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                expected.put(folder.relativize(file).toString(), String.format("%064x", new BigInteger(1, hash)));
            }
        }
        List.of("manifest-sha256.txt", "_SUCCESS", "report/index.html")
                .forEach(name -> assertThat(expected.remove(name)).isNotNull());
        assertThat(Files.readAllLines(folder.resolve("manifest-sha256.txt")))
                .containsExactlyElementsOf(expected.entrySet().stream()
                        .map(entry -> entry.getValue() + "  " + entry.getKey())
                        .toList());
        assertThat(expected).containsKeys("rejected/report/part-0.jsonl", "graph/rings/R-ABCDEFGHIJ22.graphml");
        assertThat(folder.resolve("_SUCCESS")).isEmptyFile();
    }

    @Test
    void sha256sumAgreesAndSeesTampering() throws Exception {
        assumeTrue(isOnPath("sha256sum"));
        Manifest.seal(folder);
        assertThat(sha256sum()).isZero();

        Files.writeString(folder.resolve("rings.jsonl"), "{}\n");
        assertThat(sha256sum()).isNotZero();
    }

    @Test
    void doesNotListItselfAgain() throws IOException {
        Manifest.seal(folder);
        byte[] first = Files.readAllBytes(folder.resolve("manifest-sha256.txt"));

        Manifest.seal(folder);

        assertThat(folder.resolve("manifest-sha256.txt")).hasBinaryContent(first);
    }

    @Test
    void refusesLinksAndNamesThatTheFormatCannotHold() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("rings.jsonl"));
        assertThatIllegalStateException()
                .isThrownBy(() -> Manifest.write(folder))
                .withMessage("an output must hold files only, but this is none: link");
        Files.delete(link);

        Files.writeString(folder.resolve("two\nlines"), "");
        assertThatIllegalStateException()
                .isThrownBy(() -> Manifest.write(folder))
                .withMessage(
                        "file names must be free of control characters and backslashes but one is two<U+000A>lines");
    }

    @Test
    void hashOfAFileIsThatOfItsBytes() throws Exception {
        Path file = Files.writeString(folder.resolve("abc"), "abc", UTF_8);
        assertThat(Manifest.sha256(file)).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    private int sha256sum() throws IOException, InterruptedException {
        return new ProcessBuilder("sha256sum", "--strict", "-c", "manifest-sha256.txt")
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }
}
