// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ringwatch.job.ComponentStages;
import org.ringwatch.job.DetectJob;
import org.ringwatch.job.DetectionParameters;
import org.ringwatch.job.result.Facts;
import org.ringwatch.job.result.ResultWriter;
import org.ringwatch.job.source.InputFile;
import org.ringwatch.link.Baseline;
import org.ringwatch.link.IdHasher;
import org.ringwatch.link.Inquiry;
import org.ringwatch.report.Language;

/** One run of the detection job, from a plan that was checked to a complete output folder. */
final class DetectionRun {

    private static final long BYTES_PER_SHARE = 256L << 20;
    private static final int MAX_SHARES = 1024;

    private final List<InputFile> files;
    private final DetectionParameters parameters;
    private final ListOptions.Lists lists;
    private final Optional<Path> baseline;
    private final JobRunner runner;
    private final int parallelism;
    private final Instant start;
    private final Clock clock = Clock.systemUTC();

    /**
     * A run over these files.
     *
     * @param start when it began
     * @throws UsageException if the runner has no room for the parallelism chosen
     */
    DetectionRun(
            List<InputFile> files,
            ParameterOptions.Choice choice,
            ListOptions.Lists lists,
            JobRunner runner,
            Instant start) {
        this.start = start;
        this.files = files;
        this.parameters = choice.parameters().withRules(lists.rules());
        this.lists = lists;
        this.baseline = choice.baseline();
        this.runner = runner;
        this.parallelism = runner.parallelism(choice.parallelism());
    }

    /**
     * Runs the job.
     *
     * @param output opened for this run; abandoned if the job does not end well, unless it may still be running
     * @param shown the output as the user named it
     * @param report language of the report; empty for none
     * @param auditSample how many rings from below the cut are reviewed, too
     * @param also label of the format that rings, members and links are written in, too
     * @return what was found; empty if the job goes on without us
     * @throws InterruptedRunException if the user stopped it
     */
    Optional<DetectionSummary> execute(
            RunOutput output, String shown, Optional<Language> report, int auditSample, Optional<String> also)
            throws Exception {
        boolean complete = false;
        boolean ended;
        try {
            ResultWriter writer = new RingPublisher(
                    output.place(),
                    runner.runId(),
                    parameters,
                    lists.files(),
                    report,
                    auditSample,
                    also,
                    start.toEpochMilli());
            ended = run(hasher(), Inquiry.nobody(), writer);
            complete = true;
        } finally {
            if (!complete && !runner.outlivesUs()) {
                output.abandon();
            }
        }
        return ended
                ? Optional.of(summary(output, shown, report.isPresent(), Duration.between(start, clock.instant())))
                : Optional.empty();
    }

    /**
     * Runs the job for the answer about an account alone.
     *
     * @param account the account asked about
     * @param with whether it belongs to this other one
     * @param asJson whether the answer is JSON, not text
     * @param answer the file for the answer
     * @throws InterruptedRunException if the user stopped it
     */
    void explain(String account, Optional<String> with, boolean asJson, Path answer) throws Exception {
        IdHasher hasher = hasher();
        Inquiry inquiry = Inquiry.about(hasher, account, with);
        run(hasher, inquiry, new ExplanationWriter(answer, inquiry, parameters, asJson));
    }

    private boolean run(IdHasher hasher, Inquiry inquiry, ResultWriter writer) throws Exception {
        long totalBytes = files.stream().mapToLong(InputFile::length).sum();
        int shares = shares(totalBytes, parallelism);
        return runner.run(
                DetectJob.NAME,
                parallelism,
                env -> DetectJob.define(
                        env,
                        files,
                        parameters,
                        shares,
                        ComponentStages.roundsFor(shares),
                        hasher,
                        lists.inputs(),
                        inquiry,
                        givenBaseline(),
                        writer),
                (accumulators, elapsed) -> snapshot(accumulators, totalBytes, elapsed));
    }

    /** The key only has to be unknown to whoever wrote the events; no result depends on it. */
    private static IdHasher hasher() {
        SecureRandom random = new SecureRandom();
        return new IdHasher(random.nextLong(), random.nextLong());
    }

    private Optional<Baseline> givenBaseline() throws IOException {
        return baseline.isPresent() ? Optional.of(BaselineFile.read(baseline.get())) : Optional.empty();
    }

    /**
     * Enough shares that one holds 256 MB of input at most, until there are {@link #MAX_SHARES}. More of them than slots run in
     * waves; no slot is idle in the last.
     */
    static int shares(long bytes, int parallelism) {
        long bytesOfWave = BYTES_PER_SHARE * parallelism;
        long waves = Math.min(MAX_SHARES / parallelism, (bytes + bytesOfWave - 1) / bytesOfWave);
        return (int) Math.max(1, waves) * parallelism;
    }

    /** The stage follows from what was counted: the input is read once, then again for the members' events. */
    static ProgressSnapshot snapshot(Map<String, Object> accumulators, long totalBytes, Duration elapsed) {
        long read = count(accumulators, Facts.BYTES_READ);
        long gathered = count(accumulators, Facts.BYTES_GATHERED);
        String stage = gathered > 0 ? "gathering" : read < totalBytes ? "reading" : "linking";
        return new ProgressSnapshot(
                stage,
                count(accumulators, Facts.EVENTS_READ),
                gathered > 0 ? gathered : read,
                totalBytes,
                count(accumulators, Facts.REJECTED),
                elapsed);
    }

    private static long count(Map<String, Object> accumulators, String name) {
        return accumulators.get(name) instanceof Number number ? number.longValue() : 0;
    }

    /** What run.json says: unlike accumulators it holds for every run, whatever was restarted in it. */
    private DetectionSummary summary(RunOutput output, String shown, boolean reported, Duration elapsed)
            throws IOException {
        JsonNode run;
        try (InputStream in = output.openRunFile()) {
            run = new ObjectMapper().readTree(in);
        }
        JsonNode counts = run.required("counts");
        Map<String, Long> unknownTypes = new TreeMap<>();
        run.required("unknown_event_types")
                .properties()
                .forEach(type -> unknownTypes.put(type.getKey(), type.getValue().asLong()));
        return new DetectionSummary(
                counts.required("events").asLong(),
                counts.required("rejected").asLong(),
                counts.required("erased_events").asLong(),
                counts.required("duplicates").asLong(),
                counts.required("conflicting").asLong(),
                counts.required("accounts").asLong(),
                counts.required("links").asLong(),
                counts.required("hubs").asLong(),
                counts.required("components").asLong(),
                counts.required("tightened_accounts").asLong(),
                counts.required("flagged").asLong(),
                counts.required("rings").asLong(),
                unknownTypes,
                elapsed,
                shown,
                reported,
                counts.required("audit_sampled").asLong(),
                Math.max(
                        0,
                        lists.inputs().dispositions().cases()
                                - counts.required("decided").asLong()));
    }
}
