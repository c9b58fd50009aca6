// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.ringwatch.event.ValidEvent;
import org.ringwatch.job.source.EventReader;
import org.ringwatch.link.AccountPartition;
import org.ringwatch.link.EventPacker;
import org.ringwatch.link.EventRow;
import org.ringwatch.link.IdHasher;
import org.ringwatch.link.RowBuffer;

/** What it takes to bring together the events of each account and drop duplicates. Per event. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class GroupRowsBenchmark {
    private static final int EVENTS = 200_000;
    private static final int BLOCK_WORDS = 1 << 16;

    private final List<long[]> blocks = new ArrayList<>();

    /** Packs the events of a simulated world into blocks of rows. */
    @Setup
    public void packEvents() throws IOException {
        EventPacker packer = new EventPacker(new IdHasher(1, 2));
        RowBuffer rows = new RowBuffer(BLOCK_WORDS);
        try (SimulatedEvents events = new SimulatedEvents(EVENTS)) {
            events.read(new EventReader.Handler() {
                @Override
                public void event(ValidEvent event, long offset) {
                    packer.read(event);
                    packer.write(event, EventRow.position(0, offset), rows);
                    if (rows.size() >= BLOCK_WORDS) {
                        blocks.add(rows.toBlock());
                        rows.clear();
                    }
                }

                @Override
                public void rejected(long line, String reason, String raw) {
                    throw new IllegalStateException("simulated lines must be valid but line " + line + ": " + reason);
                }
            });
        }
        blocks.add(rows.toBlock());
    }

    /** Groups all rows and visits every account. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void groupRows(Blackhole blackhole) {
        AccountPartition partition = new AccountPartition();
        blocks.forEach(partition::add);
        partition.forEach(GroupRowsBenchmark::canonical, account -> blackhole.consume(account.size()));
    }

    /** Conflicting lines are rare and read from disk, which is not measured here: any bytes that differ do. */
    private static Map<Long, byte[]> canonical(long[] positions) {
        Map<Long, byte[]> bytes = new HashMap<>();
        for (long position : positions) {
            bytes.put(position, Long.toString(position).getBytes(StandardCharsets.US_ASCII));
        }
        return bytes;
    }
}
