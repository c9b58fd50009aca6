// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.client.program.ProgramParametrizationException;
import org.ringwatch.export.SafeText;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What a cluster runs of the job jar, which names it to Flink: the commands that make jobs, with the options of the
 * {@code ringwatch} command. It may run inside a job manager, so it never ends the process: what goes wrong is thrown, and
 * Flink tells it to whoever submitted.
 */
@Command(
        name = "ringwatch",
        description = "Finds rings of coordinated fraud in account events, on this Flink cluster.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND")
public final class SubmittedMain implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandLine.Model.CommandSpec spec;

    private SubmittedMain() {}

    /**
     * Runs the command.
     *
     * @throws ProgramParametrizationException for wrong usage, saying what is wrong
     * @throws Exception what made it fail
     */
    public static void main(String[] args) throws Exception {
        List<Exception> failures = new ArrayList<>();
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        Main.commandLine(new SubmittedMain())
                .addSubcommand(new DetectCommand(new ClusterEngine()))
                .addSubcommand(new WatchCommand(new ClusterEngine()))
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((e, arguments) -> {
                    failures.add(wrongUsage(e.getCommandLine(), e));
                    return ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    failures.add(e instanceof UsageException ? wrongUsage(command, e) : e);
                    return ExitCode.FAILED;
                })
                .execute(args);
        out.flush();
        err.flush();
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command must be given but none was");
    }

    private static ProgramParametrizationException wrongUsage(CommandLine command, Exception e) {
        return new ProgramParametrizationException(
                command.getCommandSpec().qualifiedName() + ": " + SafeText.display(String.valueOf(e.getMessage())));
    }
}
