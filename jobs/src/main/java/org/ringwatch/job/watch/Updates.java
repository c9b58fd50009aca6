// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.Arrays;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple4;
import org.ringwatch.event.WordHash;

/**
 * What a stage tells the next one: first the key that it is for, two or four words; then who says it, two words; then what is so
 * from now on, as packed rows, of which none means that there is nothing any more. The last update of a key by the same teller counts.
 */
final class Updates {
    static final TypeInformation<Tuple2<Long, Long>> ID = Types.TUPLE(Types.LONG, Types.LONG);
    static final TypeInformation<Tuple4<Long, Long, Long, Long>> PAIR =
            Types.TUPLE(Types.LONG, Types.LONG, Types.LONG, Types.LONG);

    private Updates() {}

    /** The update of the words {@code from} (inclusive) to {@code to} of {@code rows}. */
    static long[] of(long[] key, long tellerOrder, long tellerSecret, long[] rows, int from, int to) {
        long[] update = Arrays.copyOf(key, key.length + 2 + to - from);
        update[key.length] = tellerOrder;
        update[key.length + 1] = tellerSecret;
        System.arraycopy(rows, from, update, key.length + 2, to - from);
        return update;
    }

    /** The update that there is nothing any more. */
    static long[] gone(long[] key, long tellerOrder, long tellerSecret) {
        return of(key, tellerOrder, tellerSecret, key, 0, 0);
    }

    /** The rows behind {@code words} words of an update. */
    static long[] rows(long[] update, int words) {
        return Arrays.copyOfRange(update, words, update.length);
    }

    /** The two words at {@code at} as a key. */
    static Tuple2<Long, Long> id(long[] words, int at) {
        return Tuple2.of(words[at], words[at + 1]);
    }

    /** The first four words as a key. */
    static Tuple4<Long, Long, Long, Long> pair(long[] words) {
        return Tuple4.of(words[0], words[1], words[2], words[3]);
    }

    /** A hash of the words {@code from} (inclusive) to {@code to}: tells whether there is anything new to say. */
    static long fingerprint(long[] words, int from, int to) {
        long state = to - from;
        for (int w = from; w < to; w++) {
            state = WordHash.add(state, words[w]);
        }
        return WordHash.finish(state);
    }
}
