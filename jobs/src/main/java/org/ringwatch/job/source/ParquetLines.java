// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the row groups that begin in a split, as lines of JSON. The offset of a line is the number of its row in the file,
 * from 0. Of a group that breaks, the rows ahead of the break are delivered; the groups behind it are read. A file that
 * is broken as a whole is told by the split that begins it.
 *
 * <p>Memory: a row group as stored, of the columns that are read, and one page of each decompressed. Not thread-safe.
 */
final class ParquetLines implements EventLines {
    /** Rows have numbers below that, as a position has room for. */
    private static final long MAX_ROWS = 1L << 40;

    private static final int BLOCK_BYTES = 1 << 20;

    private final InputFile file;
    private final InputSplit split;
    private final ColumnMapping mapping;
    private final byte[] row = new byte[SplitLines.MAX_LINE_BYTES + 1];
    private Set<String> columns = Set.of();

    /** Null until the file is opened, and if it is broken. */
    private @Nullable ParquetRows rows;

    private List<ParquetRows.Group> groups = List.of();

    /** Index of the group at hand. */
    private int group;

    /** Rows of the file before the group at hand. */
    private long rowsBefore;
    /** Rows of the file before the split. */
    private long firstRow;
    /** Rows of the group at hand that are done, -1 if it is not begun. */
    private long done = -1;

    private boolean opened;
    private boolean exhausted;

    ParquetLines(InputFile file, InputSplit split, ColumnMapping mapping) {
        this.file = file;
        this.split = split;
        this.mapping = mapping;
    }

    /**
     * Checks that the file has the columns that it must have; a broken one passes.
     *
     * @throws HeaderException if it lacks one or has one twice, or if one holds no plain values
     */
    static void checkColumns(InputFile file, ColumnMapping mapping) throws IOException {
        try (ParquetRows rows = format(file).open(file)) {
            columnsToRead(file, rows.columns(), mapping);
        } catch (BrokenRowsException e) {
            // It is rejected when it is read.
        }
    }

    @Override
    public boolean read(LineVisitor visitor) throws IOException {
        if (!opened) {
            open(visitor);
        }
        int delivered = 0;
        while (!exhausted && delivered < BLOCK_BYTES) {
            delivered += deliver(visitor);
        }
        return !exhausted;
    }

    /**
     * Delivers the rows with these numbers alone, without the row groups that have none of them.
     *
     * @param numbers ascending, from 0
     */
    void readRows(long[] numbers, LineVisitor visitor) throws IOException {
        open(visitor);
        int next = 0;
        while (!exhausted && next < numbers.length) {
            long inGroup = numbers[next] - rowsBefore;
            if (inGroup >= groups.get(group).rows()) {
                nextGroup();
            } else if (inGroup < Math.max(0, done)) {
                next++;
            } else {
                skipTo(inGroup, visitor);
            }
        }
    }

    @Override
    public long lines() {
        return rowsBefore + Math.max(0, done) - firstRow;
    }

    @Override
    public long bytes() {
        if (exhausted || rows == null) {
            return exhausted ? split.end() - split.start() : 0;
        }
        ParquetRows.Group at = groups.get(group);
        long end = group + 1 < groups.size()
                ? Math.min(split.end(), groups.get(group + 1).start())
                : split.end();
        double share = Math.max(0, done) / (double) Math.max(1, at.rows());
        return Math.max(0, at.start() + (long) (share * (end - at.start())) - split.start());
    }

    @Override
    public void close() throws IOException {
        if (rows != null) {
            rows.close();
        }
    }

    private void open(LineVisitor visitor) throws IOException {
        opened = true;
        try {
            ParquetRows open = format(file).open(file);
            rows = open;
            columns = columnsToRead(file, open.columns(), mapping);
            groups = open.groups();
            requireRoom(groups);
        } catch (BrokenRowsException e) {
            exhausted = true;
            if (split.start() == 0) {
                visitor.broken(e.reason(), 0, 0);
            }
            return;
        }
        while (group < groups.size() && groups.get(group).start() < split.start()) {
            rowsBefore += groups.get(group).rows();
            group++;
        }
        firstRow = rowsBefore;
        exhausted = !isInSplit();
    }

