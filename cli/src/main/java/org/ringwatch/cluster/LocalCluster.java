// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigConstants;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;
import org.jspecify.annotations.Nullable;
import org.ringwatch.export.PrivateFiles;

/**
 * A standalone Flink on this machine: a job manager and task managers, each a process of its own that lives on when this one
 * ends. All that belongs to it is in one folder: {@code cluster.json}, {@code conf/}, {@code log/}, {@code bin/flink} (the
 * client), and until it is stopped {@code lib/} and {@code plugins/} (jars beside those of Flink), {@code tmp/} and
 * {@code recovery/}.
 *
 * <p>Not for two commands at the same time.
 */
public final class LocalCluster {

    private static final String STATE_FILE = "cluster.json";

    /** A job manager that takes jobs. */
    private static final String SESSION = "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";

    private static final Duration START_PATIENCE = Duration.ofMinutes(3);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

    /** What Flink's own distribution opens; user code and serialisers may need it. */
    private static final List<String> OPENS = List.of(
            "java.base/java.lang",
            "java.base/java.net",
            "java.base/java.io",
            "java.base/java.nio",
            "java.base/sun.nio.ch",
            "java.base/java.lang.reflect",
            "java.base/java.text",
            "java.base/java.time",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic",
            "java.base/java.util.concurrent.locks");

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path folder;
    private final Path flink;
    private ClusterState state;

    private LocalCluster(Path folder, Path flink, ClusterState state) {
        this.folder = folder;
        this.flink = flink;
        this.state = state;
    }

    /**
     * A cluster that can be started.
     *
     * @param folder absent, empty, or that of a cluster of which nothing runs
     * @param flink folder of Flink's jars, which are in its folders {@code lib} and {@code web}
     * @throws IllegalArgumentException if the folder must not be used
     */
    public static LocalCluster create(Path folder, Path flink, ClusterSettings settings) throws IOException {
        Optional<LocalCluster> earlier = find(folder, flink);
        if (earlier.isPresent() && earlier.get().isRunning()) {
            throw new IllegalArgumentException("folder must not hold a cluster that runs but was " + folder);
        }
        if (earlier.isEmpty() && Files.exists(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                if (entries.findAny().isPresent()) {
                    throw new IllegalArgumentException(
                            "folder must be absent, empty or that of a cluster but was " + folder);
                }
            }
        }
        ClusterState state = new ClusterState(
                settings, freePort(), freePort(), settings.recovery() ? freePort() : 0, 0, null, null, List.of());
        PrivateFiles.createFolders(folder);
        LocalCluster cluster = new LocalCluster(folder.toRealPath(), flink, state);
        cluster.clear();
        cluster.save();
        return cluster;
    }

    /** The cluster of a folder, if there is one, whether or not it runs. */
    public static Optional<LocalCluster> find(Path folder, Path flink) throws IOException {
        Path file = folder.resolve(STATE_FILE);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        return Optional.of(
                new LocalCluster(folder.toRealPath(), flink, JSON.readValue(file.toFile(), ClusterState.class)));
    }

    /**
     * Gives all processes and the client a jar beside those of Flink, as {@code lib/} of a distribution does; before they start.
     *
     * @throws IllegalArgumentException if it is no jar
     */
    public void addLibrary(Path jar) throws IOException {
        copyJar("--lib", jar, folder.resolve("lib"));
    }

    /**
     * Gives all processes and the client a plugin of Flink, such as a file system; before they start.
     *
     * @throws IllegalArgumentException if it is no jar
     */
    public void addPlugin(Path jar) throws IOException {
        copyJar("--plugin", jar, plugins().resolve(String.valueOf(jar.getFileName())));
    }

    /** Whether any process of it runs. */
    public boolean isRunning() {
        return processes().anyMatch(ClusterProcess::isAlive);
    }

    /**
     * Starts what is missing, and waits until every slot is there.
     *
     * @throws IllegalStateException naming the folder of the logs, if that does not come about
     */
    public void start() throws IOException, InterruptedException {
        startMissing();
        awaitSlots();
    }

