// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.junit.jupiter.api.Test;

class JobFollowerTest {

    private final JobFollower follower = new JobFollower(
            Duration.ofMillis(10),
            new Progress(new PrintWriter(new StringWriter()), false),
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    @Test
    void aFlinkThatHasShutDownAfterTheJobIsNoFailure() throws Exception {
        ShuttingDown job = new ShuttingDown();
        job.endAfterNextQuestion = () -> job.result.complete(new JobExecutionResult(new JobID(), 1, Map.of()));

        follower.await(job, (accumulators, elapsed) -> snapshot(), Instant.EPOCH);

        assertThat(job.questions).isEqualTo(1);
    }

    @Test
    void aFailureOfTheJobIsPassedOn() {
        ShuttingDown job = new ShuttingDown();
        job.endAfterNextQuestion = () -> job.result.completeExceptionally(new IllegalArgumentException("broken"));

        assertThatThrownBy(() -> follower.await(job, (accumulators, elapsed) -> snapshot(), Instant.EPOCH))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("broken");
    }

    private static ProgressSnapshot snapshot() {
        return new ProgressSnapshot("reading", 0, 0, 0, 0, Duration.ZERO);
    }

    /** A Flink that ends with its job, while the client asks how far it is; it answers nothing from then on. */
    private static final class ShuttingDown implements JobClient {
        private final CompletableFuture<JobExecutionResult> result = new CompletableFuture<>();
        private Runnable endAfterNextQuestion = () -> {};
        private int questions;

        @Override
        public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
            requireRunning();
            return result;
        }

        @Override
        public CompletableFuture<Map<String, Object>> getAccumulators() {
            requireRunning();
            questions++;
            endAfterNextQuestion.run();
            throw new IllegalStateException("MiniCluster is not yet running or has already been shut down.");
        }

        private void requireRunning() {
            if (result.isDone()) {
                throw new IllegalStateException("MiniCluster is not yet running or has already been shut down.");
            }
        }

        @Override
        public JobID getJobID() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<JobStatus> getJobStatus() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<Void> cancel() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<String> stopWithSavepoint(
                boolean advanceToEndOfEventTime, String savepointDirectory, SavepointFormatType formatType) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<String> triggerSavepoint(String savepointDirectory, SavepointFormatType formatType) {
            throw new UnsupportedOperationException();
        }
    }
}
