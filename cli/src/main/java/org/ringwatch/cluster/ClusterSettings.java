// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cluster;

import java.util.Map;
import org.apache.flink.configuration.MemorySize;

/**
 * What a local cluster is made of.
 *
 * @param taskManagers how many, at least 1
 * @param slots of each, at least 1: how many subtasks of a stage it runs at the same time
 * @param memory all that a task manager takes, as Flink writes it, such as {@code 1536m}; at least 1 GiB
 * @param recovery whether a job survives its job manager: starts a ZooKeeper too
 * @param flink further keys of Flink's configuration
 */
public record ClusterSettings(int taskManagers, int slots, String memory, boolean recovery, Map<String, String> flink) {

    /** Less leaves hardly any heap beside what Flink takes itself. */
    private static final MemorySize LEAST_MEMORY = MemorySize.ofMebiBytes(1024);

    private static final int MOST = 64;

    public ClusterSettings {
        requireCount("taskmanagers", taskManagers);
        requireCount("slots", slots);
        if (MemorySize.parse(memory).compareTo(LEAST_MEMORY) < 0) {
            throw new IllegalArgumentException("memory must be at least 1g but was " + memory);
        }
        flink = Map.copyOf(flink);
    }

    private static void requireCount(String name, int count) {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException(name + " must be between 1 and " + MOST + " but was " + count);
        }
    }

    ClusterSettings withTaskManagers(int count) {
        return new ClusterSettings(count, slots, memory, recovery, flink);
    }
}