    /** Starts what is missing, and waits for nothing. */
    public void startMissing() throws IOException {
        startMissing(SESSION, List.of());
    }

    /**
     * Starts what is missing, and waits for nothing.
     *
     * @param entryPoint main class of the job manager, which is one that takes jobs or a program itself
     * @param program what the latter is told
     */
    void startMissing(String entryPoint, List<String> program) throws IOException {
        writeConfiguration();
        if (state.settings().recovery() && !isAlive(state.zooKeeper())) {
            startZooKeeper();
        }
        if (!isAlive(state.jobManager())) {
            startJobManager(entryPoint, program);
        }
        while (taskManagers().size() < state.settings().taskManagers()) {
            startTaskManager();
        }
    }

    /** Starts what is missing, with as many task managers. */
    public void start(int taskManagers) throws IOException, InterruptedException {
        state = state.withSettings(state.settings().withTaskManagers(taskManagers));
        start();
    }

    /** Ends all processes and removes all but configuration and logs. */
    public void stop() throws IOException, InterruptedException {
        for (ClusterProcess process : processes().toList()) {
            process.stop(STOP_PATIENCE);
        }
        state = state.withTaskManagers(List.of()).withJobManager(null).withZooKeeper(null);
        clear();
        save();
    }

    /** Where the job manager answers. */
    public URI rest() {
        return URI.create("http://" + FlinkConfigurationFile.HOST + ":" + state.restPort());
    }

    /** The job manager, if it runs. */
    public Optional<ClusterProcess> jobManager() {
        return Optional.ofNullable(state.jobManager()).filter(ClusterProcess::isAlive);
    }

    /** The task managers that run. */
    public List<ClusterProcess> taskManagers() {
        return state.taskManagers().stream().filter(ClusterProcess::isAlive).toList();
    }

    /** Where it runs, as JSON: {@code rest}, {@code jobmanager} and {@code taskmanagers} as process ids; null for what does not run. */
    public JsonNode status() {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("rest", jobManager().map(ignored -> rest().toString()).orElse(null));
        status.put("jobmanager", jobManager().map(ClusterProcess::pid).orElse(null));
        ArrayNode taskManagers = status.putArray("taskmanagers");
        taskManagers().forEach(taskManager -> taskManagers.add(taskManager.pid()));
        if (state.settings().recovery()) {
            status.put(
                    "zookeeper",
                    Optional.ofNullable(state.zooKeeper())
                            .filter(ClusterProcess::isAlive)
                            .map(ClusterProcess::pid)
                            .orElse(null));
        }
        return status;
    }

    /** The client, which takes {@code run}, {@code list} and {@code cancel} as the {@code flink} of a distribution does. */
    public Path client() {
        return folder.resolve("bin/flink");
    }

    /** Folder of the logs. */
    public Path logs() {
        return folder.resolve("log");
    }

    private void startZooKeeper() throws IOException {
        Path data = folder.resolve("recovery/zookeeper");
        PrivateFiles.createFolders(data);
        write(
                folder.resolve("conf/zoo.cfg"),
                "dataDir=" + data + "\nclientPort=" + state.zooKeeperPort() + "\nclientPortAddress="
                        + FlinkConfigurationFile.HOST + "\nadmin.enableServer=false\ntickTime=2000\n");
        state = state.withZooKeeper(spawn(
                "zookeeper",
                List.of("-Xmx128m"),
                "org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer",
                List.of("--zkConfigFile", folder.resolve("conf/zoo.cfg").toString(), "--peerId", "1")));
        save();
    }

