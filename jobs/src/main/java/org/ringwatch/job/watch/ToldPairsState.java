// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;
import org.ringwatch.link.RowBuffer;

/**
 * Where it is kept what was told of the pairs of a key, as {@link ToldPairs} remembers it behind a header: in one value, and what changes
 * of a long one in a log, as far as that is no longer than half of the value. A crowd has tens of thousands of pairs, few of
 * which are told anything new when it is judged.
 *
 * <p>An entry of the log is the header and the pairs that changed; one that is gone has no fingerprints.
 */
final class ToldPairsState {
    private static final long[] GONE = new long[ToldPairs.WORDS - ToldPairs.KEY];

    private final ValueState<long[]> state;
    private final ListState<long[]> log;
    private final int header;
    private final PairTable pairs = new PairTable();

    /** The value of the current key as it is stored, and the words of its log. */
    private long @Nullable [] base;

    private long logged;

    /**
     * @param header words of the header
     */
    ToldPairsState(ValueState<long[]> state, ListState<long[]> log, int header) {
        this.state = state;
        this.log = log;
        this.header = header;
    }

    /** What was told of the current key, if anything. */
    long @Nullable [] value() throws Exception {
        base = state.value();
        logged = 0;
        if (base == null || base.length < ToldRows.WORDS_WITH_LOG) {
            return base;
        }
        List<long[]> entries = new ArrayList<>();
        for (long[] entry : log.get()) {
            entries.add(entry);
            logged += entry.length;
        }
        return merged(base, entries);
    }

    /**
     * Keeps what is told of the current key now, whose {@link #value} was asked for.
     *
     * @param before that value
     */
    void update(long @Nullable [] before, long[] after) throws Exception {
        if (Arrays.equals(before, after)) {
            return;
        }
        if (before == null || base == null || base.length < ToldRows.WORDS_WITH_LOG) {
            state.update(after);
            return;
        }
        long[] changes = changes(before, after);
        if (logged + changes.length > base.length / 2) {
            log.clear();
            state.update(after);
        } else {
            log.add(changes);
        }
    }

    /** Nothing is told of the current key any more. */
    void clear() {
        state.clear();
        log.clear();
    }

    private long[] merged(long[] base, List<long[]> entries) {
        if (entries.isEmpty()) {
            return base;
        }
        RowBuffer logged = new RowBuffer(256);
        for (long[] entry : entries) {
            logged.add(entry, header, entry.length - header);
        }
        long[] words = logged.toBlock();
        int[] latest = latest(words, 0);
        RowBuffer now = new RowBuffer(base.length + words.length);
        now.add(entries.get(entries.size() - 1), 0, header);
        for (int at = header; at < base.length; at += ToldPairs.WORDS) {
            if (pairs.find(base, at) < 0) {
                now.add(base, at, ToldPairs.WORDS);
            }
        }
        for (int pair = 0; pair < pairs.size(); pair++) {
            if (!isGone(words, latest[pair])) {
                now.add(words, latest[pair], ToldPairs.WORDS);
            }
        }
        return now.toBlock();
    }

    private long[] changes(long[] before, long[] after) {
        RowBuffer changes = new RowBuffer(256);
        changes.add(after, 0, header);
        int[] now = latest(after, header);
        boolean[] isKnown = new boolean[pairs.size()];
        for (int at = header; at < before.length; at += ToldPairs.WORDS) {
            int pair = pairs.find(before, at);
            if (pair < 0) {
                changes.add(before, at, ToldPairs.KEY);
                changes.add(GONE, 0, GONE.length);
            } else {
                isKnown[pair] =
                        Arrays.equals(before, at, at + ToldPairs.WORDS, after, now[pair], now[pair] + ToldPairs.WORDS);
            }
        }
        for (int pair = 0; pair < isKnown.length; pair++) {
            if (!isKnown[pair]) {
                changes.add(after, now[pair], ToldPairs.WORDS);
            }
        }
        return changes.toBlock();
    }

    /** Numbers the pairs of these words, and tells where each is last. */
    private int[] latest(long[] words, int from) {
        int[] latest = new int[(words.length - from) / ToldPairs.WORDS];
        pairs.reset(Math.max(1, latest.length));
        for (int at = from; at < words.length; at += ToldPairs.WORDS) {
            latest[pairs.number(words, at)] = at;
        }
        return latest;
    }

    private static boolean isGone(long[] words, int at) {
        return Arrays.equals(words, at + ToldPairs.KEY, at + ToldPairs.WORDS, GONE, 0, GONE.length);
    }
}
