// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class SplitLinesProperties {

    private static final int MAX_LINE = 20;
    private static final String MARK = "\u00EF\u00BB\u00BF";

    private static Path folder = Path.of("");

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("split-lines");
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        Files.deleteIfExists(folder.resolve("events.csv"));
        Files.deleteIfExists(folder.resolve("events.jsonl"));
        Files.delete(folder);
    }

    /** Text in which each character stands for a byte. */
    @Provide
    Arbitrary<String> contents() {
        Arbitrary<String> line = Arbitraries.frequencyOf(
                Tuple.of(5, Arbitraries.strings().withChars("ab,\r\u00EF").ofMaxLength(9)),
                Tuple.of(
                        1,
                        Arbitraries.strings().withChars("xyz").ofMinLength(18).ofMaxLength(45)));
        Arbitrary<String> end = Arbitraries.of("\n", "\n", "\r\n", "\n\n");
        Arbitrary<String> lines = Combinators.combine(line, end)
                .as(String::concat)
                .list()
                .ofMaxSize(7)
                .map(parts -> String.join("", parts));
        return Combinators.combine(Arbitraries.of("", MARK), lines, Arbitraries.of("", "", "z", "zz\r"))
                .as((mark, body, last) -> mark + body + last);
    }

    @Property(tries = 150)
    void everyCutDeliversEveryLineOnce(@ForAll("contents") String content, @ForAll boolean smallBlocks) {
        InputFile file = write("events.jsonl", content);
        SeenLines expected = expected(content, false);
        for (int cut = 0; cut <= content.length(); cut++) {
            List<InputSplit> halves = List.of(new InputSplit(0, 0, cut), new InputSplit(0, cut, content.length()));
            assertSame(SeenLines.of(file, halves, MAX_LINE, smallBlocks ? 1 : 1 << 12), expected);
        }
    }

    @Property(tries = 100)
    void splitsOfOneByteDeliverEveryLineOnce(@ForAll("contents") String content) {
        InputFile file = write("events.jsonl", content);
        List<InputSplit> bytes = new ArrayList<>();
        for (int i = 0; i < content.length(); i++) {
            bytes.add(new InputSplit(0, i, i + 1));
        }
        assertSame(SeenLines.of(file, bytes, MAX_LINE, 1), expected(content, false));
    }

    @Property(tries = 150)
    void everySplitOfCsvKnowsTheHeader(@ForAll("contents") String body, @ForAll List<Integer> cuts) {
        String content = body.startsWith(MARK) ? MARK + "id,time\r\n" + body.substring(3) : "id,time\n" + body;
        InputFile file = write("events.csv", content);
        SortedSet<Long> bounds = new TreeSet<>(List.of((long) content.length()));
        cuts.forEach(cut -> bounds.add((long) Math.floorMod(cut, content.length())));
        bounds.remove(0L);
        List<InputSplit> splits = new ArrayList<>();
        long start = 0;
        for (long end : bounds) {
            splits.add(new InputSplit(0, start, end));
            start = end;
        }
        SeenLines seen = SeenLines.of(file, splits, MAX_LINE, 1);
        assertSame(seen, expected(content, true));
        assertThat(seen.headers).hasSize(splits.size()).containsOnly("id,time");
    }

    private static InputFile write(String name, String content) {
        return TestFiles.write(folder, name, content.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void assertSame(SeenLines seen, SeenLines expected) {
        assertThat(seen.lines).isEqualTo(expected.lines);
        assertThat(seen.overlong).isEqualTo(expected.overlong);
        assertThat(seen.breaks).isEmpty();
    }

    /** The plainest way to the same. */
    private static SeenLines expected(String content, boolean header) {
        SeenLines expected = new SeenLines();
        int offset = content.startsWith(MARK) ? 3 : 0;
        int number = 0;
        while (offset < content.length()) {
            int feed = content.indexOf('\n', offset);
            int end = feed < 0 ? content.length() : feed;
            String line = content.substring(offset, end);
            String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            String shown = offset + ":" + number + ":" + text;
            if (text.length() > MAX_LINE) {
                expected.overlong.add(offset + ":" + number + ":" + text.substring(0, MAX_LINE));
            } else if (!text.isEmpty() && !(header && number == 0)) {
                expected.lines.add(shown);
            }
            offset = end + 1;
            number++;
        }
        return expected;
    }
}
