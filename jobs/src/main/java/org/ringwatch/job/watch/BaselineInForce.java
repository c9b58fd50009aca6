// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.ringwatch.link.Baseline;

/** The baseline that a stage judges by; every subtask has the same. */
final class BaselineInForce {
    private final ListState<long[]> state;

    /** By the watermark that ends the round from which on it is in force; the first is in force now. */
    private final TreeMap<Long, Baseline> baselines = new TreeMap<>();

    /**
     * The baseline as it was in the state.
     *
     * @param first in force until there is another one
     */
    BaselineInForce(OperatorStateStore store, Baseline first) throws Exception {
        state = store.getUnionListState(
                new ListStateDescriptor<>("baseline", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO));
        baselines.put(Long.MIN_VALUE, first);
        for (long[] words : state.get()) {
            baselines.put(words[0], Baseline.ofWords(Arrays.copyOfRange(words, 1, words.length)));
        }
    }

    /** Another one, of the round that its timestamp tells. */
    void put(StreamRecord<long[]> element) {
        baselines.put(element.getTimestamp(), Baseline.ofWords(element.getValue()));
    }

    /** Puts the one of a round in force; whether it is another one than before. */
    boolean reach(long roundTime) {
        long latest = baselines.floorKey(roundTime);
        boolean isOther = latest != baselines.firstKey();
        baselines.headMap(latest).clear();
        return isOther;
    }

    /** The one in force. */
    Baseline get() {
        return baselines.firstEntry().getValue();
    }

    /** Writes it to the state. */
    void snapshot() throws Exception {
        List<long[]> all = new ArrayList<>();
        baselines.forEach((time, baseline) -> {
            long[] words = baseline.toWords();
            long[] timed = new long[1 + words.length];
            timed[0] = time;
            System.arraycopy(words, 0, timed, 1, words.length);
            all.add(timed);
        });
        state.update(all);
    }
}