    private void startJobManager(String entryPoint, List<String> program) throws IOException {
        Configuration configuration = configuration();
        JobManagerProcessSpec memory = JobManagerProcessUtils.processSpecFromConfig(configuration);
        List<String> options = words(JobManagerProcessUtils.generateJvmParametersStr(memory, configuration));
        List<String> arguments = flinkArguments("jobmanager");
        arguments.addAll(words(JobManagerProcessUtils.generateDynamicConfigsStr(memory)));
        arguments.addAll(program);
        state = state.withJobManager(spawn(
                "jobmanager",
                concat(options, chosenOptions(configuration, CoreOptions.FLINK_JM_JVM_OPTIONS)),
                entryPoint,
                arguments));
        save();
    }

    private void startTaskManager() throws IOException {
        String name = "taskmanager-" + (state.started() + 1);
        Configuration configuration = configuration();
        TaskExecutorProcessSpec memory = TaskExecutorProcessUtils.processSpecFromConfig(configuration);
        List<String> arguments = flinkArguments(name);
        arguments.addAll(List.of("-D", "taskmanager.resource-id=" + name));
        arguments.addAll(words(TaskExecutorProcessUtils.generateDynamicConfigsStr(memory)));
        ClusterProcess started = spawn(
                name,
                concat(
                        words(ProcessMemoryUtils.generateJvmParametersStr(memory)),
                        chosenOptions(configuration, CoreOptions.FLINK_TM_JVM_OPTIONS)),
                "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                arguments);
        for (ClusterProcess gone : state.taskManagers()) {
            if (!gone.isAlive()) {
                PrivateFiles.deleteTree(temporary(gone.name()));
            }
        }
        state = state.withTaskManagers(
                Stream.concat(taskManagers().stream(), Stream.of(started)).toList());
        save();
    }

    private List<String> flinkArguments(String name) {
        return new ArrayList<>(List.of(
                "--configDir",
                folder.resolve("conf").toString(),
                "-D",
                CoreOptions.TMP_DIRS.key() + "=" + temporary(name),
                "-D",
                WebOptions.TMP_DIR.key() + "=" + temporary(name)));
    }

    /** What the configuration has for all processes, and after it what it has for those of one kind. */
    private static List<String> chosenOptions(Configuration configuration, ConfigOption<String> ofKind) {
        return concat(words(configuration.get(CoreOptions.FLINK_JVM_OPTIONS)), words(configuration.get(ofKind)));
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private ClusterProcess spawn(String name, List<String> options, String mainClass, List<String> arguments)
            throws IOException {
        Path temporary = temporary(name);
        PrivateFiles.createFolders(temporary);
        PrivateFiles.createFolders(logs());
        List<String> command = new ArrayList<>();
        command.add(java().toString());
        command.addAll(options);
        command.addAll(javaOptions(name));
        command.add("-Djava.io.tmpdir=" + temporary);
        command.addAll(List.of("-cp", classPath(), mainClass));
        command.addAll(arguments);
        File output = logs().resolve(name + ".out").toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output));
        builder.environment()
                .put(ConfigConstants.ENV_FLINK_PLUGINS_DIR, plugins().toString());
        return ClusterProcess.of(name, builder.start());
    }

    private String classPath() {
        return String.join(
                File.pathSeparator,
                flink.resolve("lib/*").toString(),
                flink.resolve("web/*").toString(),
                folder.resolve("lib/*").toString());
    }

    private Path plugins() {
        return folder.resolve("plugins");
    }

