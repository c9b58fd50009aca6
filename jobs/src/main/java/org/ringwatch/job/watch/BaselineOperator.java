// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.ringwatch.link.Baseline;

/**
 * A stage that judges by the baseline, which is its second input and the same in all subtasks: a new one is in force from the round
 * on that it belongs to.
 *
 * @param <K> what state belongs to
 * @param <A> what comes in, by key
 * @param <T> what the stage emits
 */
abstract class BaselineOperator<K, A, T> extends RoundOperator<K, T> implements TwoInputStreamOperator<A, long[], T> {
    private static final long serialVersionUID = 1L;

    private final String inputState;
    private final TypeInformation<A> inputType;
    private final long[] firstBaseline;
    private transient Held<K, A> input;
    private transient BaselineInForce baseline;

    /**
     * @param inputState name of the state that holds input for rounds to come
     * @param firstBaseline in force until there is another one
     */
    BaselineOperator(String inputState, TypeInformation<A> inputType, Baseline firstBaseline) {
        this.inputState = inputState;
        this.inputType = inputType;
        this.firstBaseline = firstBaseline.toWords();
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        baseline = new BaselineInForce(context.getOperatorStateStore(), Baseline.ofWords(firstBaseline));
    }

    @Override
    public void open() throws Exception {
        super.open();
        input = hold(inputState, inputType, this::take);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        baseline.snapshot();
    }

    @Override
    public final void processElement1(StreamRecord<A> element) throws Exception {
        input.add(element.getTimestamp(), currentKey(), element.getValue());
    }

    @Override
    public final void processElement2(StreamRecord<long[]> element) {
        baseline.put(element);
    }

    @Override
    final void beginRound(boolean refresh) {
        if (baseline.reach(roundTime())) {
            baselineChanged();
        }
    }

    /** Takes in what belongs to the round, for the current key. */
    abstract void take(A element) throws Exception;

    /** Called when another baseline is in force than in the round before. */
    void baselineChanged() {}

    /** The baseline in force. */
    final Baseline baseline() {
        return baseline.get();
    }
}
