// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.ringwatch.job.result.Fact;
import org.slf4j.LoggerFactory;

/**
 * What the stages have in common: they emit, and {@linkplain #tell tell} the publisher, without a stage in between, {@link Fact}s about the
 * run and traces of the accounts that somebody asks about. Times are told, never used.
 *
 * @param <T> what the stage emits
 */
public abstract class StageOperator<T> extends AbstractStreamOperator<T> {
    private static final long serialVersionUID = 1L;

    /** What is for the publisher alone. */
    public static final OutputTag<Finding> FINDINGS = new OutputTag<>("findings") {
        private static final long serialVersionUID = 1L;
    };

    private final String stage;
    private transient StageMetrics stageMetrics;

    StageOperator(String stage) {
        this.stage = stage;
    }

    @Override
    public void open() throws Exception {
        super.open();
        stageMetrics = new StageMetrics(
                stage, getMetricGroup(), getRuntimeContext().getTaskInfo(), LoggerFactory.getLogger(getClass()));
        fact(Fact.FIRST + stage + ".millis", System.currentTimeMillis());
    }

    /** Tells when the stage is done; call it last. */
    final void done() {
        fact(Fact.LAST + stage + ".millis", System.currentTimeMillis());
        stageMetrics.done();
    }

    final void emit(T value) {
        output.collect(new StreamRecord<>(value));
    }

    final <S> void emit(OutputTag<S> tag, S value) {
        output.collect(tag, new StreamRecord<>(value));
    }

    /** Tells the publisher. */
    final void tell(Finding finding) {
        emit(FINDINGS, finding);
    }

    final void fact(String name, long value) {
        tell(Finding.of(new Fact(name, value)));
        stageMetrics.count(name, value);
    }

    /** Tells a fact of which the greatest value of all subtasks counts. */
    final void greatest(String name, long value) {
        tell(Finding.of(new Fact(Fact.LAST + name, value)));
        stageMetrics.count(name, value);
    }

    /** Adds to a counter that a watching client can read while the job runs; a fact of that name is told by {@link #fact}. */
    final void progress(String name, long value) {
        getRuntimeContext().getLongCounter(name).add(value);
    }

    /** Adds to such a counter of which there is no fact. */
    final void progressAlone(String name, long value) {
        progress(name, value);
        stageMetrics.count(name, value);
    }

    final StageMetrics metrics() {
        return stageMetrics;
    }

    final int subtask() {
        return getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    }

    final int subtasks() {
        return getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
    }
}
