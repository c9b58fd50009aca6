// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.Counter;
import org.jspecify.annotations.Nullable;
import org.ringwatch.event.RejectedRaw;
import org.ringwatch.event.ShownValue;
import org.ringwatch.job.source.EventReader;
import org.ringwatch.job.source.FolderListing;
import org.ringwatch.job.source.HeaderException;
import org.ringwatch.job.source.InputFile;
import org.ringwatch.job.source.InputFiles;
import org.ringwatch.job.source.InputSplit;
import org.ringwatch.link.EventRow;
import org.ringwatch.ring.MemberEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one file after the other, about 1 MiB at a time, and passes the arrivals on one by one. What it says of how far it
 * came is of what was passed on, not of what was read ahead.
 *
 * <p>Holds the marks of what was read, some 80 bytes each, the files waiting, and what came of 1 MiB of lines.
 */
final class FolderReader implements SourceReader<Arrival, FolderSplit> {
    private static final Logger LOG = LoggerFactory.getLogger(FolderReader.class);

    /** Storage that fails so often on one file is not waited for any longer. */
    private static final int MAX_ATTEMPTS = 3;

    private static final int MAX_MESSAGE = 200;

    private record Prepared(Arrival arrival, long line) {}

    private final FolderParameters folder;
    private final ArrivalParameters parameters;
    private final FolderWatch watch;
    private final ReadMetrics metrics;
    private final Counter filesRead;
    private final Counter bytesRead;
    private final Arrivals arrivals;
    private final ArrayDeque<Prepared> prepared = new ArrayDeque<>();

    private final Set<FileMark> read = new HashSet<>();
    private final Map<FileMark, FolderWatch.Found> waiting = new LinkedHashMap<>();
    private volatile int waitingCount;

    private boolean assigned;
    private boolean unwanted;
    private boolean seen;

    /** Mark of the file or fault at hand, if any. */
    private @Nullable FileMark mark;

    private @Nullable InputFile file;
    private @Nullable EventReader reader;
    /** Whether everything of the file at hand is prepared. */
    private boolean exhausted;
    /** Whether the file at hand waits for the next look, as the storage failed. */
    private boolean paused;

    private int attempts;
    /** Lines that were passed on when the storage failed last. */
    private long failedAt;

    private long bytes;
    private long passedOn;
    private long clock = Arrivals.NO_TIME;

    /**
     * A reader.
     *
     * @param scheduler looks into the folder; ends with the reader
     * @param nanoTime a clock that only goes forward, nanoseconds
     */
    FolderReader(
            FolderParameters folder,
            ArrivalParameters parameters,
            ReadMetrics metrics,
            ScheduledExecutorService scheduler,
            LongSupplier nanoTime) {
        this.folder = folder;
        this.parameters = parameters;
        this.watch = new FolderWatch(folder, scheduler, nanoTime);
        this.metrics = metrics;
        this.filesRead = metrics.filesRead();
        this.bytesRead = metrics.bytesRead();
        this.arrivals = new Arrivals(parameters, metrics, this::prepare);
    }

    @Override
    public void start() {
        metrics.filesWaiting(() -> waitingCount);
    }

    @Override
    public void addSplits(List<FolderSplit> splits) {
        if (assigned || splits.size() != 1) {
            throw new IllegalStateException("a folder must be read once but came " + splits.size()
                    + " times more, assigned before: " + assigned);
        }
        assigned = true;
        FolderSplit split = splits.get(0);
        clock = split.clock();
        arrivals.setClock(clock);
        read.addAll(split.read());
        file = split.file();
        mark = file == null ? null : FileMark.of(file);
        passedOn = split.lines();
        watch.start();
    }

    @Override
    public void notifyNoMoreSplits() {
        unwanted = !assigned;
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Arrival> output) throws Exception {
        if (prepared.isEmpty()) {
            takeLook();
            prepareMore();
        }
        Prepared next = prepared.poll();
        if (next != null) {
            passOn(next, output);
        }
        if (mark != null && prepared.isEmpty() && exhausted) {
            finish();
        }
        if (isBusy()) {
            return InputStatus.MORE_AVAILABLE;
        }
        boolean ended = unwanted || folder.once() && seen && mark == null;
        return ended ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return isBusy() || unwanted ? CompletableFuture.completedFuture(null) : watch.next();
    }

    @Override
    public List<FolderSplit> snapshotState(long checkpoint) {
        return assigned ? List.of(new FolderSplit(clock, file, passedOn, Set.copyOf(read))) : List.of();
    }

