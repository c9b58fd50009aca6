// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.ringwatch.event.EventColumn;
import org.ringwatch.event.Privacy;
import org.ringwatch.export.OutputFolder;
import org.ringwatch.export.RingFiles;
import org.ringwatch.job.DetectionParameters;
import org.ringwatch.job.prior.SideInputFile;
import org.ringwatch.job.prior.SideInputReader;
import org.ringwatch.job.result.BlockDigest;
import org.ringwatch.job.result.Fact;
import org.ringwatch.job.result.Facts;
import org.ringwatch.job.result.Results;
import org.ringwatch.job.source.InputDigest;
import org.ringwatch.job.source.InputFile;
import org.ringwatch.lineage.EarlierRings;
import org.ringwatch.pseudonym.Pseudonyms;

/** {@code run.json}: what was read, with what configuration, how it went. The only file with wall-clock times. */
final class RunFile {
    /** A column filled in fewer of the events than this says little: the signals it feeds find next to nothing. */
    static final double LEAST_FILLED = 0.05;

    private static final String MILLIS = ".millis";

    private final String runId;
    private final DetectionParameters parameters;
    private final List<SideInputFile> sideInputs;
    private final long startMillis;

    private final Optional<Watched> watched;

    /**
     * @param watched what was watched, if the results are those of a watch until now
     */
    RunFile(
            String runId,
            DetectionParameters parameters,
            List<SideInputFile> sideInputs,
            long startMillis,
            Optional<Watched> watched) {
        this.runId = runId;
        this.parameters = parameters;
        this.sideInputs = sideInputs;
        this.startMillis = startMillis;
        this.watched = watched;
    }

    ObjectNode toJson(Results results, RingFiles.Written written, int sampled) {
        Facts facts = results.facts();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put(OutputFolder.RUN_ID, runId);
        privacy(json.putObject("privacy"));
        json.put("events_digest", eventsDigest(facts));
        ObjectNode counts = json.putObject("counts");
        counts(counts, results, written);
        counts.put("audit_sampled", sampled);
        ObjectNode filled = json.putObject("filled");
        for (EventColumn column : EventColumn.values()) {
            // No outcome means that all went well, so it is never missing.
            if (!column.required() && column != EventColumn.OUTCOME) {
                filled.put(column.columnName(), facts.get(Facts.FILLED + column.columnName()));
            }
        }
        ArrayNode off = json.putArray("signals_off");
        signalsOff(facts).forEach(off::add);
        ObjectNode unknown = json.putObject("unknown_event_types");
        facts.startingWith(Facts.UNKNOWN_TYPE)
                .forEach((name, count) -> unknown.put(name.isEmpty() ? "(others)" : name, count));
        inputs(json.putArray("inputs"), results);
        watched.ifPresent(watch -> watch.write(json.putObject("watch")));
        sideInputs(json.putArray("side_inputs"));
        previous(json, results);
        json.set("configuration", ConfigurationJson.of(parameters));
        ObjectNode versions = json.putObject("versions");
        versions.put("ringwatch", String.valueOf(RunFile.class.getPackage().getImplementationVersion()));
        versions.put("flink", EnvironmentInformation.getVersion());
        versions.put("java", Runtime.version().toString());
        times(json, facts);
        return json;
    }

