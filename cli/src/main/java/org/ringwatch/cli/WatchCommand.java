// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringwatch.event.ShownValue;
import org.ringwatch.export.PrivateFiles;
import org.ringwatch.export.SafeText;
import org.ringwatch.job.DetectionParameters;
import org.ringwatch.job.watch.ArrivalParameters;
import org.ringwatch.job.watch.ProcessingClock;
import org.ringwatch.job.watch.Publication;
import org.ringwatch.job.watch.PublicationParameters;
import org.ringwatch.job.watch.WatchJob;
import org.ringwatch.job.watch.WatchParameters;
import org.ringwatch.job.watch.WatchProgress;
import org.ringwatch.link.Baseline;
import org.ringwatch.link.IdHasher;
import org.ringwatch.report.Language;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code watch}: detection that goes on as events come. */
@Command(
        name = "watch",
        description =
                "Finds rings continuously in the files of a folder as they appear, and tells what changes. Goes on where it"
                        + " was when it is run again with the same --output.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Below --output, changes/ tells of each change once, current/ is what there is now, rejected/ holds lines that"
                    + " are no events; state/ is for the command alone. docs/watch.md describes them.",
            "Changes go to standard output, one line each, progress to standard error. Ctrl-C stops; the exit code is 130"
                    + " then.",
            "RINGWATCH_JAVA_OPTS sets the memory (-Xmx6g) and the folder for data in use (-Djava.io.tmpdir=DIR)."
        })
