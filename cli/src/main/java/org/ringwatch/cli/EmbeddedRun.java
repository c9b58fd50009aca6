// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
import org.apache.flink.configuration.RpcOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs one Flink job inside this process and shows how far it is. */
final class EmbeddedRun implements JobRunner {

    /** Looks alive and costs nothing. */
    private static final Duration POLL_INTERVAL = Duration.ofMillis(250);
    /** Accumulators travel with the heartbeat. */
    private static final Duration HEARTBEAT_INTERVAL = Duration.ofMillis(500);
    /** There is one process: a late heartbeat or answer means a busy or suspended machine, never a lost worker. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** A blocking exchange takes up to 16 MiB a subtask, and a stage may feed several. */
    private static final int NETWORK_MIB_PER_SUBTASK = 64;
    /** For reading blocking exchanges, whatever the parallelism. */
    private static final int EXCHANGE_READ_MIB = 64;
    /** For what the Java machine reads and writes files through, and decompressors. */
    private static final int OTHER_DIRECT_MIB = 32;
    /** For sorting what is small: rings, members. */
    private static final int MANAGED_MIB_PER_SUBTASK = 32;

    /** For what tables sort, join and aggregate, which spills to disk when it is not enough. */
    private static final int TABLES_MANAGED_MIB_PER_SUBTASK = 128;

    /** A job saves its state behind all that is under way. */
    private static final Duration STOP_PATIENCE = Duration.ofMinutes(1);

    /** When the user is told what they wait for. */
    private static final Duration STOP_SILENCE = Duration.ofSeconds(2);

    /** Nobody else's business. */
    private static final String HOST = "localhost";

    private final Path exchange;
    private final Progress progress;
    private final Interruption interruption;
    private final OptionalInt uiPort;
    private final Clock clock = Clock.systemUTC();
    private final String runId = UUID.randomUUID().toString();

    /**
     * A run that can be executed.
     *
     * @param exchange folder for data between stages
     * @param progress shows how far it is
     * @param interruption stops it
     * @param uiPort where Flink's web interface answers while the job runs; empty for none
     */
    EmbeddedRun(Path exchange, Progress progress, Interruption interruption, OptionalInt uiPort) {
        this.exchange = exchange;
        this.progress = progress;
        this.interruption = interruption;
        this.uiPort = uiPort;
    }

    @Override
    public int parallelism(OptionalInt chosen) {
        int parallelism = chosen.orElse(
                Math.min(ParameterOptions.MAX_PARALLELISM, Runtime.getRuntime().availableProcessors()));
        DirectMemory.requireRoom(parallelism, DirectMemory.limitBytes());
        return parallelism;
    }

    @Override
    public String runId() {
        return runId;
    }

    @Override
    public boolean outlivesUs() {
        return false;
    }

    @Override
    public Optional<Path> scratch() {
        return Optional.of(exchange);
    }

    @Override
    public void prepare(String name, int parallelism, Topology topology, String doing) throws Exception {
        Instant start = clock.instant();
        Configuration configuration = configuration(parallelism, exchange);
        configuration.set(
                TaskManagerOptions.MANAGED_MEMORY_SIZE,
                MemorySize.ofMebiBytes((long) TABLES_MANAGED_MIB_PER_SUBTASK * parallelism));
        configuration.addAll(TableConfiguration.ofJob());
        try (StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration)) {
            topology.define(env);
            JobClient job = env.executeAsync(name);
            interruption.onRequest(job::cancel);
            new JobFollower(POLL_INTERVAL, progress, clock)
                    .follow(job, (values, elapsed) -> progress.show(doing, elapsed), start);
        } catch (Exception e) {
            if (interruption.requested()) {
                throw new InterruptedRunException();
            }
            throw e;
        } finally {
            progress.close();
        }
    }

    @Override
    public boolean run(String name, int parallelism, Topology topology, ProgressReader reader) throws Exception {
        Instant start = clock.instant();
        Configuration configuration = configuration(parallelism, exchange);
        uiPort.ifPresent(port -> configuration.set(RestOptions.BIND_PORT, Integer.toString(port)));
        try (StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration)) {
            topology.define(env);
            JobClient job = env.executeAsync(name);
            uiPort.ifPresent(port -> progress.say("Flink's web interface: http://" + HOST + ":" + port));
            interruption.onRequest(job::cancel);
            new JobFollower(POLL_INTERVAL, progress, clock).await(job, reader, start);
            return true;
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

    @Override
    public Ending watch(String name, int parallelism, StateKeeping state, Topology topology, Observer observer)
            throws Exception {
        Instant start = clock.instant();
        Optional<Path> from = state.from();
        if (from.isPresent() && from.get().startsWith(state.folder().resolve(StreamingConfiguration.SAVEPOINTS))) {
            Savepoint.resolve(from.get());
        }
        Configuration configuration =
                StreamingConfiguration.embedded(configuration(parallelism, exchange), state, parallelism);
        uiPort.ifPresent(port -> configuration.set(RestOptions.BIND_PORT, Integer.toString(port)));
        try (StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration)) {
            topology.define(env);
            JobClient job = env.executeAsync(name);
            uiPort.ifPresent(port -> progress.say("Flink's web interface: http://" + HOST + ":" + port));
            interruption.onRequest(
                    () -> stop(job, state.folder().resolve(StreamingConfiguration.SAVEPOINTS), progress));
            new JobFollower(POLL_INTERVAL, progress, clock).follow(job, observer, start);
            return interruption.requested() ? Ending.STOPPED : Ending.COMPLETE;
        } catch (Exception e) {
            // Whatever fails while the process is being stopped fails because of that; the last checkpoint is there.
            if (interruption.requested()) {
                return Ending.STOPPED;
            }
            throw e;
        } finally {
            progress.close();
        }
    }

    /** Stops a job so that nothing of its work is lost, or at its last checkpoint if that takes too long. */
    private static void stop(JobClient job, Path savepoints, Progress progress) {
        try {
            CompletableFuture<String> saved =
                    job.stopWithSavepoint(false, StreamingConfiguration.uri(savepoints), SavepointFormatType.NATIVE);
            try {
                saved.get(STOP_SILENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                progress.say("stopping: what is under way is worked off and saved, for a minute at most");
                saved.get(STOP_PATIENCE.minus(STOP_SILENCE).toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException | TimeoutException | IllegalStateException e) {
            cancel(job);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancel(job);
        }
    }

    private static void cancel(JobClient job) {
        try {
            job.cancel();
        } catch (IllegalStateException e) {
            // It has ended, and its Flink with it.
        }
    }

    /** Free now; who takes it first has it. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
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
        configuration.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, PATIENCE);
        configuration.set(RpcOptions.ASK_TIMEOUT_DURATION, PATIENCE);

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
}
