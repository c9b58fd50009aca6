// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.changelog.fs.FsStateChangelogOptions;
import org.apache.flink.changelog.fs.FsStateChangelogStorageFactory;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateChangelogOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;

/** How Flink is set up for a job that may run for ever: exactly once, its state on disk. */
final class StreamingConfiguration {
    static final String CHECKPOINTS = "checkpoints";
    static final String SAVEPOINTS = "savepoints";

    /** For the caches and write buffers of RocksDB, which all stages in a slot share. */
    private static final int MANAGED_MIB_PER_SUBTASK = 512;

    /** What is written by each checkpoint is soon written again: to compress it takes more time than to write it. */
    private static final List<CompressionType> COMPRESSION =
            List.of(CompressionType.NO_COMPRESSION, CompressionType.NO_COMPRESSION, CompressionType.SNAPPY_COMPRESSION);

    /** By size: by level, what a few checkpoints wrote is merged with all of the level below, several times as much. */
    private static final CompactionStyle COMPACTION = CompactionStyle.UNIVERSAL;

    /** So long all the state is not stored: that much of the log is read when a watch goes on after a crash. */
    private static final Duration WHOLE_STATE_EVERY = Duration.ofMinutes(3);

    /** Bad luck may strike again; a fault of ours or a full disk does each time. */
    private static final int RESTARTS = 3;

    private static final Duration RESTART_DELAY = Duration.ofSeconds(1);

    /** A slow disk is no reason to fail. */
    private static final int FAILED_CHECKPOINTS = 10;

    private StreamingConfiguration() {}

    /** What belongs to the job, wherever it runs; {@code given} is what was decided elsewhere and stays. */
    static Configuration ofJob(JobRunner.StateKeeping state, ReadableConfig given) {
        Configuration job = new Configuration();
        job.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
        job.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        job.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, state.checkpointEvery());
        job.set(CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS, 1);
        job.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, FAILED_CHECKPOINTS);
        job.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        if (given.getOptional(StateBackendOptions.STATE_BACKEND).isEmpty()) {
            job.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
            job.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
            job.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
            job.set(RocksDBConfigurableOptions.COMPRESSION_PER_LEVEL, COMPRESSION);
            job.set(RocksDBConfigurableOptions.COMPACTION_STYLE, COMPACTION);
        }
        if (given.getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY).isEmpty()) {
            job.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
            job.set(
                    CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                    uri(state.folder().resolve(CHECKPOINTS)));
        }
        return job;
    }

    /**
     * The same in this process, on top of what every run has here. A checkpoint takes what changed from a log of the changes; all the
     * state is stored apart from that, now and then. On a cluster it is the cluster that has a place for such a log.
     */
    static Configuration embedded(Configuration every, JobRunner.StateKeeping state, int parallelism) {
        Configuration configuration = new Configuration(every);
        configuration.addAll(ofJob(state, new Configuration()));
        configuration.set(
                TaskManagerOptions.MANAGED_MEMORY_SIZE,
                MemorySize.ofMebiBytes((long) MANAGED_MIB_PER_SUBTASK * parallelism));
        configuration.set(StateChangelogOptions.ENABLE_STATE_CHANGE_LOG, true);
        configuration.set(StateChangelogOptions.STATE_CHANGE_LOG_STORAGE, FsStateChangelogStorageFactory.IDENTIFIER);
        configuration.set(StateChangelogOptions.PERIODIC_MATERIALIZATION_INTERVAL, WHOLE_STATE_EVERY);
        configuration.set(FsStateChangelogOptions.BASE_PATH, uri(state.folder().resolve(CHECKPOINTS)));
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY,
                RestartStrategyOptions.RestartStrategyType.FIXED_DELAY.getMainValue());
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, RESTARTS);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, RESTART_DELAY);
        state.from().ifPresent(from -> {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, uri(from));
            configuration.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
        });
        return configuration;
    }

    /** The path as Flink reads it, who takes what a URI has encoded for the name itself. */
    static String uri(Path path) {
        return new org.apache.flink.core.fs.Path(path.toAbsolutePath().toUri()).toString();
    }
}
