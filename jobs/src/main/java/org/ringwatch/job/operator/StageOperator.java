// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.ringwatch.job.result.Fact;
import org.ringwatch.why.Trace;

/**
 * What the stages have in common: they emit, and tell {@link Fact}s about the run, and {@link Trace}s about the accounts that
 * somebody asks about. Times are told, never used.
 *
 * @param <T> what the stage emits
 */
public abstract class StageOperator<T> extends AbstractStreamOperator<T> {
    private static final long serialVersionUID = 1L;

    /** Facts about the run. */
    public static final OutputTag<Fact> FACTS = new OutputTag<>("facts") {
        private static final long serialVersionUID = 1L;
    };

    /** What the stages do for the accounts of an inquiry. */
    public static final OutputTag<Trace> TRACES = new OutputTag<>("traces") {
        private static final long serialVersionUID = 1L;
    };

    private final String stage;

    StageOperator(String stage) {
        this.stage = stage;
    }

    @Override
    public void open() throws Exception {
        super.open();
        fact(Fact.FIRST + stage + ".millis", System.currentTimeMillis());
    }

    /** Tells when the stage is done; call it last. */
    final void done() {
        fact(Fact.LAST + stage + ".millis", System.currentTimeMillis());
    }

    final void emit(T value) {
        output.collect(new StreamRecord<>(value));
    }

    final <S> void emit(OutputTag<S> tag, S value) {
        output.collect(tag, new StreamRecord<>(value));
    }

    final void fact(String name, long value) {
        emit(FACTS, new Fact(name, value));
    }

    /** Adds to a counter that a watching client can read while the job runs. */
    final void progress(String name, long value) {
        getRuntimeContext().getLongCounter(name).add(value);
    }

    final int subtask() {
        return getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    }

    final int subtasks() {
        return getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
    }
}
