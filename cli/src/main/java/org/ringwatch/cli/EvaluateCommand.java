// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ringwatch.evaluate.Evaluation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate}: how well a run found the rings that are known. */
@Command(
        name = "evaluate",
        description = "Measures the rings of a run against the truth, as JSON on standard output.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class EvaluateCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Option(names = "--rings", required = true, paramLabel = "DIR", description = "The output folder of detect.")
    @SuppressWarnings("NullAway.Init") // picocli
    private Path rings;

    @Option(
            names = "--truth",
            required = true,
            paramLabel = "FILE",
            description = "CSV with the columns account_id,ring_id,pattern,role,group; simulate writes one.")
    @SuppressWarnings("NullAway.Init") // picocli
    private Path truth;

    @Option(
            names = "--resources",
            paramLabel = "FILE",
            description =
                    "CSV with the columns ring_id,entity_type,entity_id,role: what planted rings touched; simulate"
                            + " writes one. Adds the table resources.")
    private @Nullable Path resources;

    @Option(
            names = "--min-score",
            paramLabel = "X",
            description = "Score from which a ring counts as flagged, 0 to 1 (default: as the run flagged it).")
    private @Nullable Double minScore;

    @Override
    public Integer call() throws IOException {
        OptionalDouble cut = minScore == null ? OptionalDouble.empty() : OptionalDouble.of(minScore);
        if (minScore != null && !(minScore >= 0 && minScore <= 1)) {
            throw new UsageException("--min-score must be between 0 and 1 but was " + minScore);
        }
        String json = Options.checked(
                () -> Evaluation.toJson(Evaluation.evaluate(rings, truth, Optional.ofNullable(resources), cut)));
        PrintWriter out = spec.commandLine().getOut();
        out.print(json);
        return ExitCode.DONE;
    }
}
