// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.RestartStrategyOptions.RestartStrategyType;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.ringwatch.job.prior.SideInputs;
import org.ringwatch.job.result.Results;
import org.ringwatch.job.watch.Arrival;
import org.ringwatch.job.watch.ArrivalParameters;
import org.ringwatch.job.watch.ChangeFormat;
import org.ringwatch.job.watch.FolderParameters;
import org.ringwatch.job.watch.FolderSource;
import org.ringwatch.job.watch.ProcessingClock;
import org.ringwatch.job.watch.Publication;
import org.ringwatch.job.watch.PublicationParameters;
import org.ringwatch.job.watch.RingChange;
import org.ringwatch.job.watch.SnapshotWriter;
import org.ringwatch.job.watch.WatchJob;
import org.ringwatch.job.watch.WatchParameters;
import org.ringwatch.link.IdHasher;
import org.ringwatch.ring.Ring;

/** One run of the watching job over what is in a folder, on the test's cluster. */
final class WatchRun {
    private static final int EVENTS_BETWEEN_PAUSES = 5;
    private static final int PAUSE_MILLIS = 10;

    private final Path input;
    private final Path output;
    private int parallelism = 2;
    private int retentionDays = 400;
    private long roundMillis = 1;
    private Duration checkpoints = Duration.ofMillis(25);
    private int failures;
    private String backend = "hashmap";
    private String savepoint = "";

    private WatchRun(Path input, Path output) {
        this.input = input;
        this.output = output;
    }

    static WatchRun of(Path input, Path output) {
        return new WatchRun(input, output);
    }

    WatchRun parallel(int subtasks) {
        parallelism = subtasks;
        return this;
    }

    WatchRun retaining(int days) {
        retentionDays = days;
        return this;
    }

    /** Least time between two rounds. */
    WatchRun everyMillis(long millis) {
        roundMillis = millis;
        return this;
    }

    /** RocksDB makes files of every checkpoint: fewer of them. */
    WatchRun onRocksDb() {
        backend = "rocksdb";
        checkpoints = Duration.ofSeconds(1);
        return this;
    }

    /** Fails so often, each time after some events and a checkpoint. */
    WatchRun failing(int times) {
        failures = times;
        return this;
    }

    /** How often it failed. */
    int failures() {
        return Failing.FAILURES.get();
    }

    /** Goes on from a savepoint. */
    WatchRun from(String path) {
        savepoint = path;
        return this;
    }

    /** Runs the job to the end of what is in the folder; the output folder. */
    Path execute() throws Exception {
        Failing.FAILURES.set(0);
        try (StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration())) {
            lay(env, true);
            env.execute(WatchJob.NAME);
        }
        return output;
    }

    /** Runs the job until there is something, then stops it; the savepoint, in a format that other versions of Flink read. */
    String stop(Path savepoints) throws Exception {
        Failing.FAILURES.set(0);
        try (StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration())) {
            lay(env, false);
            JobClient job = env.executeAsync(WatchJob.NAME);
            CompletableFuture<JobExecutionResult> ended = job.getJobExecutionResult();
            while (!Files.exists(output.resolve("current/_SUCCESS"))) {
                Thread.sleep(10);
                if (ended.isDone()) {
                    ended.get();
                }
            }
            String path = job.stopWithSavepoint(false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
                    .get();
            // Only then it has written what there is.
            ended.get();
            return path;
        }
    }

    /** Forgets what there is, so that {@link #stop} waits for something new. */
    static void clear(Path output) throws IOException {
        delete(output.resolve("current"));
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** The operators of the job that have state, by the names that savepoints know them by. */
    static Set<String> uids() throws Exception {
        try (StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment()) {
            new WatchRun(Path.of("in"), Path.of("out")).lay(env, true);
            return env.getStreamGraph(false).getStreamNodes().stream()
                    .map(StreamNode::getTransformationUID)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private void lay(StreamExecutionEnvironment env, boolean once) {
        IdHasher hasher = new IdHasher(1, ~1L);
        DetectionParameters detection = DetectionParameters.defaults();
        env.setParallelism(parallelism);
        DataStream<Arrival> arrivals = FolderSource.open(
                        env,
                        new FolderParameters(input.toString(), null, 20, once),
                        new ArrivalParameters(
                                detection.columns(),
                                detection.rules(),
                                hasher,
                                retentionDays,
                                ProcessingClock.system()))
                .map(new Failing(failures))
                .returns(TypeInformation.of(Arrival.class))
                .uid("fail")
                .setParallelism(1);
        WatchJob.define(
                env,
                arrivals,
                new WatchParameters(
                        detection,
                        retentionDays,
                        roundMillis,
                        new PublicationParameters(500_000, 0.2, 40, Long.MIN_VALUE)),
                hasher,
                SideInputs.NONE,
                Optional.empty(),
                new Publication(
                        output.toString(),
                        new Line(),
                        new Snapshot(output.resolve("current").toString())));
    }

    private Configuration configuration() throws IOException {
        Configuration configuration = new Configuration();
        configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(StateBackendOptions.STATE_BACKEND, backend);
        configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpoints);
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                Files.createDirectories(output.resolve("state")).toUri().toString());
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, RestartStrategyType.FIXED_DELAY.getMainValue());
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, failures);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
        if (!savepoint.isEmpty()) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        }
        return configuration;
    }

    /** Lets events through; as long as it shall fail, slowly, so that checkpoints come to pass, and after one of them. */
    private static final class Failing implements MapFunction<Arrival, Arrival>, CheckpointListener {
        private static final long serialVersionUID = 1L;
        private static final AtomicInteger FAILURES = new AtomicInteger();

        private final int wanted;
        private transient volatile boolean checkpointed;
        private transient int events;
        private transient int eventsAfterCheckpoint;

        Failing(int wanted) {
            this.wanted = wanted;
        }

        @Override
        public Arrival map(Arrival arrival) throws Exception {
            if (FAILURES.get() < wanted && ++events % EVENTS_BETWEEN_PAUSES == 0) {
                Thread.sleep(PAUSE_MILLIS);
            }
            eventsAfterCheckpoint += checkpointed ? 1 : 0;
            if (FAILURES.get() < wanted && eventsAfterCheckpoint > 7 * (1 + FAILURES.get())) {
                FAILURES.incrementAndGet();
                throw new IllegalStateException("a failure on purpose");
            }
            return arrival;
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            checkpointed = true;
        }
    }

    /** Number, case, what happened. */
    private static final class Line implements ChangeFormat {
        private static final long serialVersionUID = 1L;

        @Override
        public String line(RingChange change) {
            return change.sequence() + " " + change.caseId() + " " + change.kind();
        }

        @Override
        public String version(Ring ring) {
            return ring.ringId();
        }
    }

    private record Snapshot(String folder) implements SnapshotWriter {
        @Override
        public void write(Results results, long clock) throws IOException {
            Path current = Path.of(folder);
            delete(current);
            Files.createDirectories(current);
            JobRun.publish(current, results);
        }
    }
}
