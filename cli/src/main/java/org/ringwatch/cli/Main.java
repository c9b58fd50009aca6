// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.util.Optional;
import org.ringwatch.export.SafeText;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code ringwatch} command: finds the subcommand, and turns what goes wrong into one line and an exit code. */
@Command(
        name = "ringwatch",
        description = "Finds rings of coordinated fraud in account events and explains them.",
        subcommands = {
            DetectCommand.class,
            WatchCommand.class,
            WhyCommand.class,
            ReportCommand.class,
            SimulateCommand.class,
            EvaluateCommand.class,
            KeygenCommand.class,
            ReferCommand.class,
            RevealCommand.class,
            VerifyCommand.class,
            PurgeCommand.class,
            ClusterCommand.class,
            HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage or configuration, 3 verify found a fault, 130 interrupted."
        })
public final class Main implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show the whole trace when something fails.")
    private boolean verbose;

    private Main() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        LastWords.watchThreads();
        int exitCode = ExitCode.FAILED;
        try {
            exitCode = run(writer(FileDescriptor.out), writer(FileDescriptor.err), args);
        } catch (Throwable e) {
            LastWords.end(e);
        }
        System.exit(exitCode);
    }

    /**
     * Runs the command.
     *
     * @param out gets results
     * @param err gets everything else
     * @return the exit code
     */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        Main main = new Main();
        int exitCode = commandLine(main)
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler(Main::refuse)
                .setExecutionExceptionHandler(main::fail)
                .execute(args);
        out.flush();
        err.flush();
        return exitCode;
    }

    /** Parses arguments for the command as every one of ours does. */
    static CommandLine commandLine(Object command) {
        return new CommandLine(command)
                // File names may begin with "@" and must not swallow a mistyped option.
                .setExpandAtFiles(false)
                .setUnmatchedOptionsAllowedAsOptionParameters(false);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command must be given but none was");
    }

    private static int refuse(ParameterException e, String[] args) {
        // Of an option that is missing because it was mistyped, what was typed tells more.
        Optional<UnmatchedArgumentException> unmatched = Unmatched.namedIn(e, args);
        if (unmatched.isEmpty() && e instanceof MissingParameterException) {
            unmatched = Unmatched.in(commandLine(new Main()), args);
        }
        return usageError(e.getCommandLine(), unmatched.isPresent() ? unmatched.get() : e);
    }

    private int fail(Exception e, CommandLine command, ParseResult parsed) {
        if (verbose) {
            e.printStackTrace(command.getErr());
        }
        if (e instanceof UsageException) {
            return usageError(command, e);
        }
        if (e instanceof InterruptedRunException) {
            return ExitCode.INTERRUPTED;
        }
        String log = e instanceof RunFailedException failed
                ? failed.writtenLog()
                        .map(path -> "; the log is " + SafeText.display(path.toString()))
                        .orElse("")
                : "";
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": failed: " + Failure.describe(e) + log);
        return ExitCode.FAILED;
    }

    private static int usageError(CommandLine command, Exception e) {
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + SafeText.display(String.valueOf(e.getMessage())));
        if (e instanceof UnmatchedArgumentException unmatched) {
            Unmatched.suggestion(unmatched).ifPresent(command.getErr()::println);
        }
        command.getErr().println("Try '" + name + " --help'.");
        return ExitCode.USAGE;
    }

    /** UTF-8 whatever the locale: names of files and accounts may be in any script. */
    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), UTF_8), true);
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"ringwatch " + (version == null ? "(not packaged)" : version)};
        }
    }
}
