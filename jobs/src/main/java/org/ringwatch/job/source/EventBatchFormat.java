// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
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
 * Flink's file source over our splits: one large file is read by all subtasks, and small ones are handed out together. A
 * record is a {@link ReadBatch} of one split; what was handed out together is read again from its start after a failure.
 */
public final class EventBatchFormat implements BulkFormat<ReadBatch, FileSourceSplit> {
    private static final long serialVersionUID = 1L;

    private static final EventColumn[] COLUMNS = EventColumn.values();

    private final ArrayList<InputFile> files;
    private final ArrayList<List<InputSplit>> bundles;
    private final ColumnMapping columns;
    private final EventRules rules;
    private final IdHasher hasher;
    private final int shares;

    private EventBatchFormat(
            List<InputFile> files,
            List<List<InputSplit>> bundles,
            ColumnMapping columns,
            EventRules rules,
            IdHasher hasher,
            int shares) {
        this.files = new ArrayList<>(files);
        this.bundles = new ArrayList<>(bundles);
        this.columns = columns;
        this.rules = rules;
        this.hasher = hasher;
        this.shares = shares;
    }

    /**
     * The source of packed events.
     *
     * @param bundles what to read, in this order: splits that one subtask reads one after the other
     * @param shares number of shares into which accounts fall
     */
    public static FileSource<ReadBatch> source(
            List<InputFile> files,
            List<List<InputSplit>> bundles,
            ColumnMapping columns,
            EventRules rules,
            IdHasher hasher,
            int shares) {
        EventBatchFormat format = new EventBatchFormat(files, bundles, columns, rules, hasher, shares);
        FileEnumerator.Provider enumerator =
                (FileEnumerator.Provider & Serializable) () -> (paths, desired) -> format.fileSplits();
        Path[] paths = files.stream().map(file -> new Path(file.path())).toArray(Path[]::new);
        return FileSource.forBulkFileFormat(format, paths)
                .setFileEnumerator(enumerator)
                .build();
    }

    /** What Flink hands out: each has the number of a bundle, and tells of its first split. */
    private List<FileSourceSplit> fileSplits() {
        List<FileSourceSplit> all = new ArrayList<>(bundles.size());
        for (int b = 0; b < bundles.size(); b++) {
            InputSplit first = bundles.get(b).get(0);
            InputFile file = files.get(first.file());
            all.add(new FileSourceSplit(
                    Integer.toString(b),
                    new Path(file.path()),
                    first.start(),
                    first.length(),
                    file.modifiedMillis(),
                    file.length()));
        }
        return all;
    }

    @Override
    public Reader<ReadBatch> createReader(Configuration configuration, FileSourceSplit split) throws IOException {
        return new BatchReader(bundles.get(Integer.parseInt(split.splitId())));
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
        private final Iterator<InputSplit> splits;
        private InputSplit split;
        private EventReader reader;
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

        BatchReader(List<InputSplit> bundle) throws IOException {
            splits = bundle.iterator();
            split = splits.next();
            reader = open(split);
            for (int s = 0; s < shares; s++) {
                rows[s] = new RowBuffer(1024);
            }
        }

        private EventReader open(InputSplit split) throws IOException {
            InputFile file = files.get(split.file());
            InputFiles.requireUnchanged(file);
            return new EventReader(file, split, columns, rules, this);
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
                if (!splits.hasNext()) {
                    return null;
                }
                reader.close();
                split = splits.next();
                reader = open(split);
                bytes = 0;
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
