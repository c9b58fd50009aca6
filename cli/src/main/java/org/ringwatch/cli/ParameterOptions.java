// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.ringwatch.community.ClusteringMethod;
import org.ringwatch.event.Privacy;
import org.ringwatch.event.ShownValue;
import org.ringwatch.export.SafeText;
import org.ringwatch.job.DetectionParameters;
import org.ringwatch.job.source.InputFormat;
import org.ringwatch.ring.Scorer;
import org.ringwatch.ring.ScoringParameters;
import picocli.CommandLine.Option;

/** What decides what is found in events, wherever they come from: every command that detects takes these. */
final class ParameterOptions {

    static final int MAX_PARALLELISM = 128;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "YAML file with parameters; config/ringwatch.yaml documents all keys.")
    private @Nullable Path config;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "csv, jsonl or parquet: how all input files are read, whatever their names.")
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
            names = "--pseudonymise",
            paramLabel = "KEY",
            description =
                    "pseudonym.key that keygen made: ids are replaced by keyed pseudonyms as they are read, so that"
                            + " nothing that is written holds one.")
    private @Nullable Path pseudonymKey;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description =
                    "Subtasks of each stage (default: the number of cores, on a cluster what `flink run -p` says).")
    private @Nullable Integer parallelism;

    /**
     * What was chosen, checked.
     *
     * @param parameters the configuration's parameters, or the defaults, with what the options say otherwise
     * @param format how all files are read, unless by their names
     * @param baseline the given one
     * @param parallelism subtasks of a stage; empty for as many as suit
     */
    record Choice(
            DetectionParameters parameters,
            Optional<InputFormat> format,
            Optional<Path> baseline,
            OptionalInt parallelism) {}

    /**
     * Checks the options.
     *
     * @throws UsageException naming what is wrong
     */
    Choice choose() throws IOException {
        if (parallelism != null && (parallelism < 1 || parallelism > MAX_PARALLELISM)) {
            throw new UsageException(
                    "--parallelism must be between 1 and " + MAX_PARALLELISM + " but was " + parallelism);
        }
        if (baseline != null && !Files.isRegularFile(baseline)) {
            throw new UsageException("--baseline must be a file but was " + SafeText.display(baseline.toString()));
        }
        Optional<InputFormat> forcedFormat = format(format);
        return new Choice(
                parameters(),
                forcedFormat,
                Optional.ofNullable(baseline),
                parallelism == null ? OptionalInt.empty() : OptionalInt.of(parallelism));
    }

    /** The key, if there is one: an output must lie apart from it. */
    Optional<Path> key() {
        return Optional.ofNullable(pseudonymKey);
    }

    /** The format that {@code --format} names, if it was given. */
    static Optional<InputFormat> format(@Nullable String format) {
        if (format == null) {
            return Optional.empty();
        }
        Optional<InputFormat> named = InputFormat.named(format);
        if (named.isEmpty()) {
            throw new UsageException("--format must be csv, jsonl or parquet but was " + ShownValue.quote(format));
        }
        return named;
    }

    private DetectionParameters parameters() throws IOException {
        DetectionParameters configured =
                config == null ? DetectionParameters.defaults() : ConfigurationFile.read(config);
        if (minScore != null && !(minScore >= 0 && minScore <= 1)) {
            throw new UsageException("--min-score must be between 0 and 1 but was " + minScore);
        }
        return new DetectionParameters(
                configured.columns(),
                configured.rules().with(privacy()),
                configured.links(),
                clustering == null
                        ? configured.clusteringMethod()
                        : Options.named("--clustering", clustering, ClusteringMethod.values(), ClusteringMethod::label),
                configured.clustering(),
                scoring(configured.scoring()),
                configured.priors(),
                minScore == null ? configured.minScore() : minScore);
    }

    private Privacy privacy() throws IOException {
        return pseudonymKey == null ? Privacy.NONE : Privacy.NONE.withPseudonyms(PseudonymKeyFile.of(pseudonymKey));
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
}
