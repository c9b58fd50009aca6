// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

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
import org.apache.flink.core.execution.JobClient;

/**
 * Waits for a job, showing how far it is.
 *
 * <p>Progress comes from the job's accumulators, which are only ever shown: results must not depend on them.
 */
final class JobFollower {

    private final Duration interval;
    private final Progress progress;
    private final Clock clock;

    /**
     * A follower of jobs.
     *
     * @param interval how often the job is asked how far it is
     * @param progress shows it
     * @param clock for the time elapsed
     */
    JobFollower(Duration interval, Progress progress, Clock clock) {
        this.interval = interval;
        this.progress = progress;
        this.clock = clock;
    }

    /**
     * Waits for the end of the job.
     *
     * <p>The result is asked for once: an embedded Flink shuts down as soon as the job has ended, and then refuses every
     * question with an {@link IllegalStateException}, while an answer promised before still comes.
     *
     * @param start when the job was started
     * @throws ExecutionException around what made the job fail
     */
    void await(JobClient job, JobRunner.ProgressReader reader, Instant start)
            throws ExecutionException, InterruptedException {
        lookOn(job, (values, elapsed) -> values.ifPresent(told -> progress.show(reader.read(told, elapsed))), start);
    }

    /** The same for an observer, who hears of no accumulators while there are none. */
    void follow(JobClient job, JobRunner.Observer observer, Instant start)
            throws ExecutionException, InterruptedException {
        lookOn(job, (values, elapsed) -> observer.look(values.orElse(Map.of()), elapsed), start);
    }

    /** Looks at what a job tells, if anything. */
    private interface Look {
        void at(Optional<Map<String, Object>> accumulators, Duration elapsed);
    }

    private void lookOn(JobClient job, Look look, Instant start) throws ExecutionException, InterruptedException {
        Future<JobExecutionResult> result = job.getJobExecutionResult();
        while (true) {
            try {
                result.get(interval.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                Duration elapsed = Duration.between(start, clock.instant());
                look.at(accumulators(job), elapsed);
            }
        }
    }

    /** The accumulators, unless the job is just starting or ending. */
    private Optional<Map<String, Object>> accumulators(JobClient job) throws InterruptedException {
        try {
            return Optional.of(job.getAccumulators().get(interval.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException | IllegalStateException e) {
            return Optional.empty();
        }
    }
}
