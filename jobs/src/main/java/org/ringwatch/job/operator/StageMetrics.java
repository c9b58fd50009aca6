// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.ringwatch.job.result.Facts;
import org.slf4j.Logger;

/**
 * What a subtask tells those who operate it: counters and its time in Flink's metrics, and one line in the log when it is
 * done. Numbers under the names of a fixed list only: what comes from events is nobody's business there.
 */
final class StageMetrics {
    /** Group of all our metrics, below that of Flink's operator. */
    static final String GROUP = "ringwatch";

    /** Milliseconds from the start of the subtask until now, or until it was done. */
    static final String STAGE_MILLIS = "stage_millis";

    static final String RINGS = "rings";
    static final String FLAGGED = "flagged";

    /** Rejected lines by the column at fault, which is the value of a group of this name. */
    static final String REJECTED_COLUMN = "column";

    /** Names of the counters; a contract with dashboards. */
    static final List<String> COUNTERS = List.of(
            Facts.EVENTS_READ,
            Facts.BYTES_READ,
            Facts.REJECTED,
            Facts.DUPLICATES,
            Facts.CONFLICTING,
            Facts.ACCOUNTS,
            Facts.LINKS,
            Facts.TRUSTED_LINKS,
            Facts.HUBS,
            Facts.PAIR_ITEMS,
            Facts.TIES,
            Facts.COMPONENTS,
            Facts.LARGEST_COMPONENT,
            Facts.TIGHTENED_COMPONENTS,
            Facts.COMMUNITIES,
            Facts.BYTES_GATHERED,
            RINGS,
            FLAGGED);

    private final String stage;
    private final MetricGroup group;
    private final TaskInfo task;
    private final Logger log;
    private final Map<String, Counter> counters = new HashMap<>();
    private final TreeMap<String, Long> told = new TreeMap<>();
    private final long startMillis = System.currentTimeMillis();
    private volatile long endMillis;

    StageMetrics(String stage, MetricGroup operator, TaskInfo task, Logger log) {
        this.stage = stage;
        this.group = operator.addGroup(GROUP);
        this.task = task;
        this.log = log;
        group.gauge(STAGE_MILLIS, (Gauge<Long>)
                () -> (endMillis > 0 ? endMillis : System.currentTimeMillis()) - startMillis);
    }

    /** Adds to a counter; what is not in the list is not told. */
    void count(String name, long value) {
        if (COUNTERS.contains(name)) {
            told.merge(name, value, Long::sum);
            counters.computeIfAbsent(name, group::counter).inc(value);
        }
    }

    /** Counts a rejected line by the column at fault, or {@code line}. */
    void countRejected(String column) {
        counters.computeIfAbsent("rejected." + column, ignored -> group.addGroup(REJECTED_COLUMN, column)
                        .counter(Facts.REJECTED))
                .inc();
    }

    /** Says once what the subtask did. */
    void done() {
        endMillis = System.currentTimeMillis();
        log.info(
                "stage {}: subtask {} of {} done in {} ms, attempt {}: {}",
                stage,
                task.getIndexOfThisSubtask() + 1,
                task.getNumberOfParallelSubtasks(),
                endMillis - startMillis,
                task.getAttemptNumber() + 1,
                told);
    }
}
