// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.testutils.ManuallyTriggeredScheduledExecutorService;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.jspecify.annotations.Nullable;
import org.ringwatch.event.EventRules;
import org.ringwatch.job.source.ColumnMapping;
import org.ringwatch.link.IdHasher;

/** A reader of a folder that is driven by hand: it looks into the folder when told to, and what it passes on is kept as text. */
final class FolderReading implements AutoCloseable {
    /** The processing time of every test: 2026-11-28 12:00 UTC. */
    static final long NOW = 1_795_867_200_000L;

    /** Days that events are kept. */
    static final int RETENTION_DAYS = 45;

    static final String HEADER = "event_id,event_time,event_type,account_id";

    private final FolderParameters folder;
    private final EventRules rules;
    private final ManuallyTriggeredScheduledExecutorService scheduler = new ManuallyTriggeredScheduledExecutorService();
    private final Map<String, Metric> metrics = new TreeMap<>();
    private final FolderReader reader;

    private FolderReading(FolderParameters folder, EventRules rules, FolderSplit split) {
        this.folder = folder;
        this.rules = rules;
        this.reader =
                new FolderReader(folder, parameters(rules), new ReadMetrics(new Recording("")), scheduler, () -> 0);
        reader.start();
        reader.addSplits(List.of(split));
        scheduler.triggerAll();
    }

    static ArrivalParameters parameters(EventRules rules) {
        return new ArrivalParameters(ColumnMapping.identity(), rules, new IdHasher(1, 2), RETENTION_DAYS, () -> NOW);
    }

    /** Reads the folder from the beginning; the first look is to come. */
    static FolderReading of(Path folder) {
        return of(folder, EventRules.defaults());
    }

    static FolderReading of(Path folder, EventRules rules) {
        return of(folder.toString(), rules);
    }

    /** Reads a folder of any file system. */
    static FolderReading of(String folder, EventRules rules) {
        return new FolderReading(new FolderParameters(folder, null, 1000, false), rules, FolderSplit.START);
    }

    /** Reads the folder once. */
    static FolderReading once(Path folder) {
        return new FolderReading(
                new FolderParameters(folder.toString(), null, 1000, true), EventRules.defaults(), FolderSplit.START);
    }

    /** Ends this reader, and has another one go on with what its checkpoint wrote; the first look is to come. */
    FolderReading restart() throws IOException {
        FolderSplit.Serializer serializer = new FolderSplit.Serializer();
        byte[] state = serializer.serialize(state());
        close();
        return new FolderReading(folder, rules, serializer.deserialize(serializer.getVersion(), state));
    }

    FolderSplit state() {
        return reader.snapshotState(1).get(0);
    }

    /** Looks into the folder and reads all that there is to read. */
    List<String> look() throws Exception {
        lookOnly();
        return drain();
    }

    void lookOnly() {
        scheduler.triggerPeriodicScheduledTasks();
    }

    /** Passes on all that there is to read. */
    List<String> drain() throws Exception {
        return pass(Integer.MAX_VALUE);
    }

    /** Passes on so many arrivals, or all. */
    List<String> pass(int count) throws Exception {
        List<String> passed = new ArrayList<>();
        while (passed.size() < count && pollNext(passed) == InputStatus.MORE_AVAILABLE) {
            // Goes on.
        }
        return passed;
    }

    InputStatus pollNext(List<String> passed) throws Exception {
        return reader.pollNext(new Output(passed));
    }

    boolean isAvailable() {
        return reader.isAvailable().isDone();
    }

    long count(String name) {
        return metrics.get("ringwatch." + name) instanceof Counter counter ? counter.getCount() : 0;
    }

    Object gauge(String name) {
        return ((Gauge<?>) metrics.get("ringwatch." + name)).getValue();
    }

    @Override
    public void close() {
        reader.close();
    }

    /** An event as its id; a rejection as file name, line, reason and what was read; what was erased as such. */
    static String shown(Arrival arrival) {
        RejectedInput rejected = arrival.rejected();
        if (arrival.event() != null) {
            return arrival.event().event().eventId();
        }
        if (rejected == null) {
            return "(erased)";
        }
        String source = rejected.source();
        return source.substring(source.lastIndexOf('/') + 1) + ":" + rejected.line() + ": " + rejected.reason()
                + (rejected.raw().isEmpty() ? "" : " | " + rejected.raw());
    }

    private record Output(List<String> passed) implements ReaderOutput<Arrival> {
        @Override
        public void collect(Arrival arrival) {
            passed.add(shown(arrival));
        }

        @Override
        public void collect(Arrival arrival, long timestamp) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void emitWatermark(Watermark watermark) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void markIdle() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void markActive() {
            throw new UnsupportedOperationException();
        }

        @Override
        public SourceOutput<Arrival> createOutputForSplit(String splitId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void releaseOutputForSplit(String splitId) {
            throw new UnsupportedOperationException();
        }
    }

    private final class Recording extends UnregisteredMetricsGroup {
        private final String path;

        Recording(String path) {
            this.path = path;
        }

        @Override
        public MetricGroup addGroup(String name) {
            return new Recording(path + name + ".");
        }

        @Override
        public MetricGroup addGroup(String key, @Nullable String value) {
            return new Recording(path + key + "." + value + ".");
        }

        @Override
        public Counter counter(String name) {
            Counter counter = new SimpleCounter();
            metrics.put(path + name, counter);
            return counter;
        }

        @Override
        public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
            metrics.put(path + name, gauge);
            return gauge;
        }
    }
}
