// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.BatchExecutionOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Runs one bounded Flink job inside this process and shows how far it is.
 *
 * <p>Progress comes from the job's accumulators, which are only ever shown: results must not depend on them.
 */
final class EmbeddedRun {

    /** Looks alive and costs nothing. */
    private static final Duration POLL_INTERVAL = Duration.ofMillis(250);
    /** Accumulators travel with the heartbeat. */
    private static final Duration HEARTBEAT_INTERVAL = Duration.ofMillis(500);
    /** There is one process: a missed heartbeat means a busy or suspended machine, never a lost worker. */
    private static final Duration HEARTBEAT_TIMEOUT = Duration.ofMinutes(10);

    /** A blocking exchange takes up to 16 MiB a subtask, and a stage may feed several. */
    private static final int NETWORK_MIB_PER_SUBTASK = 64;
    /** For reading blocking exchanges, whatever the parallelism. */
    private static final int EXCHANGE_READ_MIB = 64;
    /** For what the Java machine reads and writes files through, and decompressors. */
    private static final int OTHER_DIRECT_MIB = 32;
    /** For sorting what is small: rings, members. */
    private static final int MANAGED_MIB_PER_SUBTASK = 32;

    /** Nobody else's business. */
    private static final String HOST = "localhost";

    private final int parallelism;
    private final Path exchange;
    private final Progress progress;
    private final Clock clock;

    /**
     * A run that can be executed.
     *
     * @param parallelism subtasks of a stage
     * @param exchange folder for data between stages
     * @param progress shows how far it is
     * @param clock for the time elapsed
     */
    EmbeddedRun(int parallelism, Path exchange, Progress progress, Clock clock) {
        this.parallelism = parallelism;
        this.exchange = exchange;
        this.progress = progress;
        this.clock = clock;
    }

    /** Lays the topology of a job. */
    interface Topology {
        void define(StreamExecutionEnvironment env) throws Exception;
    }

    /** Understands what a job tells about itself while it runs. */
    interface ProgressReader {
        ProgressSnapshot read(Map<String, Object> accumulators, Duration elapsed);
    }

    /**
     * Runs a job to its end.
     *
     * @param name shown in the log
     * @throws InterruptedRunException if the user stopped it; nothing of it runs any more
     * @throws Exception what made the job fail
     */
    void execute(String name, Topology topology, ProgressReader reader, Interruption interruption) throws Exception {
        Instant start = clock.instant();
        try (StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration(parallelism, exchange))) {
            topology.define(env);
            JobClient job = env.executeAsync(name);
            interruption.onRequest(job::cancel);
            await(job, reader, start);
        } catch (Exception e) {
            // Whatever fails while the process is being stopped fails because of that.
            if (interruption.requested()) {
                throw new InterruptedRunException();
            }
            throw e;
        } finally {
            progress.close();
        }
    }

    /** Direct memory (outside the heap) that a run takes beside the heap, MiB. */
    static long directMebibytes(int parallelism) {
        return networkMebibytes(parallelism) + EXCHANGE_READ_MIB + OTHER_DIRECT_MIB;
    }

    private static long networkMebibytes(int parallelism) {
        return (long) NETWORK_MIB_PER_SUBTASK * (parallelism + 1);
    }

    /** How Flink is set up for a job of one run on one machine. */
    static Configuration configuration(int parallelism, Path exchange) {
        Configuration configuration = new Configuration();
        configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
        configuration.set(BatchExecutionOptions.ADAPTIVE_AUTO_PARALLELISM_ENABLED, false);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);

        // No worker gets lost in one process. What fails here (a full disk, too little memory) fails again, and
        // Flink's exchanges wait for ever after memory ran out.
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY,
                RestartStrategyOptions.RestartStrategyType.NO_RESTART_STRATEGY.getMainValue());
        configuration.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, HEARTBEAT_INTERVAL);
        configuration.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, HEARTBEAT_TIMEOUT);

        configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, parallelism);
        MemorySize network = MemorySize.ofMebiBytes(networkMebibytes(parallelism));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, network);
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, network);
        configuration.set(
                TaskManagerOptions.NETWORK_BATCH_SHUFFLE_READ_MEMORY, MemorySize.ofMebiBytes(EXCHANGE_READ_MIB));
        // Hashes do not compress.
        configuration.set(
                NettyShuffleEnvironmentOptions.SHUFFLE_COMPRESSION_CODEC,
                NettyShuffleEnvironmentOptions.CompressionCodec.NONE);
        configuration.set(
                TaskManagerOptions.MANAGED_MEMORY_SIZE,
                MemorySize.ofMebiBytes((long) MANAGED_MIB_PER_SUBTASK * parallelism));
        configuration.set(CoreOptions.TMP_DIRS, exchange.toString());
        configuration.set(WebOptions.TMP_DIR, exchange.toString());

        configuration.set(JobManagerOptions.ADDRESS, HOST);
        configuration.set(JobManagerOptions.BIND_HOST, HOST);
        configuration.set(TaskManagerOptions.HOST, HOST);
        configuration.set(TaskManagerOptions.BIND_HOST, HOST);
        configuration.set(RestOptions.ADDRESS, HOST);
        configuration.set(RestOptions.BIND_ADDRESS, HOST);
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(WebOptions.SUBMIT_ENABLE, false);
        return configuration;
    }

    /**
     * Waits for the job, showing how far it is.
     *
     * <p>The result is asked for once: the embedded Flink shuts down as soon as the job has ended, and then refuses every
     * question with an {@link IllegalStateException}, while an answer promised before still comes.
     */
    void await(JobClient job, ProgressReader reader, Instant start) throws ExecutionException, InterruptedException {
        Future<JobExecutionResult> result = job.getJobExecutionResult();
        while (true) {
            try {
                result.get(POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                Duration elapsed = Duration.between(start, clock.instant());
                accumulators(job).ifPresent(values -> progress.show(reader.read(values, elapsed)));
            }
        }
    }

    /** The accumulators, unless the job is just starting or ending. */
    private static Optional<Map<String, Object>> accumulators(JobClient job) throws InterruptedException {
        try {
            return Optional.of(job.getAccumulators().get(POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException | IllegalStateException e) {
            return Optional.empty();
        }
    }
}
