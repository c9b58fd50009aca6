// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeSet;
import org.ringwatch.event.ShownValue;

/**
 * Which topic of a message broker is watched, and how.
 *
 * @param bootstrapServers brokers to begin with, {@code host:port} separated by commas
 * @param topic the topic; a message is one JSON object as a line of a JSON Lines file
 * @param group consumer group under which the broker shows how far the job came; the job itself goes by its own state
 * @param properties further properties of the client, such as credentials, by name
 * @param once whether to end at what was the end of the topic at the start
 */
public record TopicParameters(
        String bootstrapServers, String topic, String group, Map<String, String> properties, boolean once)
        implements Serializable {

    public TopicParameters {
        requireText("bootstrapServers", bootstrapServers);
        requireText("topic", topic);
        requireText("group", group);
        properties = Map.copyOf(properties);
    }

    /** The values of properties may be secret. */
    @Override
    public String toString() {
        return "TopicParameters[bootstrapServers=" + bootstrapServers + ", topic=" + topic + ", group=" + group
                + ", properties=" + new TreeSet<>(properties.keySet()) + ", once=" + once + "]";
    }

    private static void requireText(String name, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank but was " + ShownValue.quote(text));
        }
    }
}
