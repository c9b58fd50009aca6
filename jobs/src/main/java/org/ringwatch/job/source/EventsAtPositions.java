// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringwatch.event.EventRules;
import org.ringwatch.event.EventValidator;
import org.ringwatch.event.FieldSlices;
import org.ringwatch.event.ValidEvent;
import org.ringwatch.link.CanonicalSource;
import org.ringwatch.link.EventRow;

/**
 * Reads single events again: in uncompressed files by going to their lines, in compressed ones by a scan of the file up to
 * the last that is asked for, in Parquet files by the row groups that have them. Meant for few events. Not thread-safe.
 */
public final class EventsAtPositions implements CanonicalSource {

    private static final int LINE_BLOCK_BYTES = 16 << 10;
    private static final int SCAN_BLOCK_BYTES = 1 << 20;

    private final List<InputFile> files;
    private final ColumnMapping mapping;
    private final EventValidator validator;
    private final RejectedText rejectedText;
    private final FieldSlices fields = new FieldSlices();
    private final ValidEvent event = new ValidEvent();

    /** Events of these files, whose indexes the positions refer to. */
    public EventsAtPositions(List<InputFile> files, ColumnMapping mapping, EventRules rules) {
        this.files = List.copyOf(files);
        this.mapping = mapping;
        this.validator = new EventValidator(rules);
        this.rejectedText = new RejectedText(rules.privacy().rejectedRaw(), validator.pseudonymiser());
    }

    /**
     * {@inheritDoc}
     *
     * @throws InputChangedException if there is no valid event at a position (any more)
     * @throws UncheckedIOException if the storage fails
     */
    @Override
    public Map<Long, byte[]> read(long[] positions) {
        Map<Long, byte[]> canonical = new HashMap<>();
        try {
            int next = 0;
            while (next < positions.length) {
                int index = EventRow.file(positions[next]);
                int end = next;
                while (end < positions.length && EventRow.file(positions[end]) == index) {
                    end++;
                }
                readFile(index, Arrays.copyOfRange(positions, next, end), canonical);
                next = end;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return canonical;
    }

    private void readFile(int index, long[] positions, Map<Long, byte[]> canonical) throws IOException {
        InputFile file = files.get(index);
        Wanted wanted = new Wanted(file, positions, canonical);
        if (file.format() == InputFormat.PARQUET) {
            long[] rows = Arrays.stream(positions).map(EventRow::offset).toArray();
            try (ParquetLines lines = new ParquetLines(file, new InputSplit(index, 0, file.length()), mapping)) {
                lines.readRows(rows, wanted);
            }
        } else if (file.compression() == Compression.NONE) {
            for (long position : positions) {
                long offset = EventRow.offset(position);
                if (offset < file.length()) {
                    readLines(file, new InputSplit(index, startOf(offset), offset + 1), LINE_BLOCK_BYTES, wanted);
                }
            }
        } else {
            readLines(file, new InputSplit(index, 0, file.length()), SCAN_BLOCK_BYTES, wanted);
        }
        wanted.requireAll();
    }

    /** The split that a line belongs to: the first may be behind a byte order mark. */
    private static long startOf(long offset) {
        return offset <= 3 ? 0 : offset;
    }

    private static void readLines(InputFile file, InputSplit split, int blockBytes, Wanted wanted) throws IOException {
        try (SplitLines lines = new SplitLines(file, split, SplitLines.MAX_LINE_BYTES, blockBytes)) {
            boolean more = true;
            while (more && wanted.isIncomplete()) {
                more = lines.read(wanted);
            }
        }
    }

    /** Keeps the canonical bytes of the lines at positions of one file. */
    private final class Wanted implements LineVisitor {

        private final InputFile file;
        private final long[] positions;
        private final Map<Long, byte[]> canonical;
        private @Nullable LineReader reader;
        private int next;

        Wanted(InputFile file, long[] positions, Map<Long, byte[]> canonical) {
            this.file = file;
            this.positions = positions;
            this.canonical = canonical;
            this.reader = file.format() == InputFormat.CSV ? null : new JsonLineReader(mapping);
        }

        boolean isIncomplete() {
            return next < positions.length;
        }

        void requireAll() {
            if (isIncomplete()) {
                throw fault(EventRow.offset(positions[next]), "no line starts there");
            }
        }

        @Override
        public void header(byte[] buffer, int start, int end) {
            if (reader == null) {
                reader = CsvLineReader.of(file.shownPath(), Arrays.copyOfRange(buffer, start, end), mapping);
            }
        }

        @Override
        public void line(byte[] buffer, int start, int end, long offset, long line) {
            if (!isIncomplete() || offset != EventRow.offset(positions[next])) {
                return;
            }
            if (reader == null) {
                throw fault(offset, "there is no header");
            }
            String reason = reader.read(buffer, start, end, fields);
            reason = reason != null ? reason : validator.validate(fields, event);
            if (reason != null) {
                throw fault(offset, "the line is refused: " + rejectedText.reason(reason));
            }
            byte[] bytes = event.canonical();
            while (isIncomplete() && EventRow.offset(positions[next]) == offset) {
                canonical.put(positions[next++], bytes);
            }
        }

        @Override
        public void overlong(byte[] prefix, int length, long offset, long line) {}

        @Override
        public void broken(String reason, long offset, long line) {}

        private InputChangedException fault(long offset, String found) {
            String place = file.format() == InputFormat.PARQUET ? "row " + (offset + 1) : "byte " + offset;
            return new InputChangedException(
                    file.shownPath() + " must still have the event at " + place + " but " + found);
        }
    }
}
