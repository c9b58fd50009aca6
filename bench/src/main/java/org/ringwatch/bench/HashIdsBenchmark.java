// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.bench;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.ringwatch.link.IdHasher;

/** What it takes to hash an id to its two halves. Per id. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH sets it up
public class HashIdsBenchmark {
    private static final int IDS = 1000;
    private static final long SEED = 3;

    /** Bytes of an id: as simulated, an IPv4 address, a UUID. */
    @Param({"6", "14", "36"})
    public int length;

    private final IdHasher hasher = new IdHasher(1, 2);
    private byte[] text;

    /** Draws the ids. */
    @Setup
    public void drawIds() {
        SplittableRandom random = new SplittableRandom(SEED);
        text = new byte[IDS * length];
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) random.nextInt('0', 'z');
        }
    }

    /** Hashes them all. */
    @Benchmark
    @OperationsPerInvocation(IDS)
    public long hashIds() {
        long sum = 0;
        for (int at = 0; at < text.length; at += length) {
            sum += hasher.order(text, at, length) ^ hasher.secret(text, at, length);
        }
        return sum;
    }
}
