// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {

    private static final String RUN_ID = "run-1";
    private static final String RUN = "{\"inputs\":[{\"size\":1}],\"events_digest\":\"00\",\"signals_off\":[]}";

    @TempDir
    Path temporary;

    private Path home;
    private Path folder;
    private Path input;

    @BeforeEach
    void prepare() throws IOException {
        home = temporary.toRealPath();
        folder = home.resolve("out");
        input = Files.writeString(home.resolve("events.csv"), "event_id\n");
    }

    @Test
    void publishesWhatWasStaged() throws IOException {
        OutputFolder output = open(false);
        stage(output);
        assertThat(entries()).containsExactly(".ringwatch-staging", ".staging");

        output.publish();

        assertThat(entries()).containsExactly("_SUCCESS", "graph", "manifest-sha256.txt", "rings.jsonl", "run.json");
        assertThat(folder.resolve("graph/nodes.csv")).hasContent("nodes");
        assertThat(Files.readAllLines(folder.resolve("manifest-sha256.txt")))
                .extracting(line -> line.substring(66))
                .containsExactly("graph/nodes.csv", "rings.jsonl", "run.json");
    }

    @Test
    void whatARunKeptOfItsInputIsNoOutput() throws IOException {
        OutputFolder output = open(false);
        stage(output);
        Files.createDirectory(OutputFolder.input(folder));
        Files.writeString(OutputFolder.input(folder).resolve("part"), "{}");

        output.publish();

        assertThat(entries()).containsExactly("_SUCCESS", "graph", "manifest-sha256.txt", "rings.jsonl", "run.json");
        assertThat(folder.resolve("manifest-sha256.txt")).content().doesNotContain("part");
    }

    @Test
    void everythingIsForTheOwnerOnly() throws IOException {
        assumeTrue(home.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Files.createDirectory(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        OutputFolder output = OutputFolder.open(folder, false, List.of(input), RUN_ID);
        RingFiles.write(output.staging(), List.of(SampleRings.full()), List.of());
        stage(output);
        Files.setPosixFilePermissions(
                output.staging().resolve("run.json"), PosixFilePermissions.fromString("rw-rw-rw-"));

        output.publish();

        try (Stream<Path> paths = Files.walk(folder)) {
            assertThat(paths.toList()).hasSizeGreaterThan(12).allSatisfy(path -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .as(path.toString())
                    .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
    }

    @Test
    void createsParentsForTheOwnerOnly() throws IOException {
        OutputFolder output = OutputFolder.open(home.resolve("a/b/c"), false, List.of(input), RUN_ID);

        assertThat(output.folder()).isEqualTo(home.resolve("a/b/c")).isDirectory();
        assumeTrue(home.getFileSystem().supportedFileAttributeViews().contains("posix"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("a"))))
                .isEqualTo("rwx------");
    }

    @Test
    void refusesAFolderInUseUnlessOverwriting() throws IOException {
        open(false).publish();

        assertRefused(
                "--output must be absent or empty (or come with --overwrite) but was " + folder,
                () -> OutputFolder.check(folder, false, List.of(input)));
    }

    @Test
    void overwritesAnEarlierOutput() throws IOException {
        OutputFolder earlier = open(false);
        stage(earlier);
        Files.writeString(earlier.staging().resolve("old.csv"), "");
        earlier.publish();

        OutputFolder output = OutputFolder.open(folder, true, List.of(input), "run-2");

        assertThat(entries()).containsExactly(".ringwatch-staging", ".staging");
        stage(output);
        output.publish();
        assertThat(entries()).contains("_SUCCESS", "rings.jsonl").doesNotContain("old.csv", ".ringwatch-staging");
    }

    @Test
    void overwritesWhatACrashedRunLeft() throws IOException {
        OutputFolder crashed = OutputFolder.open(folder, false, List.of(input), "crashed");
        Files.writeString(crashed.staging().resolve("half"), "half");
        Files.writeString(folder.resolve("moved"), "moved");

        assertRefused(
                "--output must be absent or empty (or come with --overwrite) but was " + folder, () -> open(false));
        OutputFolder output = open(true);

        assertThat(entries()).containsExactly(".ringwatch-staging", ".staging");
        assertThat(output.staging()).isEmptyDirectory();
    }

    @Test
    void overwriteClearsOnlyFoldersOfOurs() throws IOException {
        Files.createDirectories(folder);
        Path thesis = Files.writeString(folder.resolve("thesis.tex"), "years of work");
        String message = "--overwrite clears only a folder that a run wrote to (it holds our run.json or"
                + " .ringwatch-staging): --output must be such a folder, absent or empty but was " + folder;
        assertRefused(message, () -> open(true));

        for (String foreign : List.of("", "{", "[]", "{\"events_digest\":\"00\"}", "{\"a\":" + RUN + "}", "null")) {
            Files.writeString(folder.resolve("run.json"), foreign);
            assertRefused(message, () -> open(true));
        }
        Files.delete(folder.resolve("run.json"));
        Files.writeString(home.resolve("real.json"), RUN);
        Files.createSymbolicLink(folder.resolve("run.json"), home.resolve("real.json"));
        Files.createSymbolicLink(folder.resolve(".ringwatch-staging"), home.resolve("real.json"));
        assertRefused(message, () -> open(true));
        assertThat(thesis).hasContent("years of work");
    }

    @Test
    void overwriteFollowsNoLink() throws IOException {
        Path elsewhere = Files.createDirectories(home.resolve("elsewhere"));
        Path precious = Files.writeString(elsewhere.resolve("precious"), "precious");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("run.json"), RUN);
        Files.createSymbolicLink(folder.resolve("folder-link"), elsewhere);
        Files.createSymbolicLink(folder.resolve("file-link"), precious);
        Files.createSymbolicLink(folder.resolve("dangling"), home.resolve("nowhere"));
        Files.createSymbolicLink(folder.resolve("loop"), folder);
        Files.createSymbolicLink(folder.resolve(".staging"), elsewhere);

        open(true);

        assertThat(entries()).containsExactly(".ringwatch-staging", ".staging");
        assertThat(folder.resolve(".staging")).isEmptyDirectory();
        assertThat(Files.isSymbolicLink(folder.resolve(".staging"))).isFalse();
        assertThat(precious).hasContent("precious");
    }

    @Test
    void markerThatIsALinkIsNotWrittenThrough() throws IOException {
        Path precious = Files.writeString(home.resolve("precious"), "precious");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("run.json"), RUN);
        Files.createSymbolicLink(folder.resolve(".ringwatch-staging"), precious);

        open(true).publish();

        assertThat(precious).hasContent("precious");
        assertThat(entries()).containsExactly("_SUCCESS", "manifest-sha256.txt");
    }

    @Test
    void refusesALinkOrAFileAsOutput() throws IOException {
        Path target = Files.createDirectories(home.resolve("target"));
        Path link = Files.createSymbolicLink(home.resolve("link"), target);
        Path dangling = Files.createSymbolicLink(home.resolve("dangling"), home.resolve("nowhere"));
        for (Path output : List.of(link, dangling)) {
            assertRefused(
                    "--output must not be a symbolic link (name its target) but was " + output,
                    () -> OutputFolder.open(output, true, List.of(input), RUN_ID));
        }
        Path other = Files.writeString(home.resolve("a-file"), "");
        assertRefused(
                "--output must be a folder but was " + other,
                () -> OutputFolder.open(other, true, List.of(input), RUN_ID));
    }

    @Test
    void linksAboveTheOutputAreResolved() throws IOException {
        Path target = Files.createDirectories(home.resolve("target"));
        Path link = Files.createSymbolicLink(home.resolve("link"), target);

        OutputFolder output = OutputFolder.open(link.resolve("out"), false, List.of(input), RUN_ID);

        assertThat(output.folder()).isEqualTo(target.resolve("out"));
    }

    @Test
    void refusesAnInputInTheOutput() throws IOException {
        Files.createDirectories(folder.resolve("in"));
        Files.writeString(folder.resolve("run.json"), RUN);
        Path inside = Files.writeString(folder.resolve("in/events.csv"), "");
        Path linkOutside = Files.createSymbolicLink(home.resolve("link-outside"), inside);
        Path linkInside = Files.createSymbolicLink(folder.resolve("link-inside"), input);
        Path linkedFolder = Files.createSymbolicLink(
                folder.resolve("linked-folder"), Files.createDirectories(home.resolve("data")));
        Path twice = Files.createSymbolicLink(home.resolve("twice"), linkInside);
        Path dotted = home.resolve("data/../out/in/../in/events.csv");
        Path missing = folder.resolve("missing.csv");
        for (Path hidden : List.of(
                inside, linkOutside, linkInside, linkedFolder.resolve("x.csv"), twice, dotted, missing, folder)) {
            assertRefused(
                    "--output must not hold the input " + hidden + " but was " + folder,
                    () -> OutputFolder.open(folder, true, List.of(input, hidden), RUN_ID));
        }
        assertThat(inside).exists();
        assertThat(linkInside).exists();
    }

    @Test
    void refusesAnOutputInAnInputFolder() throws IOException {
        Path data = Files.createDirectories(home.resolve("data"));
        Path link = Files.createSymbolicLink(home.resolve("link"), data);
        for (Path place : List.of(data.resolve("out"), link.resolve("a/b"), data.resolve("x/../y"))) {
            assertRefused(
                    "--output must not lie in the input " + data + " but was " + place,
                    () -> OutputFolder.check(place, false, List.of(data)));
        }
        OutputFolder.check(home.resolve("data-out"), false, List.of(data));
    }

    @Test
    void linksThatLeadNowhereAreAnError() throws IOException {
        Path a = home.resolve("a");
        Path b = Files.createSymbolicLink(home.resolve("b"), a);
        Files.createSymbolicLink(a, b);

        assertThatIOException().isThrownBy(() -> OutputFolder.check(folder, false, List.of(a)));
    }

    @Test
    void messagesNameHostilePathsSafely() {
        Path hostile = home.resolve("x\u202E\u001B[31m");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutputFolder.check(home, false, List.of(hostile)))
                .withMessageEndingWith("x<U+202E><U+001B>[31m but was " + home);
    }

    @Test
    void checkTouchesNothing() throws IOException {
        OutputFolder.check(folder, false, List.of(input));
        assertThat(folder).doesNotExist();

        Files.createDirectories(folder);
        Files.writeString(folder.resolve("run.json"), RUN);
        OutputFolder.check(folder, true, List.of(input));
        assertThat(entries()).containsExactly("run.json");
    }

    @Test
    void publishingGoesOnAfterARestart() throws IOException {
        OutputFolder first = open(false);
        stage(first);
        // As if the process had died after the first moves.
        Files.move(first.staging().resolve("graph"), folder.resolve("graph"));
        Files.createDirectories(folder.resolve("graph/of-an-old-attempt"));

        OutputFolder second = OutputFolder.resume(folder, RUN_ID);
        stage(second);
        second.publish();

        assertThat(entries()).containsExactly("_SUCCESS", "graph", "manifest-sha256.txt", "rings.jsonl", "run.json");
        assertThat(folder.resolve("graph/of-an-old-attempt")).doesNotExist();
    }

    @Test
    void publishingTwiceIsPublishingOnce() throws IOException {
        OutputFolder output = open(false);
        stage(output);
        output.publish();
        byte[] manifest = Files.readAllBytes(folder.resolve("manifest-sha256.txt"));

        output.publish();
        assertThat(OutputFolder.resume(folder, RUN_ID).isPublished()).isTrue();

        assertThat(folder.resolve("manifest-sha256.txt")).hasBinaryContent(manifest);
        assertThat(entries()).containsExactly("_SUCCESS", "graph", "manifest-sha256.txt", "rings.jsonl", "run.json");
    }

    @Test
    void resumesOnlyWhatWasOpened() throws IOException {
        Files.createDirectories(folder);
        assertThatIllegalStateException()
                .isThrownBy(() -> OutputFolder.resume(folder, RUN_ID))
                .withMessage(
                        "output folder must be the one that this run prepared but is gone or another's: " + folder);
        assertThat(entries()).isEmpty();

        OutputFolder.open(folder, false, List.of(input), "run-2");
        assertThatIllegalStateException().isThrownBy(() -> OutputFolder.resume(folder, RUN_ID));
        assertThat(entries()).containsExactly(".ringwatch-staging", ".staging");
    }

    @Test
    void aProgramThatIsStartedAgainForTheSameRunTakesItsFolderUp() throws IOException {
        OutputFolder first = open(false);
        stage(first);
        assertThat(open(false).isPublished()).isFalse();
        assertThat(first.staging().resolve("rings.jsonl")).exists();
        first.publish();

        assertThat(open(true).isPublished()).isTrue();
        assertThat(OutputFolder.resume(folder, RUN_ID).isPublished()).isTrue();
        assertThat(entries()).contains("_SUCCESS", "rings.jsonl");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutputFolder.open(folder, false, List.of(input), "run-2"));
        OutputFolder.open(folder, true, List.of(input), "run-2");
        assertThat(entries()).containsExactly(".ringwatch-staging", ".staging");
    }

    @Test
    void incompleteUntilTheLastStep() throws IOException {
        OutputFolder output = open(false);
        stage(output);
        Files.createSymbolicLink(output.staging().resolve("zz-link"), input);

        assertThatIllegalStateException().isThrownBy(output::publish);

        assertThat(folder.resolve("_SUCCESS")).doesNotExist();
        assertThat(folder.resolve(".ringwatch-staging")).exists();
    }

    @Test
    void abandoningLeavesAnEmptyFolder() throws IOException {
        OutputFolder output = open(false);
        stage(output);
        Files.writeString(folder.resolve("moved"), "");

        output.abandon();

        assertThat(folder).isEmptyDirectory();
        open(false);
    }

    @Test
    void abandoningLeavesACompleteOutputAlone() throws IOException {
        OutputFolder output = open(false);
        stage(output);
        output.publish();

        output.abandon();

        assertThat(entries()).contains("_SUCCESS", "rings.jsonl");
    }

    private OutputFolder open(boolean overwrite) throws IOException {
        return OutputFolder.open(folder, overwrite, List.of(input), RUN_ID);
    }

    private static void stage(OutputFolder output) throws IOException {
        Files.writeString(output.staging().resolve("rings.jsonl"), "{}\n");
        Files.writeString(
                output.staging().resolve("run.json"),
                RUN.replace("{\"inputs", "{\"run_id\":\"" + RUN_ID + "\",\"inputs"));
        Files.createDirectories(output.staging().resolve("graph"));
        Files.writeString(output.staging().resolve("graph/nodes.csv"), "nodes");
    }

    private static void assertRefused(String message, ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }

    private List<String> entries() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
