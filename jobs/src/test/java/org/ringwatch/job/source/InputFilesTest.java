// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void findsFilesAtAnyDepthOnceSortedByPath() throws IOException {
        touch("b/2.jsonl.gz", "a/x/1.csv", "c.ndjson.ZST", "d.JSON.xz", "e.csv.bz2", "a: b #%20é?.csv");

        assertThat(names(folder.toString(), folder.resolve("b").toString(), folder + "/./b/../c.ndjson.ZST"))
                .containsExactly(
                        "a/x/1.csv", "a: b #%20é?.csv", "b/2.jsonl.gz", "c.ndjson.ZST", "d.JSON.xz", "e.csv.bz2");
        assertThat(list(folder.toString()))
                .extracting(InputFile::compression)
                .containsExactly(
                        Compression.NONE,
                        Compression.NONE,
                        Compression.GZIP,
                        Compression.ZSTD,
                        Compression.XZ,
                        Compression.BZIP2);
        assertThat(list(folder.toString()))
                .extracting(InputFile::format)
                .containsExactly(
                        InputFormat.CSV,
                        InputFormat.CSV,
                        InputFormat.JSON_LINES,
                        InputFormat.JSON_LINES,
                        InputFormat.JSON_LINES,
                        InputFormat.CSV);
    }

    @Test
    void filesOfAnyNameCanBeRead() {
        for (String name : List.of("a:b.csv", "a b#c?d%20e.csv", "ключ.csv", "-x.csv", "file:.csv")) {
            assertThat(SeenLines.of(TestFiles.write(folder, name, "id\n1\n")).lines)
                    .containsExactly("3:1:1");
        }
    }

    @Test
    void passesOverHiddenNamesAndLinksInFolders() throws IOException {
        touch("1.csv", ".2.csv", "_3.csv", "_temporary/4.csv", ".git/config", "sub/_SUCCESS");
        Files.createSymbolicLink(folder.resolve("link.csv"), folder.resolve("1.csv"));
        Files.createSymbolicLink(folder.resolve("sub/loop"), folder);
        Files.createSymbolicLink(folder.resolve("dangling.csv"), folder.resolve("nothing"));

        assertThat(names(folder.toString())).containsExactly("1.csv");
    }

    @Test
    void followsLinksAndReadsHiddenNamesThatAreGiven() throws IOException {
        touch("real/1.csv", ".2.csv");
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));

        assertThat(names(link.toString(), folder.resolve(".2.csv").toString())).containsExactly(".2.csv", "link/1.csv");
        assertThat(names(link.toString(), folder.resolve("real").toString())).containsExactly("link/1.csv");
    }

    @Test
    void relativePathsBecomeAbsolute() throws IOException {
        touch("1.csv");
        Path relative = Path.of("").toAbsolutePath().relativize(folder.toAbsolutePath());

        assertThat(names(relative.toString())).containsExactly("1.csv");
    }

    @Test
    void linkThatLoopsDoesNotExist() throws IOException {
        Path loop = folder.resolve("loop.csv");
        Files.createSymbolicLink(loop, loop);

        assertUsage(loop.toString(), "input must exist but there is no " + loop);
    }

    @Test
    void refusesUnknownSuffixUnlessForced() throws IOException {
        touch("1.txt", "2.csv.gz", "3.gz");

        assertUsage(
                folder.toString(),
                "input " + folder.resolve("1.txt")
                        + " must have the suffix .csv, .jsonl, .ndjson or .json, possibly with"
                        + " .gz, .zst, .bz2 or .xz, or .parquet; --format csv, jsonl or parquet reads any name");
        assertThat(InputFiles.list(List.of(folder.toString()), Optional.of(InputFormat.JSON_LINES)))
                .extracting(InputFile::format, InputFile::compression)
                .containsExactly(
                        tuple(InputFormat.JSON_LINES, Compression.NONE),
                        tuple(InputFormat.JSON_LINES, Compression.GZIP),
                        tuple(InputFormat.JSON_LINES, Compression.GZIP));
    }

    @Test
    void refusesPathsThatCannotBeRead() throws IOException {
        assertUsage(folder + "/none.csv", "input must exist but there is no " + folder + "/none.csv");
        assertUsage(" ", "input must be a path but was \" \"");
        assertUsage(
                "nowhere://x/y.csv",
                "input must be on a file system that Flink has a plugin for but was \"nowhere://x/y.csv\"");
        assertUsage("/dev/null", "input must be a file or a folder but was /dev/null");
        touch("secret.csv");
        File secret = folder.resolve("secret.csv").toFile();
        assumeThat(secret.setReadable(false) && !secret.canRead())
                .as("not run by root")
                .isTrue();
        assertUsage(folder.toString(), "input must be readable but was not: " + secret);
    }

    @Test
    void messagesHaveNoControlCharacters() {
        assertUsage("/no/\u001b[31mred\n.csv", "input must exist but there is no /no/\\u001b[31mred\\u000a.csv");
    }

    @Test
    void checksHeaders() throws IOException {
        InputFile good = TestFiles.write(folder, "good.csv", "\uFEFFevent_time,event_id,account_id,event_type\r\n");
        InputFile json = TestFiles.write(folder, "other.jsonl", "no header");
        InputFile empty = TestFiles.write(folder, "empty.csv", "");
        InputFile marked = TestFiles.write(folder, "marked.csv", "\uFEFF");
        InputFile emptyGzip = TestFiles.write(folder, "empty.csv.gz", "");
        InputFile gzip = TestFiles.write(
                folder, "bad.csv.gz", TestFiles.compress(Compression.GZIP, TestFiles.bytes("event_id,event_time")));
        InputFile bad = TestFiles.write(folder, "events.csv", "event_time,account_id,event_type\n");
        InputFile binary = TestFiles.write(folder, "binary.csv", new byte[100_000]);
        ColumnMapping mapping = ColumnMapping.identity();

        assertThatCode(() -> InputFiles.checkHeaders(List.of(good, json, empty, marked, emptyGzip), mapping))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> InputFiles.checkHeaders(List.of(good, bad), mapping))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(folder
                        + "/events.csv: header must have column event_id but has event_time, account_id, event_type"
                        + "; columns.sources of the configuration maps other names");
        assertThatThrownBy(() -> InputFiles.checkHeaders(List.of(gzip), mapping))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(folder
                        + "/bad.csv.gz: header must have columns event_type, account_id but has event_id, event_time"
                        + "; columns.sources of the configuration maps other names");
        assertThatThrownBy(() -> InputFiles.checkHeaders(List.of(binary), mapping))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(folder + "/binary.csv: header must be one line of at most 65536 bytes but is longer");
        assertThatCode(() -> InputFiles.checkHeaders(
                        List.of(bad), new ColumnMapping(Map.of("event_id", "account_id"), Map.of(), Map.of())))
                .doesNotThrowAnyException();
    }

    @Test
    void noticesThatAFileChanged() throws IOException {
        InputFile file = TestFiles.write(folder, "events.csv", "id\n");
        Path path = folder.resolve("events.csv");
        FileTime modified = Files.getLastModifiedTime(path);
        InputFiles.requireUnchanged(file);

        Files.setLastModifiedTime(path, FileTime.fromMillis(modified.toMillis() + 1));
        assertChanged(file, "was modified");
        Files.writeString(path, "id\n1\n");
        assertChanged(file, "its length went from 3 to 5 bytes");
        Files.delete(path);
        assertChanged(file, "is gone");
    }

    @Test
    void formatsHaveTheNamesOfTheOption() {
        assertThat(InputFormat.named("csv")).contains(InputFormat.CSV);
        assertThat(InputFormat.named("jsonl")).contains(InputFormat.JSON_LINES);
        assertThat(InputFormat.named("CSV")).isEmpty();
    }

    @Test
    void parquetNeedsAJar() throws IOException {
        touch("events.parquet");
        String needs =
                " needs ringwatch-parquet.jar beside the job jar, which is not there; docs/input.md tells how to add it";
        assertThatThrownBy(() -> InputFiles.list(List.of(folder.toString()), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("input " + folder.resolve("events.parquet") + needs);
        assertThat(InputFiles.listFolder(folder.toString(), Optional.empty()).faults())
                .extracting(FolderListing.Fault::reason)
                .containsExactly("file" + needs);
    }

    @Test
    void emptyParquetIsASplit() {
        InputFile empty = new InputFile("file:/a.parquet", 0, 0, InputFormat.PARQUET, Compression.NONE);
        assertThat(InputSplits.of(List.of(empty), 2)).containsExactly(new InputSplit(0, 0, 0));
    }

    private void touch(String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, "");
        }
    }

    private static List<InputFile> list(String... paths) throws IOException {
        return InputFiles.list(Arrays.asList(paths), Optional.empty());
    }

    private List<String> names(String... paths) throws IOException {
        return list(paths).stream()
                .map(file -> folder.relativize(Path.of(file.shownPath())).toString())
                .toList();
    }

    private static void assertUsage(String path, String message) {
        assertThatThrownBy(() -> list(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static void assertChanged(InputFile file, String how) {
        assertThatThrownBy(() -> InputFiles.requireUnchanged(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(file.shownPath() + " must not change during a run but " + how);
    }
}
