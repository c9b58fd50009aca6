// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.source;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.ringwatch.event.EventColumn;
import org.ringwatch.event.EventText;
import org.ringwatch.event.FieldSlices;
import org.ringwatch.event.ShownValue;
import org.ringwatch.event.Utf8;

/**
 * Reads lines of CSV as RFC 4180 has it, each a whole record.
 *
 * <p>Every line comes here, so nothing is copied or allocated but fields with doubled quotes. Lines without a quote are
 * split in one loop. Why not commons-csv, which reads the header: one of its parsers per line takes twenty
 * times as long. A test proves that the fields are the same, as those of {@link CSVFormat#RFC4180}.
 */
public final class CsvLineReader implements LineReader {

    private final int columnCount;
    private final EventColumn[] columns;
    /** Where the column of {@link #columns} with the same index is in the line. */
    private final int[] positions;

    /** Where the account is in the line, -1 if it is constant. */
    private final int accountPosition;

    private final EventColumn[] constantColumns;
    private final byte[][] constants;
    /** The comma before field i is at index i, the line's end behind the last. */
    private final int[] commas;

    private final int[] starts;
    private final int[] ends;
    private final boolean[] quotedFields;
    private byte[] unescaped = new byte[256];

    private CsvLineReader(int columnCount, Map<EventColumn, Integer> columns, ColumnMapping mapping) {
        this.columnCount = columnCount;
        this.columns = columns.keySet().toArray(EventColumn[]::new);
        this.positions = columns.values().stream().mapToInt(Integer::intValue).toArray();
        this.accountPosition = columns.getOrDefault(EventColumn.ACCOUNT_ID, -1);
        this.constantColumns = mapping.constantColumns().toArray(EventColumn[]::new);
        this.constants = mapping.constantColumns().stream()
                .map(column -> mapping.constantOf(column).getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        this.commas = new int[columnCount + 1];
        this.starts = new int[columnCount];
        this.ends = new int[columnCount];
        this.quotedFields = new boolean[columnCount];
    }

    /**
     * A reader for the lines below this header.
     *
     * @param file the file's name, for messages
     * @param header the header's bytes, possibly with byte order mark and line end
     * @throws HeaderException if the header cannot be read, lacks a required or mapped column, or has one twice
     */
    public static CsvLineReader of(String file, byte[] header, ColumnMapping mapping) {
        List<String> names = headerNames(file, header);
        Map<EventColumn, Integer> columns = HeaderColumns.find(file, "header", names, mapping);
        return new CsvLineReader(names.size(), columns, mapping);
    }

    @Override
    public @Nullable String read(byte[] buffer, int start, int end, FieldSlices fields) {
        int lineEnd = end > start && buffer[end - 1] == '\r' ? end - 1 : end;
        int count = 0;
        int outside = 0;
        for (int i = start; i < lineEnd; i++) {
            byte b = buffer[i];
            outside |= b - ' ' | '~' - b;
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
        // Negative if any byte was below the first or above the last printable one.
        fields.reset(buffer, outside >= 0);
        for (int k = 0; k < columns.length; k++) {
            int position = positions[k];
            fields.slice(columns[k], commas[position] + 1, commas[position + 1]);
        }
        copyConstants(fields);
        return null;
    }

    @Override
    public boolean readAccount(byte[] buffer, int start, int end, FieldSlices fields) {
        int count = 0;
        int from = start;
        for (int i = start; i < end && buffer[i] != '"'; i++) {
            if (buffer[i] == ',') {
                if (count == accountPosition) {
                    fields.reset(buffer);
                    fields.slice(EventColumn.ACCOUNT_ID, from, i);
                    return true;
                }
                count++;
                from = i + 1;
            }
        }
        return false;
    }

    /** A field is quoted if it starts with a quote; quotes further on in another field are text. */
    private @Nullable String readQuoted(byte[] buffer, int start, int end, FieldSlices fields) {
        int count = 0;
        int i = start;
        do {
            boolean quoted = i < end && buffer[i] == '"';
            int fieldStart = quoted ? i + 1 : i;
            int fieldEnd = quoted ? closingQuote(buffer, fieldStart, end) : nextComma(buffer, i, end);
            if (fieldEnd < 0) {
                return "line has a quote that is never closed";
            }
            i = quoted ? skipSpace(buffer, fieldEnd + 1, end) : fieldEnd;
            if (i < end && buffer[i] != ',') {
                return "line has text between a closing quote and the next comma";
            }
            if (count < columnCount) {
                starts[count] = fieldStart;
                ends[count] = fieldEnd;
                quotedFields[count] = quoted;
            }
            count++;
        } while (i++ < end);
        if (count != columnCount) {
            return wrongCount(count);
        }
        fields.reset(buffer);
        for (int k = 0; k < columns.length; k++) {
            int position = positions[k];
            if (quotedFields[position] && nextQuote(buffer, starts[position], ends[position]) < ends[position]) {
                copyUnescaped(columns[k], buffer, starts[position], ends[position], fields);
            } else {
                fields.slice(columns[k], starts[position], ends[position]);
            }
        }
        copyConstants(fields);
        return null;
    }

    /** The first quote that is not one of a pair, or −1. */
    private static int closingQuote(byte[] buffer, int start, int end) {
        int i = nextQuote(buffer, start, end);
        while (i + 1 < end && buffer[i + 1] == '"') {
            i = nextQuote(buffer, i + 2, end);
        }
        return i < end ? i : -1;
    }

    private static int nextQuote(byte[] buffer, int start, int end) {
        int i = start;
        while (i < end && buffer[i] != '"') {
            i++;
        }
        return i;
    }

    private static int nextComma(byte[] buffer, int start, int end) {
        int i = start;
        while (i < end && buffer[i] != ',') {
            i++;
        }
        return i;
    }

    private static int skipSpace(byte[] buffer, int start, int end) {
        int i = start;
        while (i < end && Character.isWhitespace(buffer[i])) {
            i++;
        }
        return i;
    }

    /** Copies the field with one quote for each pair. */
    private void copyUnescaped(EventColumn column, byte[] buffer, int start, int end, FieldSlices fields) {
        if (unescaped.length < end - start) {
            unescaped = new byte[Math.max(2 * unescaped.length, end - start)];
        }
        int length = 0;
        for (int i = start; i < end; i++) {
            unescaped[length++] = buffer[i];
            i += buffer[i] == '"' ? 1 : 0;
        }
        fields.copy(column, unescaped, 0, length);
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
                .setFormat(CSVFormat.RFC4180)
                .get()) {
            return parser.getRecords();
        }
    }

    private static List<String> headerNames(String file, byte[] header) {
        if (!Utf8.isValid(header, 0, header.length)) {
            throw new HeaderException(file, "header must be valid UTF-8");
        }
        String text = new String(header, StandardCharsets.UTF_8);
        List<CSVRecord> records;
        try {
            records = parse(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (IOException | UncheckedIOException e) {
            throw new HeaderException(
                    file, "header must be CSV but was " + ShownValue.quote(header, 0, header.length), e);
        }
        if (records.size() != 1) {
            throw new HeaderException(
                    file,
                    "header must be one line of column names but was " + ShownValue.quote(header, 0, header.length));
        }
        return records.get(0).stream().map(EventText::trim).toList();
    }
}
