// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.ringwatch.export.SafeText;
import org.ringwatch.job.source.InputFormat;
import org.ringwatch.job.watch.Arrival;
import org.ringwatch.job.watch.ArrivalParameters;
import org.ringwatch.job.watch.EventTopic;
import org.ringwatch.job.watch.FolderParameters;
import org.ringwatch.job.watch.FolderSource;
import org.ringwatch.job.watch.TopicParameters;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What is watched: a folder or a topic of Kafka. */
final class WatchedInput {
    /** A file is noticed that soon, whatever the rounds. */
    private static final long LONGEST_POLL_MILLIS = 1000;

    private static final long SHORTEST_POLL_MILLIS = 20;

    @Option(
            names = "--input",
            paramLabel = "DIR",
            description =
                    "Folder of event files; files that appear in it are read (move them there whole: names that start"
                            + " with . or _ are passed over). CSV or JSON Lines, plain or .gz .zst .bz2 .xz, or Parquet.")
    private @Nullable Path folder;

    @ArgGroup(exclusive = false)
    private @Nullable Topic topic;

    /** A topic of Kafka. */
    static final class Topic {
        @Option(
                names = "--kafka",
                required = true,
                paramLabel = "HOST:PORT",
                description = "Brokers of Kafka to begin with, separated by commas; needs ringwatch-kafka.jar.")
        private String brokers = "";

        @Option(
                names = "--topic",
                required = true,
                paramLabel = "T",
                description = "Topic whose messages are events, a JSON object each.")
        private String name = "";

        @Option(
                names = "--group",
                paramLabel = "G",
                description = "Consumer group that shows how far the command came (default: ringwatch).")
        private String group = "ringwatch";

        @Option(
                names = "--kafka-property",
                paramLabel = "KEY=VALUE",
                description = "Further properties of the client, such as security.protocol=SSL.")
        private Map<String, String> properties = new LinkedHashMap<>();
    }

    /**
     * Checks what was given.
     *
     * @param format asked for by {@code --format}
     * @throws UsageException naming what is wrong
     */
    void check(Optional<InputFormat> format) {
        if (folder != null && !Files.isDirectory(folder)) {
            throw new UsageException("--input must be a folder but was " + SafeText.display(folder.toString()));
        }
        if (topic != null && EventTopic.installed().isEmpty()) {
            throw new UsageException(
                    "--kafka needs ringwatch-kafka.jar beside the job jar, which is not there; docs/watch.md"
                            + " tells how to build it");
        }
        if (topic != null && format.isPresent()) {
            throw new UsageException("--format must not be given with --kafka, whose messages are JSON, but was "
                    + format.get().name().toLowerCase(Locale.ROOT));
        }
    }

    /** Where on this machine the input is. */
    List<Path> paths() {
        return Stream.ofNullable(folder).toList();
    }

    /** The kind of input: the state of a source is of no use to one of another kind. */
    String kind() {
        return topic == null ? "a folder" : "the topic " + topic.name;
    }

    /** What is watched, as the user named it. */
    String name() {
        return topic == null ? String.valueOf(folder) : topic.brokers + "/" + topic.name;
    }

    /**
     * What arrives.
     *
     * @param round least time between two rounds
     * @param once whether to end at what is there now
     */
    DataStream<Arrival> open(
            StreamExecutionEnvironment env,
            Optional<InputFormat> format,
            Duration round,
            boolean once,
            ArrivalParameters arrivals) {
        if (topic != null) {
            TopicParameters parameters =
                    new TopicParameters(topic.brokers, topic.name, topic.group, topic.properties, once);
            return EventTopic.installed()
                    .orElseThrow(() -> new IllegalStateException("the source was there when it was checked"))
                    .open(env, parameters, arrivals);
        }
        long poll = Math.max(SHORTEST_POLL_MILLIS, Math.min(LONGEST_POLL_MILLIS, round.toMillis()));
        Path watched = Optional.ofNullable(folder)
                .orElseThrow(() -> new IllegalStateException("a folder or a topic must be given"));
        return FolderSource.open(
                env,
                new FolderParameters(watched.toAbsolutePath().toString(), format.orElse(null), poll, once),
                arrivals);
    }
}
