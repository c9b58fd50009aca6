// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.util.concurrent.ExecutorThreadFactory;
import org.jspecify.annotations.Nullable;
import org.ringwatch.job.result.Results;

/**
 * Writes what there is now beside the work of a task: at most one snapshot at a time, none sooner than some time after the one
 * before, and none when nothing changed. To be used by the task's thread alone.
 */
final class Snapshots {
    /** Least wait for a writer that is still at work, milliseconds. */
    private static final long LEAST_WAIT_MILLIS = 50;

    /** What there is at the end of the last round, and its latest event time. */
    record Snapshot(Results results, long clock) {}

    /** Tells what there is. */
    interface Source {
        Snapshot now() throws Exception;
    }

    private final SnapshotWriter snapshotWriter;
    private final long everyMillis;
    private final ProcessingTimeService time;
    private final Source source;
    private final ExecutorService writer =
            Executors.newSingleThreadExecutor(new ExecutorThreadFactory("ringwatch-snapshot"));
    private boolean stale = true;
    private long next;
    private boolean scheduled;
    private @Nullable Future<?> writing;

    /** With nothing written yet. */
    Snapshots(SnapshotWriter snapshotWriter, long everyMillis, ProcessingTimeService time, Source source) {
        this.snapshotWriter = snapshotWriter;
        this.everyMillis = everyMillis;
        this.time = time;
        this.source = source;
        this.next = time.getCurrentProcessingTime();
    }

    /** The last snapshot is not what there is now. */
    void outdate() {
        stale = true;
    }

    /** Writes a snapshot now or when it is time, if there is anything new. */
    void writeWhenDue() throws Exception {
        requireWritten();
        long now = time.getCurrentProcessingTime();
        if (!stale) {
            return;
        }
        if (writing == null && now >= next) {
            next = now + everyMillis;
            start();
        } else if (!scheduled) {
            scheduled = true;
            time.registerTimer(Math.max(next, now + LEAST_WAIT_MILLIS), ignored -> {
                scheduled = false;
                writeWhenDue();
            });
        }
    }

    /** Waits until what there is now is written, whenever the last snapshot was. */
    void write() throws Exception {
        await();
        if (stale) {
            start();
            await();
        }
    }

    private void start() throws Exception {
        Snapshot snapshot = source.now();
        stale = false;
        writing = writer.submit(() -> {
            snapshotWriter.write(snapshot.results, snapshot.clock);
            return null;
        });
    }

    /** Throws what made a snapshot fail. */
    void requireWritten() throws Exception {
        if (writing != null && writing.isDone()) {
            await();
        }
    }

    private void await() throws Exception {
        if (writing == null) {
            return;
        }
        try {
            writing.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            writing = null;
        }
    }

    /**
     * Waits for the one that is being written, even when interrupted: whoever goes on after a failure writes to the same place.
     * Ends the thread that writes.
     */
    void close() {
        writer.shutdown();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = writer.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
