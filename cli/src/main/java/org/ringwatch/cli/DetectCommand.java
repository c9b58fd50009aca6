// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ringwatch.community.ClusteringMethod;
import org.ringwatch.event.ShownValue;
import org.ringwatch.export.OutputFolder;
import org.ringwatch.export.SafeText;
import org.ringwatch.job.DetectionParameters;
import org.ringwatch.job.source.InputFile;
import org.ringwatch.job.source.InputFiles;
import org.ringwatch.job.source.InputFormat;
import org.ringwatch.ring.Scorer;
import org.ringwatch.ring.ScoringParameters;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code detect}: from event files to ring files. */
@Command(
        name = "detect",
        description = "Finds rings in account events, on a Flink that runs inside this process.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Progress goes to standard error, the summary to standard output.",
            "Data between stages and the log of Flink go to a folder in java.io.tmpdir. It is deleted at the end; after a"
                    + " failure the log stays, and the message says where.",
            "RINGWATCH_JAVA_OPTS sets the memory (-Xmx6g) and the folder (-Djava.io.tmpdir=DIR)."
        })
final class DetectCommand implements Callable<Integer> {

    static final int MAX_PARALLELISM = 128;

    /** Set by the launcher, which can tell. */
    static final String TERMINAL_PROPERTY = "ringwatch.terminal";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Option(
            names = "--input",
            required = true,
            arity = "1..*",
            paramLabel = "PATH",
            description = "Event files, or folders of them (all below is read, except names that start with . or _)."
                    + " CSV or JSON Lines, plain or .gz .zst .bz2 .xz.")
    private List<String> inputs = List.of();

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Folder for the results; must be absent or empty. Required, except with --check.")
    private @Nullable Path output;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "YAML file with parameters; config/ringwatch.yaml documents all keys.")
    private @Nullable Path config;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "csv or jsonl: how all input files are read, whatever their names.")
    private @Nullable String format;

    @Option(
            names = "--clustering",
            paramLabel = "METHOD",
            description = "leiden (the default), label-propagation or components.")
    private @Nullable String clustering;

    @Option(
            names = "--scorer",
            paramLabel = "SCORER",
            description =
                    "additive (the default): signals count what a fit on simulated worlds gave them, and the score is"
                            + " calibrated there; or unsupervised: nothing learnt from labels.")
    private @Nullable String scorer;

    @Option(
            names = "--prevalence",
            paramLabel = "P",
            description =
                    "Share of accounts that you think are in rings, between 0 and 1: moves all scores (default: that"
                            + " of the simulated worlds). Not with the unsupervised scorer.")
    private @Nullable Double prevalence;

    @Option(
            names = "--min-score",
            paramLabel = "X",
            description = "Score from which a ring is flagged, 0 to 1 (default 0.5).")
    private @Nullable Double minScore;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "baseline.json of an earlier run: judge by its population instead of this input's.")
    private @Nullable Path baseline;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "Subtasks of each stage (default: the number of cores).")
    private int parallelism = Math.min(MAX_PARALLELISM, Runtime.getRuntime().availableProcessors());

    @Option(names = "--overwrite", description = "Clear --output first, if an earlier run wrote it.")
    private boolean overwrite;

    @Option(
            names = "--no-report",
            description = "Write the ring files only. This version writes no report yet, with or without it.")
    private boolean noReport;

    @Option(
            names = "--check",
            description = "Read 10,000 lines, say what would be read and which signals lack data, and write nothing.")
    private boolean check;

    @Override
    public Integer call() throws Exception {
        if (parallelism < 1 || parallelism > MAX_PARALLELISM) {
            throw new UsageException(
                    "--parallelism must be between 1 and " + MAX_PARALLELISM + " but was " + parallelism);
        }
        if (baseline != null && !Files.isRegularFile(baseline)) {
            throw new UsageException("--baseline must be a file but was " + SafeText.display(baseline.toString()));
        }
        Optional<InputFormat> forcedFormat = forcedFormat();
        DetectionParameters parameters = parameters();
        Path target = output;
        if (target == null && !check) {
            throw new UsageException("--output must be given (or --check, which writes nothing) but was not");
        }
        try (Interruption interruption = Interruption.watch()) {
            RunFolder.within(folder -> {
                List<InputFile> files = files(forcedFormat, parameters);
                if (check || target == null) {
                    check(files, parameters);
                } else {
                    detect(files, parameters, target, folder, interruption);
                }
            });
        }
        return ExitCode.DONE;
    }

    private void check(List<InputFile> files, DetectionParameters parameters) throws IOException {
        InputCheck inputCheck = new InputCheck(files, parameters);
        inputCheck.run();
        inputCheck.lines().forEach(spec.commandLine().getOut()::println);
        inputCheck.warnings().forEach(spec.commandLine().getErr()::println);
    }

    private void detect(
            List<InputFile> files,
            DetectionParameters parameters,
            Path target,
            RunFolder folder,
            Interruption interruption)
            throws Exception {
        DirectMemory.requireRoom(parallelism, DirectMemory.limitBytes());
        PrintWriter err = spec.commandLine().getErr();
        OutputFolder opened = Options.checked(() -> OutputFolder.open(target, overwrite, localInputs()));
        DetectionRun run = new DetectionRun(files, parameters, Optional.ofNullable(baseline), parallelism);
        Progress progress = new Progress(err, Boolean.getBoolean(TERMINAL_PROPERTY));
        DetectionSummary summary = run.execute(opened, target, folder.exchange(), progress, interruption);
        summary.warnings().forEach(err::println);
        summary.lines().forEach(spec.commandLine().getOut()::println);
    }

    private Optional<InputFormat> forcedFormat() {
        if (format == null) {
            return Optional.empty();
        }
        Optional<InputFormat> named = InputFormat.named(format);
        if (named.isEmpty()) {
            throw new UsageException("--format must be csv or jsonl but was " + ShownValue.quote(format));
        }
        return named;
    }

    /** The configuration's parameters, or the defaults, with what the options say otherwise. */
    private DetectionParameters parameters() throws IOException {
        DetectionParameters configured =
                config == null ? DetectionParameters.defaults() : ConfigurationFile.read(config);
        if (minScore != null && !(minScore >= 0 && minScore <= 1)) {
            throw new UsageException("--min-score must be between 0 and 1 but was " + minScore);
        }
        return new DetectionParameters(
                configured.columns(),
                configured.rules(),
                configured.links(),
                clustering == null
                        ? configured.clusteringMethod()
                        : Options.named("--clustering", clustering, ClusteringMethod.values(), ClusteringMethod::label),
                configured.clustering(),
                scoring(configured.scoring()),
                minScore == null ? configured.minScore() : minScore);
    }

    private ScoringParameters scoring(ScoringParameters configured) {
        if (prevalence != null && !(prevalence > 0 && prevalence < 1)) {
            throw new UsageException("--prevalence must be above 0 and below 1 but was " + prevalence);
        }
        ScoringParameters chosen = scorer == null
                ? configured
                : withScorer(configured, Options.named("--scorer", scorer, Scorer.values(), Scorer::label));
        if (prevalence == null) {
            return chosen;
        }
        if (chosen.scorer() == Scorer.UNSUPERVISED) {
            throw new UsageException(
                    "--prevalence must not be given with the unsupervised scorer, which knows none, but was "
                            + prevalence);
        }
        return chosen.withPrevalence(prevalence);
    }

    private static ScoringParameters withScorer(ScoringParameters configured, Scorer scorer) {
        try {
            return configured.withScorer(scorer);
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "--scorer must fit the configuration but was " + scorer.label() + ": scoring." + e.getMessage(), e);
        }
    }

    private List<InputFile> files(Optional<InputFormat> forcedFormat, DetectionParameters parameters)
            throws IOException {
        return Options.checked(() -> {
            List<InputFile> files = InputFiles.list(inputs, forcedFormat);
            InputFiles.checkHeaders(files, parameters.columns());
            return files;
        });
    }

    /** The inputs on this machine: the output must lie apart from them. */
    private List<Path> localInputs() {
        return inputs.stream()
                .map(input -> input.startsWith("file:") ? Path.of(URI.create(input)) : Path.of(input))
                .filter(Files::exists)
                .toList();
    }
}
