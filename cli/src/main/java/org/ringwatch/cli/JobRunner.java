// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs one Flink job, in this process or on a cluster. */
interface JobRunner {

    /** Lays the topology of a job. */
    interface Topology {
        void define(StreamExecutionEnvironment env) throws Exception;
    }

    /** Understands what a job tells about itself while it runs. */
    interface ProgressReader {
        ProgressSnapshot read(Map<String, Object> accumulators, Duration elapsed);
    }

    /** Looks on while a job runs. */
    interface Observer {
        void look(Map<String, Object> accumulators, Duration elapsed);
    }

    /** How a job came to its end that may run for ever. */
    enum Ending {
        /** All input was read. */
        COMPLETE,
        /** The user stopped it; it can go on from its state. */
        STOPPED,
        /** It goes on without us. */
        GOES_ON
    }

    /**
     * How a job that may run for ever keeps its state.
     *
     * @param folder where to, absolute
     * @param checkpointEvery time between two checkpoints
     * @param from the checkpoint or savepoint to go on from; where Flink decides about that, its own option tells
     */
    record StateKeeping(Path folder, Duration checkpointEvery, Optional<Path> from) {}

    /**
     * How many subtasks a stage gets.
     *
     * @param chosen by the user; empty for as many as suit
     * @throws UsageException if there is no room for so many
     */
    int parallelism(OptionalInt chosen);

    /** Names this run apart from every other one; the same when a cluster takes it up again after a failure. */
    String runId();

    /** Whether the job may live on when {@link #run} fails: then nothing that it uses must be cleared away. */
    boolean outlivesUs();

    /**
     * A folder for what a run keeps while it runs, which is deleted with all that is in it when the run ends; nothing on a
     * cluster, whose machines may share no more than the output.
     */
    Optional<Path> scratch();

    /**
     * Runs a job that makes the input of the next one, to its end. Its operators may be of other people.
     *
     * @param name shown in the log
     * @param parallelism as told by {@link #parallelism}
     * @param doing shown while it runs
     * @throws UsageException if nobody waits for jobs here
     * @throws InterruptedRunException if the user stopped it; nothing of it runs any more
     * @throws Exception what made the job fail
     */
    void prepare(String name, int parallelism, Topology topology, String doing) throws Exception;

    /**
     * Runs a job to its end, or starts it.
     *
     * @param name shown in the log
     * @param parallelism as told by {@link #parallelism}
     * @return whether the job has ended; else it goes on without us
     * @throws InterruptedRunException if the user stopped it; nothing of it runs any more
     * @throws Exception what made the job fail
     */
    boolean run(String name, int parallelism, Topology topology, ProgressReader reader) throws Exception;

    /**
     * Runs a job that may run for ever, until its end or until the user stops it, or starts it.
     *
     * @throws Exception what made the job fail
     */
    Ending watch(String name, int parallelism, StateKeeping state, Topology topology, Observer observer)
            throws Exception;
}
