// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.ringwatch.job.source.FolderListing;
import org.ringwatch.job.source.InputFile;
import org.ringwatch.job.source.InputFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks into a folder again and again on a thread of its own, as a look may take long. A look that fails is logged and
 * tried again; where the folder is read once, that ends the job. Each file is asked for its length and age, so a folder of many
 * files is looked into less often: looks take a tenth of the time at most.
 */
final class FolderWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

    /**
     * Something to read, or to tell of.
     *
     * @param file a file; null for a fault
     * @param fault what cannot be read; null for a file
     */
    record Found(@Nullable InputFile file, FolderListing.@Nullable Fault fault) {}

    /**
     * What came of a look.
     *
     * @param found by mark, in the order to be read; null if only time has passed, as all was found that is to be read
     * @param failure why there was no look
     */
    record Look(@Nullable Map<FileMark, Found> found, @Nullable Exception failure) {}

    /** A pause is at least so many times as long as the look before it. */
    private static final int PAUSE = 9;

    private final FolderParameters folder;
    private final ScheduledExecutorService scheduler;
    private final LongSupplier nanoTime;
    private final AtomicReference<@Nullable Look> latest = new AtomicReference<>();
    private volatile CompletableFuture<Void> looked = new CompletableFuture<>();
    /** Used by the looking thread alone, as are those that follow. */
    private boolean seen;

    private @Nullable String lastFailure;

    /** When the last look began and how long it took, nanoseconds. */
    private long began;

    private long took;

    /**
     * @param nanoTime a clock that only goes forward, nanoseconds
     */
    FolderWatch(FolderParameters folder, ScheduledExecutorService scheduler, LongSupplier nanoTime) {
        this.folder = folder;
        this.scheduler = scheduler;
        this.nanoTime = nanoTime;
    }

    /** Looks for the first time and from then on. */
    void start() {
        scheduler.scheduleWithFixedDelay(this::look, 0, folder.pollMillis(), TimeUnit.MILLISECONDS);
    }

    /** The latest look, once. */
    @Nullable
    Look take() {
        return latest.getAndSet(null);
    }

    /** Whether there is a look to be taken. */
    boolean isNew() {
        return latest.get() != null;
    }

    /** Completes when there is a look to be taken. */
    CompletableFuture<Void> next() {
        if (looked.isDone()) {
            looked = new CompletableFuture<>();
        }
        CompletableFuture<Void> next = looked;
        if (isNew()) {
            next.complete(null);
        }
        return next;
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }

    private void look() {
        if (folder.once() && seen) {
            tell(new Look(null, null));
            return;
        }
        long now = nanoTime.getAsLong();
        if (took > 0 && now - began < (1 + PAUSE) * took) {
            return;
        }
        Look look = list();
        began = now;
        took = nanoTime.getAsLong() - now;
        if (look != null) {
            tell(look);
        }
    }

    private void tell(Look look) {
        boolean isTick = look.found == null && look.failure == null;
        latest.updateAndGet(untaken -> isTick && untaken != null ? untaken : look);
        looked.complete(null);
    }

    /** Nothing if it failed and will be tried again. */
    private @Nullable Look list() {
        try {
            FolderListing listing = InputFiles.listFolder(folder.folder(), folder.forced());
            seen = true;
            lastFailure = null;
            return new Look(inOrder(listing), null);
        } catch (IOException | IllegalArgumentException e) {
            if (folder.once()) {
                return new Look(null, e);
            }
            String failure = String.valueOf(e.getMessage());
            if (!failure.equals(lastFailure)) {
                LOG.warn(
                        "cannot look into the watched folder, trying again every {} ms: {}",
                        folder.pollMillis(),
                        failure);
            }
            lastFailure = failure;
            return null;
        } catch (RuntimeException e) {
            return new Look(null, e);
        }
    }

    private static Map<FileMark, Found> inOrder(FolderListing listing) {
        Map<FileMark, Found> found = new LinkedHashMap<>();
        for (FolderListing.Fault fault : listing.faults()) {
            found.put(FileMark.of(fault), new Found(null, fault));
        }
        for (InputFile file : listing.files()) {
            found.put(FileMark.of(file), new Found(file, null));
        }
        return found;
    }
}
