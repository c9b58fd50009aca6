// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.ringwatch.job.result.Fact;

/**
 * A stage of the watching job, with state by key. Elements change the state of their key and mark it; when a watermark comes,
 * which ends a <em>round</em>, every marked key is judged, and only then the watermark goes on. So the stage behind hears all of
 * a round before it works on that round, and no result mixes two rounds.
 *
 * <p>The first round of a day, and the last of all, is a <em>refresh</em>: every key is judged.
 *
 * <p>Memory: the marked keys of one round; at a refresh, all keys of the subtask (some 60 bytes each).
 *
 * @param <K> what state belongs to
 * @param <T> what the stage emits
 */
abstract class RoundOperator<K, T> extends AbstractStreamOperator<T> {
    private static final long serialVersionUID = 1L;

    /** How much counts changed by. */
    static final OutputTag<Fact> FACTS = new OutputTag<>("facts") {
        private static final long serialVersionUID = 1L;
    };

    /** A key with more rows than this is not judged in every round: it would keep the others waiting. */
    private static final int ROWS_A_ROUND = 4096;

    private final ValueStateDescriptor<Boolean> markedDescriptor = new ValueStateDescriptor<>("marked", Types.BOOLEAN);
    private final ListStateDescriptor<Long> clockDescriptor = new ListStateDescriptor<>("clock", Types.LONG);

    /** Keys that changed since they were judged. */
    private transient Set<K> marked;

    /** Keys whose mark is in the state, too. */
    private transient Set<K> markedInState;

    private transient ValueState<Boolean> mark;
    private transient ListState<Long> clockState;
    private transient long clock;

    /** The watermark that ends the round. */
    private transient long roundTime;

    private transient long round;

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        clockState = context.getOperatorStateStore().getUnionListState(clockDescriptor);
        clock = Long.MIN_VALUE;
        // All subtasks hear every watermark; a new one may come from fewer.
        for (long told : clockState.get()) {
            clock = Math.max(clock, told);
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        marked = new LinkedHashSet<>();
        markedInState = new HashSet<>();
        mark = state(markedDescriptor);
        forEachKey(markedDescriptor, key -> {
            marked.add(key);
            markedInState.add(key);
        });
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        for (K key : marked) {
            if (markedInState.add(key)) {
                setCurrentKey(key);
                mark.update(true);
            }
        }
        clockState.update(List.of(clock));
    }

    @Override
    public final void processWatermark(Watermark watermark) throws Exception {
        long time = watermark.getTimestamp();
        boolean last = time == Long.MAX_VALUE;
        boolean refresh = last || clock == Long.MIN_VALUE || Days.startOf(time) > Days.startOf(clock);
        if (!last) {
            clock = time;
        }
        roundTime = time;
        round++;
        beginRound(refresh);
        Set<K> changed = marked;
        marked = new LinkedHashSet<>();
        if (refresh && isRefreshed()) {
            forEachKey(everyKey(), key -> {
                unmark(key);
                judge(key, changed.remove(key), true);
            });
        }
        for (K key : changed) {
            setCurrentKey(key);
            if (!refresh && isPostponed(key)) {
                marked.add(key);
            } else {
                unmark(key);
                judge(key, true, refresh);
            }
        }
        endRound(refresh);
        output.emitWatermark(watermark);
    }

    /** Marks the current key: it changed. */
    final void mark() {
        marked.add(currentKey());
    }

    private void unmark(K key) {
        if (markedInState.remove(key)) {
            mark.clear();
        }
    }

    @SuppressWarnings("unchecked") // state is keyed by K
    final K currentKey() {
        return (K) getCurrentKey();
    }

    /** The latest watermark but the last of all: the latest event time of the rounds so far, epoch milliseconds. */
    final long clock() {
        return clock;
    }

    /** The watermark that ends the round that is worked on. */
    final long roundTime() {
        return roundTime;
    }

    /** State of the current key. */
    final <S extends State> S state(StateDescriptor<S, ?> descriptor) throws Exception {
        return getPartitionedState(descriptor);
    }

    final void emit(T value) {
        output.collect(new StreamRecord<>(value));
    }

    final <S> void emit(OutputTag<S> tag, S value) {
        output.collect(tag, new StreamRecord<>(value));
    }

    /** Tells that a count changed, if it did. */
    final void fact(String name, long change) {
        if (change != 0) {
            emit(FACTS, new Fact(name, change));
        }
    }

    /** Called before the keys of a round are judged. */
    void beginRound(boolean refresh) throws Exception {}

    /**
     * Judges the current key.
     *
     * @param changed whether it was marked
     * @param refresh whether every key is judged
     */
    abstract void judge(K key, boolean changed, boolean refresh) throws Exception;

    /** Called after the keys of a round were judged. */
    void endRound(boolean refresh) throws Exception {}

    /** Whether a refresh means anything to the stage: if so, {@link #everyKey} tells its keys. */
    boolean isRefreshed() {
        return true;
    }

    /** A state that every key has which must be judged at a refresh, however often it changes. */
    abstract StateDescriptor<?, ?> everyKey();

    /** How many rows it takes to judge the current key; those with many wait some rounds in between. */
    int rows() throws Exception {
        return 0;
    }

    private boolean isPostponed(K key) throws Exception {
        int rounds = rows() / ROWS_A_ROUND + 1;
        return rounds > 1 && (round + key.hashCode()) % rounds != 0;
    }

    /** What is done with a key. */
    private interface KeyVisitor<K> {
        void visit(K key) throws Exception;
    }

    private <S extends State> void forEachKey(StateDescriptor<S, ?> descriptor, KeyVisitor<K> visitor)
            throws Exception {
        this.<K>getKeyedStateBackend()
                .applyToAllKeys(
                        VoidNamespace.INSTANCE,
                        VoidNamespaceSerializer.INSTANCE,
                        descriptor,
                        (key, ignored) -> visitor.visit(key));
    }
}
