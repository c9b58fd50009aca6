// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.ringwatch.event.EventType;
import org.ringwatch.export.AuditSample;
import org.ringwatch.export.Manifest;

/** The ring files that pages are made of, as {@code detect} wrote them. They are read one ring at a time. */
public final class RingFolder {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final ObjectReader RINGS = JSON.readerFor(RingRecord.class);
    private static final CSVFormat CSV =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    /** Tells, with an earlier output, what became of its rings. */
    static final String LINEAGE = "lineage.csv";

    private final Path folder;
    private final String resultHash;
    private final boolean blind;
    private final Set<String> audited;

    /** What the files say. */
    public RingFolder(Path folder) throws IOException {
        this(folder, false, Set.of());
    }

    private RingFolder(Path folder, boolean blind, Set<String> audited) throws IOException {
        this.folder = folder;
        this.resultHash = Manifest.sha256(folder.resolve("rings.jsonl"));
        this.blind = blind;
        this.audited = audited;
    }

    /** What reviewers may see: {@linkplain #isBlind blind} if the folder has an audit sample. */
    static RingFolder forReviewers(Path folder) throws IOException {
        return new RingFolder(folder, AuditSample.isIn(folder), AuditSample.ringIds(folder));
    }

    /**
     * Whether nothing may be shown that tells a ring which was sampled from below the cut from a flagged one. Sampled rings are
     * then visited as flagged.
     */
    boolean isBlind() {
        return blind;
    }

    /** Whether rings were matched with those of an earlier output, and reviewers may see how. */
    boolean hasLineage() {
        return !blind && Files.exists(folder.resolve(LINEAGE));
    }

    /** Receives rings in the order of {@code rings.jsonl}. */
    public interface Visitor {
        /** A ring: as a record, as its line of JSON, and what happened in it in order of time. */
        void ring(RingRecord ring, String line, List<RingEvent> events) throws IOException;
    }

    /** Visits all rings without what happened in them. */
    public void forEachRing(Visitor visitor) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(folder.resolve("rings.jsonl"))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                RingRecord ring = RINGS.readValue(line);
                visitor.ring(audited.contains(ring.ringId()) ? ring.asFlagged() : ring, line, List.of());
            }
        }
    }

    /** Visits all rings with what happened in them. */
    public void forEachStory(Visitor visitor) throws IOException {
        try (Events events = new Events()) {
            forEachRing((ring, line, none) -> visitor.ring(ring, line, events.of(ring.ringId())));
        }
    }

    /** A ring as a record; unknown keys are left out. */
    public static RingRecord ring(JsonNode json) {
        return JSON.convertValue(json, RingRecord.class);
    }

    /** A line of {@code rings.jsonl} as a tree; numbers keep their digits. */
    public static ObjectNode tree(String line) throws IOException {
        return JSON.readValue(line, ObjectNode.class);
    }

    /** The rows of a CSV file of the folder; to be closed. */
    CSVParser table(String file) throws IOException {
        return CSVParser.parse(folder.resolve(file), UTF_8, CSV);
    }

    /** {@code run.json}. */
    public JsonNode run() throws IOException {
        return JSON.readTree(folder.resolve("run.json").toFile());
    }

    /** {@code baseline.json}. */
    public JsonNode baseline() throws IOException {
        return JSON.readTree(folder.resolve("baseline.json").toFile());
    }

    /** SHA-256 of {@code rings.jsonl}: names the result that pages show. */
    public String resultHash() {
        return resultHash;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** {@code ring_events.csv} has its rings in the order of {@code rings.jsonl}: one ring's events are in memory at a time. */
    private final class Events implements AutoCloseable {
        private final CSVParser parser;
        private @Nullable RingEvent next;

        Events() throws IOException {
            parser = table("ring_events.csv");
            next = read();
        }

        List<RingEvent> of(String ringId) {
            List<RingEvent> events = new ArrayList<>();
            for (RingEvent event = next; event != null && event.ringId().equals(ringId); event = next) {
                events.add(event);
                next = read();
            }
            return events;
        }

        private @Nullable RingEvent read() {
            if (!parser.iterator().hasNext()) {
                return null;
            }
            CSVRecord row = parser.iterator().next();
            String currency = row.get("currency");
            return new RingEvent(
                    row.get("ring_id"),
                    row.get("event_id"),
                    row.get("event_time"),
                    EventType.valueOf(row.get("event_type")),
                    row.get("account_id"),
                    row.get("device_id"),
                    row.get("ip"),
                    row.get("merchant_id"),
                    row.get("wallet"),
                    row.get("beneficiary_id"),
                    currency.isEmpty() ? 0 : Long.parseLong(row.get("amount_minor")),
                    currency,
                    row.get("outcome"),
                    row.get("order_id"),
                    row.get("ip_kind"),
                    row.get("ip_country"));
        }

        @Override
        public void close() throws IOException {
            parser.close();
        }
    }
}
