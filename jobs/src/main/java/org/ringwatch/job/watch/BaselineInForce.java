// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.ringwatch.link.Baseline;

/** The baseline that a stage judges by; every subtask has the same. */
final class BaselineInForce {
    private final ListState<long[]> state;
    private Baseline baseline;

    /**
     * The baseline as it was in the state.
     *
     * @param first in force until there is another one
     */
    BaselineInForce(OperatorStateStore store, Baseline first) throws Exception {
        state = store.getUnionListState(
                new ListStateDescriptor<>("baseline", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO));
        baseline = first;
        for (long[] words : state.get()) {
            baseline = Baseline.ofWords(words);
        }
    }

    /** Puts another one in force. */
    void put(long[] words) {
        baseline = Baseline.ofWords(words);
    }

    /** The one in force. */
    Baseline get() {
        return baseline;
    }

    /** Writes it to the state. */
    void snapshot() throws Exception {
        state.update(List.of(baseline.toWords()));
    }
}