    private static void copyJar(String option, Path jar, Path target) throws IOException {
        if (!Files.isRegularFile(jar) || !jar.toString().endsWith(".jar")) {
            throw new IllegalArgumentException(option + " must be a jar but was " + jar);
        }
        PrivateFiles.createFolders(target);
        Files.copy(jar, target.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }

    private List<String> javaOptions(String logName) {
        List<String> options = new ArrayList<>();
        OPENS.forEach(opened -> options.add("--add-opens=" + opened + "=ALL-UNNAMED"));
        options.add("-Dlog.file=" + logs().resolve(logName + ".log"));
        options.add("-Dlog4j.configurationFile=" + folder.resolve("conf/log4j.properties"));
        return options;
    }

    private void awaitSlots() throws IOException, InterruptedException {
        int wanted = state.settings().taskManagers() * state.settings().slots();
        FlinkRest rest = new FlinkRest(rest());
        Instant end = Instant.now().plus(START_PATIENCE);
        while (!haveSlots(rest, wanted)) {
            boolean allAlive = jobManager().isPresent()
                    && taskManagers().size() == state.settings().taskManagers();
            if (!allAlive || Instant.now().isAfter(end)) {
                throw new IllegalStateException("cluster must come up with " + wanted + " slots but "
                        + (allAlive ? "did not in time" : "a process of it ended") + "; the logs are in " + logs());
            }
            Thread.sleep(POLL_INTERVAL.toMillis());
        }
    }

    private static boolean haveSlots(FlinkRest rest, int wanted) throws InterruptedException {
        try {
            return rest.get("/overview").path("slots-total").asInt() >= wanted;
        } catch (IOException e) {
            return false;
        }
    }

    private void writeConfiguration() throws IOException {
        Path conf = folder.resolve("conf");
        PrivateFiles.createFolders(conf);
        PrivateFiles.createFolders(folder.resolve("bin"));
        write(conf.resolve("config.yaml"), FlinkConfigurationFile.yaml(FlinkConfigurationFile.keys(folder, state)));
        try (var log = LocalCluster.class.getResourceAsStream("/ringwatch-cluster-log4j2.properties")) {
            if (log == null) {
                throw new IllegalStateException("the program must hold the settings of the log but does not");
            }
            write(conf.resolve("log4j.properties"), new String(log.readAllBytes(), UTF_8));
        }
        StringBuilder script = new StringBuilder("#!/bin/sh\nFLINK_CONF_DIR=" + quoted(conf) + " "
                + ConfigConstants.ENV_FLINK_PLUGINS_DIR + "=" + quoted(plugins()) + " exec ");
        script.append(quoted(java())).append(" -Xmx512m");
        concat(chosenOptions(configuration(), CoreOptions.FLINK_CLI_JVM_OPTIONS), javaOptions("client"))
                .forEach(option -> script.append(' ').append(quoted(option)));
        script.append(" -cp ").append(quoted(classPath())).append(" org.apache.flink.client.cli.CliFrontend \"$@\"\n");
        write(client(), script.toString());
        Files.setPosixFilePermissions(client(), PosixFilePermissions.fromString("rwx------"));
    }

    private Configuration configuration() {
        return Configuration.fromMap(FlinkConfigurationFile.keys(folder, state));
    }

    private void save() throws IOException {
        Path whole = folder.resolve(STATE_FILE + ".new");
        write(whole, JSON.writeValueAsString(state) + "\n");
        Files.move(whole, folder.resolve(STATE_FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    private void clear() throws IOException {
        PrivateFiles.deleteTree(folder.resolve("lib"));
        PrivateFiles.deleteTree(plugins());
        PrivateFiles.deleteTree(folder.resolve("tmp"));
        PrivateFiles.deleteTree(folder.resolve("recovery"));
    }

    private Stream<ClusterProcess> processes() {
        return Stream.of(
                        state.taskManagers().stream(),
                        Optional.ofNullable(state.jobManager()).stream(),
                        Optional.ofNullable(state.zooKeeper()).stream())
                .flatMap(stream -> stream);
    }

    private Path temporary(String name) {
        return folder.resolve("tmp").resolve(name);
    }

    private static boolean isAlive(@Nullable ClusterProcess process) {
        return process != null && process.isAlive();
    }

    private static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    private static List<String> words(String parameters) {
        return Arrays.stream(parameters.split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String quoted(Object text) {
        return "'" + text.toString().replace("'", "'\\''") + "'";
    }

    private static void write(Path file, String text) throws IOException {
        try (OutputStream out = PrivateFiles.newOutputStream(file)) {
            out.write(text.getBytes(UTF_8));
        }
    }

    /** Free now; who takes it first has it. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(FlinkConfigurationFile.HOST))) {
            return socket.getLocalPort();
        }
    }
}
