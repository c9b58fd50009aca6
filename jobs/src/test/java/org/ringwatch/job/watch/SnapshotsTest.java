// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.streaming.runtime.tasks.TestProcessingTimeService;
import org.junit.jupiter.api.Test;
import org.ringwatch.job.result.Facts;
import org.ringwatch.job.result.RejectedLines;
import org.ringwatch.job.result.Results;
import org.ringwatch.lineage.EarlierRings;
import org.ringwatch.link.Baseline;
import org.ringwatch.why.Traces;

class SnapshotsTest {
    private static final Snapshots.Snapshot SOMETHING = new Snapshots.Snapshot(
            new Results(
                    List.of(),
                    List.of(),
                    EarlierRings.NONE,
                    List.of(),
                    List.of(),
                    Baseline.empty(),
                    new Facts(),
                    List.of(),
                    new RejectedLines(),
                    new Traces()),
            0);

    private final AtomicInteger written = new AtomicInteger();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private Snapshots snapshots(SnapshotWriter writer) {
        return new Snapshots(writer, 1000, new TestProcessingTimeService(), () -> SOMETHING);
    }

    private Snapshots slow() {
        return snapshots((results, clock) -> {
            begun.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            written.incrementAndGet();
        });
    }

    /** A failed task is interrupted; who goes on writes to the same place. */
    @Test
    void whoClosesWaitsForTheWriterEvenWhenInterrupted() throws Exception {
        Snapshots snapshots = slow();
        snapshots.writeWhenDue();
        begun.await();
        AtomicInteger writtenWhenClosed = new AtomicInteger(-1);
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread closer = new Thread(() -> {
            snapshots.close();
            writtenWhenClosed.set(written.get());
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        closer.start();
        closer.interrupt();
        while (closer.getState() != Thread.State.TIMED_WAITING || closer.isInterrupted()) {
            Thread.sleep(1);
        }
        released.countDown();
        closer.join();
        assertThat(writtenWhenClosed).hasValue(1);
        assertThat(interrupted).isTrue();
    }

    @Test
    void whatIsBeingWrittenIsWrittenOnce() throws Exception {
        Snapshots snapshots = slow();
        snapshots.writeWhenDue();
        begun.await();
        released.countDown();
        snapshots.write();
        assertThat(written).hasValue(1);
        snapshots.close();
    }

    @Test
    void whatChangedMeanwhileIsWrittenToo() throws Exception {
        Snapshots snapshots = slow();
        snapshots.writeWhenDue();
        snapshots.outdate();
        released.countDown();
        snapshots.write();
        assertThat(written).hasValue(2);
        snapshots.close();
    }

    @Test
    void aWriterThatFailsIsHeardOf() throws Exception {
        Snapshots snapshots = snapshots((results, clock) -> {
            throw new IOException("disk full");
        });
        snapshots.writeWhenDue();
        assertThatThrownBy(snapshots::write).isInstanceOf(IOException.class).hasMessage("disk full");
        snapshots.close();
    }
}
