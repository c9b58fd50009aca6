// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Strict reading of {@code rings.jsonl}; every complaint names file, line, rule and what was found. */
final class RingsFile {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RingsFile() {}

    /** Receives the rings of a run. */
    interface RingReader {
        /** {@code where} is the file and line for complaints. */
        void read(JsonNode ring, String where);
    }

    /**
     * Hands every ring of an output to the reader, in the order of the file.
     *
     * @param folder the output folder of {@code detect}
     * @throws IllegalArgumentException when the folder is incomplete or a line is no JSON
     */
    static void read(Path folder, RingReader reader) throws IOException {
        if (!Files.isRegularFile(folder.resolve("_SUCCESS"))) {
            throw new IllegalArgumentException(folder + ": must be a complete output of detect but holds no _SUCCESS");
        }
        Path file = folder.resolve("rings.jsonl");
        Table.requireFile(file);
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String where = file.getFileName() + ":" + ++number;
                reader.read(parse(line, where), where);
            }
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + ": must be UTF-8 but was not", e);
        }
    }

    private static JsonNode parse(String line, String where) {
        try {
            return MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(where + ": must be a JSON object but: " + e.getOriginalMessage(), e);
        }
    }

    /** A text of a ring. */
    static String text(JsonNode ring, String key, String where) {
        JsonNode value = ring.path(key);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw new IllegalArgumentException(where + ": " + key + " must be a text but was " + shown(value));
        }
        return value.textValue();
    }

    /** A value for a complaint. */
    static String shown(JsonNode node) {
        return node.isMissingNode() ? "missing" : node.toString();
    }
}
