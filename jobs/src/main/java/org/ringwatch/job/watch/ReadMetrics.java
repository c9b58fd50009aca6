// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.ringwatch.event.EventColumn;
import org.ringwatch.job.result.Facts;

/** What a source tells those who operate it. Numbers under the names of a fixed list only, as in every stage. */
final class ReadMetrics {
    /** Group of all our metrics, below that of Flink's operator. */
    static final String GROUP = "ringwatch";

    static final String FILES_READ = "files_read";
    static final String FILES_WAITING = "files_waiting";

    private static final String COLUMN = "column";
    private static final String LINE = "line";

    private final MetricGroup group;
    private final Counter events;
    private final Counter rejected;
    private final Counter erased;
    private final Map<String, Counter> rejectedByColumn = new HashMap<>();

    ReadMetrics(MetricGroup operator) {
        this.group = operator.addGroup(GROUP);
        this.events = group.counter(Facts.EVENTS_READ);
        this.rejected = group.counter(Facts.REJECTED);
        this.erased = group.counter(Facts.ERASED_EVENTS);
    }

    void event() {
        events.inc();
    }

    void erased() {
        erased.inc();
    }

    /** Counts a rejection, once more by the column that its reason begins with. */
    void rejected(String reason) {
        rejected.inc();
        String first = reason.substring(0, Math.max(0, reason.indexOf(' ')));
        String column = EventColumn.named(first).map(EventColumn::columnName).orElse(LINE);
        rejectedByColumn
                .computeIfAbsent(column, name -> group.addGroup(COLUMN, name).counter(Facts.REJECTED))
                .inc();
    }

    /** Counter of files that were read to their end. */
    Counter filesRead() {
        return group.counter(FILES_READ);
    }

    /** Counter of stored bytes. */
    Counter bytesRead() {
        return group.counter(Facts.BYTES_READ);
    }

    /** Tells how many files are there to be read. */
    void filesWaiting(IntSupplier count) {
        group.gauge(FILES_WAITING, (Gauge<Integer>) count::getAsInt);
    }
}
