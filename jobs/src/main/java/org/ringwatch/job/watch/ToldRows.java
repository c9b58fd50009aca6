// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.java.tuple.Tuple2;
import org.jspecify.annotations.Nullable;
import org.ringwatch.link.RowBuffer;

/**
 * What several tell about one key: packed rows, in one value of the state. A teller replaces its rows as a whole; what is told in a
 * round is put in when the key is judged, or before a checkpoint.
 *
 * <p>One value, not one for each teller: to read those RocksDB has to walk over all keys that were deleted behind them, and after
 * much has expired at once that takes longer than anything else. Where there may be thousands of tellers, a log takes what changes of
 * a long value, as far as it is no longer than half of that: to write a few words RocksDB need not read what is there.
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
    private static final int LOG_HEADER = 3;

    /** A shorter value has no log: it costs as much to look for one. */
    static final int WORDS_WITH_LOG = 512;

    private final ValueState<long[]> state;
    private final @Nullable ListState<long[]> log;
    private final Layout layout;
    private final Map<K, Map<Tuple2<Long, Long>, long[]>> news = new HashMap<>();

    /** Of keys with few tellers. */
    ToldRows(ValueState<long[]> state, Layout layout) {
        this(state, null, layout);
    }

    /** Of keys that may have many. */
    ToldRows(ValueState<long[]> state, @Nullable ListState<long[]> log, Layout layout) {
        this.state = state;
        this.log = log;
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

    /** All that was told of the current key when something was last put in. */
    long[] before() throws Exception {
        long[] base = base();
        return log == null || base.length < WORDS_WITH_LOG ? base : merged(base, logged(log));
    }

    /** Puts in what is told of the current key now, and tells all of it. */
    long[] settle(K key) throws Exception {
        Map<Tuple2<Long, Long>, long[]> told = news.remove(key);
        if (told == null) {
            return before();
        }
        long[] base = base();
        if (log == null || base.length < WORDS_WITH_LOG) {
            return replace(merged(base, told));
        }
        Map<Tuple2<Long, Long>, long[]> later = logged(log);
        later.putAll(told);
        long[] after = merged(base, later);
        if (after.length == 0 || words(later) > base.length / 2) {
            log.clear();
            return replace(after);
        }
        log.add(packed(told));
        return after;
    }

    private long[] base() throws Exception {
        long @Nullable [] stored = state.value();
        return stored == null ? NOTHING : stored;
    }

    private long[] replace(long[] rows) throws Exception {
        if (rows.length == 0) {
            state.clear();
        } else {
            state.update(rows);
        }
        return rows;
    }

    private long[] merged(long[] base, Map<Tuple2<Long, Long>, long[]> later) {
        if (later.isEmpty()) {
            return base;
        }
        RowBuffer rows = new RowBuffer(base.length + 64);
        for (int at = 0; at < base.length; at += layout.length(base, at)) {
            if (!later.containsKey(layout.teller(base, at))) {
                rows.add(base, at, layout.length(base, at));
            }
        }
        for (long[] own : later.values()) {
            rows.add(own, 0, own.length);
        }
        return rows.toBlock();
    }

    /** What a log says last of each teller. */
    private static Map<Tuple2<Long, Long>, long[]> logged(ListState<long[]> log) throws Exception {
        Map<Tuple2<Long, Long>, long[]> logged = new HashMap<>();
        for (long[] entry : log.get()) {
            for (int at = 0; at < entry.length; ) {
                int rows = at + LOG_HEADER;
                int end = rows + (int) entry[at + 2];
                logged.put(Updates.id(entry, at), Arrays.copyOfRange(entry, rows, end));
                at = end;
            }
        }
        return logged;
    }

    private static int words(Map<Tuple2<Long, Long>, long[]> told) {
        return told.values().stream().mapToInt(rows -> LOG_HEADER + rows.length).sum();
    }

    /** Of each teller its id (2 words), length and rows. */
    private static long[] packed(Map<Tuple2<Long, Long>, long[]> told) {
        RowBuffer packed = new RowBuffer(words(told));
        told.forEach((teller, rows) -> {
            packed.add(teller.f0);
            packed.add(teller.f1);
            packed.add(rows.length);
            packed.add(rows, 0, rows.length);
        });
        return packed.toBlock();
    }
}