    @Override
    public void close() {
        watch.close();
        closeReader();
    }

    private boolean isBusy() {
        boolean more = mark == null ? !waiting.isEmpty() : !paused;
        return !prepared.isEmpty() || more || watch.isNew();
    }

    private void takeLook() throws Exception {
        FolderWatch.Look look = watch.take();
        if (look == null) {
            return;
        }
        paused = false;
        if (look.failure() != null) {
            throw look.failure();
        }
        if (look.found() != null) {
            seen = true;
            read.retainAll(look.found().keySet());
            waiting.clear();
            waiting.putAll(look.found());
            waiting.keySet().removeAll(read);
            if (mark != null) {
                waiting.remove(mark);
            }
            waitingCount = waiting.size();
        }
    }

    private void prepareMore() {
        if (mark == null && !waiting.isEmpty()) {
            Map.Entry<FileMark, FolderWatch.Found> first =
                    waiting.entrySet().iterator().next();
            waiting.remove(first.getKey());
            waitingCount = waiting.size();
            begin(first.getKey(), first.getValue());
        }
        if (file != null && !paused && !exhausted) {
            readFile(file);
        }
    }

    private void begin(FileMark next, FolderWatch.Found found) {
        mark = next;
        file = found.file();
        FolderListing.Fault fault = found.fault();
        if (fault != null) {
            arrivals.from(fault.shownPath(), 1);
            giveUp(fault.reason());
        }
    }

    private void readFile(InputFile listed) {
        try {
            if (reader == null) {
                open(listed);
            }
            if (reader != null) {
                exhausted = !reader.read();
                bytesRead.inc(Math.max(0, reader.bytes() - bytes));
                bytes = Math.max(bytes, reader.bytes());
                if (prepared.isEmpty()) {
                    passedOn = Math.max(passedOn, reader.lines());
                }
            }
        } catch (HeaderException e) {
            boolean told = parameters.rules().privacy().rejectedRaw() == RejectedRaw.CLIP;
            arrivals.reject(1, told ? e.reason() : e.rule(), "");
            exhausted = true;
        } catch (IOException e) {
            closeReader();
            attempts = passedOn == failedAt ? attempts + 1 : 1;
            failedAt = passedOn;
            String message = ShownValue.clean(String.valueOf(e.getMessage()), MAX_MESSAGE);
            if (attempts < MAX_ATTEMPTS) {
                LOG.warn("cannot read {}, trying again: {}", listed.shownPath(), message);
                paused = true;
            } else {
                giveUp("file cannot be read behind line " + passedOn + ": " + message);
            }
        }
    }

    /** Opens the file as it is now, which is from its start if it is not what was listed. */
    private void open(InputFile listed) throws IOException {
        arrivals.from(listed.shownPath(), 1);
        Optional<InputFile> now = InputFiles.asItIs(listed);
        if (now.isEmpty()) {
            giveUp("file is gone and was not read behind line " + passedOn);
            return;
        }
        if (!now.get().equals(listed)) {
            file = now.get();
            mark = FileMark.of(now.get());
            passedOn = 0;
            bytes = 0;
        }
        InputSplit whole = new InputSplit(0, 0, now.get().length());
        reader = new EventReader(now.get(), whole, parameters.columns(), parameters.rules(), arrivals);
        reader.startAt(passedOn);
    }

    /** Tells that the file at hand, or what is left of it, is not read. */
    private void giveUp(String reason) {
        arrivals.reject(0, reason, "");
        exhausted = true;
    }

    private void prepare(Arrival arrival) {
        prepared.add(new Prepared(arrival, reader == null ? 0 : reader.line()));
    }

    private void passOn(Prepared next, ReaderOutput<Arrival> output) {
        output.collect(next.arrival);
        MemberEvent event = next.arrival.event();
        if (event != null) {
            clock = Math.max(clock, EventRow.time(event.row()));
        }
        passedOn = prepared.isEmpty() && reader != null ? reader.lines() : next.line + 1;
    }

    private void finish() {
        if (mark != null) {
            read.add(mark);
            waiting.remove(mark);
        }
        if (file != null) {
            filesRead.inc();
        }
        closeReader();
        mark = null;
        file = null;
        exhausted = false;
        attempts = 0;
        passedOn = 0;
        bytes = 0;
    }

    private void closeReader() {
        if (reader != null) {
            try {
                reader.close();
            } catch (IOException e) {
                LOG.warn("cannot close a file of the watched folder: {}", e.getMessage());
            }
            reader = null;
        }
    }
}
