// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringwatch.event.RejectedRaw;
import org.ringwatch.export.Manifest;
import org.ringwatch.export.OutputFolder;
import org.ringwatch.export.SafeText;
import org.ringwatch.job.DetectionParameters;
import org.ringwatch.job.source.InputFile;
import org.ringwatch.job.sql.SqlFile;
import org.ringwatch.report.Language;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code detect}: from events to ring files. */
@Command(
        name = "detect",
        description = "Finds rings in account events, on a Flink that runs inside this process or, by `flink run`, on a"
                + " cluster.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Progress goes to standard error, the summary to standard output.",
            "Data between stages, rows of --source-sql and the log of Flink go to a folder in java.io.tmpdir. It is"
                    + " deleted at the end;"
                    + " after a failure the log stays, and the message says where.",
            "RINGWATCH_JAVA_OPTS sets the memory (-Xmx6g) and the folder (-Djava.io.tmpdir=DIR)."
        })
final class DetectCommand implements Callable<Integer> {

    /** Set by the launcher, which can tell. */
    static final String TERMINAL_PROPERTY = "ringwatch.terminal";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli
    private DetectionOptions detection;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli
    private SideInputOptions sideInputs;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description =
                    "Folder for the results, on any file system that Flink has a plugin for; must be absent or empty."
                            + " Required, except with --check.")
    private @Nullable String output;

    @Option(names = "--overwrite", description = "Clear --output first, if an earlier run wrote it.")
    private boolean overwrite;

    @Option(names = "--no-report", description = "Write the ring files only; the report command draws it later.")
    private boolean noReport;

    @Option(names = "--language", paramLabel = "TAG", description = ReportCommand.LANGUAGES)
    private String language = Language.ENGLISH.tag();

    @Option(
            names = "--audit-sample",
            paramLabel = "N",
            description =
                    "Have N rings from below the cut reviewed, too: the report shows them like flagged ones, and no"
                            + " scores; audit_sample.csv alone tells which they are.")
    private int auditSample;

    @Option(
            names = "--rejected-raw",
            paramLabel = "HOW",
            description =
                    "What rejected/ keeps of a line: clip (its first 4 KiB; the default), hash, or none (the default"
                            + " with --pseudonymise).")
    private @Nullable String rejectedRaw;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli
    private AlsoOption also;

    @Option(
            names = "--check",
            description = "Read 10,000 lines, say what would be read and which signals lack data, and write nothing.")
    private boolean check;

    @Option(
            names = "--ui",
            description =
                    "Have Flink's web interface at a free port of this machine while the job runs, and say where.")
    private boolean ui;

    private final Engine engine;
    private final Clock clock = Clock.systemUTC();

    DetectCommand() {
        this(new EmbeddedEngine());
    }

    /** A command whose job runs there. */
    DetectCommand(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Integer call() throws Exception {
        ParameterOptions.Choice choice = detection.choose();
        Optional<RejectedRaw> asked = rejectedRaw();
        Optional<Language> report = noReport ? Optional.empty() : Optional.of(ReportCommand.language(language));
        String target = output;
        if (auditSample < 0) {
            throw new UsageException("--audit-sample must not be negative but was " + auditSample);
        }
        if (target == null && !check) {
            throw new UsageException("--output must be given (or --check, which writes nothing) but was not");
        }
        also.check();
        Optional<SqlFile> sql = detection.sql();
        Progress progress = new Progress(spec.commandLine().getErr(), Boolean.getBoolean(TERMINAL_PROPERTY));
        engine.within(progress, ui, runner -> {
            Instant start = clock.instant();
            List<InputFile> files = sql.isPresent() ? List.of() : detection.files(choice);
            ListOptions.Lists lists =
                    sideInputs.read(choice.parameters().rules()).keeping(asked);
            lists.warnings().forEach(spec.commandLine().getErr()::println);
            DetectionParameters parameters = choice.parameters().withRules(lists.rules());
            if (check || target == null) {
                checkInput(sql, files, choice, parameters, runner);
            } else if (sql.isPresent()) {
                detectInTables(sql.get(), choice, lists.and(sql.get().record()), runner, report, target, start);
            } else {
                DetectionRun run = new DetectionRun(files, choice, lists, runner, start);
                detect(run, report, target, open(target, runner));
            }
        });
        return ExitCode.DONE;
    }

    private void checkInput(
            Optional<SqlFile> sql,
            List<InputFile> files,
            ParameterOptions.Choice choice,
            DetectionParameters parameters,
            JobRunner runner)
            throws Exception {
        if (sql.isPresent()) {
            new TableInput(sql.get(), choice, runner)
                    .within(
                            OptionalInt.of(InputCheck.MAX_LINES),
                            TableInput.scratch(runner),
                            () -> {},
                            rows -> check(rows, parameters));
        } else {
            check(files, parameters);
        }
    }

    /** The output is opened, and thereby cleared, when the SQL is known to be right. */
    private void detectInTables(
            SqlFile sql,
            ParameterOptions.Choice choice,
            ListOptions.Lists lists,
            JobRunner runner,
            Optional<Language> report,
            String target,
            Instant start)
            throws Exception {
        if (RunOutput.isRemote(target)) {
            throw new UsageException(
                    "--output must be a folder of this machine with --source-sql, whose rows are written"
                            + " down there, but was " + SafeText.display(target));
        }
        Path place = Options.checked(() -> OutputFolder.checkPlace(RunOutput.local(target), localInputs()));
        Path rows = runner.scratch().isPresent() ? TableInput.scratch(runner) : OutputFolder.input(place);
        AtomicReference<@Nullable RunOutput> opened = new AtomicReference<>();
        try {
            new TableInput(sql, choice, runner)
                    .within(OptionalInt.empty(), rows, () -> opened.set(open(target, runner)), files -> {
                        RunOutput output = opened.getAndSet(null);
                        if (output != null) {
                            detect(new DetectionRun(files, choice, lists, runner, start), report, target, output);
                        }
                    });
        } finally {
            RunOutput unused = opened.get();
            if (unused != null && !runner.outlivesUs()) {
                unused.abandon();
            }
        }
    }

    private RunOutput open(String target, JobRunner runner) throws IOException {
        return Options.checked(
                () -> RunOutput.open(target, overwrite, detection.inputs(), localInputs(), runner.runId()));
    }

    private Optional<RejectedRaw> rejectedRaw() {
        return Optional.ofNullable(rejectedRaw)
                .map(name -> Options.named("--rejected-raw", name, RejectedRaw.values(), RejectedRaw::label));
    }

    private void check(List<InputFile> files, DetectionParameters parameters) throws IOException {
        InputCheck inputCheck = new InputCheck(files, parameters);
        inputCheck.run();
        inputCheck.lines().forEach(spec.commandLine().getOut()::println);
        inputCheck.warnings().forEach(spec.commandLine().getErr()::println);
    }

    private void detect(DetectionRun run, Optional<Language> report, String target, RunOutput opened) throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        PrintWriter out = spec.commandLine().getOut();
        run.execute(opened, target, report, auditSample, also.label())
                .ifPresentOrElse(
                        summary -> {
                            summary.warnings().forEach(err::println);
                            summary.lines().forEach(out::println);
                        },
                        () -> out.println("The job runs on. When it is done, "
                                + SafeText.display(RunOutput.child(target, Manifest.SUCCESS)) + " is there."));
    }

    private List<Path> localInputs() {
        return Stream.concat(detection.localInputs().stream(), sideInputs.paths().stream())
                .toList();
    }
}
