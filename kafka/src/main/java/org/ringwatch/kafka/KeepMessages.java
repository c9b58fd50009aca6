// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.kafka;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Keeps the bytes of messages as they are: whatever they are, no reader fails on them. */
final class KeepMessages implements KafkaRecordDeserializationSchema<Message> {
    private static final long serialVersionUID = 1L;

    private static final byte[] NOTHING = {};

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<Message> out) {
        byte[] value = message.value() == null ? NOTHING : message.value();
        out.collect(new Message(message.partition(), message.offset(), value));
    }

    @Override
    public TypeInformation<Message> getProducedType() {
        return TypeInformation.of(Message.class);
    }
}
