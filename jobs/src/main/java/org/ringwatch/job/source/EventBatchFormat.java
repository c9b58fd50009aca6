// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.enumerate.FileEnumerator;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.SingletonResultIterator;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;
import org.ringwatch.event.EventColumn;
import org.ringwatch.event.EventRules;
import org.ringwatch.event.ValidEvent;
import org.ringwatch.link.EventPacker;
import org.ringwatch.link.EventRow;
import org.ringwatch.link.IdHasher;
import org.ringwatch.link.RowBuffer;
import org.ringwatch.link.Shares;

/**
 * Flink's file source over our splits: one large file is read by all subtasks. A record is a {@link ReadBatch}; a split is
 * read again from its start after a failure.
 */
public final class EventBatchFormat implements BulkFormat<ReadBatch, FileSourceSplit> {
    private static final long serialVersionUID = 1L;

    private static final EventColumn[] COLUMNS = EventColumn.values();

    private final ArrayList<InputFile> files;
    private final ColumnMapping columns;
    private final EventRules rules;
    private final IdHasher hasher;
    private final int shares;

    private EventBatchFormat(
            List<InputFile> files, ColumnMapping columns, EventRules rules, IdHasher hasher, int shares) {
        this.files = new ArrayList<>(files);
        this.columns = columns;
        this.rules = rules;
        this.hasher = hasher;
        this.shares = shares;
    }

    /**
     * The source of packed events.
     *
     * @param splits what to read, in this order
     * @param shares number of shares into which accounts fall
     */
    public static FileSource<ReadBatch> source(
            List<InputFile> files,
            List<InputSplit> splits,
            ColumnMapping columns,
            EventRules rules,
            IdHasher hasher,
            int shares) {
        ArrayList<InputFile> allFiles = new ArrayList<>(files);
        ArrayList<InputSplit> allSplits = new ArrayList<>(splits);
        FileEnumerator.Provider enumerator =
                (FileEnumerator.Provider & Serializable) () -> (paths, desired) -> fileSplits(allFiles, allSplits);
        Path[] paths = files.stream().map(file -> new Path(file.path())).toArray(Path[]::new);
        return FileSource.forBulkFileFormat(new EventBatchFormat(files, columns, rules, hasher, shares), paths)
                .setFileEnumerator(enumerator)
                .build();
    }

    private static List<FileSourceSplit> fileSplits(List<InputFile> files, List<InputSplit> splits) {
        List<FileSourceSplit> all = new ArrayList<>(splits.size());
        for (InputSplit split : splits) {
            InputFile file = files.get(split.file());
            all.add(new FileSourceSplit(
                    Integer.toString(split.file()),
                    new Path(file.path()),
                    split.start(),
                    split.end() - split.start(),
                    file.modifiedMillis(),
                    file.length()));
        }
        return all;
    }

    @Override
    public Reader<ReadBatch> createReader(Configuration configuration, FileSourceSplit split) throws IOException {
        InputSplit ours =
                new InputSplit(Integer.parseInt(split.splitId()), split.offset(), split.offset() + split.length());
        return new BatchReader(ours);
    }

    @Override
    public Reader<ReadBatch> restoreReader(Configuration configuration, FileSourceSplit split) throws IOException {
        return createReader(configuration, split);
    }

    @Override
    public boolean isSplittable() {
        return true;
    }

    @Override
    public TypeInformation<ReadBatch> getProducedType() {
        return TypeInformation.of(ReadBatch.class);
    }

    private final class BatchReader implements Reader<ReadBatch>, EventReader.Handler {
        private final InputSplit split;
        private final EventReader reader;
        private final EventPacker packer = new EventPacker(hasher);
        private final RowBuffer[] rows = new RowBuffer[shares];
        private List<ReadBatch.Rejection> rejected = new ArrayList<>();
        private List<String> unknownTypes = new ArrayList<>();
        private long[] filled = new long[COLUMNS.length];
        private long events;
        private long erasedEvents;
        private long erasedValues;
        private long bytes;
        private boolean ended;

        BatchReader(InputSplit split) throws IOException {
            this.split = split;
            InputFile file = files.get(split.file());
            InputFiles.requireUnchanged(file);
            this.reader = new EventReader(file, split, columns, rules, this);
            for (int s = 0; s < shares; s++) {
                rows[s] = new RowBuffer(1024);
            }
        }

        @Override
        public void event(ValidEvent event, long offset) {
            events++;
            erasedValues += event.erasedValues();
            for (int c = 0; c < COLUMNS.length; c++) {
                filled[c] += event.fills(COLUMNS[c]) ? 1 : 0;
            }
            event.unknownEventType().ifPresent(unknownTypes::add);
            packer.read(event);
            int share = Shares.of(packer.accountOrder(), shares);
            packer.write(event, EventRow.position(split.file(), offset), rows[share]);
        }

        @Override
        public void erased() {
            erasedEvents++;
        }

        @Override
        public void rejected(long line, String reason, String raw) {
            rejected.add(new ReadBatch.Rejection(line, reason, raw));
        }

        @Override
        public @Nullable RecordIterator<ReadBatch> readBatch() throws IOException {
            if (ended) {
                return null;
            }
            ended = !reader.read();
            long[][] blocks = new long[shares][];
            for (int s = 0; s < shares; s++) {
                blocks[s] = rows[s].toBlock();
                rows[s].clear();
            }
            ReadBatch batch = new ReadBatch(
                    blocks,
                    rejected,
                    split.file(),
                    split.start(),
                    events,
                    reader.bytes() - bytes,
                    ended ? reader.lines() : -1,
                    unknownTypes,
                    filled,
                    erasedEvents,
                    erasedValues);
            erasedEvents = 0;
            erasedValues = 0;
            filled = new long[COLUMNS.length];
            rejected = new ArrayList<>();
            unknownTypes = new ArrayList<>();
            events = 0;
            bytes = reader.bytes();
            SingletonResultIterator<ReadBatch> iterator = new SingletonResultIterator<>();
            iterator.set(batch, split.end(), 0);
            return iterator;
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
