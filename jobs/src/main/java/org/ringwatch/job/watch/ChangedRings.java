// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.java.tuple.Tuple3;

/**
 * What was heard of communities, by the watermark that ends the round in which it was found and the two words that name the community, until that
 * round ends. Most of it is in memory alone and soon taken; what a checkpoint finds, and what is too much, is in the state alone.
 *
 * <p>Memory: {@value #MOST_IN_MEMORY} rings of some 50 KB, and the keys of all.
 */
final class ChangedRings {
    private static final int MOST_IN_MEMORY = 1000;

    private static final Comparator<Tuple3<Long, Long, Long>> ORDER = Comparator.comparing(
                    (Tuple3<Long, Long, Long> key) -> key.f0)
            .thenComparing(key -> key.f1)
            .thenComparing(key -> key.f2);

    private final MapState<Tuple3<Long, Long, Long>, CommunityRing> state;
    private final Map<Tuple3<Long, Long, Long>, CommunityRing> inMemory = new LinkedHashMap<>();
    private final Set<Tuple3<Long, Long, Long>> inState = new HashSet<>();

    /** What the state of the current key holds. */
    ChangedRings(MapState<Tuple3<Long, Long, Long>, CommunityRing> state) throws Exception {
        this.state = state;
        state.keys().forEach(inState::add);
    }

    /** What was heard last of a community in a round counts. */
    void put(long round, CommunityRing update) throws Exception {
        inMemory.put(Tuple3.of(round, update.order(), update.secret()), update);
        if (inMemory.size() > MOST_IN_MEMORY) {
            save();
        }
    }

    /** Puts all into the state. */
    void save() throws Exception {
        state.putAll(inMemory);
        inState.addAll(inMemory.keySet());
        inMemory.clear();
    }

    /** Keys of what was found up to a round, in their order. */
    List<Tuple3<Long, Long, Long>> dueKeys(long round) {
        Set<Tuple3<Long, Long, Long>> due = new TreeSet<>(ORDER);
        due.addAll(inMemory.keySet());
        due.addAll(inState);
        due.removeIf(key -> key.f0 > round);
        return new ArrayList<>(due);
    }

    CommunityRing get(Tuple3<Long, Long, Long> key) throws Exception {
        CommunityRing update = inMemory.get(key);
        return Objects.requireNonNull(update == null ? state.get(key) : update);
    }

    void remove(Tuple3<Long, Long, Long> key) throws Exception {
        inMemory.remove(key);
        if (inState.remove(key)) {
            state.remove(key);
        }
    }
}