final class WatchCommand implements Callable<Integer> {
    private static final double MICROS = 1e6;
    private static final int MOST_RETENTION_DAYS = 3650;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli
    private WatchedInput input;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "DIR",
            description =
                    "Folder for changes, results and state; absent, empty or that of an earlier watch, which goes on.")
    @SuppressWarnings("NullAway.Init") // picocli
    private String output;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli
    private ParameterOptions parameters;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli
    private ListOptions lists;

    @Option(
            names = "--retention",
            paramLabel = "TIME",
            description = "Events older than that before the latest event are forgotten, in whole days (default 45d).")
    private String retention = "45d";

    @Option(
            names = "--round",
            paramLabel = "TIME",
            description = "Least time between two looks for rings (default 200ms).")
    private String round = "200ms";

    @Option(
            names = "--checkpoint-every",
            paramLabel = "TIME",
            description = "How often the state is saved, and changes appear (default 5s).")
    private String checkpointEvery = "5s";

    @Option(
            names = "--snapshot-every",
            paramLabel = "TIME",
            description = "How often current/ is written anew, if anything changed (default 1m).")
    private String snapshotEvery = "1m";

    @Option(
            names = "--alert-min-score",
            paramLabel = "X",
            description = "Score from which changes of a ring are told, 0 to 1 (default: --min-score).")
    private @Nullable Double alertMinScore;

    @Option(
            names = "--alert-growth",
            paramLabel = "SHARE",
            description = "A ring is told of again when its accounts or its net loss grew by that share (default 0.2).")
    private double alertGrowth = 0.2;

    @Option(
            names = "--catch-up",
            arity = "0..1",
            paramLabel = "FROM",
            fallbackValue = CATCH_UP_NOW,
            description =
                    "Tell nothing that is found while the latest event is before FROM, a date or a time in UTC (without"
                            + " it: before now); rings of that time count as told of.")
    private @Nullable String catchUp;

    private static final String CATCH_UP_NOW = "now";

    @Option(names = "--once", description = "Read what is there, then end for good: such a watch does not go on.")
    private boolean once;

    @Option(names = "--no-report", description = "Write the ring files of current/ only; the report command draws it.")
    private boolean noReport;

    @Option(names = "--language", paramLabel = "TAG", description = ReportCommand.LANGUAGES)
    private String language = Language.ENGLISH.tag();

    @Option(
            names = "--ui",
            description =
                    "Have Flink's web interface at a free port of this machine while the job runs, and say where.")
    private boolean ui;

    private final Engine engine;
    private final Clock clock = Clock.systemUTC();

    WatchCommand() {
        this(new EmbeddedEngine());
    }

    /** A command whose job runs there. */
    WatchCommand(Engine engine) {
        this.engine = engine;
    }

    /** What was chosen, checked. */
    private record Plan(
            ParameterOptions.Choice choice,
            Optional<Language> report,
            int retentionDays,
            Duration round,
            Duration checkpointEvery,
            PublicationParameters publication) {}

    @Override
    public Integer call() throws Exception {
        Plan plan = plan();
        Progress progress =
                new Progress(spec.commandLine().getErr(), Boolean.getBoolean(DetectCommand.TERMINAL_PROPERTY));
        JobRunner.Ending[] ending = new JobRunner.Ending[1];
        engine.within(progress, ui, runner -> ending[0] = watch(plan, progress, runner));
        return ending[0] == JobRunner.Ending.STOPPED ? ExitCode.INTERRUPTED : ExitCode.DONE;
    }

    private Plan plan() throws IOException {
        if (RunOutput.isRemote(output)) {
            throw new UsageException(
                    "--output must be a folder of this machine, as changes are appended there, but was "
                            + SafeText.display(output));
        }
        ParameterOptions.Choice choice = parameters.choose();
        Optional<Language> report = noReport ? Optional.empty() : Optional.of(ReportCommand.language(language));
        double alert = alertMinScore == null ? choice.parameters().minScore() : alertMinScore;
        if (!(alert >= 0 && alert <= 1)) {
            throw new UsageException("--alert-min-score must be between 0 and 1 but was " + alert);
        }
        if (!(alertGrowth >= 0 && alertGrowth < Double.POSITIVE_INFINITY)) {
            throw new UsageException("--alert-growth must not be negative but was " + alertGrowth);
        }
        return new Plan(
                choice,
                report,
                Durations.days("--retention", retention, MOST_RETENTION_DAYS),
                Durations.positive("--round", round),
                Durations.positive("--checkpoint-every", checkpointEvery),
                new PublicationParameters(
                        Math.round(alert * MICROS),
                        alertGrowth,
                        Durations.positive("--snapshot-every", snapshotEvery).toMillis(),
                        silentBefore()));
    }

    /** Changes before that event time are not told. */
    private long silentBefore() {
        if (catchUp == null) {
            return Long.MIN_VALUE;
        }
        if (catchUp.equals(CATCH_UP_NOW)) {
            return clock.millis();
        }
        try {
            return catchUp.contains("T")
                    ? Instant.parse(catchUp).toEpochMilli()
                    : LocalDate.parse(catchUp)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                            .toEpochMilli();
        } catch (DateTimeException e) {
            throw new UsageException(
                    "--catch-up must be a date or a time in UTC, such as 2026-11-28 or 2026-11-28T12:00:00Z, but was "
                            + ShownValue.quote(catchUp),
                    e);
        }
    }

    private JobRunner.Ending watch(Plan plan, Progress progress, JobRunner runner) throws Exception {
        input.check(plan.choice.format());
        ListOptions.Lists read = lists.read(plan.choice.parameters().rules()).keeping(Optional.empty());
        PrintWriter err = spec.commandLine().getErr();
        read.warnings().forEach(err::println);
        int parallelism = runner.parallelism(plan.choice.parallelism());
        DetectionParameters detection = plan.choice.parameters().withRules(read.rules());
        try (WatchFolder folder = Options.checked(() -> WatchFolder.open(
                RunOutput.local(output),
                Stream.of(input.paths().stream(), lists.paths().stream(), parameters.key().stream())
                        .flatMap(paths -> paths)
                        .toList(),
                secret -> StateParameters.of(
                        input.kind(),
                        plan.choice.format(),
                        plan.retentionDays,
                        detection,
                        read.files(),
                        plan.choice.baseline(),
                        secret)))) {
            return watch(plan, detection, read, folder, parallelism, progress, runner);
        }
    }

    private JobRunner.Ending watch(
            Plan plan,
            DetectionParameters detection,
            ListOptions.Lists read,
            WatchFolder folder,
            int parallelism,
            Progress progress,
            JobRunner runner)
            throws Exception {
        Publication publication = new Publication(
                folder.folder().toString(),
                new ChangeLines(),
                new CurrentOutput(
                        folder.folder(),
                        runner.runId(),
                        detection,
                        read.files(),
                        plan.report,
                        input.name(),
                        plan.retentionDays,
                        clock.millis()));
        WatchParameters watching =
                new WatchParameters(detection, plan.retentionDays, plan.round.toMillis(), plan.publication);
        IdHasher hasher = folder.hasher();
        Optional<Baseline> baseline = plan.choice.baseline().isPresent()
                ? Optional.of(BaselineFile.read(plan.choice.baseline().get()))
                : Optional.empty();
        Optional<Path> from = folder.latest();
        if (from.isPresent() && !runner.outlivesUs()) {
            folder.forgetAllBut(from.get());
        }
        progress.say(from.isPresent() ? "going on from the state of an earlier run" : "beginning with an empty state");
        if (from.isPresent() && once) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "ringwatch watch: warning: --once ends this watch for good; Ctrl-C now keeps it going on later");
        }
        PrivateFiles.createFolders(folder.folder().resolve("changes"));
        ChangeTail tail = new ChangeTail(folder.folder().resolve("changes"));
        Observer observer = new Observer(tail, progress, spec.commandLine().getOut());
        JobRunner.Ending ending = runner.watch(
                WatchJob.NAME,
                parallelism,
                new JobRunner.StateKeeping(folder.state(), plan.checkpointEvery, from),
                env -> WatchJob.define(
                        env,
                        input.open(
                                env,
                                plan.choice.format(),
                                plan.round,
                                once,
                                new ArrivalParameters(
                                        detection.columns(),
                                        detection.rules(),
                                        hasher,
                                        plan.retentionDays,
                                        ProcessingClock.system())),
                        watching,
                        hasher,
                        read.inputs(),
                        baseline,
                        publication),
                observer);
        observer.tellChanges();
        if (ending == JobRunner.Ending.COMPLETE && once) {
            folder.complete();
        }
        if (ending == JobRunner.Ending.STOPPED && !folder.isSavedSince(from)) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "ringwatch watch: warning: the state could not be saved in time: current/ and the totals are as"
                                    + " they were last written, and the watch will go on from its last checkpoint,"
                                    + " or begin anew if there is none");
        }
        if (ending == JobRunner.Ending.GOES_ON) {
            spec.commandLine().getOut().println("The job runs on.");
        } else {
            new WatchSummary(RunOutput.local(output), tail.next() - 1, !noReport)
                    .lines(folder.folder())
                    .forEach(spec.commandLine().getOut()::println);
        }
        return ending;
    }

    /** Shows changes and how far the job is. */
    private static final class Observer implements JobRunner.Observer {
        private final ChangeTail tail;
        private final Progress progress;
        private final PrintWriter out;
        private @Nullable WatchProgress shown;
        private Duration shownElapsed = Duration.ZERO;

        Observer(ChangeTail tail, Progress progress, PrintWriter out) {
            this.tail = tail;
            this.progress = progress;
            this.out = out;
        }

        @Override
        public void look(Map<String, Object> accumulators, Duration elapsed) {
            tellChanges();
            // While nothing comes there is nothing to say.
            WatchProgress.of(accumulators).filter(seen -> !seen.equals(shown)).ifPresent(seen -> {
                if (progress.show(line(seen, elapsed), elapsed)) {
                    shown = seen;
                    shownElapsed = elapsed;
                }
            });
        }

        void tellChanges() {
            try {
                for (String line : tail.lines()) {
                    progress.close();
                    out.println(line);
                }
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private String line(WatchProgress seen, Duration elapsed) {
            return String.format(
                    Locale.ROOT,
                    "%,d events  %s%,d rejected  %,d rings  %,d changes  %s",
                    seen.events(),
                    rate(seen, elapsed),
                    seen.rejected(),
                    seen.rings(),
                    seen.changes(),
                    seen.clock() == Long.MIN_VALUE ? "-" : Instant.ofEpochMilli(seen.clock()));
        }

        /** Events a second since the last line; nothing in the first, as a watch that goes on begins with the events of before. */
        private String rate(WatchProgress seen, Duration elapsed) {
            if (shown == null) {
                return "";
            }
            long millis = Math.max(1, elapsed.minus(shownElapsed).toMillis());
            return String.format(Locale.ROOT, "%,d/s  ", (seen.events() - shown.events()) * 1000 / millis);
        }
    }
}
