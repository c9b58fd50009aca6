// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.BatchExecutionOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.RestartStrategyOptions.RestartStrategyType;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Submits one job to the cluster that Flink started this program for: by {@code flink run}, by the REST interface, or
 * as an application. Waits for its end if Flink was asked to (attached).
 *
 * <p>What is set here belongs to the job. What belongs to the cluster (memory, shuffle, recovery of the job manager) is in
 * {@code deploy/}.
 */
final class ClusterRun implements JobRunner {

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

    /** A lost worker fails several tasks at once; failures within a back-off count as one attempt. */
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);

    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);

    /** As many failures with no hour of peace between them are no bad luck any more. */
    private static final int MOST_RESTARTS = 20;

    private static final Duration PEACE = Duration.ofHours(1);

    private final Progress progress;
    private final Clock clock = Clock.systemUTC();
    private final StreamExecutionEnvironment env;
    private final String runId;

    ClusterRun(Progress progress) {
        this.progress = progress;
        this.env = StreamExecutionEnvironment.getExecutionEnvironment(ofJob());
        if (env.getConfiguration()
                .getOptional(RestartStrategyOptions.RESTART_STRATEGY)
                .isEmpty()) {
            env.configure(restarts());
        }
        // With recovery on, a cluster that starts an application again gives it the same job id.
        this.runId = env.getConfiguration()
                .getOptional(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID)
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    @Override
    public int parallelism(OptionalInt chosen) {
        return chosen.orElse(Math.min(ParameterOptions.MAX_PARALLELISM, Math.max(1, env.getParallelism())));
    }

    @Override
    public String runId() {
        return runId;
    }

    @Override
    public boolean outlivesUs() {
        return true;
    }

    @Override
    public Optional<Path> scratch() {
        return Optional.empty();
    }

    @Override
    public void prepare(String name, int parallelism, Topology topology, String doing) throws Exception {
        if (!env.getConfiguration().get(DeploymentOptions.ATTACHED)) {
            throw new UsageException(
                    "--source-sql must be run by `flink run` without -d, or as an application with execution.attached:"
                            + " true: it takes two jobs, the second one when the first has ended, and here the program"
                            + " starts one and goes");
        }
        Instant start = clock.instant();
        StreamExecutionEnvironment tables = StreamExecutionEnvironment.getExecutionEnvironment(ofJob());
        tables.configure(TableConfiguration.ofJob());
        if (tables.getConfiguration()
                .getOptional(RestartStrategyOptions.RESTART_STRATEGY)
                .isEmpty()) {
            tables.configure(restarts());
        }
        tables.setParallelism(parallelism);
        topology.define(tables);
        JobClient job = tables.executeAsync(name);
        try (progress) {
            new JobFollower(POLL_INTERVAL, progress, clock)
                    .follow(job, (values, elapsed) -> progress.show(doing, elapsed), start);
        }
    }

    @Override
    public boolean run(String name, int parallelism, Topology topology, ProgressReader reader) throws Exception {
        Instant start = clock.instant();
        env.setParallelism(parallelism);
        topology.define(env);
        JobClient job = env.executeAsync(name);
        if (!env.getConfiguration().get(DeploymentOptions.ATTACHED)) {
            return false;
        }
        try (progress) {
            new JobFollower(POLL_INTERVAL, progress, clock).await(job, reader, start);
        }
        return true;
    }

    @Override
    public Ending watch(String name, int parallelism, StateKeeping state, Topology topology, Observer observer)
            throws Exception {
        Instant start = clock.instant();
        env.configure(StreamingConfiguration.ofJob(state, env.getConfiguration()));
        env.setParallelism(parallelism);
        topology.define(env);
        JobClient job = env.executeAsync(name);
        if (!env.getConfiguration().get(DeploymentOptions.ATTACHED)) {
            return Ending.GOES_ON;
        }
        try (progress) {
            new JobFollower(POLL_INTERVAL, progress, clock).follow(job, observer, start);
        }
        return Ending.COMPLETE;
    }

    private static Configuration ofJob() {
        Configuration configuration = new Configuration();
        configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
        configuration.set(BatchExecutionOptions.ADAPTIVE_AUTO_PARALLELISM_ENABLED, false);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        return configuration;
    }

    /** Flink's own choice for a job without checkpoints is none: one lost worker would end the run. */
    private static Configuration restarts() {
        Configuration configuration = new Configuration();
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY, RestartStrategyType.EXPONENTIAL_DELAY.getMainValue());
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, FIRST_BACKOFF);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, LONGEST_BACKOFF);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD, PEACE);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, MOST_RESTARTS);
        return configuration;
    }
}
