// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.BatchExecutionOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobEventStoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions.CompressionCodec;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/**
 * The configuration of a local cluster. What holds for every cluster is explained in {@code deploy/}, whose values these are
 * but for the sizes.
 */
final class FlinkConfigurationFile {

    /** Nobody else's business. */
    static final String HOST = "127.0.0.1";

    /** A blocking exchange takes up to 16 MiB a subtask, and a stage may feed several. */
    private static final int NETWORK_MIB_PER_SLOT = 64;
    /** For sorting what is small: rings, members. */
    private static final int MANAGED_MIB_PER_SLOT = 32;
    /** For what the Java machine reads and writes files through, and decompressors. */
    private static final int OTHER_DIRECT_MIB = 32;

    private static final int JOB_MANAGER_MIB = 1024;

    /** So long the next job manager waits for one that died. On one machine nothing is lost on the way. */
    private static final Duration ZOOKEEPER_PATIENCE = Duration.ofSeconds(10);

    private FlinkConfigurationFile() {}

    /** All keys of the configuration, in order. */
    static Map<String, String> keys(Path folder, ClusterState state) {
        ClusterSettings settings = state.settings();
        Configuration flink = new Configuration();
        flink.set(JobManagerOptions.ADDRESS, HOST);
        flink.set(JobManagerOptions.PORT, state.rpcPort());
        flink.set(JobManagerOptions.BIND_HOST, HOST);
        flink.set(TaskManagerOptions.HOST, HOST);
        flink.set(TaskManagerOptions.BIND_HOST, HOST);
        flink.set(RestOptions.ADDRESS, HOST);
        flink.set(RestOptions.BIND_ADDRESS, HOST);
        flink.set(RestOptions.PORT, state.restPort());
        flink.set(RestOptions.BIND_PORT, Integer.toString(state.restPort()));

        flink.set(JobManagerOptions.TOTAL_PROCESS_MEMORY, MemorySize.ofMebiBytes(JOB_MANAGER_MIB));
        flink.set(TaskManagerOptions.TOTAL_PROCESS_MEMORY, MemorySize.parse(settings.memory()));
        flink.set(TaskManagerOptions.NUM_TASK_SLOTS, settings.slots());
        MemorySize network = MemorySize.ofMebiBytes((long) NETWORK_MIB_PER_SLOT * (settings.slots() + 1));
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, network);
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, network);
        flink.set(
                TaskManagerOptions.MANAGED_MEMORY_SIZE,
                MemorySize.ofMebiBytes((long) MANAGED_MIB_PER_SLOT * settings.slots()));
        flink.set(TaskManagerOptions.TASK_OFF_HEAP_MEMORY, MemorySize.ofMebiBytes(OTHER_DIRECT_MIB));
        flink.set(NettyShuffleEnvironmentOptions.SHUFFLE_COMPRESSION_CODEC, CompressionCodec.NONE);
        flink.set(CoreOptions.DEFAULT_PARALLELISM, settings.slots() * settings.taskManagers());
        flink.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(3));
        flink.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofSeconds(30));
        if (settings.recovery()) {
            flink.set(HighAvailabilityOptions.HA_MODE, "zookeeper");
            flink.set(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM, HOST + ":" + state.zooKeeperPort());
            flink.set(
                    HighAvailabilityOptions.HA_STORAGE_PATH,
                    new org.apache.flink.core.fs.Path(folder.resolve("recovery").toUri()).toString());
            flink.set(HighAvailabilityOptions.ZOOKEEPER_SESSION_TIMEOUT, ZOOKEEPER_PATIENCE);
            flink.set(BatchExecutionOptions.JOB_RECOVERY_ENABLED, true);
            flink.set(BatchExecutionOptions.JOB_RECOVERY_SNAPSHOT_MIN_PAUSE, Duration.ofSeconds(2));
            // What is not written yet when the job manager dies is lost, and so is a job of which nothing is.
            flink.set(JobEventStoreOptions.FLUSH_INTERVAL, Duration.ofMillis(100));
        }
        Map<String, String> keys = new TreeMap<>(flink.toMap());
        keys.putAll(settings.flink());
        return keys;
    }

    /** The keys as YAML. */
    static String yaml(Map<String, String> keys) {
        StringBuilder yaml = new StringBuilder();
        keys.forEach((key, value) ->
                yaml.append(key).append(": '").append(value.replace("'", "''")).append("'\n"));
        return yaml.toString();
    }
}
