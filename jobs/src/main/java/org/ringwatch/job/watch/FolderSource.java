// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.concurrent.Executors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Reads the files of a folder as they come, in order of time of modification, then path; all by one reader, so that events
 * come in one order. Nothing is read twice and nothing is lost when the job starts again from a checkpoint.
 *
 * <p>A file must appear whole, for instance by being moved there under its name; names that start with {@code .} or {@code _}
 * are passed over until then. A file that changes is read again: its events are known by their ids. What cannot be read,
 * such as a file with an unknown suffix, a bad header or a broken stream, is told as a {@link RejectedInput}, and the others are
 * read. A file that the storage fails on is tried three times.
 *
 * <p>Why not Flink's own file source: it remembers the path of every file that it ever read. This one forgets the files that are
 * gone.
 */
public final class FolderSource implements Source<Arrival, FolderSplit, Boolean>, ResultTypeQueryable<Arrival> {
    private static final long serialVersionUID = 1L;

    /** Identifies the source in savepoints. */
    public static final String UID = "read-folder";

    private final FolderParameters folder;
    private final ArrivalParameters arrivals;

    /** A source of what arrives in a folder. */
    public FolderSource(FolderParameters folder, ArrivalParameters arrivals) {
        this.folder = folder;
        this.arrivals = arrivals;
    }

    /** What arrives in the folder, read by one subtask. */
    public static DataStream<Arrival> open(
            StreamExecutionEnvironment env, FolderParameters folder, ArrivalParameters arrivals) {
        return env.fromSource(new FolderSource(folder, arrivals), WatermarkStrategy.noWatermarks(), UID)
                .uid(UID)
                .setParallelism(1)
                .setMaxParallelism(1);
    }

    @Override
    public Boundedness getBoundedness() {
        return folder.once() ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<Arrival, FolderSplit> createReader(SourceReaderContext context) {
        return new FolderReader(
                folder,
                arrivals,
                new ReadMetrics(context.metricGroup()),
                Executors.newSingleThreadScheduledExecutor(FolderSource::lookingThread),
                System::nanoTime);
    }

    @Override
    public SplitEnumerator<FolderSplit, Boolean> createEnumerator(SplitEnumeratorContext<FolderSplit> context) {
        return new FolderEnumerator(context, false);
    }

    @Override
    public SplitEnumerator<FolderSplit, Boolean> restoreEnumerator(
            SplitEnumeratorContext<FolderSplit> context, Boolean assigned) {
        return new FolderEnumerator(context, assigned);
    }

    @Override
    public SimpleVersionedSerializer<FolderSplit> getSplitSerializer() {
        return new FolderSplit.Serializer();
    }

    @Override
    public SimpleVersionedSerializer<Boolean> getEnumeratorCheckpointSerializer() {
        return new FolderEnumerator.Serializer();
    }

    @Override
    public TypeInformation<Arrival> getProducedType() {
        return TypeInformation.of(Arrival.class);
    }

    private static Thread lookingThread(Runnable task) {
        Thread thread = new Thread(task, UID + "-look");
        thread.setDaemon(true);
        return thread;
    }
}
