// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cluster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a cluster between two commands, kept in {@code cluster.json}.
 *
 * @param settings what it is made of
 * @param restPort where the job manager answers HTTP
 * @param rpcPort where task managers find the job manager
 * @param zooKeeperPort where a ZooKeeper answers; 0 without recovery
 * @param started how many processes were started so far, which numbers the next
 * @param zooKeeper absent if there is none
 * @param jobManager the latest
 * @param taskManagers those that were started and not missed yet
 */
record ClusterState(
        ClusterSettings settings,
        int restPort,
        int rpcPort,
        int zooKeeperPort,
        int started,
        @Nullable ClusterProcess zooKeeper,
        @Nullable ClusterProcess jobManager,
        List<ClusterProcess> taskManagers) {

    ClusterState {
        taskManagers = List.copyOf(taskManagers);
    }

    ClusterState withSettings(ClusterSettings changed) {
        return new ClusterState(
                changed, restPort, rpcPort, zooKeeperPort, started, zooKeeper, jobManager, taskManagers);
    }

    ClusterState withZooKeeper(@Nullable ClusterProcess process) {
        return new ClusterState(
                settings, restPort, rpcPort, zooKeeperPort, started + 1, process, jobManager, taskManagers);
    }

    ClusterState withJobManager(@Nullable ClusterProcess process) {
        return new ClusterState(
                settings, restPort, rpcPort, zooKeeperPort, started + 1, zooKeeper, process, taskManagers);
    }

    ClusterState withTaskManagers(List<ClusterProcess> processes) {
        return new ClusterState(
                settings, restPort, rpcPort, zooKeeperPort, started + 1, zooKeeper, jobManager, processes);
    }
}
