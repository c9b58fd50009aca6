// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.BatchExecutionOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.RestartStrategyOptions.RestartStrategyType;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.ringwatch.event.EventRules;
import org.ringwatch.export.ExplanationJson;
import org.ringwatch.export.RingFiles;
import org.ringwatch.job.prior.SideInputs;
import org.ringwatch.job.result.Facts;
import org.ringwatch.job.result.ResultWriter;
import org.ringwatch.job.result.Results;
import org.ringwatch.job.source.InputFile;
import org.ringwatch.job.source.InputFiles;
import org.ringwatch.link.Baseline;
import org.ringwatch.link.IdHasher;
import org.ringwatch.link.Inquiry;
import org.ringwatch.why.Explanation;

/**
 * One run of the detection job on the test's cluster, into a folder of its own.
 *
 * @param parallelism subtasks
 * @param shares shares of the keyed stages
 * @param rounds in which components are found before one task does it
 * @param key of the id hasher
 * @param baseline the given one, if any
 * @param rules of valid events
 * @param sideInputs what people say
 */
record JobRun(
        int parallelism,
        int shares,
        int rounds,
        long key,
        Optional<Baseline> baseline,
        EventRules rules,
        SideInputs sideInputs) {

    /** Nobody says anything. */
    JobRun(int parallelism, int shares, long key, Optional<Baseline> baseline) {
        this(parallelism, shares, 0, key, baseline, EventRules.defaults(), SideInputs.NONE);
    }

    /** What a run counts of its input, duplicates included; the other files must not depend on them. */
    static final String READ_FILE = "read.txt";

    /** The answer about an account as JSON. */
    static final String ANSWER_FILE = "answer.json";

    private static final String REJECTED_FILE = "rejected.txt";
    private static final String BASELINE_FILE = "baseline.txt";

    private static final List<String> STABLE_FACTS = List.of(
            Facts.ACCOUNTS,
            Facts.LINKS,
            Facts.TRUSTED_LINKS,
            Facts.HUBS,
            Facts.PAIR_ITEMS,
            Facts.TIES,
            Facts.COMPONENTS,
            Facts.LARGEST_COMPONENT,
            Facts.COMMUNITIES,
            Facts.DIGEST_HIGH,
            Facts.DIGEST_LOW);

    /** Two subtasks, two shares. */
    static JobRun plain() {
        return new JobRun(2, 2, 1, Optional.empty());
    }

    /** The same, where components are found in rounds. */
    JobRun inRounds(int count) {
        return new JobRun(parallelism, shares, count, key, baseline, rules, sideInputs);
    }

    JobRun withBaseline(Baseline given) {
        return new JobRun(parallelism, shares, rounds, key, Optional.of(given), rules, sideInputs);
    }

    /** The same, where people say something. */
    JobRun with(EventRules otherRules, SideInputs others) {
        return new JobRun(parallelism, shares, rounds, key, baseline, otherRules, others);
    }

    /** One worker with two slots. */
    static MiniClusterExtension cluster() {
        return cluster(new Configuration());
    }

    /** The same, told more. */
    static MiniClusterExtension cluster(Configuration configuration) {
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(192));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(192));
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
        return new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumberTaskManagers(1)
                .setNumberSlotsPerTaskManager(2)
                .build());
    }

    /** Runs the job over a file or folder and leaves its files in {@code output}. */
    Path execute(Path input, Path output) throws Exception {
        return execute(input, output, Inquiry.nobody());
    }

    /** The same, and answers about an account; {@link #ANSWER_FILE} has the answer. */
    Path explain(Path input, Path output, String account, String... with) throws Exception {
        Inquiry inquiry = Inquiry.about(
                new IdHasher(key, ~key), account, Arrays.stream(with).findFirst());
        return execute(input, output, inquiry);
    }

    private Path execute(Path input, Path output, Inquiry inquiry) throws Exception {
        Files.createDirectories(output);
        List<InputFile> files = InputFiles.list(List.of(input.toString()), Optional.empty());
        try (StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration())) {
            env.setParallelism(parallelism);
            DetectJob.define(
                    env,
                    files,
                    DetectionParameters.defaults().withRules(rules),
                    shares,
                    rounds,
                    new IdHasher(key, ~key),
                    sideInputs,
                    inquiry,
                    baseline,
                    new FolderWriter(output.toString(), inquiry));
            env.execute(DetectJob.NAME);
        }
        return output;
    }

    private static Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
        configuration.set(BatchExecutionOptions.ADAPTIVE_AUTO_PARALLELISM_ENABLED, false);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY, RestartStrategyType.NO_RESTART_STRATEGY.getMainValue());
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
        return configuration;
    }

    /** The files of an output by name, but for {@link #READ_FILE}; bytes as Latin-1. */
    static Map<String, String> contents(Path output) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(output)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(
                        output.relativize(file).toString(),
                        new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        }
        contents.remove(READ_FILE);
        contents.remove(ANSWER_FILE);
        return contents;
    }

    /** The rejected lines: file name, line, reason. */
    static List<String> rejected(Path output) throws IOException {
        return Files.readAllLines(output.resolve(REJECTED_FILE));
    }

    /** The baseline that a run counted or was given. */
    static Baseline baselineOf(Path output) throws IOException {
        return Baseline.ofWords(Files.readAllLines(output.resolve(BASELINE_FILE)).stream()
                .mapToLong(Long::parseLong)
                .toArray());
    }

    private record FolderWriter(String folder, Inquiry inquiry) implements ResultWriter {
        @Override
        public void publish(Results results) throws IOException {
            Path output = Path.of(folder);
            RingFiles.write(
                    output,
                    results.rings(),
                    results.earlier().isGiven() ? Optional.of(results.dissolved()) : Optional.empty(),
                    results.hubs());
            Facts facts = results.facts();
            Files.write(
                    output.resolve("facts.txt"),
                    STABLE_FACTS.stream()
                            .map(name -> name + " " + facts.get(name))
                            .toList());
            Files.write(
                    output.resolve(READ_FILE),
                    Stream.of(Facts.EVENTS_READ, Facts.REJECTED, Facts.DUPLICATES, Facts.CONFLICTING)
                            .map(name -> name + " " + facts.get(name))
                            .toList());
            Files.write(
                    output.resolve(BASELINE_FILE),
                    Arrays.stream(results.baseline().toWords())
                            .mapToObj(Long::toString)
                            .toList());
            List<String> rejected = new ArrayList<>();
            results.rejected().forEach(facts, (file, line, reason, raw) -> {
                String path = results.files().get(file).path();
                rejected.add(path.substring(path.lastIndexOf('/') + 1) + ":" + line + ": " + reason);
            });
            Files.write(output.resolve(REJECTED_FILE), rejected);
            if (!inquiry.isEmpty()) {
                Files.writeString(output.resolve(ANSWER_FILE), answer(results));
            }
            Files.createFile(output.resolve("_SUCCESS"));
        }

        private String answer(Results results) {
            Facts facts = results.facts();
            return ExplanationJson.text(Explanation.of(
                    inquiry,
                    results.traces(),
                    results.rings(),
                    new Explanation.Counts(
                            facts.get(Facts.PARTNERS_OF_SUBJECT),
                            facts.get(Facts.TIES_OF_SUBJECT),
                            facts.get(Facts.TIES_OF_OTHER)),
                    new Explanation.Unreadable(0, List.of()),
                    DetectionParameters.defaults().scale(results.baseline())));
        }
    }

    /** Writes results into a folder as a run does. */
    static void publish(Path output, Results results) throws IOException {
        new FolderWriter(output.toString(), Inquiry.nobody()).publish(results);
    }

    /** The lines of {@link #READ_FILE} as one text. */
    static String read(Path output) throws IOException {
        return Files.readAllLines(output.resolve(READ_FILE)).stream().collect(Collectors.joining(", "));
    }
}
