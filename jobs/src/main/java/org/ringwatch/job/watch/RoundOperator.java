// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.ArrayList;
import java.util.Comparator;
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
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
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
 * A stage of the watching job, with state by key. When a watermark comes, which ends a <em>round</em>, the stage takes in, key by key, what
 * belongs to that round, judges every key that changed, and only then lets the watermark go on. Everything that a stage emits in a
 * round carries the watermark that ends it as its timestamp, and is held by the next stage until that watermark comes: some ways
 * through the job are longer than others, and no result may mix two rounds.
 *
 * <p>Some rounds, and the last of all, are a <em>refresh</em>: every key is judged ({@link Rounds}).
 *
 * <p>Memory: the keys that change in the rounds under way (some 60 bytes each, twice that while they are put in order), at a refresh all keys of the subtask; and for what is held
 * of each input a {@value #HEAP_PARTS}th of the heap, the rest is in the state.
 *
 * @param <K> what state belongs to
 * @param <T> what the stage emits
 */
abstract class RoundOperator<K, T> extends AbstractStreamOperator<T> {
    private static final long serialVersionUID = 1L;

    /** One part of the heap in so many is for what an input of all subtasks holds. */
    private static final int HEAP_PARTS = 16;

    /** Of an element with its key, about. */
    private static final int HELD_BYTES = 400;

    /** Of a key's first word, so many bits decide where it is read; the rest of a word is left for its key group. */
    private static final int WORD_BITS = 40;

    /** How much counts changed by. */
    static final OutputTag<Fact> FACTS = new OutputTag<>("facts") {
        private static final long serialVersionUID = 1L;
    };

    private final ValueStateDescriptor<Boolean> markedDescriptor = new ValueStateDescriptor<>("marked", Types.BOOLEAN);
    private final ListStateDescriptor<Long> clockDescriptor = new ListStateDescriptor<>("clock", Types.LONG);

    /** Keys that changed since they were judged. */
    private transient Set<K> marked;

    /** Keys whose mark is in the state, too. */
    private transient Set<K> markedInState;

    private transient List<Held<K, ?>> inputs;
    private transient ValueState<Boolean> mark;
    private transient ListState<Long> clockState;
    private transient long clock;

    /** The watermark that ends the round. */
    private transient long roundTime;

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
        inputs = new ArrayList<>();
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
        for (Held<K, ?> input : inputs) {
            input.save();
        }
        clockState.update(List.of(clock));
    }

    @Override
    public final void processWatermark(Watermark watermark) throws Exception {
        long time = watermark.getTimestamp();
        boolean refresh = Rounds.isRefresh(time);
        if (time != Long.MAX_VALUE) {
            clock = time;
        }
        roundTime = time;
        beginRound(refresh);
        Set<K> due = new LinkedHashSet<>(marked);
        for (Held<K, ?> input : inputs) {
            input.addKeys(time, due);
        }
        if (refresh && isRefreshed()) {
            forEachKey(everyKey(), key -> {
                if (due.remove(key)) {
                    take(key);
                }
                judge(key, unmark(key), true);
            });
        }
        for (K key : inOrderOfState(due)) {
            setCurrentKey(key);
            take(key);
            if (unmark(key)) {
                judge(key, true, refresh);
            }
        }
        for (Held<K, ?> input : inputs) {
            input.forget(time);
        }
        endRound(refresh);
        output.emitWatermark(watermark);
    }

    /**
     * The keys in the order in which RocksDB keeps them, but for those whose first words begin alike: what is read one after the other is read
     * together. At a refresh that is most of what there is.
     */
    private List<K> inOrderOfState(Set<K> keys) {
        int groups = getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks();
        record Placed<K>(K key, long place) {}
        return keys.stream()
                .map(key -> new Placed<>(
                        key,
                        (long) KeyGroupRangeAssignment.assignToKeyGroup(key, groups) << WORD_BITS
                                | firstWord(key) >>> Long.SIZE - WORD_BITS))
                .sorted(Comparator.comparingLong(Placed::place))
                .map(Placed::key)
                .toList();
    }

    private static long firstWord(Object key) {
        return key instanceof Tuple words ? words.<Long>getField(0) : (Long) key;
    }

    /** Takes in what is due of the current key. */
    private void take(K key) throws Exception {
        for (Held<K, ?> input : inputs) {
            input.take(roundTime, key);
        }
    }

    /** Marks the current key: it changed. */
    final void mark() {
        marked.add(currentKey());
    }

    /** Whether the current key was marked. */
    private boolean unmark(K key) {
        if (markedInState.remove(key)) {
            mark.clear();
        }
        return marked.remove(key);
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

    /** A list in the state of the current key, empty where there is none. */
    final <E> ListState<E> list(ListStateDescriptor<E> descriptor) {
        return getKeyedStateStore().getListState(descriptor);
    }

    /** Emits in a round. */
    final void emit(T value) {
        output.collect(new StreamRecord<>(value, roundTime));
    }

    /** Emits aside in a round. */
    final <S> void emit(OutputTag<S> tag, S value) {
        output.collect(tag, new StreamRecord<>(value, roundTime));
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

    /** An input whose elements are held until their round ends. To be called once the stage is open. */
    final <A> Held<K, A> hold(String name, TypeInformation<A> type, Held.Taker<A> taker) throws Exception {
        ListStateDescriptor<Tuple2<Long, A>> descriptor =
                new ListStateDescriptor<>(name, Types.TUPLE(Types.LONG, type));
        ListState<Tuple2<Long, A>> state = list(descriptor);
        Held<K, A> input = new Held<>(mostHeld(), state, this::setCurrentKey, taker);
        forEachKey(descriptor, input::restore);
        inputs.add(input);
        return input;
    }

    private int mostHeld() {
        int subtasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
        return (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / HEAP_PARTS / HELD_BYTES / subtasks);
    }

    /** What is done with a key. */
    interface KeyVisitor<K> {
        void visit(K key) throws Exception;
    }

    /** Visits each key that has such a state, as the current key. */
    final <S extends State> void forEachKey(StateDescriptor<S, ?> descriptor, KeyVisitor<K> visitor) throws Exception {
        this.<K>getKeyedStateBackend()
                .applyToAllKeys(
                        VoidNamespace.INSTANCE,
                        VoidNamespaceSerializer.INSTANCE,
                        descriptor,
                        (key, ignored) -> visitor.visit(key));
    }
}
