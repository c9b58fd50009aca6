// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.BatchExecutionOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobEventStoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code deploy/} says what the operator, Flink and our command understand. */
class DeployFilesTest {

    private static final Path DEPLOY = Path.of("../deploy");
    private static final YAMLMapper YAML = new YAMLMapper();

    @ParameterizedTest
    @ValueSource(strings = {"detect.yaml", "session.yaml"})
    void resourcesFollowWhatTheOperatorKnows(String file) throws IOException {
        Schema schema;
        try (InputStream text = DeployFilesTest.class.getResourceAsStream("/flink-operator.schema.json")) {
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(YAML.readTree(text));
        }
        assertThat(documents(file)).isNotEmpty().allSatisfy(document -> assertThat(schema.validate(document))
                .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"detect.yaml", "session.yaml"})
    void flinkKnowsEveryKeyAndFindsTheMemoryEnough(String file) throws IOException {
        Set<String> known = keys(
                BatchExecutionOptions.class,
                ExecutionOptions.class,
                HighAvailabilityOptions.class,
                JobEventStoreOptions.class,
                JobManagerOptions.class,
                NettyShuffleEnvironmentOptions.class,
                TaskManagerOptions.class);
        for (JsonNode document : documents(file)) {
            JsonNode spec = document.required("spec");
            Configuration configuration = new Configuration();
            spec.path("flinkConfiguration").propertyStream().forEach(key -> {
                assertThat(known.contains(key.getKey()) || key.getKey().startsWith("metrics.reporter.prom."))
                        .as(key.getKey())
                        .isTrue();
                configuration.setString(key.getKey(), key.getValue().asText());
            });
            if (spec.has("taskManager")) {
                configuration.set(TaskManagerOptions.TOTAL_PROCESS_MEMORY, memory(spec, "taskManager"));
                configuration.set(JobManagerOptions.TOTAL_PROCESS_MEMORY, memory(spec, "jobManager"));
                int slots = configuration.get(TaskManagerOptions.NUM_TASK_SLOTS);
                assertThat(slots).isEqualTo(spec.at("/taskManager/resource/cpu").asInt());
                assertThat(configuration.get(TaskManagerOptions.NETWORK_MEMORY_MAX))
                        .isEqualTo(MemorySize.ofMebiBytes(64L * (slots + 1)));
                assertThatCode(() -> {
                            TaskExecutorProcessUtils.processSpecFromConfig(configuration);
                            JobManagerProcessUtils.processSpecFromConfig(configuration);
                        })
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void ourCommandTakesTheArguments() throws IOException {
        int jobs = 0;
        for (String file : List.of("detect.yaml", "session.yaml")) {
            for (JsonNode document : documents(file)) {
                List<String> arguments = new ArrayList<>();
                document.at("/spec/job/args").forEach(argument -> arguments.add(argument.asText()));
                if (!arguments.isEmpty()) {
                    assertThat(arguments.remove(0)).isEqualTo("detect");
                    Main.commandLine(new DetectCommand(new ClusterEngine()))
                            .parseArgs(arguments.toArray(String[]::new));
                    jobs++;
                }
            }
        }
        assertThat(jobs).isEqualTo(2);
    }

    private static MemorySize memory(JsonNode spec, String manager) {
        return MemorySize.parse(spec.required(manager).at("/resource/memory").asText());
    }

    private static List<JsonNode> documents(String file) throws IOException {
        return YAML.readerFor(JsonNode.class)
                .<JsonNode>readValues(DEPLOY.resolve(file).toFile())
                .readAll();
    }

    private static Set<String> keys(Class<?>... holders) {
        Set<String> keys = new HashSet<>();
        for (Class<?> holder : holders) {
            for (Field field : holder.getFields()) {
                if (Modifier.isStatic(field.getModifiers()) && ConfigOption.class.isAssignableFrom(field.getType())) {
                    try {
                        keys.add(((ConfigOption<?>) field.get(null)).key());
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        }
        return keys;
    }
}
