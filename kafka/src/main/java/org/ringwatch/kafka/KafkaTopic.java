// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.kafka;

import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.ringwatch.job.watch.Arrival;
import org.ringwatch.job.watch.ArrivalParameters;
import org.ringwatch.job.watch.EventTopic;
import org.ringwatch.job.watch.TopicParameters;

/**
 * Reads events from a topic of Kafka. How far it came is in the state of the job: a job that starts without one reads from the
 * earliest message on, whatever its group committed, as what it knew is gone too. Offsets are committed with checkpoints
 * for who looks on.
 */
public final class KafkaTopic implements EventTopic {
    /** Identifies the source in savepoints. */
    public static final String SOURCE_UID = "read-topic";

    /** Identifies the operator behind it. */
    public static final String OPERATOR_UID = "read-messages";

    @Override
    public DataStream<Arrival> open(StreamExecutionEnvironment env, TopicParameters topic, ArrivalParameters arrivals) {
        return env.fromSource(source(topic), WatermarkStrategy.noWatermarks(), SOURCE_UID)
                .uid(SOURCE_UID)
                .setParallelism(1)
                .process(new ReadMessages(topic.topic(), arrivals))
                .name(OPERATOR_UID)
                .uid(OPERATOR_UID)
                .setParallelism(1)
                .setMaxParallelism(1);
    }

    private static KafkaSource<Message> source(TopicParameters topic) {
        Properties properties = new Properties();
        properties.putAll(topic.properties());
        KafkaSourceBuilder<Message> source = KafkaSource.<Message>builder()
                .setProperties(properties)
                .setBootstrapServers(topic.bootstrapServers())
                .setTopics(topic.topic())
                .setGroupId(topic.group())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new KeepMessages());
        if (topic.once()) {
            source.setBounded(OffsetsInitializer.latest());
        }
        return source.build();
    }
}
