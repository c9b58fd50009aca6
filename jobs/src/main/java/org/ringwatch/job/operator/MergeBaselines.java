// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;
import org.ringwatch.link.Baseline;

/** Adds up the parts of the baseline, or puts a given one in their place. Runs once; keeps one baseline. */
public final class MergeBaselines extends AbstractStreamOperator<long[]>
        implements OneInputStreamOperator<long[], long[]>, BoundedOneInput {
    private static final long serialVersionUID = 1L;

    private final long @Nullable [] given;
    private transient Baseline sum;

    /** The stage. */
    public MergeBaselines(long @Nullable [] given) {
        this.given = given;
    }

    @Override
    public void open() throws Exception {
        super.open();
        sum = Baseline.empty();
    }

    @Override
    public void processElement(StreamRecord<long[]> element) {
        sum = sum.plus(Baseline.ofWords(element.getValue()));
    }

    @Override
    public void endInput() {
        output.collect(new StreamRecord<>(given == null ? sum.toWords() : given));
    }
}
