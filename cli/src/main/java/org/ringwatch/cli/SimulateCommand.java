// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringwatch.export.SafeText;
import org.ringwatch.simulate.Level;
import org.ringwatch.simulate.SimulationParameters;
import org.ringwatch.simulate.SimulationSummary;
import org.ringwatch.simulate.Simulator;
import org.ringwatch.simulate.Variants;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code simulate}: a synthetic world and its truth. */
@Command(
        name = "simulate",
        description =
                "Makes a synthetic world: events/*.csv, truth.csv (every account) and resources.csv (what each ring"
                        + " touched). The same options make the same bytes.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SimulateCommand implements Callable<Integer> {

    private static final long DEFAULT_EVENTS = 200_000;
    /** Stands for the level's own prevalence. */
    private static final double LEVEL_PREVALENCE = -1;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "DIR",
            description = "Folder for the world; must be absent or empty.")
    @SuppressWarnings("NullAway.Init") // picocli
    private Path output;

    @Option(names = "--overwrite", description = "Replace an earlier world in --output.")
    private boolean overwrite;

    @Option(names = "--events", paramLabel = "N", description = "Event lines (default ${DEFAULT-VALUE}).")
    private long events = DEFAULT_EVENTS;

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            description = "How hard the rings are to find: easy, medium (the default) or hard.")
    private String level = "medium";

    @Option(names = "--seed", paramLabel = "S", description = "Draws the world (default ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--prevalence",
            paramLabel = "P",
            description = "Share of accounts that belong to a ring, 0 (an honest world) to 0.2 (default: by level).")
    private @Nullable Double prevalence;

    @Option(
            names = "--variants",
            paramLabel = "WHICH",
            description =
                    "Which variants of attack patterns and look-alikes the world holds: training (those set aside for"
                            + " fitting a scorer), held-out (the others) or all (the default).")
    private String variants = "all";

    @Override
    public Integer call() throws IOException {
        if (prevalence != null && !(prevalence >= 0 && prevalence <= SimulationParameters.MAX_PREVALENCE)) {
            throw new UsageException("--prevalence must be between 0 and " + SimulationParameters.MAX_PREVALENCE
                    + " but was " + prevalence);
        }
        if (events < SimulationParameters.MIN_EVENTS || events > SimulationParameters.MAX_EVENTS) {
            throw new UsageException("--events must be between " + SimulationParameters.MIN_EVENTS + " and "
                    + SimulationParameters.MAX_EVENTS + " but was " + events);
        }
        requireFree();
        SimulationSummary made = Simulator.simulate(
                new SimulationParameters(
                        events,
                        Options.named("--level", level, Level.values(), Level::toString),
                        seed,
                        prevalence == null ? LEVEL_PREVALENCE : prevalence,
                        Options.named("--variants", variants, Variants.values(), Variants::toString)),
                output);
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%,d events of %,d accounts, %,d of them in %,d rings, in %s%n",
                        made.events(),
                        made.accounts(),
                        made.fraudAccounts(),
                        made.rings(),
                        SafeText.display(output.toString()));
        return ExitCode.DONE;
    }

    /** An earlier world is replaced if that is asked for; nothing else is. */
    private void requireFree() throws IOException {
        boolean isWorld =
                Files.isRegularFile(output.resolve("truth.csv")) && Files.isDirectory(output.resolve("events"));
        if (isWorld && overwrite || !Files.exists(output, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (isWorld) {
            throw new UsageException("--output must be absent or empty (or come with --overwrite) but was "
                    + SafeText.display(output.toString()));
        }
        if (Files.isDirectory(output)) {
            try (Stream<Path> entries = Files.list(output)) {
                if (entries.findAny().isEmpty()) {
                    return;
                }
            }
        }
        throw new UsageException(
                "--output must be absent, an empty folder or, with --overwrite, an earlier world but was "
                        + SafeText.display(output.toString()));
    }
}
