// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.RestartStrategyOptions.RestartStrategyType;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.ringwatch.event.EventRules;
import org.ringwatch.job.source.ColumnMapping;
import org.ringwatch.job.watch.Arrival;
import org.ringwatch.job.watch.ArrivalParameters;
import org.ringwatch.job.watch.EventTopic;
import org.ringwatch.job.watch.RejectedInput;
import org.ringwatch.job.watch.TopicParameters;
import org.ringwatch.link.IdHasher;

/** A topic of a real broker, which runs in this process and listens to this machine alone. */
@Timeout(120)
class KafkaTopicITCase {
    /** 2026-11-28 12:00 UTC. */
    private static final long NOW = 1_795_867_200_000L;

    private static final int RETENTION_DAYS = 45;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(2)
            .build());

    @TempDir
    static Path brokerFolder;

    private static LocalBroker broker;
    private static KafkaProducer<byte[], byte[]> producer;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = new LocalBroker(brokerFolder);
        Properties properties = new Properties();
        properties.put("bootstrap.servers", broker.address());
        // An idempotent producer may wait for ever for the first batch of a topic that is just made.
        properties.put("enable.idempotence", "false");
        properties.put("max.in.flight.requests.per.connection", "1");
        producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void stopBroker() {
        producer.close();
        broker.close();
    }

    @Test
    void onceReadsWhatTheTopicHeldAndEnds() throws Exception {
        topic("once", 1);
        send("once", 0, event("a", "2026-11-28T10:00:00Z"));
        send("once", 0, "no event");
        send("once", 0, null);
        send("once", 0, event("late", "2026-10-13T23:59:59Z"));
        send("once", 0, event("early", "2026-11-30T00:00:00Z"));
        send("once", 0, "x".repeat(70_000));
        send("once", 0, event("b", "2026-10-14T00:00:00Z"));
        producer.flush();
        assertThat(read("once", true, Integer.MAX_VALUE, () -> {}, false))
                .containsExactly(
                        "a",
                        "once/0:1: line is not valid JSON: Unrecognized token 'no': was expecting (JSON String, Number,"
                                + " Array, Object or token 'null', 'true' or 'false')",
                        "once/0:2: line must be a JSON object",
                        "once/0:3: event_time must be within the retention (2026-10-14 or later) but was"
                                + " \"2026-10-13T23:59:59Z\"",
                        "once/0:4: event_time must not be more than a day ahead of the clock but was"
                                + " \"2026-11-30T00:00:00Z\"",
                        "once/0:5: line must be at most 64 KiB",
                        "b");
    }

    @Test
    void readsMessagesThatComeWhileItRuns() throws Exception {
        topic("live", 2);
        sendEvents("live", 0, 2);
        List<String> heard = new ArrayList<>();
        List<String> read = read(
                "live",
                false,
                4,
                () -> {
                    heard.add("one");
                    if (heard.size() == 2) {
                        sendEvents("live", 2, 4);
                    }
                },
                false);
        assertThat(read).containsExactlyInAnyOrder("event-0", "event-1", "event-2", "event-3");
    }

    @Test
    void nothingIsLostAndNothingComesTwiceWhenTheJobStartsAgain() throws Exception {
        topic("again", 2);
        sendEvents("again", 0, 20_000);
        assertThat(read("again", true, Integer.MAX_VALUE, () -> {}, true))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 20_000).mapToObj(i -> "event-" + i).toList());
        assertThat(Show.failed).isTrue();
    }

    private static void topic(String name, int partitions) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static void sendEvents(String topic, int first, int end) {
        for (int i = first; i < end; i++) {
            send(topic, i % 2, event("event-" + i, "2026-11-28T10:00:00Z"));
        }
        producer.flush();
    }

    private static void send(String topic, int partition, String value) {
        byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(topic, partition, null, bytes));
    }

    private static String event(String id, String time) {
        return "{\"event_id\":\"" + id + "\",\"event_time\":\"" + time
                + "\",\"event_type\":\"SIGN_IN\",\"account_id\":\"account\"}";
    }

    private static List<String> read(String topic, boolean once, int count, Runnable heard, boolean failing)
            throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(50));
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, RestartStrategyType.FIXED_DELAY.getMainValue());
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, failing ? 1 : 0);
        List<String> read = new ArrayList<>();
        TopicParameters parameters = new TopicParameters(broker.address(), topic, "ringwatch", Map.of(), once);
        ArrivalParameters arrivals = new ArrivalParameters(
                ColumnMapping.identity(), EventRules.defaults(), new IdHasher(1, 2), RETENTION_DAYS, () -> NOW);
        try (StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration)) {
            env.setParallelism(2);
            try (CloseableIterator<String> shown = EventTopic.installed()
                    .orElseThrow()
                    .open(env, parameters, arrivals)
                    .map(new Show(failing))
                    .uid("show")
                    .setParallelism(1)
                    .collectAsync()) {
                JobClient job = env.executeAsync("watch a topic");
                while (read.size() < count && shown.hasNext()) {
                    read.add(shown.next());
                    heard.run();
                }
                if (!once) {
                    job.cancel().get();
                }
                // A job that outlives the broker waits for it when it ends.
                job.getJobExecutionResult().handle((result, fault) -> result).get();
            }
        }
        return read;
    }

    /** Shows arrivals, slowly and with a failure if it is to fail. */
    private static final class Show implements MapFunction<Arrival, String> {
        private static final long serialVersionUID = 1L;

        private static volatile boolean failed;

        private final boolean failing;
        private int shown;

        Show(boolean failing) {
            this.failing = failing;
            failed = false;
        }

        @Override
        public String map(Arrival arrival) throws InterruptedException {
            shown++;
            if (failing && !failed && shown == 15_000) {
                failed = true;
                throw new IllegalStateException("the test lets the job fail");
            }
            if (failing && shown % 100 == 0) {
                Thread.sleep(2);
            }
            RejectedInput rejected = arrival.rejected();
            return arrival.event() != null
                    ? arrival.event().event().eventId()
                    : rejected.source() + ":" + rejected.line() + ": " + rejected.reason();
        }
    }
}
