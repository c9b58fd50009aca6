// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringwatch.event.EventColumn;
import org.ringwatch.event.FieldSlices;
import org.ringwatch.event.ShownValue;
import org.ringwatch.event.Utf8;

/**
 * Reads lines that are each a JSON object. Numbers and booleans are taken as they are written, {@code null} as absent;
 * keys that no column is read from are ignored with whatever they hold.
 */
public final class JsonLineReader implements LineReader {

    private static final int MAX_MESSAGE = 120;

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final Map<String, List<EventColumn>> columnsByKey = new HashMap<>();
    private final Map<EventColumn, byte[]> constants = new HashMap<>();

    /** A reader of the keys that the mapping names. */
    public JsonLineReader(ColumnMapping mapping) {
        for (EventColumn column : mapping.readColumns()) {
            columnsByKey
                    .computeIfAbsent(mapping.sourceOf(column), key -> new ArrayList<>())
                    .add(column);
        }
        for (EventColumn column : mapping.constantColumns()) {
            constants.put(column, mapping.constantOf(column).getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public @Nullable String read(byte[] buffer, int start, int end, FieldSlices fields) {
        int first = skipByteOrderMark(buffer, start, end);
        // Jackson would take NUL bytes for UTF-16 or UTF-32.
        if (hasNul(buffer, first, end)) {
            return "line is not valid JSON: it has a NUL byte";
        }
        if (!Utf8.isValid(buffer, first, end)) {
            return malformedField(buffer, first, end) + " must be valid UTF-8";
        }
        fields.reset(buffer);
        String fault;
        try (JsonParser parser = JSON.createParser(buffer, first, end - first)) {
            fault = readObject(parser, fields);
        } catch (JsonProcessingException e) {
            return "line is not valid JSON: " + ShownValue.clean(e.getOriginalMessage(), MAX_MESSAGE);
        } catch (IOException e) {
            return "line is not valid JSON";
        }
        constants.forEach((column, text) -> fields.copy(column, text, 0, text.length));
        return fault;
    }

    private @Nullable String readObject(JsonParser parser, FieldSlices fields) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return "line must be a JSON object";
        }
        int seen = 0;
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            List<EventColumn> columns = columnsByKey.getOrDefault(key, List.of());
            for (EventColumn column : columns) {
                int bit = 1 << column.ordinal();
                if ((seen & bit) != 0) {
                    return column.columnName() + " must be given once but its key appears twice";
                }
                seen |= bit;
                if (value.isStructStart()) {
                    return column.columnName() + " must be a text, number or boolean but was "
                            + (value == JsonToken.START_OBJECT ? "an object" : "an array");
                }
                if (value != JsonToken.VALUE_NULL) {
                    fields.copy(column, parser.getText());
                }
            }
            parser.skipChildren();
        }
        return parser.nextToken() == null ? null : "line has text after the JSON object";
    }

    private static int skipByteOrderMark(byte[] buffer, int start, int end) {
        boolean marked = end - start >= 3
                && buffer[start] == (byte) 0xEF
                && buffer[start + 1] == (byte) 0xBB
                && buffer[start + 2] == (byte) 0xBF;
        return marked ? start + 3 : start;
    }

    private static boolean hasNul(byte[] buffer, int start, int end) {
        for (int i = start; i < end; i++) {
            if (buffer[i] == 0) {
                return true;
            }
        }
        return false;
    }

    /** The column whose text is malformed, or "line"; each byte is read as one character, so that nothing is lost. */
    private String malformedField(byte[] buffer, int start, int end) {
        String line = new String(buffer, start, end - start, StandardCharsets.ISO_8859_1);
        try (JsonParser parser = JSON.createParser(line)) {
            while (parser.nextToken() != null) {
                boolean atTop = parser.getParsingContext().getNestingDepth() == 1;
                if (atTop && parser.currentToken() == JsonToken.VALUE_STRING) {
                    byte[] text = parser.getText().getBytes(StandardCharsets.ISO_8859_1);
                    List<EventColumn> columns = columnsByKey.getOrDefault(parser.currentName(), List.of());
                    if (!columns.isEmpty() && !Utf8.isValid(text, 0, text.length)) {
                        return columns.get(0).columnName();
                    }
                }
            }
        } catch (IOException e) {
            return "line";
        }
        return "line";
    }
}
