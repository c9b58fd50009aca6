// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntBiFunction;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.ringwatch.job.result.Facts;

/** Runs stages in Flink's operator harness. */
final class Stage {

    private Stage() {}

    /** What a stage gave: its main output, and the harness for the side outputs. */
    record Given<T>(List<T> values, AbstractStreamOperatorTestHarness<T> harness) {

        <S> List<S> side(OutputTag<S> tag) {
            Collection<StreamRecord<S>> records = harness.getSideOutput(tag);
            return records == null
                    ? List.of()
                    : records.stream().map(StreamRecord::getValue).toList();
        }

        long fact(String name) {
            Facts facts = new Facts();
            side(StageOperator.FINDINGS).stream()
                    .map(Finding::fact)
                    .filter(Objects::nonNull)
                    .forEach(facts::add);
            return facts.get(name);
        }
    }

    /** Feeds all values and ends the input. */
    static <I, O> Given<O> run(OneInputStreamOperatorTestHarness<I, O> harness, List<I> values) throws Exception {
        try (harness) {
            harness.open();
            for (I value : values) {
                harness.processElement(new StreamRecord<>(value));
            }
            harness.endInput();
            return new Given<>(harness.extractOutputValues(), harness);
        }
    }

    /** Feeds and ends one input, then the other. */
    static <A, B, O> Given<O> run(
            TwoInputStreamOperatorTestHarness<A, B, O> harness, List<A> first, List<B> second, boolean secondBefore)
            throws Exception {
        try (harness) {
            harness.open();
            for (int turn = 0; turn < 2; turn++) {
                if ((turn == 0) == secondBefore) {
                    for (B value : second) {
                        harness.processElement2(new StreamRecord<>(value));
                    }
                    harness.endInput2();
                } else {
                    for (A value : first) {
                        harness.processElement1(new StreamRecord<>(value));
                    }
                    harness.endInput1();
                }
            }
            return new Given<>(harness.extractOutputValues(), harness);
        }
    }

    /** The rows of blocks as text with their share, sorted: blocks come in any order. */
    static List<String> rows(List<RowBlock> blocks, ToIntBiFunction<long[], Integer> length) {
        List<String> rows = new ArrayList<>();
        for (RowBlock block : blocks) {
            long[] words = block.rows();
            for (int at = 0; at < words.length; at += length.applyAsInt(words, at)) {
                rows.add(block.share() + " "
                        + Arrays.toString(Arrays.copyOfRange(words, at, at + length.applyAsInt(words, at))));
            }
        }
        rows.sort(null);
        return rows;
    }
}
