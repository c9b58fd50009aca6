// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.bench;

import java.io.IOException;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.ringwatch.event.ValidEvent;
import org.ringwatch.job.source.EventReader;

/** What it takes to read a CSV line from a file in the page cache, parse and validate it. Per line. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init") // JMH sets it up
public class ReadLinesBenchmark {
    private static final int LINES = 100_000;

    private SimulatedEvents events;

    /** Writes the file. */
    @Setup
    public void simulate() throws IOException {
        events = new SimulatedEvents(LINES);
    }

    /** Removes it. */
    @TearDown
    public void delete() throws IOException {
        events.close();
    }

    /** Reads all lines. */
    @Benchmark
    @OperationsPerInvocation(LINES)
    public void readLines(Blackhole blackhole) throws IOException {
        events.read(new EventReader.Handler() {
            @Override
            public void event(ValidEvent event, long offset) {
                blackhole.consume(event.eventTime());
            }

            @Override
            public void rejected(long line, String reason, String raw) {
                throw new IllegalStateException("simulated lines must be valid but line " + line + ": " + reason);
            }
        });
    }
}
