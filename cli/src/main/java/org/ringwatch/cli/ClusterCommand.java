// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.client.cli.CliFrontend;
import org.jspecify.annotations.Nullable;
import org.ringwatch.cluster.ClusterSettings;
import org.ringwatch.cluster.LocalCluster;
import org.ringwatch.export.SafeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cluster}: a Flink of several processes on this machine. */
@Command(
        name = "cluster",
        description =
                "Starts and stops a Flink cluster of several processes on this machine, to try the job as it will run"
                        + " in production.",
        subcommands = {ClusterCommand.Start.class, ClusterCommand.Status.class, ClusterCommand.Stop.class},
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "docs/cluster.md says how to submit to it."})
final class ClusterCommand implements Runnable {

    private static final String FOLDER = "Folder of the cluster.";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "start, status or stop must be given but none was");
    }

    /** {@code cluster start}. */
    @Command(
            name = "start",
            description = "Starts a cluster, or of one that runs what is missing, and says where it is.",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            footer = {
                "",
                "All of it is in --dir: configuration, logs, what it exchanges, and bin/flink, the client.",
                "It answers this machine only."
            })
    static final class Start implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli
        private CommandSpec spec;

        @Option(names = "--dir", required = true, paramLabel = "DIR", description = FOLDER)
        @SuppressWarnings("NullAway.Init") // picocli
        private Path folder;

        @Option(names = "--taskmanagers", paramLabel = "N", description = "Task managers (default 2).")
        private @Nullable Integer taskManagers;

        @Option(names = "--slots", paramLabel = "N", description = "Slots of each (default 2).")
        private @Nullable Integer slots;

        @Option(names = "--memory", paramLabel = "SIZE", description = "Memory of each, at least 1g (default 1536m).")
        private @Nullable String memory;

        @Option(
                names = "--recovery",
                description =
                        "Jobs survive the job manager: starts a ZooKeeper, and a job goes on when `start` brings the"
                                + " job manager back.")
        private boolean recovery;

        @Option(
                names = "--lib",
                paramLabel = "JAR",
                description = "A jar beside those of Flink, as in lib/ of a distribution; may be given several times.")
        private List<Path> libraries = List.of();

        @Option(
                names = "--plugin",
                paramLabel = "JAR",
                description = "A plugin of Flink, such as the file system of S3; may be given several times.")
        private List<Path> plugins = List.of();

        @Option(names = "-D", paramLabel = "KEY=VALUE", description = "A key of Flink's configuration.")
        private Map<String, String> flink = new LinkedHashMap<>();

        @Override
        public Integer call() throws Exception {
            LocalCluster cluster = Options.checked(this::cluster);
            spec.commandLine()
                    .getErr()
                    .println("starting; logs are in "
                            + SafeText.display(cluster.logs().toString()));
            if (taskManagers == null) {
                cluster.start();
            } else {
                cluster.start(taskManagers);
            }
            print(spec, cluster);
            return ExitCode.DONE;
        }

        private LocalCluster cluster() throws IOException {
            LocalCluster running = LocalCluster.find(folder, flink())
                    .filter(LocalCluster::isRunning)
                    .orElse(null);
            if (running == null) {
                LocalCluster created = LocalCluster.create(
                        folder,
                        flink(),
                        new ClusterSettings(
                                taskManagers == null ? 2 : taskManagers,
                                slots == null ? 2 : slots,
                                memory == null ? "1536m" : memory,
                                recovery,
                                flink));
                for (Path library : libraries) {
                    created.addLibrary(library);
                }
                for (Path plugin : plugins) {
                    created.addPlugin(plugin);
                }
                return created;
            }
            boolean isJarGiven = !libraries.isEmpty() || !plugins.isEmpty();
            if (slots != null || memory != null || recovery || isJarGiven || !flink.isEmpty()) {
                throw new UsageException("only --taskmanagers may be given for a cluster that runs already");
            }
            return running;
        }
    }

    /** {@code cluster status}. */
    @Command(
            name = "status",
            description = "Says as JSON where a cluster answers and which processes run.",
            mixinStandardHelpOptions = true)
    static final class Status implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli
        private CommandSpec spec;

        @Option(names = "--dir", required = true, paramLabel = "DIR", description = FOLDER)
        @SuppressWarnings("NullAway.Init") // picocli
        private Path folder;

        @Override
        public Integer call() throws Exception {
            print(spec, existing(folder));
            return ExitCode.DONE;
        }
    }

    /** {@code cluster stop}. */
    @Command(
            name = "stop",
            description = "Stops a cluster with all jobs; its configuration and logs stay.",
            mixinStandardHelpOptions = true)
    static final class Stop implements Callable<Integer> {
        @Option(names = "--dir", required = true, paramLabel = "DIR", description = FOLDER)
        @SuppressWarnings("NullAway.Init") // picocli
        private Path folder;

        @Override
        public Integer call() throws Exception {
            existing(folder).stop();
            return ExitCode.DONE;
        }
    }

    private static LocalCluster existing(Path folder) throws IOException {
        return LocalCluster.find(folder, flink())
                .orElseThrow(() -> new UsageException(
                        "--dir must be the folder of a cluster but was " + SafeText.display(folder.toString())));
    }

    private static void print(CommandSpec spec, LocalCluster cluster) throws IOException {
        spec.commandLine().getOut().println(new ObjectMapper().writeValueAsString(cluster.status()));
    }

    /** The cluster runs on the jars that this process has of Flink, and on nothing else. */
    private static Path flink() {
        try {
            Path jar = Path.of(CliFrontend.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return jar.resolveSibling("..").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Flink must come from a jar but does not", e);
        }
    }
}
