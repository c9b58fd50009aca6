// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringwatch.ring.MemberEvent;

/** What a source gives. */
class ArrivalTest {

    static Stream<Arrival> arrivals() {
        return Stream.of(
                new Arrival(
                        new MemberEvent(new long[] {1, Long.MIN_VALUE}, new byte[] {1, -1}), null, 5, 2, "unheard_of"),
                new Arrival(new MemberEvent(new long[] {1}, new byte[] {2}), null, -1, 0, null),
                Arrival.erased(),
                Arrival.of(new RejectedInput("/in/1.csv", 3, "reason", "raw \u0000 \uFFFD")));
    }

    @Test
    void isSerializedWithoutKryo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(Arrival.class);
    }

    @ParameterizedTest
    @MethodSource("arrivals")
    void comesBackAsItWas(Arrival arrival) throws IOException {
        TypeSerializer<Arrival> serializer =
                TypeInformation.of(Arrival.class).createSerializer(new SerializerConfigImpl());
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(arrival, out);
        Arrival back = serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
        assertThat(back).usingRecursiveComparison().isEqualTo(arrival);
    }

    @Test
    void theJobJarAloneKnowsNoBroker() {
        assertThat(EventTopic.installed()).isEmpty();
    }

    @Test
    void propertiesOfABrokerMayBeSecret() {
        TopicParameters topic =
                new TopicParameters("localhost:9092", "events", "ringwatch", Map.of("sasl.jaas.config", "hush"), false);
        assertThat(topic.toString()).contains("sasl.jaas.config").doesNotContain("hush");
    }
}
