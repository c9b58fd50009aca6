// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C while something must be brought to an orderly end: the action given by {@link #onRequest} is told to stop, and the
 * process stays until {@link #close} says that everything is cleared away, {@link #PATIENCE} at most. The Java machine then
 * ends with exit code 130 by itself.
 */
final class Interruption implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CountDownLatch cleared = new CountDownLatch(1);
    private final Thread hook = new Thread(this::request, "interruption");
    private boolean requested;
    private @Nullable Runnable action;

    private Interruption() {}

    /** Begins to watch for Ctrl-C. */
    static Interruption watch() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** Says how to stop what now begins. Called at once if the user has asked before. */
    void onRequest(Runnable stop) {
        synchronized (this) {
            action = stop;
            if (!requested) {
                return;
            }
        }
        stop.run();
    }

    /** Whether the user asked to stop. */
    synchronized boolean requested() {
        return requested;
    }

    /** Lets the process end. */
    @Override
    public void close() {
        cleared.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already.
        }
    }

    /** What Ctrl-C does; for tests. */
    void request() {
        Runnable stop;
        synchronized (this) {
            requested = true;
            stop = action;
        }
        if (stop != null) {
            stop.run();
        }
        try {
            cleared.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
