// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By Flink's file system of this machine; S3 itself is tried on a cluster. */
class RemoteOutputTest {
    private static final String RUN_FILE =
            "{\"run_id\": \"first\", \"events_digest\": \"0\", \"signals_off\": [], \"counts\": {}}";

    @TempDir
    Path folder = Path.of("");

    @Test
    void aResultIsCopiedAndThenComplete() throws IOException {
        Path target = folder.resolve("target");
        RemoteOutput opened = open(target, false, "first");
        assertThat(target.resolve(".ringwatch-staging")).exists();
        assertThat(opened.isPublished()).isFalse();

        RemoteOutput resumed = RemoteOutput.resume(opened.place(), "first");
        resumed.publish(complete());

        assertThat(resumed.isPublished()).isTrue();
        assertThat(target.resolve("_SUCCESS")).isEmptyFile();
        assertThat(target.resolve("report/index.html")).hasContent("page");
        assertThat(target.resolve(".ringwatch-staging")).doesNotExist();
        resumed.abandon();
        assertThat(target.resolve("rings.jsonl")).exists();
        // Who failed only to tell does it again.
        resumed.publish(complete());
        assertThat(resumed.isPublished()).isTrue();
    }

    @Test
    void aCopyThatBreaksIsNotComplete() throws IOException {
        Path target = folder.resolve("target");
        RemoteOutput output = open(target, false, "first");
        Path complete = complete();
        // A folder in the place of a file: it is behind baseline.json and ahead of the manifest.
        Files.createDirectories(target.resolve("rings.jsonl"));

        assertThat(publishFails(output, complete)).isTrue();

        assertThat(target.resolve("baseline.json")).exists();
        assertThat(target.resolve("manifest-sha256.txt")).doesNotExist();
        assertThat(target.resolve("_SUCCESS")).doesNotExist();
        assertThat(RemoteOutput.resume(output.place(), "first").isPublished()).isFalse();
        output.abandon();
        assertThat(target).isEmptyDirectory();
    }

    @Test
    void anotherRunIsKeptOut() throws IOException {
        Path target = folder.resolve("target");
        open(target, false, "first").publish(complete());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(target, false, "second"))
                .withMessageStartingWith("--output must be absent or empty (or come with --overwrite) but was ");
        assertThatIllegalStateException()
                .isThrownBy(() -> RemoteOutput.resume(place(target), "second"))
                .withMessageContaining("is gone or another's");
        assertThat(open(target, false, "first").isPublished()).isTrue();

        open(target, true, "second");
        assertThat(target.resolve("rings.jsonl")).doesNotExist();
        assertThatIllegalStateException().isThrownBy(() -> RemoteOutput.resume(place(target), "first"));
    }

    @Test
    void whatIsNotOursIsNotCleared() throws IOException {
        Path target = Files.createDirectory(folder.resolve("target"));
        Files.writeString(target.resolve("run.json"), "{\"run_id\": \"first\"}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(target, true, "first"))
                .withMessageStartingWith("--overwrite clears only a folder that a run wrote to");
        assertThat(target.resolve("run.json")).exists();
    }

    @Test
    void outputAndInputLieApart() {
        for (String input :
                List.of(place(folder), place(folder.resolve("target")), place(folder.resolve("target/events")) + "/")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RemoteOutput.open(place(folder.resolve("target")), true, List.of(input), "first"))
                    .withMessageStartingWith("--output must lie apart from the input " + input);
        }
    }

    @Test
    void namesAreThoseOfTheUser() {
        assertThat(RunOutput.child("s3://b/o", "_SUCCESS")).isEqualTo("s3://b/o/_SUCCESS");
        assertThat(RunOutput.child("s3://b/o/", "_SUCCESS")).isEqualTo("s3://b/o/_SUCCESS");
        assertThat(RunOutput.child("out", "_SUCCESS"))
                .isEqualTo(Path.of("out/_SUCCESS").toString());
        assertThat(RunOutput.isRemote("file:///tmp/out")).isFalse();
        assertThat(RunOutput.isRemote("a:b/out")).isFalse();
    }

    @Test
    void whatCannotBeWrittenToIsWrongUsage() {
        assertThat(refused("detect", "--input", "../test-data/sample/events", "--output", "s3://bucket/out"))
                .startsWith("ringwatch detect: --output must be on a file system that Flink has a plugin for but was"
                        + " s3://bucket/out\n");
        assertThat(refused("watch", "--input", "../test-data/sample/events", "--output", "s3://bucket/out"))
                .startsWith(
                        "ringwatch watch: --output must be a folder of this machine, as changes are appended there, but was"
                                + " s3://bucket/out\n");
    }

    private static String refused(String... arguments) {
        StringWriter err = new StringWriter();
        assertThat(Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err), arguments))
                .as(err.toString())
                .isEqualTo(2);
        return err.toString();
    }

    private Path complete() throws IOException {
        Path complete = folder.resolve("complete");
        Files.createDirectories(complete.resolve("report"));
        Files.writeString(complete.resolve("baseline.json"), "{}");
        Files.writeString(complete.resolve("rings.jsonl"), "");
        Files.writeString(complete.resolve("run.json"), RUN_FILE);
        Files.writeString(complete.resolve("report/index.html"), "page");
        Files.writeString(complete.resolve("manifest-sha256.txt"), "");
        Files.writeString(complete.resolve("_SUCCESS"), "");
        return complete;
    }

    private static boolean publishFails(RemoteOutput output, Path complete) {
        try {
            output.publish(complete);
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static RemoteOutput open(Path target, boolean overwrite, String runId) throws IOException {
        return RemoteOutput.open(place(target), overwrite, List.of(), runId);
    }

    private static String place(Path path) {
        return "file://" + path;
    }
}
