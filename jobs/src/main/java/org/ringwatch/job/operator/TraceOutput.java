// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import org.ringwatch.link.ItemTrace;
import org.ringwatch.link.PairTrace;
import org.ringwatch.link.ResourceTrace;
import org.ringwatch.link.TraceSink;
import org.ringwatch.why.Trace;

/** Sends aside what a stage tells. */
final class TraceOutput implements TraceSink {
    private final StageOperator<?> stage;

    TraceOutput(StageOperator<?> stage) {
        this.stage = stage;
    }

    @Override
    public void resource(ResourceTrace trace) {
        stage.tell(Finding.of(Trace.of(trace)));
    }

    @Override
    public void item(ItemTrace trace) {
        stage.tell(Finding.of(Trace.of(trace)));
    }

    @Override
    public void pair(PairTrace trace) {
        stage.tell(Finding.of(Trace.of(trace)));
    }
}
