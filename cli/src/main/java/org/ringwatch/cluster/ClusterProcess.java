// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cluster;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that was started. The system may give its id to another one later, which is told apart by when it started.
 *
 * @param name of its log and its folder for temporary files
 * @param pid the system's id of it
 * @param startedMillis when it started, epoch milliseconds; 0 if the system does not tell
 */
public record ClusterProcess(String name, long pid, long startedMillis) {

    /** The system counts in ticks from its own start. */
    private static final long CLOCK_TOLERANCE_MILLIS = 2_000;

    static ClusterProcess of(String name, Process process) {
        return new ClusterProcess(name, process.pid(), started(process.toHandle()));
    }

    /** Whether it runs; one that has ended and that nobody has taken notice of does not. */
    @JsonIgnore
    public boolean isAlive() {
        return handle().isPresent();
    }

    /** Ends it as {@code kill -9} does, and waits until it is gone. */
    public void kill() throws InterruptedException {
        Optional<ProcessHandle> handle = handle();
        handle.ifPresent(ProcessHandle::destroyForcibly);
        if (handle.isPresent()) {
            await(handle.get(), Duration.ofSeconds(10));
        }
    }

    /** Asks it to end, and kills it if it does not within the time. */
    void stop(Duration patience) throws InterruptedException {
        Optional<ProcessHandle> handle = handle();
        handle.ifPresent(ProcessHandle::destroy);
        if (handle.isPresent() && !await(handle.get(), patience)) {
            kill();
        }
    }

    private boolean await(ProcessHandle handle, Duration patience) throws InterruptedException {
        Instant end = Instant.now().plus(patience);
        while (isAlive() && Instant.now().isBefore(end)) {
            try {
                handle.onExit().get(100, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // Looked at again.
            } catch (ExecutionException e) {
                throw new IllegalStateException("cannot wait for process " + pid, e);
            }
        }
        return !isAlive();
    }

    private Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> handle.info().command().isPresent())
                .filter(handle -> Math.abs(started(handle) - startedMillis) <= CLOCK_TOLERANCE_MILLIS);
    }

    private static long started(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
