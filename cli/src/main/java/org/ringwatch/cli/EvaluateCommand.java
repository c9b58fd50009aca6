// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ringwatch.evaluate.Evaluation;
import org.ringwatch.job.DetectionParameters;
import org.ringwatch.job.prior.SideInputReader;
import org.ringwatch.ring.Dispositions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate}: how well a run found the rings that are known, or how right analysts say it was. */
@Command(
        name = "evaluate",
        description =
                "Measures the rings of a run against the truth, or against what analysts decided, as JSON on standard output.",
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
            paramLabel = "FILE",
            description = "CSV with the columns account_id,ring_id,pattern,role,group; simulate writes one. This or"
                    + " --dispositions is required.")
    private @Nullable Path truth;

    @Option(
            names = "--dispositions",
            paramLabel = "FILE",
            description =
                    "CSV case_id,ring_version,account_id,decision,reason,analyst,utc: what analysts decided; the report"
                            + " exports one.")
    private @Nullable Path dispositions;

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
        if ((truth == null) == (dispositions == null)) {
            throw new UsageException("one of --truth and --dispositions must be given but "
                    + (truth == null ? "none was" : "both were"));
        }
        String json = Options.checked(() -> Evaluation.toJson(truth == null ? byDecisions() : byTruth(truth)));
        PrintWriter out = spec.commandLine().getOut();
        out.print(json);
        return ExitCode.DONE;
    }

    private ObjectNode byTruth(Path known) throws IOException {
        OptionalDouble cut = minScore == null ? OptionalDouble.empty() : OptionalDouble.of(minScore);
        if (minScore != null && !(minScore >= 0 && minScore <= 1)) {
            throw new UsageException("--min-score must be between 0 and 1 but was " + minScore);
        }
        return Evaluation.evaluate(rings, known, Optional.ofNullable(resources), cut);
    }

    private ObjectNode byDecisions() throws IOException {
        if (minScore != null || resources != null) {
            throw new UsageException("--min-score and --resources must come with --truth but came with --dispositions");
        }
        SideInputReader reader =
                new SideInputReader(DetectionParameters.defaults().rules());
        Dispositions decided = reader.dispositions(Objects.requireNonNull(dispositions));
        ListOptions.warnings(reader.files()).forEach(spec.commandLine().getErr()::println);
        return Evaluation.evaluate(rings, decided);
    }
}
