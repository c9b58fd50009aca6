// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SplitLinesTest {

    private static final int GIGABYTE = 1 << 30;

    @TempDir
    Path folder = Path.of("");

    @Test
    void dropsMarkLineEndsAndEmptyLines() {
        SeenLines seen =
                SeenLines.of(TestFiles.write(folder, "events.csv", "\uFEFFid,time\r\n\r\na,1\r\n\nb,2\rx\nc,3"));

        assertThat(seen.headers).containsExactly("id,time");
        assertThat(seen.lines).containsExactly("14:2:a,1", "20:4:b,2\rx", "26:5:c,3");
        assertThat(seen.physicalLines()).isEqualTo(6);
    }

    @Test
    void headerAloneHasNoLines() {
        for (String content : List.of("id,time", "id,time\n", "id,time\r\n")) {
            SeenLines seen = SeenLines.of(TestFiles.write(folder, "events.csv", content));

            assertThat(seen.headers).containsExactly("id,time");
            assertThat(seen.lines).isEmpty();
            assertThat(seen.physicalLines()).isEqualTo(1);
        }
    }

    @Test
    void emptyFilesShowNothing() {
        for (String content : List.of("", "\uFEFF")) {
            SeenLines seen = SeenLines.of(TestFiles.write(folder, "events.csv", content));

            assertThat(seen.headers).isEmpty();
            assertThat(seen.lines).isEmpty();
            assertThat(seen.physicalLines()).isZero();
        }
    }

    @Test
    void lineOf64KibIsALineAndOneByteMoreIsOverlong() {
        String longest = "a".repeat(SplitLines.MAX_LINE_BYTES);
        SeenLines seen = SeenLines.of(TestFiles.write(
                folder, "events.jsonl", longest + "\r\n" + longest + "b\r\n" + longest + "c\n" + longest + "d"));

        assertThat(seen.lines).containsExactly("0:0:" + longest);
        String prefix = "a".repeat(SplitLines.MAX_PREFIX_BYTES);
        assertThat(seen.overlong).containsExactly("65538:1:" + prefix, "131077:2:" + prefix, "196615:3:" + prefix);
    }

    @Test
    void lineOfAGigabyteNeedsNoMemory() throws IOException {
        Path path = folder.resolve("events.csv");
        try (RandomAccessFile sparse = new RandomAccessFile(path.toFile(), "rw")) {
            sparse.writeBytes("id,time\na,1\n");
            sparse.seek(GIGABYTE);
            sparse.writeBytes("\nb,2\n");
        }
        InputFile file =
                InputFiles.list(List.of(path.toString()), Optional.empty()).get(0);
        SeenLines seen = new SeenLines();
        long before = allocated();
        List<Long> lines = new ArrayList<>();
        List<InputSplit> splits = InputSplits.of(List.of(file), 1);
        for (InputSplit split : splits) {
            try (SplitLines reader = new SplitLines(file, split)) {
                while (reader.read(seen)) {}
                lines.add(reader.lines());
            }
        }

        assertThat(allocated() - before).isLessThan(splits.size() * (2L << 20));
        assertThat(seen.lines).containsExactly("8:1:a,1", GIGABYTE + 1 + ":0:b,2");
        assertThat(seen.overlong).containsExactly("12:2:" + "\0".repeat(SplitLines.MAX_PREFIX_BYTES));
        assertThat(lines).startsWith(3L, 0L).endsWith(0L, 1L).hasSizeGreaterThan(10);
    }

    @Test
    void overlongLineMayBeCompressed() throws IOException {
        Path path = folder.resolve("events.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
            byte[] megabyte = new byte[1 << 20];
            Arrays.fill(megabyte, (byte) 'x');
            for (int i = 0; i < 100; i++) {
                out.write(megabyte);
            }
            out.write(TestFiles.bytes("\nlast"));
        }
        SeenLines seen = SeenLines.of(
                InputFiles.list(List.of(path.toString()), Optional.empty()).get(0));

        assertThat(seen.overlong).containsExactly("0:0:" + "x".repeat(SplitLines.MAX_PREFIX_BYTES));
        assertThat(seen.lines).containsExactly((100 << 20) + 1 + ":1:last");
    }

    @ParameterizedTest
    @EnumSource
    void readsSeveralCompressedStreamsAsOne(Compression compression) {
        byte[] content = events(20_000);
        byte[] stored = TestFiles.concat(
                TestFiles.compress(compression, Arrays.copyOf(content, 300_001)),
                TestFiles.compress(compression, new byte[0]),
                TestFiles.compress(compression, Arrays.copyOfRange(content, 300_001, content.length)));
        SeenLines plain = SeenLines.of(TestFiles.write(folder, "plain.csv", content));
        SeenLines seen = SeenLines.of(TestFiles.write(folder, "events.csv" + compression.suffix(), stored));

        assertThat(seen.breaks).isEmpty();
        assertThat(seen.headers).isEqualTo(plain.headers);
        assertThat(seen.lines).hasSize(20_000).isEqualTo(plain.lines);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void deliversTheLinesAheadOfATruncation(Compression compression) {
        byte[] content = events(20_000);
        byte[] stored = TestFiles.compress(compression, content);
        List<String> all = SeenLines.of(TestFiles.write(folder, "plain.csv", content)).lines;
        int before = 0;
        for (int eighths = 0; eighths <= 8; eighths += 2) {
            int length = Math.max(3, Math.min(stored.length - 1, stored.length * eighths / 8));
            SeenLines seen = SeenLines.of(
                    TestFiles.write(folder, "events.csv" + compression.suffix(), Arrays.copyOf(stored, length)));

            assertThat(seen.lines).isEqualTo(all.subList(0, seen.lines.size()));
            assertThat(seen.lines.size()).isGreaterThanOrEqualTo(before);
            assertThat(seen.breaks).singleElement().asString().contains("stream is broken: ");
            before = seen.lines.size();
        }
        assertThat(before).isGreaterThan(15_000);
    }

    @Test
    void breakNamesTheLineItIsIn() {
        byte[] stored = TestFiles.compress(Compression.GZIP, TestFiles.bytes("id,time\na,1\nb,2\nc,"));
        SeenLines seen =
                SeenLines.of(TestFiles.write(folder, "events.csv.gz", Arrays.copyOf(stored, stored.length - 8)));

        assertThat(seen.lines).containsExactly("8:1:a,1", "12:2:b,2");
        assertThat(seen.breaks).containsExactly("16:3:gzip stream is broken: it ends too early");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void garbageIsABreakAtTheStart(Compression compression) throws IOException {
        byte[] garbage = new byte[5_000];
        new Random(7).nextBytes(garbage);
        InputFile file = TestFiles.write(folder, "events.csv" + compression.suffix(), garbage);
        SeenLines seen = SeenLines.of(file);

        InputFiles.checkHeaders(List.of(file), ColumnMapping.identity());
        assertThat(seen.headers).isEmpty();
        assertThat(seen.lines).isEmpty();
        assertThat(seen.breaks).singleElement().asString().startsWith("0:0:");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void noDamagedByteMakesReadingThrow(Compression compression) {
        byte[] content = events(300);
        byte[] stored = TestFiles.compress(compression, content);
        List<String> all = SeenLines.of(TestFiles.write(folder, "plain.csv", content)).lines;
        Random random = new Random(11);
        for (int i = 0; i < 60; i++) {
            byte[] damaged = stored.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            SeenLines seen = SeenLines.of(TestFiles.write(folder, "events.csv" + compression.suffix(), damaged));

            assertThat(seen.breaks.size()).isLessThanOrEqualTo(1);
            assertThat(seen.breaks.isEmpty() ? seen.lines : all).isEqualTo(all);
        }
    }

    @Test
    void damagedSecondMemberOfAGzipIsNotPassedOver() {
        byte[] first = TestFiles.compress(Compression.GZIP, TestFiles.bytes("id,time\na,1\n"));
        SeenLines seen = SeenLines.of(
                TestFiles.write(folder, "events.csv.gz", TestFiles.concat(first, TestFiles.bytes("garbage"))));

        assertThat(seen.lines).containsExactly("8:1:a,1");
        assertThat(seen.breaks).containsExactly("12:2:gzip stream is broken: garbage after a gzip member");
    }

    @Test
    void skippableFramesOfZstandardArePassedOver() {
        byte[] skippable = {0x5A, 0x2A, 0x4D, 0x18, 2, 0, 0, 0, 'x', '\n'};
        byte[] first = TestFiles.compress(Compression.ZSTD, TestFiles.bytes("id,time\na,1\nb"));
        byte[] second = TestFiles.compress(Compression.ZSTD, TestFiles.bytes(",2\n"));
        SeenLines seen = SeenLines.of(TestFiles.write(
                folder, "events.csv.zst", TestFiles.concat(skippable, first, skippable, second, skippable)));

        assertThat(seen.lines).containsExactly("8:1:a,1", "12:2:b,2");
        assertThat(seen.breaks).isEmpty();
    }

    @Test
    void refusesASplitBeyondTheFile() {
        InputFile file = TestFiles.write(folder, "events.csv", "id\n");

        assertThatThrownBy(() -> new SplitLines(file, new InputSplit(0, 0, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("split must end at or before byte 3 of ");
    }

    private static byte[] events(int count) {
        StringBuilder text = new StringBuilder("event_id,event_time,event_type,account_id\n");
        Random random = new Random(3);
        for (int i = 0; i < count; i++) {
            text.append("event-").append(Long.toHexString(random.nextLong())).append(",2026-01-01T00:00:00Z,SIGN_IN,a");
            text.append(random.nextInt(1000)).append('\n');
        }
        return TestFiles.bytes(text.toString());
    }

    private static long allocated() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getCurrentThreadAllocatedBytes();
    }
}
