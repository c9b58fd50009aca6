// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.ringwatch.event.EventColumn;
import org.ringwatch.event.FieldSlices;
import org.ringwatch.event.ShownValue;
import org.ringwatch.event.Utf8;

/**
 * Reads lines of CSV as RFC 4180 has it, each a whole record.
 *
 * <p>Lines without a quote are split here, without copying or allocating; the others by commons-csv. Both give the same
 * fields, which a test proves.
 */
public final class CsvLineReader implements LineReader {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180;

    private final int columnCount;
    private final EventColumn[] columns;
    /** Where the column of {@link #columns} with the same index is in the line. */
    private final int[] positions;

    private final EventColumn[] constantColumns;
    private final byte[][] constants;
    /** The comma before field i is at index i, the line's end behind the last. */
    private final int[] commas;

    private CsvLineReader(int columnCount, List<EventColumn> columns, List<Integer> positions, ColumnMapping mapping) {
        this.columnCount = columnCount;
        this.columns = columns.toArray(EventColumn[]::new);
        this.positions = positions.stream().mapToInt(Integer::intValue).toArray();
        this.constantColumns = mapping.constantColumns().toArray(EventColumn[]::new);
        this.constants = mapping.constantColumns().stream()
                .map(column -> mapping.constantOf(column).getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        this.commas = new int[columnCount + 1];
    }

    /**
     * A reader for the lines below this header.
     *
     * @param file the file's name, for messages
     * @param header the header's bytes, possibly with byte order mark and line end
     * @throws IllegalArgumentException if the header cannot be read, lacks a required or mapped column, or has one twice
     */
    public static CsvLineReader of(String file, byte[] header, ColumnMapping mapping) {
        List<String> names = headerNames(file, header);
        List<EventColumn> columns = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        for (EventColumn column : mapping.readColumns()) {
            String name = mapping.sourceOf(column);
            int position = names.indexOf(name);
            if (position >= 0) {
                if (names.lastIndexOf(name) != position) {
                    throw new IllegalArgumentException(file + ": column " + shown(name) + " must not appear twice");
                }
                columns.add(column);
                positions.add(position);
            } else if (mapping.sources().containsKey(column.columnName())) {
                throw new IllegalArgumentException(
                        file + ": missing column " + shown(name) + ", mapped to " + column.columnName());
            } else if (column.required()) {
                throw new IllegalArgumentException(file + ": missing required column " + name);
            }
        }
        return new CsvLineReader(names.size(), columns, positions, mapping);
    }

    @Override
    public @Nullable String read(byte[] buffer, int start, int end, FieldSlices fields) {
        int lineEnd = end > start && buffer[end - 1] == '\r' ? end - 1 : end;
        int count = 0;
        for (int i = start; i < lineEnd; i++) {
            byte b = buffer[i];
            if (b == ',') {
                if (++count < columnCount) {
                    commas[count] = i;
                }
            } else if (b == '"') {
                return readQuoted(buffer, start, lineEnd, fields);
            }
        }
        if (count + 1 != columnCount) {
            return wrongCount(count + 1);
        }
        commas[0] = start - 1;
        commas[columnCount] = lineEnd;
        fields.reset(buffer);
        for (int i = 0; i < columns.length; i++) {
            int position = positions[i];
            fields.slice(columns[i], commas[position] + 1, commas[position + 1]);
        }
        copyConstants(fields);
        return null;
    }

    /** The bytes pass through the library as the characters U+0000 to U+00FF, so that malformed UTF-8 stays as it is. */
    private @Nullable String readQuoted(byte[] buffer, int start, int end, FieldSlices fields) {
        CSVRecord record;
        try {
            List<CSVRecord> records = parse(new String(buffer, start, end - start, StandardCharsets.ISO_8859_1));
            if (records.size() != 1) {
                return "line must be one record but has a carriage return inside";
            }
            record = records.get(0);
        } catch (IOException | UncheckedIOException e) {
            return isQuoteOpen(buffer, start, end)
                    ? "line has a quote that is never closed"
                    : "line has text between a closing quote and the next comma";
        }
        if (record.size() != columnCount) {
            return wrongCount(record.size());
        }
        fields.reset(buffer);
        for (int i = 0; i < columns.length; i++) {
            fields.copyLatin1(columns[i], record.get(positions[i]));
        }
        copyConstants(fields);
        return null;
    }

    private void copyConstants(FieldSlices fields) {
        for (int i = 0; i < constants.length; i++) {
            fields.copy(constantColumns[i], constants[i], 0, constants[i].length);
        }
    }

    private String wrongCount(int found) {
        return "expected " + columnCount + " columns but found " + found;
    }

    private static List<CSVRecord> parse(String text) throws IOException {
        try (CSVParser parser = CSVParser.builder()
                .setReader(new StringReader(text))
                .setFormat(FORMAT)
                .get()) {
            return parser.getRecords();
        }
    }

    private static boolean isQuoteOpen(byte[] buffer, int start, int end) {
        int quotes = 0;
        for (int i = start; i < end; i++) {
            quotes += buffer[i] == '"' ? 1 : 0;
        }
        return quotes % 2 != 0;
    }

    private static List<String> headerNames(String file, byte[] header) {
        if (!Utf8.isValid(header, 0, header.length)) {
            throw new IllegalArgumentException(file + ": header must be valid UTF-8");
        }
        String text = new String(header, StandardCharsets.UTF_8);
        List<CSVRecord> records;
        try {
            records = parse(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalArgumentException(
                    file + ": header must be CSV but was " + ShownValue.quote(header, 0, header.length), e);
        }
        if (records.size() != 1) {
            throw new IllegalArgumentException(file + ": header must be one line of column names but was "
                    + ShownValue.quote(header, 0, header.length));
        }
        return records.get(0).stream().map(String::strip).toList();
    }

    private static String shown(String name) {
        return ShownValue.clean(name, 80);
    }
}
