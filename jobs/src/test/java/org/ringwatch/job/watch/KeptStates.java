// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/** States of one key, in memory, which count the words written and how often they are read. */
final class KeptStates {
    long written;
    int reads;

    ValueState<long[]> value() {
        return new ValueState<>() {
            private long @Nullable [] words;

            @Override
            public long @Nullable [] value() {
                reads++;
                return words == null ? null : words.clone();
            }

            @Override
            public void update(long[] value) {
                words = value.clone();
                written += value.length;
            }

            @Override
            public void clear() {
                words = null;
            }
        };
    }

    ListState<long[]> list() {
        return new ListState<>() {
            private final List<long[]> entries = new ArrayList<>();

            @Override
            public Iterable<long[]> get() {
                reads++;
                return List.copyOf(entries);
            }

            @Override
            public void add(long[] value) {
                entries.add(value.clone());
                written += value.length;
            }

            @Override
            public void update(List<long[]> values) {
                clear();
                addAll(values);
            }

            @Override
            public void addAll(List<long[]> values) {
                values.forEach(this::add);
            }

            @Override
            public void clear() {
                entries.clear();
            }
        };
    }
}
