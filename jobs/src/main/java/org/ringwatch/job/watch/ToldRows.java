// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.java.tuple.Tuple2;
import org.jspecify.annotations.Nullable;
import org.ringwatch.link.RowBuffer;

/**
 * What several tell about one key: packed rows, all in one value of the state. A teller replaces its rows as a whole; what is told in a
 * round is put in when the key is judged.
 *
 * <p>One value, not one for each teller: to read those RocksDB has to walk over all keys that were deleted behind them, and after
 * much has expired at once that takes longer than anything else.
 *
 * <p>Memory: what is told until it is put in.
 *
 * @param <K> what state belongs to
 */
final class ToldRows<K> {
    /** Says how long a row is and whose. */
    interface Layout {
        int length(long[] rows, int at);

        Tuple2<Long, Long> teller(long[] rows, int at);
    }

    private static final long[] NOTHING = {};
    private static final int NEWS_HEADER = 3;

    private final ValueState<long[]> state;
    private final Layout layout;
    private final Map<K, Map<Tuple2<Long, Long>, long[]>> news = new HashMap<>();

    ToldRows(ValueState<long[]> state, Layout layout) {
        this.state = state;
        this.layout = layout;
    }

    /** What a teller says of a key from this round on; no rows for nothing any more. */
    void put(K key, Tuple2<Long, Long> teller, long[] rows) {
        news.computeIfAbsent(key, ignored -> new HashMap<>()).put(teller, rows);
    }

    /** Keys of which something was told that was not put in yet. */
    List<K> changedKeys() {
        return List.copyOf(news.keySet());
    }

    /** What was told of a key and not put in yet: teller (2 words), length and rows of each. */
    long[] news(K key) {
        RowBuffer packed = new RowBuffer(64);
        news.getOrDefault(key, Map.of()).forEach((teller, rows) -> {
            packed.add(teller.f0);
            packed.add(teller.f1);
            packed.add(rows.length);
            packed.add(rows, 0, rows.length);
        });
        return packed.toBlock();
    }

    /** Takes {@link #news} in again. */
    void restore(K key, long[] packed) {
        for (int at = 0; at < packed.length; ) {
            int rows = at + NEWS_HEADER;
            int end = rows + (int) packed[at + 2];
            put(key, Updates.id(packed, at), Arrays.copyOfRange(packed, rows, end));
            at = end;
        }
    }

    /** All that was told of the current key when it was last settled. */
    long[] before() throws Exception {
        long @Nullable [] stored = state.value();
        return stored == null ? NOTHING : stored;
    }

    /** All that is told of the current key now, {@code before} being what was. */
    long[] settle(K key, long[] before) throws Exception {
        Map<Tuple2<Long, Long>, long[]> told = news.remove(key);
        if (told == null) {
            return before;
        }
        RowBuffer rows = new RowBuffer(before.length + 64);
        for (int at = 0; at < before.length; at += layout.length(before, at)) {
            if (!told.containsKey(layout.teller(before, at))) {
                rows.add(before, at, layout.length(before, at));
            }
        }
        for (long[] own : told.values()) {
            rows.add(own, 0, own.length);
        }
        long[] after = rows.toBlock();
        if (after.length == 0) {
            state.clear();
        } else {
            state.update(after);
        }
        return after;
    }
}
