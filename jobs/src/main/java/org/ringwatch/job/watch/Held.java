// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.java.tuple.Tuple2;

/**
 * Elements of one input of a stage, by key, for rounds that did not end yet. A checkpoint puts them into the state, too; where there are
 * too many, the state alone has them. Elements of one key are taken by round, those of a round in the order in which they came.
 *
 * @param <K> what state belongs to
 * @param <A> what comes in
 */
final class Held<K, A> {
    /** What is done with an element when its round ends. */
    interface Taker<A> {
        void take(A element) throws Exception;
    }

    private final int mostInMemory;
    private final ListState<Tuple2<Long, A>> state;
    private final Consumer<K> setCurrentKey;
    private final Taker<A> taker;

    /** By round and key. */
    private final TreeMap<Long, Map<K, Waiting<A>>> inMemory = new TreeMap<>();

    /** Keys of which the state alone holds elements, by round. */
    private final TreeMap<Long, Set<K>> inState = new TreeMap<>();

    /** Elements in memory. */
    private int count;

    /**
     * @param mostInMemory above that many, elements are in the state alone
     * @param state elements of the current key, each behind its round
     * @param setCurrentKey makes a key the current one
     */
    Held(int mostInMemory, ListState<Tuple2<Long, A>> state, Consumer<K> setCurrentKey, Taker<A> taker) {
        this.mostInMemory = mostInMemory;
        this.state = state;
        this.setCurrentKey = setCurrentKey;
        this.taker = taker;
    }

    /** Finds what the state holds of the current key. */
    void restore(K key) throws Exception {
        for (Tuple2<Long, A> held : state.get()) {
            keysInState(held.f0).add(key);
        }
    }

    private Set<K> keysInState(long round) {
        return inState.computeIfAbsent(round, ignored -> new HashSet<>());
    }

    /** Holds an element for the current key, which may be another one then. */
    void add(long round, K key, A element) throws Exception {
        inMemory.computeIfAbsent(round, ignored -> new LinkedHashMap<>())
                .computeIfAbsent(key, ignored -> new Waiting<>())
                .elements
                .add(element);
        if (++count > mostInMemory) {
            save();
            inMemory.forEach((of, waiting) -> keysInState(of).addAll(waiting.keySet()));
            inMemory.clear();
            count = 0;
        }
    }

    /** Puts into the state what is not there yet. The current key may be another one then. */
    void save() throws Exception {
        for (Map.Entry<Long, Map<K, Waiting<A>>> round : inMemory.entrySet()) {
            for (Map.Entry<K, Waiting<A>> entry : round.getValue().entrySet()) {
                Waiting<A> waiting = entry.getValue();
                if (waiting.saved < waiting.elements.size()) {
                    setCurrentKey.accept(entry.getKey());
                }
                while (waiting.saved < waiting.elements.size()) {
                    state.add(Tuple2.of(round.getKey(), waiting.elements.get(waiting.saved)));
                    waiting.saved++;
                }
            }
        }
    }

    /** Adds the keys of which something is due until a round. */
    void addKeys(long until, Set<K> keys) {
        inState.headMap(until, true).values().forEach(keys::addAll);
        inMemory.headMap(until, true).values().forEach(round -> keys.addAll(round.keySet()));
    }

    /** Takes what is due of the current key until a round. */
    void take(long until, K key) throws Exception {
        boolean isRead = isInState(key);
        boolean isSaved = isRead;
        List<Tuple2<Long, A>> later = new ArrayList<>();
        if (isRead) {
            for (Tuple2<Long, A> held : state.get()) {
                if (held.f0 <= until) {
                    taker.take(held.f1);
                } else {
                    later.add(held);
                }
            }
        }
        for (Map<K, Waiting<A>> round : inMemory.headMap(until, true).values()) {
            Waiting<A> waiting = round.remove(key);
            if (waiting != null) {
                count -= waiting.elements.size();
                isSaved |= waiting.saved > 0;
                for (A element : waiting.elements.subList(isRead ? waiting.saved : 0, waiting.elements.size())) {
                    taker.take(element);
                }
            }
        }
        if (isSaved && !isRead) {
            addSaved(until, key, later);
        }
        if (isSaved) {
            state.update(later);
        }
    }

    /** Whether the state must be asked for elements of a key. */
    private boolean isInState(K key) {
        for (Set<K> keys : inState.values()) {
            if (keys.contains(key)) {
                return true;
            }
        }
        return false;
    }

    /** Adds what is in memory and in the state. */
    private void addSaved(long after, K key, List<Tuple2<Long, A>> saved) {
        inMemory.tailMap(after, false).forEach((round, waiting) -> {
            Waiting<A> own = waiting.get(key);
            if (own != null) {
                own.elements.subList(0, own.saved).forEach(element -> saved.add(Tuple2.of(round, element)));
            }
        });
    }

    /** Forgets the rounds until one: what was due in them is taken. */
    void forget(long until) {
        inState.headMap(until, true).clear();
        inMemory.headMap(until, true).clear();
    }

    /** Elements of one key and round, in order; the first so many are in the state, too. */
    private static final class Waiting<A> {
        private final List<A> elements = new ArrayList<>(1);
        private int saved;
    }
}