    private static void requireRoom(List<ParquetRows.Group> groups) throws BrokenRowsException {
        long rows = 0;
        long start = 0;
        for (ParquetRows.Group group : groups) {
            if (group.rows() < 0 || group.rows() > MAX_ROWS - rows || group.start() < start) {
                throw new BrokenRowsException("parquet file is broken: its row groups are none");
            }
            rows += group.rows();
            start = group.start();
        }
    }

    private boolean isInSplit() {
        return group < groups.size() && groups.get(group).start() < split.end();
    }

    private void nextGroup() {
        rowsBefore += groups.get(group).rows();
        group++;
        done = -1;
        exhausted = !isInSplit();
    }

    /** Delivers a row, or passes on to the next group; how many bytes were delivered. */
    private int deliver(LineVisitor visitor) throws IOException {
        ParquetRows.Group at = groups.get(group);
        if (at.rows() == 0 || done == at.rows()) {
            nextGroup();
            return 0;
        }
        int length;
        try {
            if (done < 0) {
                begin();
            }
            length = open().next(row);
        } catch (BrokenRowsException e) {
            breakOff(e, visitor);
            return 0;
        }
        deliver(length, visitor);
        return length;
    }

    private void skipTo(long inGroup, LineVisitor visitor) throws IOException {
        int length;
        try {
            if (done < 0) {
                begin();
            }
            open().skip(inGroup - done);
            done = inGroup;
            length = open().next(row);
        } catch (BrokenRowsException e) {
            breakOff(e, visitor);
            return;
        }
        deliver(length, visitor);
    }

    private void begin() throws IOException, BrokenRowsException {
        done = 0;
        open().begin(group, columns);
    }

    private void deliver(int length, LineVisitor visitor) {
        long number = rowsBefore + done;
        long line = number - firstRow;
        if (length > SplitLines.MAX_LINE_BYTES) {
            byte[] prefix = Arrays.copyOf(row, SplitLines.MAX_PREFIX_BYTES);
            visitor.overlong(prefix, prefix.length, number, line);
        } else {
            visitor.line(row, 0, length, number, line);
        }
        done++;
    }

    private void breakOff(BrokenRowsException e, LineVisitor visitor) {
        long number = rowsBefore + Math.max(0, done);
        visitor.broken(e.reason(), number, number - firstRow);
        nextGroup();
    }

    private ParquetRows open() {
        if (rows == null) {
            throw new IllegalStateException("rows of " + file.shownPath() + " were read before it was opened");
        }
        return rows;
    }

    private static ParquetFormat format(InputFile file) {
        return ParquetFormat.installed()
                .orElseThrow(() -> new IllegalStateException(
                        file.shownPath() + " needs ringwatch-parquet.jar beside the job jar, on every machine"));
    }

    /** Names of the columns to read. */
    private static Set<String> columnsToRead(InputFile file, List<ParquetRows.Column> schema, ColumnMapping mapping) {
        List<String> names = schema.stream().map(ParquetRows.Column::name).toList();
        Set<String> wanted = new HashSet<>();
        for (int position :
                HeaderColumns.find(file.shownPath(), "schema", names, mapping).values()) {
            ParquetRows.Column column = schema.get(position);
            if (column.unreadable() != null) {
                throw new HeaderException(
                        file.shownPath(),
                        "column " + HeaderColumns.shown(column.name())
                                + " must hold texts, numbers, truth values, times or UUIDs but has "
                                + HeaderColumns.shown(column.unreadable()));
            }
            wanted.add(column.name());
        }
        return wanted;
    }
}
