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
 * round is put in when the key is judged, or saved before a checkpoint.
 *
 * <p>One value, not one for each teller: to read those RocksDB has to walk over all keys that were deleted behind them, and after
 * much has expired at once that takes longer than anything else. Where there may be thousands of tellers, a log takes what changes of
 * a long value, as far as it is no longer than half of that: to write a few words RocksDB need not read what is there.
 *
 * <p>Memory: what is told until it is put in, and some 100 bytes for each long value.
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

    /** Words that the logs of long values may still take, as far as it is known. */
    private final Map<K, Integer> room = new HashMap<>();

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

    /** The value of the current key: of keys with few tellers, all that was told when something was last put in. */
    long[] before() throws Exception {
        long @Nullable [] stored = state.value();
        return stored == null ? NOTHING : stored;
    }

    /** Puts in what is told of the current key now, and tells all of it. */
    long[] settle(K key) throws Exception {
        long[] base = before();
        if (log == null || base.length < WORDS_WITH_LOG) {
            return settle(key, base);
        }
        Map<Tuple2<Long, Long>, long[]> told = news.remove(key);
        Map<Tuple2<Long, Long>, long[]> later = new HashMap<>();
        int left = base.length / 2;
        for (long[] entry : log.get()) {
            read(entry, later);
            left -= entry.length;
        }
        if (told == null) {
            return merged(base, later);
        }
        left -= words(told);
        later.putAll(told);
        long[] after = merged(base, later);
        if (after.length == 0 || left < 0) {
            log.clear();
            return replace(key, after);
        }
        log.add(packed(told));
        room.put(key, left);
        return after;
    }

    /** The same where the value is short; {@code base} is that value. */
    long[] settle(K key, long[] base) throws Exception {
        Map<Tuple2<Long, Long>, long[]> told = news.remove(key);
        return told == null ? base : replace(key, merged(base, told));
    }

    /** Keeps what is told of the current key now: of a long value without reading it, as long as its log has room. */
    void save(K key) throws Exception {
        Map<Tuple2<Long, Long>, long[]> told = news.getOrDefault(key, Map.of());
        int left = room.getOrDefault(key, 0) - words(told);
        if (log == null || left < 0) {
            settle(key);
        } else if (news.remove(key) != null) {
            log.add(packed(told));
            room.put(key, left);
        }
    }

    private long[] replace(K key, long[] rows) throws Exception {
        if (rows.length == 0) {
            state.clear();
        } else {
            state.update(rows);
        }
        if (log != null && rows.length >= WORDS_WITH_LOG) {
            room.put(key, rows.length / 2);
        } else {
            room.remove(key);
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

    /** What an entry of a log says of each teller. */
    private static void read(long[] entry, Map<Tuple2<Long, Long>, long[]> said) {
        for (int at = 0; at < entry.length; ) {
            int rows = at + LOG_HEADER;
            int end = rows + (int) entry[at + 2];
            said.put(Updates.id(entry, at), Arrays.copyOfRange(entry, rows, end));
            at = end;
        }
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
