// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Reads events from a topic of a message broker. The job jar has none: the client of a broker is large and few need it. A
 * jar that has one must be loaded by the class loader that loads the job jar.
 */
public interface EventTopic {
    /** What arrives in the topic, read by one subtask from the earliest message that the broker still has. */
    DataStream<Arrival> open(StreamExecutionEnvironment env, TopicParameters topic, ArrivalParameters arrivals);

    /** The implementation that is there, if any. */
    static Optional<EventTopic> installed() {
        return ServiceLoader.load(EventTopic.class, EventTopic.class.getClassLoader())
                .findFirst();
    }
}
