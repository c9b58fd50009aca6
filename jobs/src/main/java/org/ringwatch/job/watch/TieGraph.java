// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.java.tuple.Tuple2;

/**
 * The tied accounts and their ties, changing. Who is connected is found by walking, from the accounts that changed: components are
 * small, and a walk can forget a tie, which disjoint sets cannot.
 *
 * <p>Memory: some 300 bytes a tie, its row included.
 */
final class TieGraph {
    private final Map<Tuple2<Long, Long>, Map<Tuple2<Long, Long>, long[]>> ties = new HashMap<>();
    private int count;

    /** Ties two accounts, or ties them otherwise. */
    void put(Tuple2<Long, Long> first, Tuple2<Long, Long> second, long[] row) {
        if (ties.computeIfAbsent(first, ignored -> new HashMap<>(4)).put(second, row) == null) {
            count++;
        }
        ties.computeIfAbsent(second, ignored -> new HashMap<>(4)).put(first, row);
    }

    /** Unties two accounts. */
    void remove(Tuple2<Long, Long> first, Tuple2<Long, Long> second) {
        if (cut(first, second)) {
            cut(second, first);
            count--;
        }
    }

    private boolean cut(Tuple2<Long, Long> from, Tuple2<Long, Long> to) {
        Map<Tuple2<Long, Long>, long[]> neighbours = ties.get(from);
        if (neighbours == null || neighbours.remove(to) == null) {
            return false;
        }
        if (neighbours.isEmpty()) {
            ties.remove(from);
        }
        return true;
    }

    /** Number of ties. */
    int size() {
        return count;
    }

    /** All tied accounts. */
    Set<Tuple2<Long, Long>> accounts() {
        return ties.keySet();
    }

    /** The accounts connected with one of these, and these. */
    Set<Tuple2<Long, Long>> around(Collection<Tuple2<Long, Long>> accounts) {
        Set<Tuple2<Long, Long>> reached = new LinkedHashSet<>(accounts);
        ArrayDeque<Tuple2<Long, Long>> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            for (Tuple2<Long, Long> next :
                    ties.getOrDefault(open.poll(), Map.of()).keySet()) {
                if (reached.add(next)) {
                    open.add(next);
                }
            }
        }
        return reached;
    }

    /** Rows of the ties of an account, by the other one. */
    Map<Tuple2<Long, Long>, long[]> of(Tuple2<Long, Long> account) {
        return ties.getOrDefault(account, Map.of());
    }
}
