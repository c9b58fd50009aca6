// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringwatch.export.AuditSample;
import org.ringwatch.export.OutputFolder;
import org.ringwatch.export.PrivateFiles;
import org.ringwatch.export.RingFiles;
import org.ringwatch.export.SafeText;
import org.ringwatch.job.DetectionParameters;
import org.ringwatch.job.prior.SideInputFile;
import org.ringwatch.job.result.ResultWriter;
import org.ringwatch.job.result.Results;
import org.ringwatch.report.Language;
import org.ringwatch.report.Report;

/** Writes the results into the staging folder of the output and publishes them, {@code _SUCCESS} last. */
final class RingPublisher implements ResultWriter {
    private static final long serialVersionUID = 1L;

    private static final double MICROS = 1e6;

    private final String place;
    private final String runId;
    private final DetectionParameters parameters;
    private final ArrayList<SideInputFile> sideInputs;
    private final @Nullable Language report;
    private final int auditSample;
    private final long startMillis;
    private final @Nullable String also;
    private final @Nullable Watched watched;

    /**
     * A publisher into an output that is open.
     *
     * @param place of the output
     * @param runId whose folder it is
     * @param sideInputs lists of people that were read
     * @param report language of the report; empty for none
     * @param auditSample how many rings from below the cut are reviewed, too; 0 for no sample
     * @param also label of the format that rings, members and links are written in, too
     * @param startMillis when the run began, epoch milliseconds: for run.json alone
     */
    RingPublisher(
            String place,
            String runId,
            DetectionParameters parameters,
            List<SideInputFile> sideInputs,
            Optional<Language> report,
            int auditSample,
            Optional<String> also,
            long startMillis) {
        this(place, runId, parameters, sideInputs, report, auditSample, also, startMillis, Optional.empty());
    }

    /**
     * @param watched what was watched, if the results are those of a watch until now
     */
    RingPublisher(
            String place,
            String runId,
            DetectionParameters parameters,
            List<SideInputFile> sideInputs,
            Optional<Language> report,
            int auditSample,
            Optional<String> also,
            long startMillis,
            Optional<Watched> watched) {
        this.place = place;
        this.runId = runId;
        this.parameters = parameters;
        this.sideInputs = new ArrayList<>(sideInputs);
        this.report = report.orElse(null);
        this.auditSample = auditSample;
        this.also = also.orElse(null);
        this.startMillis = startMillis;
        this.watched = watched.orElse(null);
    }

    @Override
    public void publish(Results results) throws IOException {
        if (RunOutput.isRemote(place)) {
            publishRemotely(results);
            return;
        }
        OutputFolder output = resume(() -> OutputFolder.resume(Path.of(place), runId));
        if (output.isPublished()) {
            requireOurs(new RunOutput.Local(output), results);
        } else {
            publish(results, output);
        }
    }

    private void publishRemotely(Results results) throws IOException {
        RemoteOutput output = resume(() -> RemoteOutput.resume(place, runId));
        if (output.isPublished()) {
            requireOurs(output, results);
            return;
        }
        Path temporary = Files.createTempDirectory("ringwatch-output");
        try {
            OutputFolder local = OutputFolder.open(temporary.resolve("output"), false, List.of(), runId);
            publish(results, local);
            output.publish(local.folder());
        } finally {
            PrivateFiles.deleteTree(temporary);
        }
    }

    /**
     * What is published under our id already is ours, and we failed only to tell; or it is of a run before this one, to which
     * a cluster with recovery gave the same id.
     *
     * @throws OutputLostException in the latter case, if that run's results are other ones
     */
    private void requireOurs(RunOutput output, Results results) throws IOException {
        JsonNode published;
        try (InputStream in = output.openRunFile()) {
            published = new ObjectMapper().readTree(in);
        }
        if (!runFile().isOfTheSame(published, results)) {
            throw new OutputLostException(new IllegalStateException(
                    "output folder must be this run's own but holds what an earlier one of the same job id published from other"
                            + " events or settings: " + SafeText.display(place)
                            + ". A cluster with recovery gives all runs one id, unless it is told one for each"
                            + " (--job-id)"));
        }
    }

    private RunFile runFile() {
        return new RunFile(runId, parameters, sideInputs, startMillis, Optional.ofNullable(watched));
    }

    private void publish(Results results, OutputFolder output) throws IOException {
        Path staging = output.staging();
        RingFiles.Written written = RingFiles.write(
                staging,
                results.rings(),
                results.earlier().isGiven() ? Optional.of(results.dissolved()) : Optional.empty(),
                results.hubs(),
                Optional.ofNullable(also).map(AlsoOption::installed));
        int sampled = auditSample > 0 ? drawAuditSample(results, staging) : 0;
        writeRejected(staging.resolve("rejected"), results);
        writeJson(staging.resolve("baseline.json"), BaselineFile.toJson(results.baseline()));
        writeJson(staging.resolve("run.json"), runFile().toJson(results, written, sampled));
        if (report != null) {
            Report.write(staging, staging.resolve(Report.FOLDER), report);
        }
        output.publish();
    }

    private int drawAuditSample(Results results, Path target) throws IOException {
        long minScoreMicros = Math.round(parameters.minScore() * MICROS);
        AuditSample sample =
                AuditSample.draw(results.rings(), auditSample, minScoreMicros, RunFile.eventsDigest(results.facts()));
        sample.write(target);
        return sample.rings().size();
    }

    private interface Resumption<T> {
        T resume() throws IOException;
    }

    private static <T> T resume(Resumption<T> resumption) throws IOException {
        try {
            return resumption.resume();
        } catch (IllegalStateException e) {
            throw new OutputLostException(e);
        }
    }

    private static void writeRejected(Path target, Results results) throws IOException {
        Files.createDirectories(target);
        if (results.rejected().size() == 0) {
            return;
        }
        ObjectMapper mapper = new ObjectMapper();
        try (OutputStream out =
                        new BufferedOutputStream(Files.newOutputStream(target.resolve("part-00000.jsonl")), 1 << 16);
                JsonGenerator json = mapper.getFactory().createGenerator(out)) {
            json.setRootValueSeparator(null);
            results.rejected().forEach(results.facts(), (file, line, reason, raw) -> {
                json.writeStartObject();
                json.writeStringField("source", results.files().get(file).name());
                json.writeNumberField("line", line);
                json.writeStringField("reason", reason);
                json.writeStringField("raw", raw);
                json.writeEndObject();
                json.writeRaw('\n');
            });
        }
    }

    private static void writeJson(Path file, ObjectNode json) throws IOException {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        Files.writeString(file, mapper.writeValueAsString(json) + "\n", StandardCharsets.UTF_8);
    }
}