    /**
     * Whether an earlier one is of a run over the same events with the same lists and configuration, so that its results
     * are the same.
     *
     * @param earlier as {@link #toJson} made it
     */
    boolean isOfTheSame(JsonNode earlier, Results results) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        privacy(json.putObject("privacy"));
        json.put("events_digest", eventsDigest(results.facts()));
        sideInputs(json.putArray("side_inputs"));
        previous(json, results);
        json.set("configuration", ConfigurationJson.of(parameters));
        // As text, since a number that was read may be of another type.
        return json.propertyStream().allMatch(property -> property.getValue()
                .toString()
                .equals(earlier.path(property.getKey()).toString()));
    }

    /** How ids were replaced, and by which key; never the key. */
    private void privacy(ObjectNode json) {
        Privacy privacy = parameters.rules().privacy();
        json.put("rejected_raw", privacy.rejectedRaw().label());
        Optional<Pseudonyms> pseudonyms = privacy.pseudonyms().open();
        json.put("ids", pseudonyms.isPresent() ? "pseudonyms" : "clear");
        pseudonyms.ifPresent(key -> {
            json.put("key_version", key.version());
            json.put("key_fingerprint", key.fingerprint());
        });
    }

    private void counts(ObjectNode json, Results results, RingFiles.Written written) {
        Facts facts = results.facts();
        json.put(
                "lines_read",
                facts.get(Facts.EVENTS_READ) + facts.get(Facts.REJECTED) + facts.get(Facts.ERASED_EVENTS));
        json.put(
                "events",
                watched.isPresent()
                        ? facts.get(Facts.EVENTS_KEPT)
                        : facts.get(Facts.EVENTS_READ) - facts.get(Facts.DUPLICATES) - facts.get(Facts.CONFLICTING));
        for (String name : List.of(
                Facts.REJECTED,
                Facts.ERASED_EVENTS,
                Facts.ERASED_VALUES,
                Facts.DUPLICATES,
                Facts.CONFLICTING,
                Facts.ACCOUNTS,
                Facts.LINKS,
                Facts.TRUSTED_LINKS,
                Facts.PAIR_ITEMS,
                Facts.TIES,
                Facts.COMPONENTS,
                Facts.LARGEST_COMPONENT,
                Facts.TIGHTENED_COMPONENTS,
                Facts.TIGHTENED_ACCOUNTS,
                Facts.COMMUNITIES)) {
            // A watch does not count what its resources say about pairs.
            if (watched.isEmpty() || !name.equals(Facts.PAIR_ITEMS)) {
                json.put(name, facts.get(name));
            }
        }
        json.put("hubs", written.hubs());
        json.put("rings", written.rings());
        json.put("flagged", written.flagged());
        json.put(
                "decided",
                results.rings().stream()
                        .filter(ring -> ring.dispositions().stream()
                                .anyMatch(applied -> applied.disposition().isOfRing()))
                        .count());
    }

    /** Columns that are absent or filled in fewer than one event of twenty; what a sparse one tells is used nevertheless. */
    private static List<String> signalsOff(Facts facts) {
        List<String> off = new ArrayList<>();
        long events = facts.get(Facts.EVENTS_READ);
        for (EventColumn column : EventColumn.values()) {
            if (!column.required()
                    && facts.get(Facts.FILLED + column.columnName()) < LEAST_FILLED * Math.max(1, events)) {
                off.add(column.columnName());
            }
        }
        return off;
    }

    private static void inputs(ArrayNode json, Results results) {
        for (int f = 0; f < results.files().size(); f++) {
            int number = f;
            InputFile file = results.files().get(f);
            List<byte[]> blocks = results.digests().stream()
                    .filter(digest -> digest.file() == number)
                    .map(BlockDigest::sha256)
                    .toList();
            ObjectNode input = json.addObject();
            input.put("name", file.name());
            input.put("bytes", file.length());
            input.put("modified", Instant.ofEpochMilli(file.modifiedMillis()).toString());
            input.put("sha256_tree", InputDigest.treeHash(blocks));
            ArrayNode hashes = input.putArray("sha256_blocks");
            blocks.forEach(block -> hashes.add(HexFormat.of().formatHex(block)));
        }
    }

    private void sideInputs(ArrayNode json) {
        for (SideInputFile file : sideInputs) {
            ObjectNode input = json.addObject();
            input.put("option", file.option());
            input.put("name", file.name());
            input.put("bytes", file.bytes());
            digest(input, file);
            input.put("rows", file.rows());
            input.put("rejected", file.rejected());
            ArrayNode rejections = input.putArray("rejections");
            file.rejections()
                    .forEach(rejection ->
                            rejections.addObject().put("line", rejection.line()).put("reason", rejection.reason()));
        }
    }

    /** Whoever guesses what a short list holds could make sure by its plain hash. */
    private void digest(ObjectNode json, SideInputFile file) {
        Optional<Pseudonyms> key = parameters.rules().privacy().pseudonyms().open();
        if (key.isPresent()) {
            byte[] hash = HexFormat.of().parseHex(file.sha256());
            json.put("hmac_sha256", HexFormat.of().formatHex(key.get().lineMac(hash)));
        } else if (!file.option().equals(SideInputReader.ERASE)) {
            json.put("sha256", file.sha256());
        }
    }

    private static void previous(ObjectNode json, Results results) {
        EarlierRings earlier = results.earlier();
        if (!earlier.isGiven()) {
            json.putNull("previous");
            return;
        }
        ObjectNode previous = json.putObject("previous");
        previous.put("name", earlier.name());
        previous.put("sha256", earlier.sha256());
        previous.put("rings", earlier.rings().size());
        previous.put("dissolved", results.dissolved().size());
    }

    private void times(ObjectNode json, Facts facts) {
        long end = System.currentTimeMillis();
        json.put("started", Instant.ofEpochMilli(startMillis).toString());
        json.put("published", Instant.ofEpochMilli(end).toString());
        json.put("seconds", (end - startMillis) / 1000.0);
        ObjectNode stages = json.putObject("stage_seconds");
        Map<String, Long> ends = facts.startingWith(Fact.LAST);
        facts.startingWith(Fact.FIRST).forEach((name, first) -> {
            String stage = name.substring(0, name.length() - MILLIS.length());
            stages.put(stage, (ends.getOrDefault(name, first) - first) / 1000.0);
        });
    }

    /** The order-free hash of the events kept. */
    static String eventsDigest(Facts facts) {
        return hex(facts.get(Facts.DIGEST_HIGH)) + hex(facts.get(Facts.DIGEST_LOW));
    }

    private static String hex(long half) {
        return HexFormat.of().toHexDigits(half);
    }
}
