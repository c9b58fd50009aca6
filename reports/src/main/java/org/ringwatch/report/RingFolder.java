// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.ringwatch.event.EventType;
import org.ringwatch.export.Manifest;

/** The ring files that pages are made of, as {@code detect} wrote them. They are read one ring at a time. */
final class RingFolder {
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

    RingFolder(Path folder) {
        this.folder = folder;
    }

    /** Whether rings were matched with those of an earlier output. */
    boolean hasLineage() {
        return Files.exists(folder.resolve(LINEAGE));
    }

    /** Receives rings in the order of {@code rings.jsonl}. */
    interface Visitor {
        /** A ring: as a record, as its line of JSON, and what happened in it in order of time. */
        void ring(RingRecord ring, String line, List<RingEvent> events) throws IOException;
    }

    /** Visits all rings without what happened in them. */
    void forEachRing(Visitor visitor) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(folder.resolve("rings.jsonl"))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                visitor.ring(RINGS.readValue(line), line, List.of());
            }
        }
    }

    /** Visits all rings with what happened in them. */
    void forEachStory(Visitor visitor) throws IOException {
        try (Events events = new Events()) {
            forEachRing((ring, line, none) -> visitor.ring(ring, line, events.of(ring.ringId())));
        }
    }

    /** The rows of a CSV file of the folder; to be closed. */
    CSVParser table(String file) throws IOException {
        return CSVParser.parse(folder.resolve(file), UTF_8, CSV);
    }

    /** {@code run.json}. */
    JsonNode run() throws IOException {
        return JSON.readTree(folder.resolve("run.json").toFile());
    }

    /** {@code baseline.json}. */
    JsonNode baseline() throws IOException {
        return JSON.readTree(folder.resolve("baseline.json").toFile());
    }

    /** SHA-256 of {@code rings.jsonl}: names the result that pages show. */
    String resultHash() throws IOException {
        return Manifest.sha256(folder.resolve("rings.jsonl"));
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
                    row.get("outcome"));
        }

        @Override
        public void close() throws IOException {
            parser.close();
        }
    }
}
