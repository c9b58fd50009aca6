// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import java.util.Arrays;
import java.util.TreeMap;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.ringwatch.event.EventColumn;
import org.ringwatch.job.result.Facts;
import org.ringwatch.job.result.RejectedLine;
import org.ringwatch.job.source.ReadBatch;

/** Sends packed events to the shares of their accounts, and rejected lines and counts aside. Keeps the names of unknown event types. */
public final class RouteBatches extends StageOperator<RowBlock>
        implements OneInputStreamOperator<ReadBatch, RowBlock>, BoundedOneInput {
    private static final long serialVersionUID = 1L;

    private final TreeMap<String, Long> unknownTypes = new TreeMap<>();

    /** The stage. */
    public RouteBatches() {
        super("read");
    }

    @Override
    public void processElement(StreamRecord<ReadBatch> element) {
        ReadBatch batch = element.getValue();
        long[][] blocks = batch.blocks();
        for (int share = 0; share < blocks.length; share++) {
            if (blocks[share].length > 0) {
                emit(new RowBlock(share, blocks[share]));
            }
        }
        for (ReadBatch.Rejection line : batch.rejected()) {
            metrics().countRejected(column(line.reason()));
            tell(Finding.of(
                    new RejectedLine(batch.file(), batch.splitStart(), line.line(), line.reason(), line.raw())));
        }
        for (String name : batch.unknownTypes()) {
            boolean room = unknownTypes.size() < Facts.MAX_UNKNOWN_TYPES || unknownTypes.containsKey(name);
            unknownTypes.merge(room ? name : Facts.OTHER_UNKNOWN_TYPES, 1L, Long::sum);
        }
        for (EventColumn column : EventColumn.values()) {
            fact(Facts.FILLED + column.columnName(), batch.filled()[column.ordinal()]);
        }
        if (batch.lines() >= 0) {
            fact(Facts.lines(batch.file(), batch.splitStart()), batch.lines());
        }
        fact(Facts.EVENTS_READ, batch.events());
        fact(Facts.ERASED_EVENTS, batch.erasedEvents());
        fact(Facts.ERASED_VALUES, batch.erasedValues());
        fact(Facts.REJECTED, batch.rejected().size());
        progress(Facts.EVENTS_READ, batch.events());
        progressAlone(Facts.BYTES_READ, batch.bytes());
        progress(Facts.REJECTED, batch.rejected().size());
    }

    /** The column that a reason begins with; nothing else of it may be told, as it holds what was read. */
    private static String column(String reason) {
        String first = reason.substring(0, Math.max(0, reason.indexOf(' ')));
        return Arrays.stream(EventColumn.values())
                .map(EventColumn::columnName)
                .filter(first::equals)
                .findFirst()
                .orElse("line");
    }

    @Override
    public void endInput() {
        unknownTypes.forEach((name, events) -> fact(Facts.UNKNOWN_TYPE + name, events));
        done();
    }
}
