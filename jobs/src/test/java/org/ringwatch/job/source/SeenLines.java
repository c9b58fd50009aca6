// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a {@link LineVisitor} is shown, one text a call: {@code offset:line:text}. */
final class SeenLines implements LineVisitor {

    final List<String> headers = new ArrayList<>();
    final List<String> lines = new ArrayList<>();
    final List<String> overlong = new ArrayList<>();
    final List<String> breaks = new ArrayList<>();
    /** Physical lines of the splits before. */
    private long firstLine;

    /** What all splits of the file show, one after the other. */
    static SeenLines of(InputFile file) {
        return of(file, InputSplits.of(List.of(file), 1), SplitLines.MAX_LINE_BYTES, 1 << 20);
    }

    static SeenLines of(InputFile file, List<InputSplit> splits, int maxLine, int blockBytes) {
        SeenLines seen = new SeenLines();
        for (InputSplit split : splits) {
            try (SplitLines lines = new SplitLines(file, split, maxLine, blockBytes)) {
                while (lines.read(seen)) {
                    requireInside(lines.bytes(), split);
                }
                requireInside(lines.bytes(), split);
                seen.firstLine += lines.lines();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return seen;
    }

    long physicalLines() {
        return firstLine;
    }

    private static void requireInside(long bytes, InputSplit split) {
        if (bytes < 0 || bytes > split.end() - split.start()) {
            throw new AssertionError(bytes + " bytes of " + split);
        }
    }

    @Override
    public void header(byte[] buffer, int start, int end) {
        headers.add(text(buffer, start, end));
    }

    @Override
    public void line(byte[] buffer, int start, int end, long offset, long line) {
        lines.add(offset + ":" + (firstLine + line) + ":" + text(buffer, start, end));
    }

    @Override
    public void overlong(byte[] prefix, int length, long offset, long line) {
        overlong.add(offset + ":" + (firstLine + line) + ":" + text(prefix, 0, length));
    }

    @Override
    public void broken(String reason, long offset, long line) {
        breaks.add(offset + ":" + (firstLine + line) + ":" + reason);
    }

    private static String text(byte[] buffer, int start, int end) {
        return new String(buffer, start, end - start, StandardCharsets.ISO_8859_1);
    }
}
