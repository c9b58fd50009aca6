// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ringwatch.event.ShownValue;
import org.ringwatch.export.SafeText;
import org.ringwatch.referral.Purge;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code purge}: removes what has been kept as long as it may be. */
@Command(
        name = "purge",
        description =
                "Removes referral packages after their retain-until, and outputs of detect, or the rejected lines in them, after so"
                        + " many days. It is recorded, before it is done, in NAME.custody.csv beside the folder, which stays.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class PurgeCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "DIR",
            description = "A package, an output, or a folder that holds such ones.")
    private List<Path> folders = List.of();

    @Option(
            names = "--keep-outputs",
            paramLabel = "DAYS",
            description = "Days that an output is kept after it was published (default: for ever).")
    private @Nullable Integer keepOutputs;

    @Option(
            names = "--keep-rejected",
            paramLabel = "DAYS",
            description = "Days that the rejected lines of an output are kept (default: as long as it).")
    private @Nullable Integer keepRejected;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "The day to judge by, such as 2031-01-31 (default: today, UTC).")
    private @Nullable String asOf;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; recorded. Required, except with --dry-run.")
    private String reason = "";

    @Option(names = "--dry-run", description = "Say what would be removed, and remove nothing.")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException {
        Clock clock = Clock.systemUTC();
        Purge purge = new Purge(
                asOf == null ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) : day(asOf),
                days("--keep-outputs", keepOutputs),
                days("--keep-rejected", keepRejected));
        if (reason.isBlank() && !dryRun) {
            throw new UsageException("--reason must say why (or --dry-run be given) but was empty");
        }
        List<Purge.Expired> all = new ArrayList<>();
        for (Path folder : folders) {
            all.addAll(Options.checked(() -> purge.find(folder)));
        }
        PrintWriter out = spec.commandLine().getOut();
        String who = System.getProperty("user.name", "UNKNOWN");
        for (Purge.Expired expired : all) {
            if (!dryRun) {
                Options.checked(() -> Purge.remove(expired, who, reason, clock));
            }
            out.println((dryRun ? "would remove " : "removed ")
                    + (expired.kind() == Purge.Kind.REJECTED_LINES ? "the rejected lines of " : "")
                    + SafeText.display(expired.folder().toString()) + ", to be kept until " + expired.lastDay());
        }
        if (all.isEmpty()) {
            out.println("nothing has expired");
        }
        return ExitCode.DONE;
    }

    private static OptionalInt days(String option, @Nullable Integer days) {
        if (days != null && days < 0) {
            throw new UsageException(option + " must not be negative but was " + days);
        }
        return days == null ? OptionalInt.empty() : OptionalInt.of(days);
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new UsageException("--as-of must be a date such as 2031-01-31 but was " + ShownValue.quote(text), e);
        }
    }
}
